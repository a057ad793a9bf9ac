/** A graph from either of its files, and its counts. */
import { isContainer } from '../container/format.ts';
import { graphOf, haplotypesOf } from '../container/graph-sections.ts';
import { snarlTreeOf } from '../container/snarl-sections.ts';
import { graphStats as countGraph, type GraphStats } from '../graph-stats.ts';
import { buildHaplotypeStore } from '../haplotypes/build-store.ts';
import type { HaplotypeStore } from '../haplotypes/haplotype-store.ts';
import type { OnProgress } from '../progress.ts';
import { findSnarls } from '../snarls/find-snarls.ts';
import type { SnarlTree } from '../snarls/snarl-tree.ts';
import { type ComponentStats, componentStats } from '../statistics/component-stats.ts';
import { type PathStats, pathStats } from '../statistics/path-stats.ts';
import { type SampleStats, sampleStats } from '../statistics/sample-stats.ts';
import type { Graph } from '../store/graph.ts';
import { firstBytes, openContainer } from './container-file.ts';
import { readGfa, type ReadGfaOptions } from './gfa.ts';

/** Bytes that tell an index from other files. */
const MAGIC_BYTES = 8;

/** An opened graph. */
export interface OpenedGraph {
	readonly graph: Graph;
	/** Content hash of an index; a GFA has none. */
	readonly contentHash?: string;
	/** Those of an index, as they lie in it; or made from a GFA's graph, anew each time. */
	readonly haplotypes: () => HaplotypeStore;
	/** Those of an index, as they lie in it; or found in a GFA's graph, anew each time. */
	readonly snarls: () => SnarlTree;
}

/**
 * Opens an index (graph.pgx) or a GFA, told apart by their first bytes; `-` is a GFA on standard input.
 * Errors: those of {@link openContainer} and of {@link readGfa}.
 */
export async function openGraph(path: string, options: ReadGfaOptions = {}): Promise<OpenedGraph> {
	if (path === '-' || !isContainer(await firstBytes(path, MAGIC_BYTES))) {
		const graph = await readGfa(path, options);
		return { graph, haplotypes: () => buildHaplotypeStore(graph), snarls: () => findSnarls(graph) };
	}
	const container = await openContainer(path);
	return {
		graph: graphOf(container),
		contentHash: container.header.contentHash,
		haplotypes: () => haplotypesOf(container),
		snarls: () => snarlTreeOf(container),
	};
}

/** What {@link graphStats} counts, and how it reports. */
export interface GraphStatsOptions {
	/** Index or GFA, as for {@link openGraph}. */
	graph: string;
	onProgress?: OnProgress;
}

/** What stats can be told apart by, and what they are then. */
export interface StatsBy {
	component: ComponentStats;
	path: PathStats;
	sample: SampleStats;
}

/** Counts what a graph file holds. Errors: those of {@link openGraph}. */
export async function graphStats({ graph: path, onProgress }: GraphStatsOptions): Promise<GraphStats> {
	const { graph, snarls } = await openGraph(path, onProgress === undefined ? {} : { onProgress });
	return countGraph(graph, snarls());
}

/** Counts what each component, path or sample of a graph file holds. Errors: those of {@link openGraph}. */
export async function graphStatsBy<By extends keyof StatsBy>(
	by: By,
	{ graph: path, onProgress }: GraphStatsOptions,
): Promise<StatsBy[By][]> {
	const { graph, snarls } = await openGraph(path, onProgress === undefined ? {} : { onProgress });
	const count: { [Each in keyof StatsBy]: () => StatsBy[Each][] } = {
		component: () => componentStats(graph, snarls()),
		path: () => pathStats(graph),
		sample: () => sampleStats(graph),
	};
	return count[by]();
}
