/** Walks to the haplotype store. */
import { GrowingUint32, toShared } from '../store/columns.ts';
import { edgeIndex, type Graph, type WalkTable } from '../store/graph.ts';
import { firstVisits, type HaplotypeStore, NO_HANDLE } from './haplotype-store.ts';
import { type ArrivalOffset, ENDS, RecordWriter } from './records.ts';
import { sequenceLength, sequenceStep } from './sequences.ts';
import { countCrossings, forEachHandleInOrder } from './visit-order.ts';

/** Visits of a sequence between two samples, about: what `locate` walks at most, against a word for each sample. */
const SAMPLE_DISTANCE = 1024;

/** Builds the store of all walks of a graph. Linear in their steps where no walk comes back to where it was. */
export function buildHaplotypeStore(graph: Graph): HaplotypeStore {
	const { walks } = graph;
	const handleCount = 2 * graph.nodeCount;
	const sequenceCount = 2 * walks.count;
	const crossings = countCrossings(graph);
	const arrivals = arrivalOffsets(graph, crossings);
	// Records come in the order of the frontier and are put in the order of handles at the end.
	const written = new RecordWriter();
	const starts = new Float64Array(handleCount);
	const sizes = new Uint32Array(handleCount);
	const sampled: { handle: number; sequences: Uint32Array }[] = [];
	let keys: Uint32Array = new Uint32Array(1 << 10);
	forEachHandleInOrder(graph, crossings, (handle, sequences, places, count) => {
		const start = written.size;
		keys = nextKeys(walks, sequences, places, count, keys);
		written.write(handle, keys, count, arrivals);
		starts[handle] = start;
		sizes[handle] = written.size - start;
		if (isSampled(walks, sequences, places, count)) sampled.push({ handle, sequences: sequences.slice(0, count) });
	});
	const recordStarts = new Uint32Array(handleCount + 1);
	for (let handle = 0; handle < handleCount; handle++) recordStarts[handle + 1] = recordStarts[handle]! + sizes[handle]!;
	const records = new Uint8Array(new SharedArrayBuffer(written.size));
	for (let handle = 0; handle < handleCount; handle++) {
		const start = starts[handle]!;
		records.set(written.bytes.subarray(start, start + sizes[handle]!), recordStarts[handle]);
	}
	sampled.sort((a, b) => a.handle - b.handle);
	const samples = new GrowingUint32();
	const sampleStarts = new Uint32Array(sampled.length);
	for (const [i, { sequences }] of sampled.entries()) {
		sampleStarts[i] = samples.length;
		samples.reserve(sequences.length).set(sequences, samples.length);
		samples.length += sequences.length;
	}
	const firstHandles = Uint32Array.from({ length: sequenceCount }, (_, s) =>
		sequenceLength(walks, s) === 0 ? NO_HANDLE : sequenceStep(walks, s, 0),
	);
	return {
		sequenceCount,
		recordStarts: toShared(recordStarts),
		records,
		firstHandles: toShared(firstHandles),
		firstVisits: firstVisits(firstHandles),
		sampledHandles: toShared(Uint32Array.from(sampled, ({ handle }) => handle)),
		sampleStarts: toShared(sampleStarts),
		samples: toShared(samples.view()),
	};
}

/** By visit: what follows it, ENDS or a handle + 1. Filled into `keys`, or into a larger array where that is too short. */
function nextKeys(walks: WalkTable, sequences: Uint32Array, places: Uint32Array, count: number, keys: Uint32Array): Uint32Array {
	const filled = count <= keys.length ? keys : new Uint32Array(2 * count);
	for (let i = 0; i < count; i++) {
		const sequence = sequences[i]!;
		const next = places[i]! + 1;
		filled[i] = next === sequenceLength(walks, sequence) ? ENDS : sequenceStep(walks, sequence, next) + 1;
	}
	return filled;
}

/** Where visits over an edge begin among those of its target: behind the starts there and the edges that come before it. */
function arrivalOffsets(graph: Graph, crossings: Uint32Array): ArrivalOffset {
	const { walks, edgeStarts } = graph;
	const offsets = new Uint32Array(crossings.length);
	const next = new Uint32Array(2 * graph.nodeCount);
	for (let sequence = 0; sequence < 2 * walks.count; sequence++) {
		if (sequenceLength(walks, sequence) > 0) next[sequenceStep(walks, sequence, 0)]!++;
	}
	for (let handle = 0; handle < next.length; handle++) {
		for (let edge = edgeStarts[handle ^ 1]!; edge < edgeStarts[(handle ^ 1) + 1]!; edge++) {
			offsets[edge] = next[handle]!;
			next[handle]! += crossings[edge]!;
		}
	}
	return (from, to) => offsets[edgeIndex(graph, to ^ 1, from ^ 1)]!;
}

/** Whether a handle's visits are sampled: where a sequence ends, and about every SAMPLE_DISTANCE steps. */
function isSampled(walks: WalkTable, sequences: Uint32Array, places: Uint32Array, count: number): boolean {
	if (places[0]! % SAMPLE_DISTANCE === SAMPLE_DISTANCE - 1) return true;
	for (let i = 0; i < count; i++) if (places[i]! + 1 === sequenceLength(walks, sequences[i]!)) return true;
	return false;
}
