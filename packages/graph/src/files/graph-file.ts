/** A graph from either of its files, and its counts. */
import { isContainer } from '../container/format.ts';
import { graphOf } from '../container/graph-sections.ts';
import { graphStats as countGraph, type GraphStats } from '../graph-stats.ts';
import type { OnProgress } from '../progress.ts';
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
}

/**
 * Opens an index (graph.pgx) or a GFA, told apart by their first bytes; `-` is a GFA on standard input.
 * Errors: those of {@link openContainer} and of {@link readGfa}.
 */
export async function openGraph(path: string, options: ReadGfaOptions = {}): Promise<OpenedGraph> {
	if (path === '-' || !isContainer(await firstBytes(path, MAGIC_BYTES))) return { graph: await readGfa(path, options) };
	const container = await openContainer(path);
	return { graph: graphOf(container), contentHash: container.header.contentHash };
}

/** What {@link graphStats} counts, and how it reports. */
export interface GraphStatsOptions {
	/** Index or GFA, as for {@link openGraph}. */
	graph: string;
	onProgress?: OnProgress;
}

/** Counts what a graph file holds. Errors: those of {@link openGraph}. */
export async function graphStats({ graph: path, onProgress }: GraphStatsOptions): Promise<GraphStats> {
	const { graph } = await openGraph(path, onProgress === undefined ? {} : { onProgress });
	return countGraph(graph);
}
