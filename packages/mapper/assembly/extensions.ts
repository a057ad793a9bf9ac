/**
 * Stage 6: gapless extension through the graph.
 *
 * From a place in the graph and in one strand of a read, finds the path along which the rest of the read fits with the fewest
 * mismatches: depth first, the successor whose first base agrees before the others, a branch dropped once it cannot beat the best,
 * and (handle, read position) pairs remembered with the mismatches it took to get there. Only extensions that reach the end of
 * the read count; what is left goes to the gapped stage.
 *
 * Both sides of an anchor go through the same function: to the left, the other strand of the read is extended along the
 * flipped handle.
 */
import { allocate, get32, get64, set32, set64 } from './memory';
import { edgeStarts, edgeTargets, graphBases, graphOthers, handleLength, otherMask } from './graph';
import { MATCH, MISMATCH, pathAt, pathNext, pushEdit, pushStep, reversePath, setPathAt } from './candidates';
import { allocateShifts } from './shifts';
import { readBases } from './reads';

/** Node visits that one side of one extension may cost. */
const VISIT_MAX: u32 = 512;
/** More mismatches than this on one side are left to the gapped stage. */
export const MISMATCH_MAX: u32 = 8;

// Visits: where the read entered a node. 20 bytes in five columns.
let visitHandles: usize = 0;
let visitOffsets: usize = 0;
let visitReadPositions: usize = 0;
let visitMismatches: usize = 0;
let visitParents: usize = 0;
let stack: usize = 0;

/** Open addressing: key u64 (handle << 16 | read position, with the stamp of the extension), least mismatches u32. */
const MEMO_SLOTS: u32 = 2048;
let memoKeys: usize = 0;
let memoStamps: usize = 0;
let memoMismatches: usize = 0;
let memoStamp: u32 = 0;

// Result of the last side, gapless or gapped.
export let sideScore: i32 = 0;
/** Bases of the read and of the path that the side took. */
export let sideRead: u32 = 0;
export let sideSpan: u32 = 0;
/** Offset in the last handle of the path, exclusive end. */
export let sideEndOffset: u32 = 0;
export let sideMismatches: u32 = 0;
/** Whether the visits of the last gapless extension ran out, so that a better one may exist. */
export let sideExhausted: bool = false;

export function setSide(score: i32, read: u32, span: u32, endOffset: u32, mismatches: u32): void {
	sideScore = score;
	sideRead = read;
	sideSpan = span;
	sideEndOffset = endOffset;
	sideMismatches = mismatches;
}

export function allocateExtensions(): void {
	allocateShifts(MISMATCH_MAX);
	visitHandles = allocate((VISIT_MAX + 64) * 4);
	visitOffsets = allocate((VISIT_MAX + 64) * 4);
	visitReadPositions = allocate((VISIT_MAX + 64) * 4);
	visitMismatches = allocate((VISIT_MAX + 64) * 4);
	visitParents = allocate((VISIT_MAX + 64) * 4);
	stack = allocate((VISIT_MAX + 64) * 4);
	memoKeys = allocate(MEMO_SLOTS * 8);
	memoStamps = allocate(MEMO_SLOTS * 4);
	memoMismatches = allocate(MEMO_SLOTS * 4);
}

/** Low bit of each of `count` (<= 28) bases that differ between the read from `position` and the handle from `offset`. */
// @ts-ignore: decorator
@inline export function differences(packedRead: usize, othersRead: usize, position: u32, handle: u32, offset: u32, count: u32): u64 {
	const x = readBases(packedRead, position) ^ graphBases(handle, offset);
	let difference = (x | (x >> 1)) & 0x5555555555555555;
	if (othersRead != 0) difference |= readBases(othersRead, position);
	if (otherMask != 0) difference |= graphOthers(handle, offset, count);
	return difference & (((<u64>1) << <u64>(count << 1)) - 1);
}

/** Number of bases that agree before the first difference, at most `count`. */
export function matchRun(packedRead: usize, othersRead: usize, position: u32, handle: u32, offset: u32, count: u32): u32 {
	for (let done: u32 = 0; done < count; done += 28) {
		const step = min<u32>(28, count - done);
		const difference = differences(packedRead, othersRead, position + done, handle, offset + done, step);
		if (difference != 0) return done + <u32>(ctz<u64>(difference) >> 1);
	}
	return count;
}

/** Number of differences in `count` bases; stops counting above `limit`. */
function countMismatches(packedRead: usize, othersRead: usize, position: u32, handle: u32, offset: u32, count: u32, limit: u32): u32 {
	let mismatches: u32 = 0;
	for (let done: u32 = 0; done < count && mismatches <= limit; done += 28) {
		const step = min<u32>(28, count - done);
		mismatches += <u32>popcnt<u64>(differences(packedRead, othersRead, position + done, handle, offset + done, step));
	}
	return mismatches;
}

/** Whether (handle, position) was reached before with no more mismatches; remembers it otherwise. */
function seenBefore(handle: u32, position: u32, mismatches: u32): bool {
	const key = ((<u64>handle) << 16) | position;
	let slot = <u32>((key * 0x9e3779b97f4a7c15) >> 53);
	for (let probes: u32 = 0; probes < 16; probes++) {
		if (get32(memoStamps, slot) != memoStamp) {
			set32(memoStamps, slot, memoStamp);
			set64(memoKeys, slot, key);
			set32(memoMismatches, slot, mismatches);
			return false;
		}
		if (get64(memoKeys, slot) == key) {
			if (get32(memoMismatches, slot) <= mismatches) return true;
			set32(memoMismatches, slot, mismatches);
			return false;
		}
		slot = (slot + 1) & (MEMO_SLOTS - 1);
	}
	return false;
}

/**
 * Extends `length - position` bases of a read strand from `offset` of `handle` on. True where an extension reaches the read's end
 * with at most MISMATCH_MAX mismatches: the side's result is set, its path and edits are pushed (outwards from the anchor; the
 * path starts with `handle`).
 */
export function extendGapless(packedRead: usize, othersRead: usize, length: u32, position: u32, handle: u32, offset: u32, edits: u32): bool {
	if (++memoStamp == 0) {
		memory.fill(memoStamps, 0, MEMO_SLOTS * 4);
		memoStamp = 1;
	}
	sideExhausted = false;
	let visits: u32 = 1;
	let depth: u32 = 1;
	let best: u32 = MISMATCH_MAX + 1;
	let bestVisit: u32 = 0;
	set32(visitHandles, 0, handle);
	set32(visitOffsets, 0, offset);
	set32(visitReadPositions, 0, position);
	set32(visitMismatches, 0, 0);
	set32(visitParents, 0, 0xffffffff);
	set32(stack, 0, 0);
	while (depth > 0) {
		const visit = get32(stack, --depth);
		let mismatches = get32(visitMismatches, visit);
		if (mismatches >= best) continue;
		const here = get32(visitHandles, visit);
		const from = get32(visitOffsets, visit);
		const at = get32(visitReadPositions, visit);
		const count = min<u32>(handleLength(here) - from, length - at);
		mismatches += countMismatches(packedRead, othersRead, at, here, from, count, best - 1 - mismatches);
		if (mismatches >= best) continue;
		const next = at + count;
		if (next == length) {
			best = mismatches;
			bestVisit = visit;
			if (best == 0) break;
			continue;
		}
		const firstBase = readBases(packedRead, next) & 3;
		const edgeFrom = get32(edgeStarts, here);
		const edgeEnd = get32(edgeStarts, here + 1);
		// Two passes, so that successors whose first base agrees lie on top of the stack.
		for (let pass: u32 = 0; pass < 2; pass++) {
			for (let i = edgeEnd; i > edgeFrom; i--) {
				const target = get32(edgeTargets, i - 1);
				const agrees = (graphBases(target, 0) & 3) == firstBase;
				if (agrees != (pass == 1)) continue;
				if (visits == VISIT_MAX) {
					sideExhausted = true;
					continue;
				}
				if (seenBefore(target, next, mismatches)) continue;
				set32(visitHandles, visits, target);
				set32(visitOffsets, visits, 0);
				set32(visitReadPositions, visits, next);
				set32(visitMismatches, visits, mismatches);
				set32(visitParents, visits, visit);
				set32(stack, depth++, visits++);
			}
		}
	}
	if (best > MISMATCH_MAX) return false;
	const path = pathNext;
	let span: u32 = 0;
	for (let visit = bestVisit; visit != 0xffffffff; visit = get32(visitParents, visit)) pushStep(visit);
	reversePath(path, pathNext, 0);
	takeSteps(path, packedRead, othersRead, length, edits);
	span = length - position;
	const last = bestVisit;
	setSide(
		<i32>span - 5 * <i32>best, span, span,
		get32(visitOffsets, last) + (length - get32(visitReadPositions, last)), best,
	);
	return true;
}

/** Turns the visits that were pushed as steps into their handles and pushes the edits along them. */
function takeSteps(path: u32, packedRead: usize, othersRead: usize, length: u32, edits: u32): void {
	for (let i = path; i < pathNext; i++) {
		const visit = pathAt(i);
		const handle = get32(visitHandles, visit);
		let offset = get32(visitOffsets, visit);
		let at = get32(visitReadPositions, visit);
		let left = min<u32>(handleLength(handle) - offset, length - at);
		while (left > 0) {
			const run = matchRun(packedRead, othersRead, at, handle, offset, left);
			pushEdit(edits, MATCH, run);
			if (run < left) pushEdit(edits, MISMATCH, 1);
			const step = min<u32>(run + 1, left);
			at += step;
			offset += step;
			left -= step;
		}
		setPathAt(i, handle);
	}
}


