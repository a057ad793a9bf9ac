/** A graph to `graph.pgx`: graph, haplotypes, snarls, coordinates and seeds in one file. */
import {
	buildHaplotypeStore,
	columnBytes,
	findSnarls,
	type Graph,
	graphSections,
	type OnProgress,
	snarlSections,
} from '@pangraf/graph';
import { writeContainer } from '@pangraf/graph/files';
import { linearCoordinates } from '../clusters/coordinates.ts';
import { blockNodes } from '../seeds/block-nodes.ts';
import type { SeedScheme } from '../seeds/schemes.ts';
import { buildSeedTable } from '../seeds/seed-table.ts';
import { loadKernel } from './kernel-file.ts';

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

/** Writes the index of a graph under `output`; its bytes follow from graph and scheme. Errors: those of `createOutput`, E_INDEX_TOO_LARGE. */
export async function writeIndex(
	graph: Graph,
	scheme: SeedScheme,
	output: string,
	onProgress?: OnProgress,
): Promise<IndexSummary> {
	const total = graph.walks.steps.length;
	onProgress?.({ stage: 'index', done: 0, total, unit: 'steps' });
	const seeds = buildSeedTable(graph, scheme, await loadKernel(), (steps) =>
		onProgress?.({ stage: 'index', done: steps, total, unit: 'steps' }),
	);
	const { bucketBits, placeBits } = seeds;
	const coordinates = linearCoordinates(graph);
	const header = await writeContainer(output, [
		...graphSections(graph, buildHaplotypeStore(graph), { ...scheme, bucketBits, placeBits }),
		{ name: 'coordinate.left', bytes: columnBytes(coordinates.left) },
		{ name: 'coordinate.right', bytes: columnBytes(coordinates.right) },
		{ name: 'block.node', bytes: columnBytes(blockNodes(graph)) },
		{ name: 'seed.bucket', bytes: columnBytes(seeds.bucketStarts) },
		{ name: 'seed.tag', bytes: columnBytes(seeds.tags) },
		{ name: 'seed.place', bytes: columnBytes(seeds.places) },
		...snarlSections(findSnarls(graph)),
	]);
	return {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		length: graph.baseCount,
		walks: graph.walks.count,
		seeds: seeds.places.length,
		skippedSeeds: seeds.skippedSeeds,
		sizeBytes: header.fileBytes,
		contentHash: header.contentHash,
	};
}
