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
 * Nothing here is decoded ahead: a look-up reads the record of one handle (see records.ts), at most some dozen runs of it for each
 * successor.
 */
import { RecordCursor } from './record-cursor.ts';
import { ENDS } from './records.ts';

/** First handle of a sequence without any. */
export const NO_HANDLE = 0xffffffff;

/** The store as columns; every one can lie in shared memory. */
export interface HaplotypeStore {
	/** Twice the number of walks. */
	readonly sequenceCount: number;
	/** By handle: first byte of its record; length 2 * nodeCount + 1. */
	readonly recordStarts: Uint32Array;
	readonly records: Uint8Array;
	/** By sequence: the handle it starts on, NO_HANDLE where it is empty. */
	readonly firstHandles: Uint32Array;
	/** By sequence: which visit of that handle is its first; see {@link firstVisits}. */
	readonly firstVisits: Uint32Array;
	/** Handles whose visits are sampled, ascending, and where the samples of each begin; then the sequences, in the order of visits. */
	readonly sampledHandles: Uint32Array;
	readonly sampleStarts: Uint32Array;
	readonly samples: Uint32Array;
}

const cursor: RecordCursor = new RecordCursor();

function open(store: HaplotypeStore, handle: number): void {
	const { records, recordStarts } = store;
	cursor.open(records, recordStarts[handle]!, recordStarts[handle + 1]!, handle);
}

/** Number of times haplotypes (both directions of each) come through a handle. */
export function visitCount(store: HaplotypeStore, handle: number): number {
	open(store, handle);
	return cursor.visits;
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
	cursor.count(state[side + 1]!, state[side + 2]!);
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
	cursor.count(state[1]!, state[2]!);
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
	cursor.count(offset, offset + 1);
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
	const first = store.firstHandles[sequence]!;
	if (first === NO_HANDLE) return new Uint32Array();
	let steps = new Uint32Array(1024);
	let count = 0;
	const position = Uint32Array.of(first, store.firstVisits[sequence]!);
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

/** The first visits of sequences, told by where they start: those of lower number stand before. Linear. */
export function firstVisits(firstHandles: Uint32Array): Uint32Array {
	const starts = new Map<number, number>();
	return firstHandles.map((handle) => {
		const visit = starts.get(handle) ?? 0;
		starts.set(handle, visit + 1);
		return visit;
	});
}

/** Bytes of all columns as they are stored: without what follows from others. */
export function storeBytes(store: HaplotypeStore): number {
	const { recordStarts, records, firstHandles, sampledHandles, sampleStarts, samples } = store;
	return [recordStarts, records, firstHandles, sampledHandles, sampleStarts, samples].reduce(
		(sum, { byteLength }) => sum + byteLength,
		0,
	);
}
