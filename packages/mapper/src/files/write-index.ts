/** A graph to `graph.pgx`: graph, haplotypes, snarls, coordinates and seeds in one file. */
import {
	buildHaplotypeStore,
	columnBytes,
	findSnarls,
	type Graph,
	graphSections,
	type OnProgress,
	type SectionData,
	snarlSections,
} from '@pangraf/graph';
import { writeContainer } from '@pangraf/graph/files';
import { COORDINATE_END, layOutComponents } from '../clusters/coordinates.ts';
import { choosePartitions, PARTITION_BYTES, piecesOf } from '../partitions/choose-partitions.ts';
import { type Partition, partitionRange, sectionOf } from '../partitions/partition-columns.ts';
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
	/** Parts that `map` holds in memories of their own. */
	partitions: number;
	sizeBytes: number;
	contentHash: string;
}

/** What an index is made of, beside a graph. */
export interface WriteIndexOptions {
	readonly scheme: SeedScheme;
	/** Most bytes of a partition in memory; see `choosePartitions`. */
	readonly partitionBytes?: number | undefined;
	readonly onProgress?: OnProgress | undefined;
}

/**
 * Writes the index of a graph under `output`; its bytes follow from the graph, scheme and size of partitions. Seeds are found for one
 * partition after the other. Errors: those of `createOutput`, E_INDEX_TOO_LARGE.
 */
export async function writeIndex(
	graph: Graph,
	output: string,
	{ scheme, partitionBytes = PARTITION_BYTES, onProgress }: WriteIndexOptions,
): Promise<IndexSummary> {
	const { k, s } = scheme;
	const layout = layOutComponents(graph);
	const limits = { sizeBytes: partitionBytes, length: COORDINATE_END };
	const starts = choosePartitions(piecesOf(graph, layout.lengths, k, s), limits);
	const coordinates = layout.coordinates(starts);
	const module = await loadKernel();
	const total = graph.walks.steps.length;
	let done = 0;
	onProgress?.({ stage: 'index', done, total, unit: 'steps' });
	const partitions: Partition[] = [];
	const seedSections: SectionData[] = [];
	let [seedCount, skippedSeeds] = [0, 0];
	for (const [i, start] of starts.entries()) {
		const range = partitionRange(graph, start, starts[i + 1] ?? graph.nodeCount);
		const seeds = buildSeedTable(graph, scheme, module, range, (steps) => {
			done += steps;
			onProgress?.({ stage: 'index', done, total, unit: 'steps' });
		});
		const name = (section: string): string => (starts.length === 1 ? section : sectionOf(section, i));
		seedSections.push({ name: name('seed.bucket'), bytes: columnBytes(seeds.bucketStarts) });
		seedSections.push({ name: name('seed.tag'), bytes: columnBytes(seeds.tags) });
		seedSections.push({ name: name('seed.place'), bytes: columnBytes(seeds.places) });
		const { bucketBits, placeBits } = seeds;
		partitions.push({ ...range, coordinateEnd: coordinates.ends[i]!, bucketBits, placeBits });
		seedCount += seeds.places.length;
		skippedSeeds += seeds.skippedSeeds;
	}
	const { bucketBits, placeBits } = partitions[0]!;
	const parameters = partitions.length === 1 ? { k, s, bucketBits, placeBits } : { k, s, partitionBytes, partitions };
	const header = await writeContainer(output, [
		...graphSections(graph, buildHaplotypeStore(graph), parameters),
		{ name: 'coordinate.left', bytes: columnBytes(coordinates.left) },
		{ name: 'coordinate.right', bytes: columnBytes(coordinates.right) },
		{ name: 'block.node', bytes: columnBytes(blockNodes(graph)) },
		...seedSections,
		...snarlSections(findSnarls(graph)),
	]);
	return {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		length: graph.baseCount,
		walks: graph.walks.count,
		seeds: seedCount,
		skippedSeeds,
		partitions: partitions.length,
		sizeBytes: header.fileBytes,
		contentHash: header.contentHash,
	};
}
