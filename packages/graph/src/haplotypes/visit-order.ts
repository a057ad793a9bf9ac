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
import { ENDS } from './records.ts';
import { type Front, NONE, type OnHandle, sequenceLength, sequenceStep, type WalkedGraph, type WalkSteps } from './sequences.ts';
import { forEachRankedHandle } from './visit-ranks.ts';

/**
 * Calls `onHandle` for every handle that a sequence visits, each once, in no particular order of handles.
 * `edgeCrossings` is {@link countCrossings} of the graph.
 */
export function forEachHandleInOrder(graph: WalkedGraph, edgeCrossings: Uint32Array, onHandle: OnHandle): void {
	const { walks, edgeStarts } = graph;
	const queues = new VisitQueues(graph, edgeCrossings);
	const { sequences, keys, front, ready } = queues;
	let left = 2 * walks.steps.length;
	while (ready.length > 0) {
		const handle = ready.pop()!;
		const count = queues.take(handle, edgeStarts[handle ^ 1]!, edgeStarts[(handle ^ 1) + 1]!);
		const firstPlace = front.places[sequences[0]!]!;
		queues.handOn(handle, count);
		onHandle(handle, sequences, keys, count, firstPlace);
		left -= count;
	}
	if (left > 0) forEachRankedHandle(walks, front, left, onHandle);
}

/** Visits that wait at the handles they come to next, in lists by the edge they come over. Every sequence stands in one at most. */
class VisitQueues {
	readonly front: Front;
	/** Handles whose visits have all come. */
	readonly ready: number[] = [];
	/** Of the handle at hand, in order: sequences, and what follows. */
	readonly sequences: Uint32Array;
	readonly keys: Uint32Array;
	readonly #graph: WalkedGraph;
	/** By edge: visits that are still to come over it. `from → to` is found under `to ^ 1`: edges into a handle stand together, in order. */
	readonly #crossings: Uint32Array;
	/** By handle: edges over which visits are still to come. */
	readonly #waiting: Uint32Array;
	/** By handle: the first of the sequences that start there; by edge: first and last of the list; by sequence: the next in its list. */
	readonly #starts: Uint32Array;
	readonly #heads: Uint32Array;
	readonly #tails: Uint32Array;
	readonly #next: Uint32Array;
	/** By sequence: its steps, and which of all steps it has come to. */
	readonly #lengths: Uint32Array;
	readonly #at: Uint32Array;

	constructor(graph: WalkedGraph, edgeCrossings: Uint32Array) {
		const { walks, edgeStarts } = graph;
		const sequenceCount = 2 * walks.count;
		const handleCount = 2 * graph.nodeCount;
		this.#graph = graph;
		this.front = { places: new Uint32Array(sequenceCount), offsets: new Uint32Array(sequenceCount) };
		this.sequences = new Uint32Array(sequenceCount);
		this.keys = new Uint32Array(sequenceCount);
		this.#crossings = edgeCrossings.slice();
		this.#heads = new Uint32Array(edgeCrossings.length).fill(NONE);
		this.#tails = new Uint32Array(edgeCrossings.length).fill(NONE);
		this.#next = new Uint32Array(sequenceCount);
		this.#starts = startLists(walks, handleCount, this.#next);
		this.#lengths = new Uint32Array(sequenceCount);
		this.#at = new Uint32Array(sequenceCount);
		for (let sequence = 0; sequence < sequenceCount; sequence++) {
			this.#lengths[sequence] = sequenceLength(walks, sequence);
			this.#at[sequence] = (sequence & 1) === 0 ? walks.stepStarts[sequence >> 1]! : walks.stepStarts[(sequence >> 1) + 1]! - 1;
		}
		this.#waiting = new Uint32Array(handleCount);
		for (let handle = 0; handle < handleCount; handle++) {
			let waiting = 0;
			for (let edge = edgeStarts[handle ^ 1]!; edge < edgeStarts[(handle ^ 1) + 1]!; edge++) {
				if (edgeCrossings[edge]! > 0) waiting++;
			}
			this.#waiting[handle] = waiting;
			if (waiting === 0 && this.#starts[handle] !== NONE) this.ready.push(handle);
		}
	}

	/** Puts the visits of `handle`, over whose edges [from, to) they came, into `sequences`; returns how many there are. */
	take(handle: number, from: number, to: number): number {
		const [sequences, heads, next] = [this.sequences, this.#heads, this.#next];
		let count = 0;
		for (let s = this.#starts[handle]!; s !== NONE; s = next[s]!) sequences[count++] = s;
		for (let edge = from; edge < to; edge++) {
			for (let s = heads[edge]!; s !== NONE; s = next[s]!) sequences[count++] = s;
		}
		return count;
	}

	/** Notes in `keys` where the visits taken go on to, and puts them into the lists there. */
	handOn(handle: number, count: number): void {
		const { sequences, keys, front } = this;
		const { places, offsets } = front;
		const { steps } = this.#graph.walks;
		const [lengths, at, next] = [this.#lengths, this.#at, this.#next];
		let runStart = 0;
		let runKey = ENDS;
		for (let i = 0; i < count; i++) {
			const sequence = sequences[i]!;
			offsets[sequence] = i;
			let key = ENDS;
			if (++places[sequence]! < lengths[sequence]!) {
				const reverse = sequence & 1;
				at[sequence]! += 1 - 2 * reverse;
				key = (steps[at[sequence]!]! ^ reverse) + 1;
			}
			keys[i] = key;
			if (key === runKey) {
				if (i > 0) next[sequences[i - 1]!] = sequence;
				continue;
			}
			if (runKey !== ENDS) this.#append(handle, runKey - 1, runStart, i);
			runStart = i;
			runKey = key;
		}
		if (runKey !== ENDS) this.#append(handle, runKey - 1, runStart, count);
	}

	/** Appends the visits [from, to) of `handle` to those that come from it to `target`. */
	#append(handle: number, target: number, from: number, to: number): void {
		const edge = edgeIndex(this.#graph, target ^ 1, handle ^ 1);
		const first = this.sequences[from]!;
		const last = this.sequences[to - 1]!;
		if (this.#heads[edge] === NONE) this.#heads[edge] = first;
		else this.#next[this.#tails[edge]!] = first;
		this.#tails[edge] = last;
		this.#next[last] = NONE;
		const left = this.#crossings[edge]! - (to - from);
		this.#crossings[edge] = left;
		if (left === 0 && --this.#waiting[target]! === 0) this.ready.push(target);
	}
}

/** By edge, as stored under the flipped target: how often sequences of both directions cross it. */
export function countCrossings(graph: WalkedGraph): Uint32Array {
	const { edgeStarts, edgeTargets, nodeCount } = graph;
	const { steps, stepStarts, count } = graph.walks;
	const walked = new Uint32Array(edgeTargets.length);
	for (let walk = 0; walk < count; walk++) {
		countWalk(graph, steps.subarray(stepStarts[walk], stepStarts[walk + 1]), walked);
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

/** Counts how often a walk crosses each edge. A function of its own because the engine compiles it once. */
function countWalk(graph: WalkedGraph, steps: Uint32Array, walked: Uint32Array): void {
	const { edgeStarts, edgeTargets } = graph;
	for (let i = 1; i < steps.length; i++) {
		const from = steps[i - 1]!;
		const to = steps[i]!;
		const first = edgeStarts[from]!;
		walked[edgeTargets[first] === to ? first : edgeIndex(graph, from, to)]!++;
	}
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
