/** Opening `graph.pgx` into the memory that mapping workers share, or into one memory for each partition. */
import { type ContainerHeader, type Graph, graphOf, PangrafError, sectionRange } from '@pangraf/graph';
import { openContainer, readContainerMeta } from '@pangraf/graph/files';
import { DATA_ADDRESS, PAGE_BYTES, sharedMemory } from '../kernels/kernel.ts';
import type { Partition } from '../partitions/partition-columns.ts';
import type { WorkerSetup } from '../pool/kernel-setup.ts';
import { planMemory } from '../pool/memory-plan.ts';
import { indexLayout, type LayoutParameters } from './index-layout.ts';
import { openPartitions } from './open-partitions.ts';

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
 * Errors: those of `openContainer`, E_PGX_SECTION, E_INDEX_TOO_LARGE.
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
	let memory: WebAssembly.Memory | undefined;
	const place = (sizeBytes: number) => {
		memory = sharedMemory(DATA_ADDRESS + sizeBytes);
		return { buffer: memory.buffer, address: DATA_ADDRESS };
	};
	const container = await openContainer(path, place, { withText: false });
	const graph = graphOf(container);
	const plan = planMemory(container.dataBytes, workers, slots, recordsMax * recordBytesMax(READ_NAME_MAX, longestName(graph)));
	memory!.grow(Math.max(0, Math.ceil((plan.totalBytes - memory!.buffer.byteLength) / PAGE_BYTES)));
	const at = (name: string): number =>
		name === 'base.other' && graph.otherMask.length === 0 ? 0 : sectionRange(container, name).address;
	const layout = indexLayout(at, parameters);
	return { contentHash: container.header.contentHash, memory: memory!, layout, plan, partitions: [] };
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

function longestName(graph: Graph): number {
	const { offsets } = graph.segmentNames;
	let longest = 0;
	for (let i = 1; i < offsets.length; i++) longest = Math.max(longest, offsets[i]! - offsets[i - 1]!);
	return longest;
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
