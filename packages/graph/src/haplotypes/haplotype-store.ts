/**
 * The haplotypes of a graph, compressed so that "which haplotypes go on from here, and whither" is a look-up.
 *
 * A graph Burrows–Wheeler transform (GBWT: Sirén et al. 2020, doi:10.1093/bioinformatics/btz575), with both directions of every
 * haplotype so that a match can grow on either side (as in the FMD-index: Li 2012, doi:10.1093/bioinformatics/bts280). Walk i of the graph
 * is sequence 2i, its reverse is sequence 2i + 1.
 *
 * The visits of all sequences to a handle stand in an order: those that start there first, by sequence; then by the handle they
 * come from, and where that is the same, in the order they have there. Handles to come from are compared by `handle ^ 1`: so the
 * order in one direction is the order of successors in the other. A *range* of visits to a handle stands for all sequences that
 * contain one run of handles ending there.
 *
 * Nothing here is decoded ahead: a look-up reads the record of one handle (see records.ts). Time is linear in its runs.
 */
import { ENDS, PACKED_SUCCESSORS } from './records.ts';

/** First handle of a sequence without any. */
export const NO_HANDLE = 0xffffffff;

/** The store as columns; every one can lie in shared memory. */
export interface HaplotypeStore {
	/** Twice the number of walks. */
	readonly sequenceCount: number;
	/** By handle: first byte of its record; length 2 * nodeCount + 1. */
	readonly recordStarts: Uint32Array;
	readonly records: Uint8Array;
	/** By sequence: the handle it starts on, NO_HANDLE where it is empty. Its visit there is the one with as many before it as sequences of lower number start there. */
	readonly firstHandles: Uint32Array;
	/** Handles whose visits are sampled, ascending, and where the samples of each begin; then the sequences, in the order of visits. */
	readonly sampledHandles: Uint32Array;
	readonly sampleStarts: Uint32Array;
	readonly samples: Uint32Array;
}

/** A decoded head of a record; reused by the functions below, one a thread. */
class Cursor {
	at = 0;
	visits = 0;
	successors = 0;
	keys: Uint32Array = new Uint32Array(64);
	offsets: Uint32Array = new Uint32Array(64);
	counts: Uint32Array = new Uint32Array(64);
	before: Uint32Array = new Uint32Array(64);

	room(successors: number): void {
		if (successors <= this.keys.length) return;
		const size = successors * 2;
		this.keys = new Uint32Array(size);
		this.offsets = new Uint32Array(size);
		this.counts = new Uint32Array(size);
		this.before = new Uint32Array(size);
	}
}

const cursor: Cursor = new Cursor();

function varint(bytes: Uint8Array): number {
	let byte = bytes[cursor.at++]!;
	if (byte < 128) return byte;
	let value = byte - 128;
	let scale = 128;
	do {
		byte = bytes[cursor.at++]!;
		value += (byte & 127) * scale;
		scale *= 128;
	} while (byte > 127);
	return value;
}

/** Reads the head of a handle's record into `cursor`, which then stands at its runs. */
function open(store: HaplotypeStore, handle: number): void {
	const { records, recordStarts } = store;
	cursor.at = recordStarts[handle]!;
	if (cursor.at === recordStarts[handle + 1]!) {
		cursor.visits = 0;
		cursor.successors = 0;
		return;
	}
	cursor.visits = varint(records);
	cursor.successors = varint(records);
	cursor.room(cursor.successors);
	let key = 0;
	for (let i = 0; i < cursor.successors; i++) {
		const difference = varint(records);
		if (i === 0 && difference === 0) key = ENDS;
		else if (key === ENDS) key = handle + 1 + (difference % 2 === 1 ? (difference - 1) / 2 : -difference / 2);
		else key += difference;
		cursor.keys[i] = key;
		cursor.offsets[i] = varint(records);
	}
}

/** Counts, by successor, the visits before `start` (into `before`) and in [start, end) (into `counts`). */
function countRuns(store: HaplotypeStore, start: number, end: number): void {
	const { records } = store;
	const { successors, counts, before } = cursor;
	if (successors === 1) {
		before[0] = start;
		counts[0] = end - start;
		return;
	}
	for (let i = 0; i < successors; i++) {
		counts[i] = 0;
		before[i] = 0;
	}
	const packed = successors < PACKED_SUCCESSORS;
	const lengths = packed ? Math.floor(255 / successors) : 0;
	let visit = 0;
	while (visit < end) {
		let rank: number;
		let length: number;
		if (packed) {
			const byte = records[cursor.at++]!;
			length = ((byte / successors) | 0) + 1;
			rank = byte - successors * (length - 1);
			if (length === lengths) length += varint(records);
		} else {
			rank = varint(records);
			length = varint(records) + 1;
		}
		const stop = visit + length;
		if (visit < start) before[rank]! += Math.min(stop, start) - visit;
		if (stop > start) counts[rank]! += Math.min(stop, end) - Math.max(visit, start);
		visit = stop;
	}
}

/** Number of times haplotypes (both directions of each) come through a handle. */
export function visitCount(store: HaplotypeStore, handle: number): number {
	const { records, recordStarts } = store;
	cursor.at = recordStarts[handle]!;
	return cursor.at === recordStarts[handle + 1]! ? 0 : varint(records);
}

/**
 * A match of a run of handles in the haplotypes, as words: 0 last handle, 1 and 2 its range of visits, 3 first handle flipped,
 * 4 and 5 the range of the flipped run there. The two ranges have the same length: the number of haplotype directions that match.
 */
export type SearchState = Uint32Array;

/** A new, empty state. */
export function searchState(): SearchState {
	return new Uint32Array(6);
}

/** Number of haplotype visits that a state stands for. */
export function matchCount(state: SearchState): number {
	return state[2]! - state[1]!;
}

/** Sets `state` to all visits of one handle; false where there are none. */
export function startSearch(store: HaplotypeStore, handle: number, state: SearchState): boolean {
	const visits = visitCount(store, handle);
	state[0] = handle;
	state[1] = 0;
	state[2] = visits;
	state[3] = handle ^ 1;
	state[4] = 0;
	state[5] = visits;
	return visits > 0;
}

/** Grows the match by `next` behind its last handle. False, with the state unchanged, where no haplotype goes on so. */
export function extendForward(store: HaplotypeStore, state: SearchState, next: number): boolean {
	return extend(store, state, next, 0, 3);
}

/** Grows the match by `previous` before its first handle. False, with the state unchanged, where no haplotype comes so. */
export function extendBackward(store: HaplotypeStore, state: SearchState, previous: number): boolean {
	return extend(store, state, previous ^ 1, 3, 0);
}

function extend(store: HaplotypeStore, state: SearchState, next: number, side: 0 | 3, other: 0 | 3): boolean {
	open(store, state[side]!);
	const { keys, offsets, counts, before, successors } = cursor;
	let rank = 0;
	while (rank < successors && keys[rank] !== next + 1) rank++;
	if (rank === successors) return false;
	countRuns(store, state[side + 1]!, state[side + 2]!);
	const count = counts[rank]!;
	if (count === 0) return false;
	// In the other direction the visits that end here come first, then by successor: those before `next` stand before it there.
	let skipped = 0;
	for (let i = 0; i < rank; i++) skipped += counts[i]!;
	const start = offsets[rank]! + before[rank]!;
	state[side] = next;
	state[side + 1] = start;
	state[side + 2] = start + count;
	state[other + 1]! += skipped;
	state[other + 2] = state[other + 1]! + count;
	return true;
}

/** Calls `onSuccessor(handle, count)` for every handle on which haplotypes of the match go on, ascending. Ends are not reported. */
export function forEachSuccessor(
	store: HaplotypeStore,
	state: SearchState,
	onSuccessor: (handle: number, count: number) => void,
): void {
	open(store, state[0]!);
	countRuns(store, state[1]!, state[2]!);
	const found: [number, number][] = [];
	for (let i = 0; i < cursor.successors; i++) {
		if (cursor.keys[i] !== ENDS && cursor.counts[i]! > 0) found.push([cursor.keys[i]! - 1, cursor.counts[i]!]);
	}
	for (const [handle, count] of found) onSuccessor(handle, count);
}

/** The visit after visit `offset` of a handle, as [handle, offset] in `position`; false where its sequence ends. */
export function follow(store: HaplotypeStore, position: Uint32Array): boolean {
	const offset = position[1]!;
	open(store, position[0]!);
	countRuns(store, offset, offset + 1);
	let rank = 0;
	while (cursor.counts[rank] === 0) rank++;
	if (cursor.keys[rank] === ENDS) return false;
	position[0] = cursor.keys[rank]! - 1;
	position[1] = cursor.offsets[rank]! + cursor.before[rank]!;
	return true;
}

/** The sequence that makes visit `offset` of `handle`: walks on to the next sampled visit or to the end. */
export function locate(store: HaplotypeStore, handle: number, offset: number): number {
	const { sampledHandles, sampleStarts, samples } = store;
	const position = Uint32Array.of(handle, offset);
	for (;;) {
		const at = indexIn(sampledHandles, position[0]!);
		if (at >= 0) return samples[sampleStarts[at]! + position[1]!]!;
		// The last handle of every sequence is sampled.
		if (!follow(store, position)) throw new RangeError('haplotype store: an end without a sample');
	}
}

function indexIn(sorted: Uint32Array, value: number): number {
	let low = 0;
	let high = sorted.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		if (sorted[middle] === value) return middle;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}

/** The handles of a sequence: 2i for walk i as it stands in the graph, 2i + 1 for its reverse. Linear in its length. */
export function extractSequence(store: HaplotypeStore, sequence: number): Uint32Array {
	const { firstHandles } = store;
	const first = firstHandles[sequence]!;
	if (first === NO_HANDLE) return new Uint32Array();
	let offset = 0;
	for (let i = 0; i < sequence; i++) if (firstHandles[i] === first) offset++;
	let steps = new Uint32Array(1024);
	let count = 0;
	const position = Uint32Array.of(first, offset);
	do {
		if (count === steps.length) {
			const larger = new Uint32Array(count * 2);
			larger.set(steps);
			steps = larger;
		}
		steps[count++] = position[0]!;
	} while (follow(store, position));
	return steps.subarray(0, count);
}

/** Bytes of all columns. */
export function storeBytes(store: HaplotypeStore): number {
	const { recordStarts, records, firstHandles, sampledHandles, sampleStarts, samples } = store;
	return [recordStarts, records, firstHandles, sampledHandles, sampleStarts, samples].reduce(
		(sum, { byteLength }) => sum + byteLength,
		0,
	);
}
