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
import { edgeEnd, edgeStart, edgeTargets, graphBases, handleLength } from './graph';
import { countMismatches, matchRun } from './differences';
import { editNext, MATCH, MISMATCH, pathAt, pathNext, pushEdit, pushStep, reversePath, rewindPools, setPathAt } from './candidates';
import { allocateShifts } from './shifts';
import { MISMATCH_PENALTY, OTHER_PENALTY } from './penalties';
import { readBases } from './reads';

/** Node visits that one side of one extension may cost. */
const VISIT_MAX: u32 = 512;
/** More mismatches than this on one side are left to the gapped stage. */
export const MISMATCH_MAX: u32 = 8;

// Visit, 16 bytes: where the read entered a node. The first begins at an offset, the others at their node's first base.
const VISIT_BYTES: usize = 16;
const HANDLE: usize = 0;
const READ: usize = 4; // bases of the strand before it
const MISMATCHES: usize = 8; // on the way there
const PARENT: usize = 12;
const NONE: u32 = 0xffffffff;
let visits: usize = 0;
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
	visits = allocate((VISIT_MAX + 64) * VISIT_BYTES);
	stack = allocate((VISIT_MAX + 64) * 4);
	memoKeys = allocate(MEMO_SLOTS * 8);
	memoStamps = allocate(MEMO_SLOTS * 4);
	memoMismatches = allocate(MEMO_SLOTS * 4);
}

// @ts-ignore: decorator
@inline function visitAt(i: u32): usize {
	return visits + <usize>i * VISIT_BYTES;
}

// @ts-ignore: decorator
@inline function setVisit(i: u32, handle: u32, read: u32, mismatches: u32, parent: u32): void {
	const visit = visitAt(i);
	store<u32>(visit, handle, HANDLE);
	store<u32>(visit, read, READ);
	store<u32>(visit, mismatches, MISMATCHES);
	store<u32>(visit, parent, PARENT);
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
	sideExhausted = false;
	const span = length - position;
	const path = pathNext;
	if (followAgreeing(packedRead, othersRead, length, position, handle, offset)) {
		pushEdit(edits, MATCH, span);
		setSide(<i32>span, span, span, agreedEnd, 0);
		return true;
	}
	visitSteps(path, position, offset);
	rewindPools(path, editNext);
	search(packedRead, othersRead, length, offset);
	if (best > MISMATCH_MAX) return false;
	for (let visit = bestVisit; visit != NONE; visit = load<u32>(visitAt(visit), PARENT)) pushStep(visit);
	reversePath(path, pathNext, 0);
	takeSteps(path, packedRead, othersRead, length, offset, best, edits);
	const endOffset = (bestVisit == 0 ? offset : 0) + length - load<u32>(visitAt(bestVisit), READ);
	setSide(<i32>span - 5 * <i32>best + otherRelief(othersRead, position, length), span, span, endOffset, best);
	return true;
}

/** Visits of the side at work; the nodes that stand on the stack to be visited later are among them. */
let visitCount: u32 = 0;
let depth: u32 = 0;
/** Where the last `followAgreeing` came to the read's end. */
let agreedEnd: u32 = 0;
/** Fewest mismatches to the read's end so far, and the visit that they end in. */
let best: u32 = 0;
let bestVisit: u32 = 0;

/**
 * Goes along with the read while it agrees, into the first successor that agrees with the next base: the way that the search would try
 * first. Most reads come to their end so; `agreedEnd` is then the exclusive end in the last handle. Its handles are pushed as steps.
 */
function followAgreeing(packedRead: usize, othersRead: usize, length: u32, position: u32, handle: u32, offset: u32): bool {
	let left = VISIT_MAX;
	let at = position;
	let here = handle;
	let from = offset;
	while (true) {
		pushStep(here);
		const bases = min<u32>(handleLength(here) - from, length - at);
		if (countMismatches(packedRead, othersRead, at, here, from, bases, 0) != 0) return false;
		at += bases;
		if (at == length) {
			agreedEnd = from + bases;
			return true;
		}
		let edge = edgeStart(here);
		const edgeTo = edgeEnd(here);
		if (edgeTo != edge + 1) {
			const firstBase = readBases(packedRead, at) & 3;
			while (edge < edgeTo && (graphBases(get32(edgeTargets, edge), 0) & 3) != firstBase) edge++;
			if (edge == edgeTo) return false;
		}
		if (--left == 0) return false;
		here = get32(edgeTargets, edge);
		from = 0;
	}
}

/** Makes the steps from `path` on, which agree with the read from `position` on but for the last, the side's first visits. */
function visitSteps(path: u32, position: u32, offset: u32): void {
	visitCount = pathNext - path;
	let at = position;
	for (let i: u32 = 0; i < visitCount; i++) {
		const handle = pathAt(path + i);
		setVisit(i, handle, at, 0, i - 1);
		at += handleLength(handle) - (i == 0 ? offset : 0);
	}
}

/**
 * Searches depth first for the path with the fewest mismatches, from where `followAgreeing` left off: first beyond its last visit,
 * then into the other successors of those before, the last of them first.
 */
function search(packedRead: usize, othersRead: usize, length: u32, offset: u32): void {
	if (++memoStamp == 0) {
		memory.fill(memoStamps, 0, MEMO_SLOTS * 4);
		memoStamp = 1;
	}
	best = MISMATCH_MAX + 1;
	bestVisit = 0;
	depth = 0;
	let followed = visitCount - 1;
	for (let i: u32 = 1; i < followed; i++) {
		const handle = load<u32>(visitAt(i), HANDLE);
		if (hasJoin(handle)) seenBefore(handle, load<u32>(visitAt(i), READ), 0);
	}
	let visit = followed;
	while (true) {
		// From node to node along one path, until it ends or cannot get better than the best.
		while (visit != NONE) {
			const at = load<u32>(visitAt(visit), READ);
			let mismatches = load<u32>(visitAt(visit), MISMATCHES);
			const here = load<u32>(visitAt(visit), HANDLE);
			if (visit != 0 && hasJoin(here) && seenBefore(here, at, mismatches)) break;
			const from = visit == 0 ? offset : 0;
			const bases = min<u32>(handleLength(here) - from, length - at);
			mismatches += countMismatches(packedRead, othersRead, at, here, from, bases, best - 1 - mismatches);
			if (mismatches >= best) break;
			const next = at + bases;
			if (next == length) {
				best = mismatches;
				bestVisit = visit;
				break;
			}
			visit = branch(packedRead, here, next, mismatches, visit, NONE);
		}
		if (best == 0) return;
		// What cannot get better is passed over; a first base that differs is a mismatch.
		visit = NONE;
		while (depth > 0 && visit == NONE) {
			const entry = get32(stack, --depth);
			if (load<u32>(visitAt(entry >> 1), MISMATCHES) + (entry & 1) < best) visit = entry >> 1;
		}
		while (visit == NONE && followed > 0) {
			followed--;
			const parent = visitAt(followed);
			const taken = visitAt(followed + 1);
			visit = branch(packedRead, load<u32>(parent, HANDLE), load<u32>(taken, READ), 0, followed, load<u32>(taken, HANDLE));
		}
		if (visit == NONE) return;
	}
}

/**
 * Makes visits of the successors of `here` but `taken`, those that can still get better than the best. The first whose first base
 * agrees is returned to be gone on with; the others that agree lie on top of the stack, the first ones upmost. NONE where there is none.
 */
function branch(packedRead: usize, here: u32, next: u32, mismatches: u32, parent: u32, taken: u32): u32 {
	const edgeFrom = edgeStart(here);
	const edgeTo = edgeEnd(here);
	if (visitCount + edgeTo - edgeFrom > VISIT_MAX) {
		sideExhausted = true;
		return NONE;
	}
	if (edgeTo == edgeFrom + 1) {
		if (taken != NONE) return NONE;
		setVisit(visitCount, get32(edgeTargets, edgeFrom), next, mismatches, parent);
		return visitCount++;
	}
	const firstBase = readBases(packedRead, next) & 3;
	const bottom = depth;
	let agrees = false;
	for (let i = edgeTo; i > edgeFrom; i--) {
		const target = get32(edgeTargets, i - 1);
		if ((graphBases(target, 0) & 3) == firstBase) {
			agrees = agrees || target != taken;
			continue;
		}
		if (mismatches + 1 >= best) continue;
		setVisit(visitCount, target, next, mismatches, parent);
		set32(stack, depth++, (visitCount++ << 1) | 1);
	}
	if (agrees) {
		for (let i = edgeTo; i > edgeFrom; i--) {
			const target = get32(edgeTargets, i - 1);
			if (target == taken || (graphBases(target, 0) & 3) != firstBase) continue;
			setVisit(visitCount, target, next, mismatches, parent);
			set32(stack, depth++, visitCount++ << 1);
		}
	}
	return depth > bottom ? get32(stack, --depth) >> 1 : NONE;
}

/** What bases [position, length) of a read strand that are other letters lose less than mismatches do: 1 each, not 4. */
export function otherRelief(othersRead: usize, position: u32, length: u32): i32 {
	if (othersRead == 0) return 0;
	let others: i32 = 0;
	for (let at = position; at < length; at++) others += <i32>(readBases(othersRead, at) & 1);
	return others * <i32>(MISMATCH_PENALTY - OTHER_PENALTY);
}

/** Whether several edges lead to a handle, so that paths may meet there. */
// @ts-ignore: decorator
@inline function hasJoin(handle: u32): bool {
	return edgeEnd(handle ^ 1) - edgeStart(handle ^ 1) > 1;
}

/** Turns the visits that were pushed as steps into their handles and pushes the edits along them, `mismatches` of them differences. */
function takeSteps(path: u32, packedRead: usize, othersRead: usize, length: u32, offset: u32, mismatches: u32, edits: u32): void {
	for (let i = path; i < pathNext; i++) {
		const visit = visitAt(pathAt(i));
		const handle = load<u32>(visit, HANDLE);
		let at = load<u32>(visit, READ);
		const isLast = i + 1 == pathNext;
		const end = isLast ? length : load<u32>(visitAt(pathAt(i + 1)), READ);
		const after = isLast ? mismatches : load<u32>(visitAt(pathAt(i + 1)), MISMATCHES);
		let from = i == path ? offset : 0;
		if (after == load<u32>(visit, MISMATCHES)) {
			pushEdit(edits, MATCH, end - at);
			at = end;
		}
		while (at < end) {
			const run = matchRun(packedRead, othersRead, at, handle, from, end - at);
			pushEdit(edits, MATCH, run);
			if (run < end - at) pushEdit(edits, MISMATCH, 1);
			from += run + 1;
			at += run + 1;
		}
		setPathAt(i, handle);
	}
}
