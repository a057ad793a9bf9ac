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
import { type Front, NONE, type OnHandle, sequenceLength, type WalkedGraph } from './sequences.ts';
import { forEachRankedHandle } from './visit-ranks.ts';

/**
 * Calls `onHandle` for every handle that a sequence visits, each once, in no particular order of handles.
 * `edgeCrossings` is {@link countCrossings} of the graph.
 */
export function forEachHandleInOrder(graph: WalkedGraph, edgeCrossings: Uint32Array, onHandle: OnHandle): void {
	const queues = new VisitQueues(graph, edgeCrossings);
	const { sequences, keys, ready } = queues;
	let left = 2 * graph.walks.steps.length;
	while (ready.length > 0) {
		const handle = ready.pop()!;
		const count = queues.take(handle);
		const firstPlace = queues.placeOf(sequences[0]!);
		queues.handOn(handle, count);
		onHandle(handle, sequences, keys, count, firstPlace);
		left -= count;
	}
	if (left > 0) forEachRankedHandle(graph.walks, queues.front(), left, onHandle);
}

/** In place of a next sequence: it is handed on to its end. */
const DONE = NONE - 1;

/** Words of what is known of a sequence, side by side because every visit needs all of it. */
const SEQUENCE_WORDS = 4;
/** Which of all steps it has come to, of those that were handed on before; and which is its last. */
const AT = 0;
const LAST = 1;
/** The next sequence in the list that it stands in. */
const NEXT = 2;
/** Which visit of the handle the last that was handed on was. */
const OFFSET = 3;

/** Visits that wait at the handles they come to next, in lists by the edge they come over. Every sequence stands in one at most. */
class VisitQueues {
	/** Handles whose visits have all come. */
	readonly ready: number[] = [];
	/** Of the handle at hand, in order: sequences, and what follows. */
	readonly sequences: Uint32Array;
	readonly keys: Uint32Array;
	readonly #graph: WalkedGraph;
	readonly #edgeCrossings: Uint32Array;
	/** By edge: visits that are still to come over it. `from → to` is found under `to ^ 1`: edges into a handle stand together, in order. */
	readonly #crossings: Uint32Array;
	/** By handle: edges over which visits are still to come. */
	readonly #waiting: Uint32Array;
	/** By handle: the first of the sequences that start there; by edge: first and last of the list. */
	readonly #starts: Uint32Array;
	readonly #heads: Uint32Array;
	readonly #tails: Uint32Array;
	/** By sequence: SEQUENCE_WORDS. */
	readonly #states: Uint32Array;

	constructor(graph: WalkedGraph, edgeCrossings: Uint32Array) {
		const { walks, edgeStarts } = graph;
		const sequenceCount = 2 * walks.count;
		const handleCount = 2 * graph.nodeCount;
		this.#graph = graph;
		this.#edgeCrossings = edgeCrossings;
		this.sequences = new Uint32Array(sequenceCount);
		this.keys = new Uint32Array(sequenceCount);
		this.#crossings = edgeCrossings.slice();
		this.#heads = new Uint32Array(edgeCrossings.length).fill(NONE);
		this.#tails = new Uint32Array(edgeCrossings.length).fill(NONE);
		this.#starts = new Uint32Array(handleCount).fill(NONE);
		this.#states = new Uint32Array(SEQUENCE_WORDS * sequenceCount);
		// From the last on, so that lists of starts ascend.
		for (let sequence = sequenceCount - 1; sequence >= 0; sequence--) {
			if (sequenceLength(walks, sequence) === 0) continue;
			const [first, last] = this.#ends(sequence);
			const state = SEQUENCE_WORDS * sequence;
			this.#states[state + AT] = first;
			this.#states[state + LAST] = last;
			const handle = walks.steps[first]! ^ (sequence & 1);
			this.#states[state + NEXT] = this.#starts[handle]!;
			this.#starts[handle] = sequence;
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

	/** First and last of a sequence among all steps. */
	#ends(sequence: number): [first: number, last: number] {
		const { stepStarts } = this.#graph.walks;
		const low = stepStarts[sequence >> 1]!;
		const high = stepStarts[(sequence >> 1) + 1]! - 1;
		return (sequence & 1) === 0 ? [low, high] : [high, low];
	}

	/** Which step of a sequence comes next: as many were handed on. */
	placeOf(sequence: number): number {
		return Math.abs(this.#states[SEQUENCE_WORDS * sequence + AT]! - this.#ends(sequence)[0]);
	}

	/** How far all sequences have come. */
	front(): Front {
		const { walks } = this.#graph;
		const places = new Uint32Array(2 * walks.count);
		const offsets = new Uint32Array(2 * walks.count);
		for (let sequence = 0; sequence < places.length; sequence++) {
			const length = sequenceLength(walks, sequence);
			if (length === 0) continue;
			const isDone = this.#states[SEQUENCE_WORDS * sequence + NEXT] === DONE;
			places[sequence] = isDone ? length : this.placeOf(sequence);
			offsets[sequence] = this.#states[SEQUENCE_WORDS * sequence + OFFSET]!;
		}
		return { places, offsets };
	}

	/** Puts the visits of `handle` into `sequences`; returns how many there are. */
	take(handle: number): number {
		const { edgeStarts } = this.#graph;
		const [sequences, heads, states] = [this.sequences, this.#heads, this.#states];
		const end = edgeStarts[(handle ^ 1) + 1]!;
		let count = 0;
		for (let s = this.#starts[handle]!; s !== NONE; s = states[SEQUENCE_WORDS * s + NEXT]!) sequences[count++] = s;
		for (let edge = edgeStarts[handle ^ 1]!; edge < end; edge++) {
			for (let s = heads[edge]!; s !== NONE; s = states[SEQUENCE_WORDS * s + NEXT]!) sequences[count++] = s;
		}
		return count;
	}

	/** Notes in `keys` where the visits taken go on to, and puts them into the lists there. */
	handOn(handle: number, count: number): void {
		const { edgeStarts, edgeTargets } = this.#graph;
		const edge = edgeStarts[handle]!;
		const isOnly = edgeStarts[handle + 1] === edge + 1;
		if (isOnly && this.#edgeCrossings[edge] === count) this.#handOnAll(handle, edgeTargets[edge]!, count);
		else this.#handOnEach(handle, count);
	}

	/** All go on over the one edge that there is: no need to look at their steps. */
	#handOnAll(handle: number, target: number, count: number): void {
		const [sequences, keys, states] = [this.sequences, this.keys, this.#states];
		let before = SEQUENCE_WORDS * sequences[0]!;
		for (let i = 0; i < count; i++) {
			const sequence = sequences[i]!;
			const state = SEQUENCE_WORDS * sequence;
			states[state + AT] = states[state + AT]! + 1 - ((sequence & 1) << 1);
			states[state + OFFSET] = i;
			states[before + NEXT] = sequence;
			before = state;
			keys[i] = target + 1;
		}
		this.#append(handle, target, 0, count);
	}

	/** Each goes on where its steps say. All are looked at first: what differs from its neighbour then keeps no look at memory waiting. */
	#handOnEach(handle: number, count: number): void {
		const [sequences, keys, states] = [this.sequences, this.keys, this.#states];
		const { steps } = this.#graph.walks;
		for (let i = 0; i < count; i++) {
			const reverse = sequences[i]! & 1;
			const state = SEQUENCE_WORDS * sequences[i]!;
			const at = states[state + AT]!;
			states[state + OFFSET] = i;
			if (at === states[state + LAST]!) {
				states[state + NEXT] = DONE;
				keys[i] = ENDS;
			} else {
				const next = at + 1 - (reverse << 1);
				states[state + AT] = next;
				keys[i] = (steps[next]! ^ reverse) + 1;
			}
		}
		for (let from = 0; from < count; ) {
			const key = keys[from]!;
			let to = from + 1;
			for (; to < count && keys[to] === key; to++) {
				if (key !== ENDS) states[SEQUENCE_WORDS * sequences[to - 1]! + NEXT] = sequences[to]!;
			}
			if (key !== ENDS) this.#append(handle, key - 1, from, to);
			from = to;
		}
	}

	/** Appends the visits [from, to) of `handle` to those that come from it to `target`. */
	#append(handle: number, target: number, from: number, to: number): void {
		const edge = edgeIndex(this.#graph, target ^ 1, handle ^ 1);
		const first = this.sequences[from]!;
		const last = this.sequences[to - 1]!;
		if (this.#heads[edge] === NONE) this.#heads[edge] = first;
		else this.#states[SEQUENCE_WORDS * this.#tails[edge]! + NEXT] = first;
		this.#tails[edge] = last;
		this.#states[SEQUENCE_WORDS * last + NEXT] = NONE;
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
