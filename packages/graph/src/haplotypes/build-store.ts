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
	const crossings = countCrossings(graph);
	const arrivals = arrivalOffsets(graph, crossings);
	const arrivalOffset: ArrivalOffset = (from, to) => arrivals(from - handleBase, to - handleBase);
	writer.begin(2 * graph.nodeCount);
	forEachHandleInOrder(graph, crossings, (handle, sequences, keys, count, firstPlace) => {
		if (handleBase > 0) for (let i = 0; i < count; i++) if (keys[i] !== ENDS) keys[i]! += handleBase;
		if (sequenceBase > 0) for (let i = 0; i < count; i++) sequences[i]! += sequenceBase;
		writer.add(handleBase + handle, { count, sequences, keys, firstPlace }, arrivalOffset);
	});
}

/** By sequence: the handle it starts on, NO_HANDLE where it is empty. */
export function firstHandlesOf(walks: WalkSteps): Uint32Array {
	const handles = new Uint32Array(2 * walks.count).fill(NO_HANDLE);
	for (let s = 0; s < handles.length; s++) if (sequenceLength(walks, s) > 0) handles[s] = sequenceStep(walks, s, 0);
	return handles;
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
