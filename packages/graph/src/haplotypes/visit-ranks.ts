/**
 * The order of visits on and behind cycles, by prefix doubling (Manber and Myers 1993, doi:10.1137/0222058) on reversed sequences.
 *
 * Every visit that is left gets a rank by its handle; rounds refine it by the rank of the visit 1, 2, 4, ... steps before, until all
 * ranks differ. Behind the first visit that is left of a sequence stands a terminal whose rank is exact from the start: the visit
 * at which the linear part stopped, or the start of the sequence. Time O(n log n) for n visits left, memory 7 words each.
 */
import { type Front, keyBehind, type OnHandle, sequenceLength, sequenceStep, type WalkSteps } from './sequences.ts';

/** Calls `onHandle` for each handle with visits that `front` has not reached; `left` is their number. */
export function forEachRankedHandle(walks: WalkSteps, front: Front, left: number, onHandle: OnHandle): void {
	const sequenceCount = 2 * walks.count;
	// Elements: the visits left, sequence by sequence, then one terminal for each sequence.
	const count = left + sequenceCount;
	const sequences = new Uint32Array(left);
	const places = new Uint32Array(left);
	const handles = new Uint32Array(left);
	let jumps = new Uint32Array(count);
	let at = 0;
	for (let sequence = 0; sequence < sequenceCount; sequence++) {
		const terminal = left + sequence;
		jumps[terminal] = terminal;
		const first = front.places[sequence]!;
		for (let place = first; place < sequenceLength(walks, sequence); place++) {
			sequences[at] = sequence;
			places[at] = place;
			handles[at] = sequenceStep(walks, sequence, place);
			jumps[at] = place === first ? terminal : at - 1;
			at++;
		}
	}
	let { order, ranks, distinct } = firstRanks(walks, front, handles, count);
	while (distinct < count) {
		const second = new Uint32Array(count);
		for (let i = 0; i < count; i++) second[i] = ranks[jumps[i]!]!;
		order = sortedBy(order, second, count);
		order = sortedBy(order, ranks, count);
		const refined = new Uint32Array(count);
		distinct = 0;
		for (let i = 0; i < count; i++) {
			const element = order[i]!;
			if (i > 0) {
				const before = order[i - 1]!;
				if (ranks[before] !== ranks[element] || second[before] !== second[element]) distinct++;
			}
			refined[element] = distinct;
		}
		distinct++;
		ranks = refined;
		const further = new Uint32Array(count);
		for (let i = 0; i < count; i++) further[i] = jumps[jumps[i]!]!;
		jumps = further;
	}
	handOut(walks, order, left, handles, sequences, places, onHandle);
}

/** Ranks by handle (compared as `handle ^ 1`), exact for terminals: starts of sequences come before all visits. */
function firstRanks(
	walks: WalkSteps,
	front: Front,
	handles: Uint32Array,
	count: number,
): { order: Uint32Array; ranks: Uint32Array; distinct: number } {
	const left = handles.length;
	// Two words a key: where an element stands, and which visit it is there.
	const stands = new Uint32Array(count);
	const visits = new Uint32Array(count);
	for (let i = 0; i < left; i++) stands[i] = (handles[i]! ^ 1) + 1;
	for (let i = left; i < count; i++) {
		const sequence = i - left;
		const place = front.places[sequence]!;
		stands[i] = place === 0 ? 0 : (sequenceStep(walks, sequence, place - 1) ^ 1) + 1;
		visits[i] = place === 0 ? sequence : front.offsets[sequence]!;
	}
	const order = sortedBy(
		sortedBy(
			Uint32Array.from({ length: count }, (_, i) => i),
			visits,
		),
		stands,
	);
	const ranks = new Uint32Array(count);
	let rank = 0;
	for (let i = 1; i < count; i++) {
		const before = order[i - 1]!;
		const element = order[i]!;
		if (stands[before] !== stands[element] || visits[before] !== visits[element]) rank++;
		ranks[element] = rank;
	}
	return { order, ranks, distinct: rank + 1 };
}

/** Stable counting sort of `order` by `keys`, in two passes of 16 bits. */
function sortedBy(order: Uint32Array, keys: Uint32Array, bound = 2 ** 32): Uint32Array {
	let from = order;
	for (const shift of bound > 65536 ? [0, 16] : [0]) {
		const starts = new Uint32Array(65537);
		for (let i = 0; i < from.length; i++) starts[((keys[from[i]!]! >>> shift) & 0xffff) + 1]!++;
		for (let i = 0; i < 65536; i++) starts[i + 1]! += starts[i]!;
		const to = new Uint32Array(from.length);
		for (let i = 0; i < from.length; i++) to[starts[(keys[from[i]!]! >>> shift) & 0xffff]!++] = from[i]!;
		from = to;
	}
	return from;
}

/** Hands out the visits in `order`, one handle after the other; terminals are passed over. */
function handOut(
	walks: WalkSteps,
	order: Uint32Array,
	left: number,
	handles: Uint32Array,
	sequences: Uint32Array,
	places: Uint32Array,
	onHandle: OnHandle,
): void {
	const sorted = new Uint32Array(left);
	const keys = new Uint32Array(left);
	let handle = -1;
	let firstPlace = 0;
	let count = 0;
	for (const element of order) {
		if (element >= left) continue;
		if (handles[element] !== handle) {
			if (count > 0) onHandle(handle, sorted, keys, count, firstPlace);
			handle = handles[element]!;
			firstPlace = places[element]!;
			count = 0;
		}
		sorted[count] = sequences[element]!;
		keys[count++] = keyBehind(walks, sequences[element]!, places[element]!);
	}
	if (count > 0) onHandle(handle, sorted, keys, count, firstPlace);
}
