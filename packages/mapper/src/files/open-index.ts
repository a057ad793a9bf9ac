/** Opening `graph.pgx` into the memory that mapping workers share. */
import { containerMeta, type Graph, graphOf, PangrafError, sectionRange } from '@pangraf/graph';
import { openContainer } from '@pangraf/graph/files';
import { DATA_ADDRESS, PAGE_BYTES, sharedMemory } from '../kernels/kernel.ts';
import type { IndexLayout } from '../pool/kernel-setup.ts';
import { type MemoryPlan, planMemory } from '../pool/memory-plan.ts';

/** An index in the memory of a mapping run. */
export interface OpenedIndex {
	readonly graph: Graph;
	readonly contentHash: string;
	readonly memory: WebAssembly.Memory;
	readonly layout: IndexLayout;
	readonly plan: MemoryPlan;
}

/** What `meta` says of the seed table. */
type SeedParameters = Pick<IndexLayout, 'k' | 's' | 'bucketBits' | 'placeBits'>;

/** Read names longer than SAM allows are refused, so that a record has a bound. */
const READ_NAME_MAX = 254;

/**
 * Opens an index into a shared memory with room for `workers` threads and `slots` chunks.
 * Errors: those of `openContainer`, E_INDEX_TOO_LARGE.
 */
export async function openIndex(path: string, workers: number, slots: number): Promise<OpenedIndex> {
	let memory: WebAssembly.Memory | undefined;
	const place = (sizeBytes: number) => {
		memory = sharedMemory(DATA_ADDRESS + sizeBytes);
		return { buffer: memory.buffer, address: DATA_ADDRESS };
	};
	const container = await openContainer(path, place, { withText: false });
	const graph = graphOf(container);
	const { k, s, bucketBits, placeBits } = containerMeta(container).parameters as SeedParameters;
	const plan = planMemory(container.dataBytes, workers, slots, recordBytesMax(READ_NAME_MAX, longestName(graph)));
	memory!.grow(Math.max(0, Math.ceil((plan.totalBytes - memory!.buffer.byteLength) / PAGE_BYTES)));
	const at = (name: string): number => sectionRange(container, name).address;
	const layout: IndexLayout = {
		nodeStarts: at('node.start'),
		packedBases: at('base.packed'),
		otherMask: graph.otherMask.length > 0 ? at('base.other') : 0,
		edgeStarts: at('edge.start'),
		edgeTargets: at('edge.target'),
		coordinatesLeft: at('coordinate.left'),
		coordinatesRight: at('coordinate.right'),
		blockNodes: at('block.node'),
		nameBytes: at('segment.name'),
		nameOffsets: at('segment.name.offset'),
		k,
		s,
		bucketBits,
		placeBits,
		bucketStarts: at('seed.bucket'),
		tags: at('seed.tag'),
		places: at('seed.place'),
	};
	return { graph, contentHash: container.header.contentHash, memory: memory!, layout, plan };
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
