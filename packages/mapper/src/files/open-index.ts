/** Opening `graph.pgx` into the memory that mapping workers share, or into one memory for each partition. */
import type { ContainerHeader, Section } from '@pangraf/graph';
import { paddedBytes, readContainerMeta, readSections } from '@pangraf/graph/containers';
import { PangrafError } from '@pangraf/graph/errors';
import { DATA_ADDRESS, PAGE_BYTES, sharedMemory } from '../kernels/kernel.ts';
import { longestNameIn, nodeRecordsBytes, placedRecordsBytes } from '../kernels/node-records.ts';
import type { Partition } from '../partitions/partition-columns.ts';
import type { WorkerSetup } from '../pool/kernel-setup.ts';
import { planMemory } from '../pool/memory-plan.ts';
import { indexLayout, type LayoutParameters, requiredSection } from './index-layout.ts';
import { openPartitions } from './open-partitions.ts';
import { isNodeColumn, readNodeRecords } from './read-node-records.ts';

/** An index in the memory of a mapping run. */
export interface OpenedIndex extends Pick<WorkerSetup, 'memory' | 'layout' | 'plan' | 'partitions'> {
	readonly contentHash: string;
}

/** What `meta` says of seeds, and of partitions where there are several. */
interface SeedParameters extends LayoutParameters {
	readonly partitions?: readonly Partition[];
}

/** Read names longer than SAM allows are refused, so that a record has a bound. */
const READ_NAME_MAX = 254;

/**
 * Opens an index into a shared memory with room for `workers` threads, `slots` chunks and `recordsMax` records of a read, or into several
 * where it has partitions.
 * Errors: those of `readContainerMeta` and `readSections`, E_PGX_SECTION, E_INDEX_TOO_LARGE.
 */
export async function openIndex(path: string, workers: number, slots: number, recordsMax = 1): Promise<OpenedIndex> {
	const { header, meta } = await readContainerMeta(path);
	const parameters = meta.parameters as unknown as SeedParameters | { k?: undefined };
	if (parameters.k === undefined) {
		throw new PangrafError('E_PGX_SECTION', {
			file: path,
			found: 'an index without seeds',
			expected: 'one with seeds, which mapping needs',
			remedy: 'make it with `pangraf index` without --no-seeds',
		});
	}
	if (parameters.partitions !== undefined) return await openParts(path, header, parameters, workers, slots, recordsMax);
	const { sections, contentHash } = header;
	const { addresses, nodes, dataBytes } = placeWhole(path, sections, meta.nodes);
	const memory = sharedMemory(DATA_ADDRESS + dataBytes);
	const { buffer } = memory;
	const others = sections.filter((section) => !isNodeColumn(section));
	const all = { firstNode: 0, endNode: meta.nodes, firstBase: 0, firstName: 0, firstEdge: 0, firstRecord: 0 };
	const [kept, records] = await Promise.allSettled([
		readSections(path, others, (section) => {
			const address = addresses.get(section.name);
			return address === undefined ? undefined : new Uint8Array(buffer, address, paddedBytes(section));
		}),
		readNodeRecords(path, sections, [{ ...all, buffer, address: nodes }]),
	]);
	for (const read of [kept, records]) if (read.status === 'rejected') throw read.reason;
	const longestName = longestNameIn(new Uint32Array(buffer, nodes, nodeRecordsBytes(meta.nodes) / 4));
	const plan = planMemory(dataBytes, workers, slots, recordsMax * recordBytesMax(READ_NAME_MAX, longestName));
	memory.grow(Math.max(0, Math.ceil((plan.totalBytes - buffer.byteLength) / PAGE_BYTES)));
	const layout = indexLayout(nodes, (name) => addresses.get(name) ?? 0, parameters);
	return { contentHash, memory, layout, plan, partitions: [] };
}

/** What of a whole index is kept in memory as it is in the file. */
const KEPT = ['base.packed', 'edge.target', 'block.node', 'segment.name', 'haplotype.record', 'seed.bucket', 'seed.entry'];
/** … and only where there is any of it. */
const KEPT_IF_ANY = 'base.other';

/** Gives sections and node records their places, one behind the other in the order of the file. Error: E_PGX_SECTION. */
function placeWhole(
	path: string,
	sections: readonly Section[],
	nodeCount: number,
): { addresses: ReadonlyMap<string, number>; nodes: number; dataBytes: number } {
	const kept = new Set(KEPT.map((name) => requiredSection(path, sections, name)));
	const addresses = new Map<string, number>();
	let next = DATA_ADDRESS;
	for (const section of sections) {
		if (!kept.has(section) && !(section.name === KEPT_IF_ANY && section.sizeBytes > 0)) continue;
		addresses.set(section.name, next);
		next += paddedBytes(section);
	}
	return { addresses, nodes: next, dataBytes: next + placedRecordsBytes(nodeCount) - DATA_ADDRESS };
}

/** The partitions, and a memory for reads. */
async function openParts(
	path: string,
	{ sections, contentHash }: ContainerHeader,
	{ k, s, partitions = [], knowsHaplotypes }: SeedParameters,
	workers: number,
	slots: number,
	recordsMax: number,
): Promise<OpenedIndex> {
	const nameMax = Math.max(...partitions.map((partition) => partition.nameMax));
	const recordBytes = recordsMax * recordBytesMax(READ_NAME_MAX, nameMax);
	const setups = await openPartitions(path, sections, partitions, { k, s, knowsHaplotypes }, workers, recordBytes);
	const plan = planMemory(0, workers, slots, recordBytes);
	const memory = sharedMemory(plan.totalBytes);
	return { contentHash, memory, layout: setups[0]!.layout, plan, partitions: setups };
}

/** Most bytes a GAF record may take. SYNC: recordBytesMax in assembly/records.ts, STEP_MAX in assembly/candidates.ts. */
function recordBytesMax(readName: number, segmentName: number): number {
	const bytes = readName + 200 + 1420 * (segmentName + 1) + 4200;
	if (bytes < 1 << 24) return bytes;
	throw new PangrafError('E_INDEX_NAMES', {
		found: `a segment name of ${segmentName} bytes`,
		expected: 'names of at most 10,000 bytes',
		remedy: 'shorten the segment names',
	});
}
