/** Walks to the haplotype store. */
import { edgeIndex } from '../store/graph.ts';
import { type HaplotypeStore, NO_HANDLE } from './haplotype-store.ts';
import { type ArrivalOffset, ENDS } from './records.ts';
import { sequenceLength, sequenceStep, type WalkedGraph, type WalkSteps } from './sequences.ts';
import { StoreWriter } from './store-writer.ts';
import { countCrossings, forEachHandleInOrder } from './visit-order.ts';

/** Builds the store of all walks of a graph. Linear in their steps where no walk comes back to where it was. */
export function buildHaplotypeStore(graph: WalkedGraph): HaplotypeStore {
	const writer = new StoreWriter();
	addWalks(writer, graph, 0, 0);
	return writer.finish(firstHandlesOf(graph.walks));
}

/**
 * Adds the walks of a graph, all of whose walks these are, to a store as the range of handles that begins at `handleBase` and the
 * sequences from `sequenceBase` on.
 */
export function addWalks(writer: StoreWriter, graph: WalkedGraph, handleBase: number, sequenceBase: number): void {
	const { walks } = graph;
	const crossings = countCrossings(graph);
	const arrivals = arrivalOffsets(graph, crossings);
	let keys: Uint32Array = new Uint32Array(1 << 10);
	let shifted: Uint32Array = new Uint32Array(1 << 10);
	writer.begin(2 * graph.nodeCount);
	forEachHandleInOrder(graph, crossings, (handle, sequences, places, count) => {
		if (count > keys.length) {
			keys = new Uint32Array(2 * count);
			shifted = new Uint32Array(2 * count);
		}
		for (let i = 0; i < count; i++) {
			const sequence = sequences[i]!;
			const next = places[i]! + 1;
			keys[i] = next === sequenceLength(walks, sequence) ? ENDS : handleBase + sequenceStep(walks, sequence, next) + 1;
			shifted[i] = sequenceBase + sequence;
		}
		const visits = { count, sequences: shifted, keys, firstPlace: places[0]! };
		writer.add(handleBase + handle, visits, (from, to) => arrivals(from - handleBase, to - handleBase));
	});
}

/** By sequence: the handle it starts on, NO_HANDLE where it is empty. */
export function firstHandlesOf(walks: WalkSteps): Uint32Array {
	return Uint32Array.from({ length: 2 * walks.count }, (_, s) =>
		sequenceLength(walks, s) === 0 ? NO_HANDLE : sequenceStep(walks, s, 0),
	);
}

/** Where visits over an edge begin among those of its target: behind the starts there and the edges that come before it. */
function arrivalOffsets(graph: WalkedGraph, crossings: Uint32Array): ArrivalOffset {
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
