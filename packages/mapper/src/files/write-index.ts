/** A graph to `graph.pgx`: graph, haplotypes, snarls, coordinates and seeds in one file. */
import {
	buildHaplotypeStore,
	columnBytes,
	findSnarls,
	type Graph,
	graphSections,
	type HaplotypeStore,
	type OnProgress,
	type SectionData,
	snarlSections,
} from '@pangraf/graph';
import { writeContainer } from '@pangraf/graph/files';
import { COORDINATE_END, layOutComponents } from '../clusters/coordinates.ts';
import { knowsHaplotypes } from '../haplotypes/known-haplotypes.ts';
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
	/** Without one it has no seeds: enough for everything but mapping. */
	readonly scheme: SeedScheme | undefined;
	/** The store of the graph's walks, where there is one already. */
	readonly haplotypes?: HaplotypeStore | undefined;
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
	{ scheme, haplotypes = buildHaplotypeStore(graph), partitionBytes = PARTITION_BYTES, onProgress }: WriteIndexOptions,
): Promise<IndexSummary> {
	const seeds = scheme === undefined ? undefined : await findSeeds(graph, haplotypes, scheme, partitionBytes, onProgress);
	const columns = graphSections(graph, haplotypes, parametersOf(graph, scheme, seeds, partitionBytes));
	const header = await writeContainer(output, [
		// What is opened for every sample is in the file as in memory; what is kept and looked at is short.
		...(seeds === undefined ? columns : columns.map(({ name, bytes }) => ({ name, bytes }))),
		...(seeds?.sections ?? []),
		...snarlSections(findSnarls(graph)),
	]);
	return {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		length: graph.baseCount,
		walks: graph.walks.count,
		seeds: seeds?.count ?? 0,
		skippedSeeds: seeds?.skipped ?? 0,
		partitions: seeds?.partitions.length ?? 1,
		sizeBytes: header.fileBytes,
		contentHash: header.contentHash,
	};
}

/** What only mapping needs: the seeds of all partitions, and coordinates. */
interface FoundSeeds {
	readonly partitions: readonly Partition[];
	readonly sections: readonly SectionData[];
	readonly count: number;
	readonly skipped: number;
}

async function findSeeds(
	graph: Graph,
	haplotypes: HaplotypeStore,
	scheme: SeedScheme,
	partitionBytes: number,
	onProgress: OnProgress | undefined,
): Promise<FoundSeeds> {
	const { k, s } = scheme;
	const layout = layOutComponents(graph);
	const pieces = piecesOf(graph, layout.lengths, haplotypes.recordStarts, k, s);
	const starts = choosePartitions(pieces, { sizeBytes: partitionBytes, length: COORDINATE_END });
	const coordinates = layout.coordinates(starts);
	const module = await loadKernel();
	const total = graph.walks.stepStarts.at(-1)!;
	let done = 0;
	onProgress?.({ stage: 'index', done, total, unit: 'steps' });
	const partitions: Partition[] = [];
	const sections: SectionData[] = [
		{ name: 'coordinate.left', bytes: columnBytes(coordinates.left) },
		{ name: 'coordinate.right', bytes: columnBytes(coordinates.right) },
		{ name: 'block.node', bytes: columnBytes(blockNodes(graph)) },
	];
	let [count, skipped] = [0, 0];
	for (const [i, start] of starts.entries()) {
		const range = partitionRange(graph, haplotypes, start, starts[i + 1] ?? graph.nodeCount);
		const seeds = buildSeedTable(graph, scheme, module, range, (steps) => {
			done += steps;
			onProgress?.({ stage: 'index', done, total, unit: 'steps' });
		});
		const name = (section: string): string => (starts.length === 1 ? section : sectionOf(section, i));
		sections.push({ name: name('seed.bucket'), bytes: columnBytes(seeds.bucketStarts) });
		sections.push({ name: name('seed.entry'), bytes: columnBytes(seeds.entries) });
		const { bucketBits, placeBits } = seeds;
		partitions.push({ ...range, coordinateEnd: coordinates.ends[i]!, bucketBits, placeBits });
		count += seeds.entries.length / 3;
		skipped += seeds.skippedSeeds;
	}
	return { partitions, sections, count, skipped };
}

/** What `meta` says of the seeds, and whether there are walks beside the reference's. */
function parametersOf(
	graph: Graph,
	scheme: SeedScheme | undefined,
	seeds: FoundSeeds | undefined,
	partitionBytes: number,
): Record<string, unknown> {
	if (scheme === undefined || seeds === undefined) return {};
	const known = { ...scheme, knowsHaplotypes: knowsHaplotypes(graph) };
	const { partitions } = seeds;
	const { bucketBits, placeBits } = partitions[0]!;
	return partitions.length === 1 ? { ...known, bucketBits, placeBits } : { ...known, partitionBytes, partitions };
}
