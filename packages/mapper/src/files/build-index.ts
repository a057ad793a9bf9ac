/** Making `graph.pgx`: a GFA's graph, haplotypes, coordinates and seeds in one file. */
import { buildHaplotypeStore, columnBytes, graphSections, type OnProgress } from '@pangraf/graph';
import { readGfa, writeContainer } from '@pangraf/graph/files';
import { linearCoordinates } from '../clusters/coordinates.ts';
import { blockNodes } from '../seeds/block-nodes.ts';
import { seedScheme } from '../seeds/schemes.ts';
import { buildSeedTable } from '../seeds/seed-table.ts';
import { loadKernel } from './kernel-file.ts';

/** What to index. */
export interface IndexOptions {
	/** GFA, plain or compressed; `-` for standard input. */
	graph: string;
	/** The index. */
	output: string;
	/** Seed and s-mer length in bp; see `seedScheme`. */
	k?: number;
	s?: number;
	onProgress?: OnProgress;
}

/** What an index holds. */
export interface IndexSummary {
	nodes: number;
	edges: number;
	length: number;
	walks: number;
	seeds: number;
	/** Seeds left out because they start backwards and end forwards in the graph. */
	skippedSeeds: number;
	sizeBytes: number;
	contentHash: string;
}

/** Makes `graph.pgx`. Errors: those of `readGfa` and `createOutput`, E_SEED_SCHEME, E_INDEX_TOO_LARGE. */
export async function buildIndex(options: IndexOptions): Promise<IndexSummary> {
	const scheme = seedScheme(options.k, options.s);
	const graph = await readGfa(options.graph);
	options.onProgress?.({ stage: 'index', done: 0, total: graph.walks.steps.length, unit: 'steps' });
	const seeds = buildSeedTable(graph, scheme, await loadKernel(), (steps) =>
		options.onProgress?.({ stage: 'index', done: steps, total: graph.walks.steps.length, unit: 'steps' }),
	);
	const coordinates = linearCoordinates(graph);
	const header = await writeContainer(options.output, [
		...graphSections(graph, buildHaplotypeStore(graph), { ...scheme, bucketBits: seeds.bucketBits }),
		{ name: 'coordinate.left', bytes: columnBytes(coordinates.left) },
		{ name: 'coordinate.right', bytes: columnBytes(coordinates.right) },
		{ name: 'block.node', bytes: columnBytes(blockNodes(graph)) },
		{ name: 'seed.bucket', bytes: columnBytes(seeds.bucketStarts) },
		{ name: 'seed.entry', bytes: columnBytes(seeds.entries) },
	]);
	return {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		length: graph.baseCount,
		walks: graph.walks.count,
		seeds: seeds.entries.length / 2,
		skippedSeeds: seeds.skippedSeeds,
		sizeBytes: header.fileBytes,
		contentHash: header.contentHash,
	};
}
