/**
 * Stage 7: gapped alignment of what gapless extension left, by wavefronts in a graph.
 *
 * Gap-affine wavefront alignment (Marco-Sola et al. 2021, doi:10.1093/bioinformatics/btaa777) on a sequence graph (in the manner
 * of Zhang et al. 2022, doi:10.48550/arXiv.2206.13574): states (handle, offset, read position, matrix) in buckets of rising penalty; a
 * state first runs on through agreeing bases for nothing, over node borders too, and only where it stops costs begin. For every
 * (handle, diagonal, matrix) only the furthest state so far goes on.
 *
 * Penalties are those of the score match +1, mismatch -4, gap -6 - 1 a base, each less the 1 that its bases of the read would bring:
 * after i bases of the read at penalty p the score is i - p, however long the path is. Paths of different length meet again in a
 * graph, so that a penalty that counts bases of the path, as for two sequences, would not order states by score.
 * The best end is the read's end, which is worth END_BONUS, or any earlier place: then the rest is soft-clipped.
 *
 * Work is bounded by STATE_MAX states a side: when they are used up the best alignment so far stands and the read is counted.
 */
import { allocate, get32, set32 } from './memory';
import { edgeStarts, edgeTargets, handleLength } from './graph';
import { DELETION, DELETION_MAX, editNext, INSERTION, MATCH, MISMATCH, pathNext, pushEdit, pushStep, reverseEdits, reversePath } from './candidates';
import { matchRun, setSide } from './extensions';

const MISMATCH_PENALTY: u32 = 5;
const GAP_OPEN_PENALTY: u32 = 6;
const INSERTION_PENALTY: u32 = 2;
const DELETION_PENALTY: u32 = 1;
/** What reaching an end of the read is worth, in score (bwa mem's clipping penalty). */
export const END_BONUS: i32 = 5;
/**
 * A state is given up where another came REACH_LAG bases further in the read for PENALTY_LAG less. A lower score than the best so far
 * is no reason: what runs along a wrong path for long is ahead of what is held up by the first gap of the right one.
 * Tuned on HG003 on MICB and KIR3DL1 for the sum of scores and the reads whose states run out.
 */
const PENALTY_LAG: u32 = 20;
const REACH_LAG: u32 = 10;
const PENALTY_MAX: u32 = GAP_OPEN_PENALTY + DELETION_MAX * DELETION_PENALTY;
const STATE_MAX: u32 = 8192;

// Matrices.
const M: u32 = 0;
const I: u32 = 1;
const D: u32 = 2;
// How a state came from its parent: nothing consumed (root, a node border, a gap closed), or one base of each kind.
const STAY: u32 = 0;

// State, 32 bytes.
const STATE_BYTES: usize = 32;
const HANDLE: usize = 0;
const OFFSET: usize = 4;
const READ: usize = 8; // read position before the run of matches
const RUN: usize = 12; // length of that run
const SPAN: usize = 16; // bases of the path before the run
const KIND: usize = 20; // matrix << 8 | edit that led here
const PARENT: usize = 24;
const NEXT: usize = 28; // in its bucket
const NONE: u32 = 0xffffffff;

let states: usize = 0;
let stateCount: u32 = 0;
let buckets: usize = 0;
/** By penalty: furthest read position that was reached for at most this. */
let reaches: usize = 0;
const MEMO_SLOTS: u32 = 32768;
/** By slot: key u64, stamp u32, furthest read position u32; together, so that a look-up is one way to memory. */
let memo: usize = 0;
let memoStamp: u32 = 0;
/** Whether visits or states of a side ran out since the last call of `takeExhausted`. */
let exhausted: bool = false;

export function noteExhausted(): void {
	exhausted = true;
}

export function takeExhausted(): bool {
	const was = exhausted;
	exhausted = false;
	return was;
}

export function allocateAlignments(): void {
	states = allocate(STATE_MAX * STATE_BYTES);
	buckets = allocate((PENALTY_MAX + 32) * 4);
	reaches = allocate((PENALTY_MAX + 32) * 4);
	memo = allocate(MEMO_SLOTS * 16);
}

// @ts-ignore: decorator
@inline function stateAt(i: u32): usize {
	return states + <usize>i * STATE_BYTES;
}

/** Highest penalty that can still beat the best, if all the rest of the read matched. */
let penaltyMost: u32 = 0;

function push(penalty: u32, handle: u32, offset: u32, read: u32, span: u32, matrix: u32, edit: u32, parent: u32): void {
	if (stateCount == STATE_MAX || penalty > penaltyMost) return;
	const state = stateAt(stateCount);
	store<u32>(state, handle, HANDLE);
	store<u32>(state, offset, OFFSET);
	store<u32>(state, read, READ);
	store<u32>(state, 0, RUN);
	store<u32>(state, span, SPAN);
	store<u32>(state, (matrix << 8) | edit, KIND);
	store<u32>(state, parent, PARENT);
	store<u32>(state, get32(buckets, penalty), NEXT);
	set32(buckets, penalty, stateCount++);
}

/** Whether a state at least as far was there before on this handle, diagonal and matrix; remembers it otherwise. */
function isBehind(handle: u32, offset: u32, read: u32, matrix: u32, reach: u32): bool {
	const key = ((<u64>handle) << 24) | (<u64>((offset + 65536 - read) & 0x3fffff) << 2) | matrix;
	let slot = <u32>((key * 0x9e3779b97f4a7c15) >> 49);
	let at = memo + (<usize>slot << 4);
	while (load<u32>(at, 8) == memoStamp) {
		if (load<u64>(at) == key) {
			if (load<u32>(at, 12) >= reach) return true;
			store<u32>(at, reach, 12);
			return false;
		}
		slot = (slot + 1) & (MEMO_SLOTS - 1);
		at = memo + (<usize>slot << 4);
	}
	store<u64>(at, key);
	store<u32>(at, memoStamp, 8);
	store<u32>(at, reach, 12);
	return false;
}

/**
 * Aligns the read strand from `position` on to the paths from `offset` of `handle` on. True where an alignment scores more than
 * `atLeast` (with the bonus for reaching the end): the side's result is set, its path and edits are pushed (outwards from the
 * anchor; the path starts with `handle`).
 */
export function alignGapped(
	packedRead: usize, othersRead: usize, length: u32, position: u32, handle: u32, offset: u32, edits: u32, atLeast: i32,
): bool {
	if (++memoStamp == 0) {
		memory.fill(memo, 0, MEMO_SLOTS * 16);
		memoStamp = 1;
	}
	memory.fill(buckets, 0xff, (PENALTY_MAX + 32) * 4);
	stateCount = 0;
	const wanted = length - position;
	let best: i32 = atLeast;
	let bestState: u32 = NONE;
	const most = <i32>wanted + END_BONUS - 1;
	if (most < best) return false;
	penaltyMost = min<u32>(PENALTY_MAX, <u32>(most - best));
	push(0, handle, offset, position, 0, M, STAY, NONE);
	let reach = position;
	for (let penalty: u32 = 0; penalty <= penaltyMost; penalty++) {
		const behind: u32 = penalty > PENALTY_LAG ? get32(reaches, penalty - PENALTY_LAG - 1) : 0;
		while (get32(buckets, penalty) != NONE) {
			const index = get32(buckets, penalty);
			const state = stateAt(index);
			set32(buckets, penalty, load<u32>(state, NEXT));
			const here = load<u32>(state, HANDLE);
			let at = load<u32>(state, OFFSET);
			let read = load<u32>(state, READ);
			let span = load<u32>(state, SPAN);
			if (read + REACH_LAG < behind) continue;
			const matrix = load<u32>(state, KIND) >> 8;
			const size = handleLength(here);
			if (matrix == M) {
				const run = matchRun(packedRead, othersRead, read, here, at, min<u32>(size - at, length - read));
				if (isBehind(here, at, read, M, read + run)) continue;
				store<u32>(state, run, RUN);
				at += run;
				read += run;
				span += run;
				let score = <i32>(read - position) - <i32>penalty;
				if (read == length) score += END_BONUS;
				if (score > best) {
					best = score;
					bestState = index;
					penaltyMost = min<u32>(PENALTY_MAX, <u32>max<i32>(0, most - best));
				}
				reach = max<u32>(reach, read);
				if (read == length) continue;
				if (at == size) {
					const end = get32(edgeStarts, here + 1);
					for (let i = get32(edgeStarts, here); i < end; i++) push(penalty, get32(edgeTargets, i), 0, read, span, M, STAY, index);
					continue;
				}
				push(penalty + MISMATCH_PENALTY, here, at + 1, read + 1, span + 1, M, MISMATCH, index);
				push(penalty + GAP_OPEN_PENALTY + INSERTION_PENALTY, here, at, read + 1, span, I, INSERTION, index);
				push(penalty + GAP_OPEN_PENALTY + DELETION_PENALTY, here, at + 1, read, span + 1, D, DELETION, index);
				continue;
			}
			if (isBehind(here, at, read, matrix, read)) continue;
			if (matrix == D && at == size) {
				const end = get32(edgeStarts, here + 1);
				for (let i = get32(edgeStarts, here); i < end; i++) push(penalty, get32(edgeTargets, i), 0, read, span, D, STAY, index);
				continue;
			}
			push(penalty, here, at, read, span, M, STAY, index);
			if (matrix == I) {
				if (read + 1 < length) push(penalty + INSERTION_PENALTY, here, at, read + 1, span, I, INSERTION, index);
			} else {
				push(penalty + DELETION_PENALTY, here, at + 1, read, span + 1, D, DELETION, index);
			}
		}
		set32(reaches, penalty, reach);
	}
	if (stateCount == STATE_MAX) exhausted = true;
	if (bestState == NONE) return false;
	traceBack(bestState, position, length, edits, best);
	return true;
}

/** Pushes path and edits of the way to `last`, outwards from the anchor, without an unmatched end. */
function traceBack(last: u32, position: u32, length: u32, edits: u32, best: i32): void {
	const path = pathNext;
	const end = stateAt(last);
	const read = load<u32>(end, READ) + load<u32>(end, RUN);
	const span = load<u32>(end, SPAN) + load<u32>(end, RUN);
	let mismatches: u32 = 0;
	let step = NONE;
	for (let i = last; i != NONE; ) {
		const state = stateAt(i);
		const handle = load<u32>(state, HANDLE);
		const parent = load<u32>(state, PARENT);
		if (step == NONE) {
			pushStep(handle);
			step = handle;
		}
		pushEdit(edits, MATCH, load<u32>(state, RUN));
		const edit = load<u32>(state, KIND) & 0xff;
		if (edit != STAY) pushEdit(edits, edit, 1);
		if (edit == MISMATCH) mismatches++;
		// A state at offset 0 that consumed nothing came over a node border; a self-loop is a border too.
		if (parent != NONE && edit == STAY && isBorder(state, stateAt(parent))) {
			pushStep(load<u32>(stateAt(parent), HANDLE));
		}
		i = parent;
	}
	reversePath(path, pathNext, 0);
	reverseEdits(edits, editNext);
	const score = read == length ? best - END_BONUS : best;
	setSide(score, read - position, span, load<u32>(end, OFFSET) + load<u32>(end, RUN), mismatches);
}

/** Whether `state`, which consumed nothing, lies in the next node after `parent`: the parent stands at its node's end. */
function isBorder(state: usize, parent: usize): bool {
	if (load<u32>(state, OFFSET) != 0) return false;
	const matrix = load<u32>(parent, KIND) >> 8;
	const end = load<u32>(parent, OFFSET) + (matrix == M ? load<u32>(parent, RUN) : 0);
	return end == handleLength(load<u32>(parent, HANDLE));
}
