/**
 * The order of the visits of haplotypes to handles: what the haplotype store is a compression of.
 *
 * Sequence 2i is walk i, sequence 2i + 1 its reverse. The visits to a handle: those that start there first, by sequence; then by the
 * handle they come from, compared as `handle ^ 1`; where that is the same, in the order they have there.
 *
 * Where sequences never come back to where they were (graphs built from variants, in each direction), handles are taken in an
 * order in which all before them are done, and the visits of one are handed on to the next: linear, and every sequence stands in
 * one list at a time. What lies on or behind a cycle is ranked by prefix doubling (visit-ranks.ts).
 */
import { edgeIndex } from '../store/graph.ts';
import { type Front, NONE, type OnHandle, sequenceLength, sequenceStep, type WalkedGraph, type WalkSteps } from './sequences.ts';
import { forEachRankedHandle } from './visit-ranks.ts';

/**
 * Calls `onHandle` for every handle that a sequence visits, each once, in no particular order of handles.
 * `edgeCrossings` is {@link countCrossings} of the graph.
 */
export function forEachHandleInOrder(graph: WalkedGraph, edgeCrossings: Uint32Array, onHandle: OnHandle): void {
	const { walks, edgeStarts } = graph;
	const sequenceCount = 2 * walks.count;
	const handleCount = 2 * graph.nodeCount;
	const front: Front = { places: new Uint32Array(sequenceCount), offsets: new Uint32Array(sequenceCount) };
	// An edge `from → to` is found under `to ^ 1` as `from ^ 1`: the edges into a handle stand together, in the order we want.
	const crossings = edgeCrossings.slice();
	const waiting = new Uint32Array(handleCount);
	for (let handle = 0; handle < handleCount; handle++) {
		for (let edge = edgeStarts[handle ^ 1]!; edge < edgeStarts[(handle ^ 1) + 1]!; edge++)
			if (crossings[edge]! > 0) waiting[handle]!++;
	}
	const next = new Uint32Array(sequenceCount);
	const starts = startLists(walks, handleCount, next);
	const heads = new Uint32Array(crossings.length).fill(NONE);
	const tails = new Uint32Array(crossings.length).fill(NONE);
	const sequences = new Uint32Array(sequenceCount);
	const places = new Uint32Array(sequenceCount);
	const ready: number[] = [];
	for (let handle = 0; handle < handleCount; handle++) if (waiting[handle] === 0 && starts[handle] !== NONE) ready.push(handle);
	let left = 2 * walks.steps.length;
	while (ready.length > 0) {
		const handle = ready.pop()!;
		let count = 0;
		for (let s = starts[handle]!; s !== NONE; s = next[s]!) sequences[count++] = s;
		for (let edge = edgeStarts[handle ^ 1]!; edge < edgeStarts[(handle ^ 1) + 1]!; edge++) {
			for (let s = heads[edge]!; s !== NONE; s = next[s]!) sequences[count++] = s;
		}
		for (let i = 0; i < count; i++) places[i] = front.places[sequences[i]!]!;
		onHandle(handle, sequences, places, count);
		left -= count;
		for (let i = 0; i < count; i++) {
			const sequence = sequences[i]!;
			front.offsets[sequence] = i;
			const place = ++front.places[sequence]!;
			if (place === sequenceLength(walks, sequence)) continue;
			const target = sequenceStep(walks, sequence, place);
			const edge = edgeIndex(graph, target ^ 1, handle ^ 1);
			if (heads[edge] === NONE) heads[edge] = sequence;
			else next[tails[edge]!] = sequence;
			tails[edge] = sequence;
			next[sequence] = NONE;
			if (--crossings[edge]! === 0 && --waiting[target]! === 0) ready.push(target);
		}
	}
	if (left > 0) forEachRankedHandle(walks, front, left, onHandle);
}

/** By edge, as stored under the flipped target: how often sequences of both directions cross it. */
export function countCrossings(graph: WalkedGraph): Uint32Array {
	const { edgeStarts, edgeTargets, nodeCount } = graph;
	const { steps, stepStarts, count } = graph.walks;
	const walked = new Uint32Array(edgeTargets.length);
	for (let walk = 0; walk < count; walk++) {
		for (let i = stepStarts[walk]! + 1; i < stepStarts[walk + 1]!; i++) walked[edgeIndex(graph, steps[i - 1]!, steps[i]!)]!++;
	}
	// The reverse sequence crosses the mirror image, once for each time that the walk crosses the edge.
	const crossings = new Uint32Array(edgeTargets.length);
	for (let handle = 0; handle < 2 * nodeCount; handle++) {
		for (let edge = edgeStarts[handle]!; edge < edgeStarts[handle + 1]!; edge++) {
			crossings[edge] = walked[edge]! + walked[edgeIndex(graph, edgeTargets[edge]! ^ 1, handle ^ 1)]!;
		}
	}
	return crossings;
}

/** By handle: the first of the sequences that start there, chained by `next` in ascending order. */
function startLists(walks: WalkSteps, handleCount: number, next: Uint32Array): Uint32Array {
	const heads = new Uint32Array(handleCount).fill(NONE);
	for (let sequence = 2 * walks.count - 1; sequence >= 0; sequence--) {
		if (sequenceLength(walks, sequence) === 0) continue;
		const first = sequenceStep(walks, sequence, 0);
		next[sequence] = heads[first]!;
		heads[first] = sequence;
	}
	return heads;
}
