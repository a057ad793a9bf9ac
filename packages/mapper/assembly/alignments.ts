/**
 * Stage 7: gapped alignment of what gapless extension left, over the subgraph behind a place.
 *
 * The subgraph's handles are gone through in an order in which edges lead onwards (see subgraphs.ts), a column for each base (see
 * columns.ts); only what living cells lead to is filled in. A cycle is gone round by going through the order again, for as long as
 * living cells come back to an earlier entry.
 *
 * The best end is the read's end, which is worth END_BONUS, or any earlier place: then the rest is soft-clipped.
 *
 * Work is bounded by the room for columns: when it is used up the best alignment so far stands and the read is counted.
 */
import { allocate, get32, READ_MAX, set32 } from './memory';
import { edgeEnd, edgeStart, edgeTargets, graphBases, graphOthers, handleLength, otherMask } from './graph';
import { DELETION, editNext, INSERTION, MATCH, MISMATCH, pathNext, pushEdit, pushStep, reverseEdits, reversePath } from './candidates';
import {
	addColumns, allocateColumns, BEFORE, beginColumns, best, bestColumn, bestRead, cellOf, columnAt, costOf, DELETED, ENTRY, isFull, LEAST, NONE,
	OFFSET, penaltyMost, penaltySpare, wanted,
} from './columns';
import { allocateLeastCosts, clearLeastCosts, findLeastCosts, leastCost } from './least-costs';
import { addToMeeting, allocateMeetings, beginMeeting, clearMeetings, columnBefore, endMeeting } from './meetings';
import { DELETION_PENALTY, DROP, END_BONUS, GAP_OPEN_PENALTY, INSERTION_PENALTY } from './penalties';
import { matchRun } from './differences';
import { setSide } from './extensions';
import {
	allocateSubgraphs,
	collectSubgraph,
	edgeSource,
	ENTRY_MAX,
	entryCount,
	entryHandle,
	entryInOrder,
	entryStart,
	firstEdgeInto,
	hasEdgeBack,
	isCut,
	leadsBack,
	nextEdge,
	NO_EDGE,
} from './subgraphs';

/** By entry of the subgraph: its last column in this round through the order and in the one before, or NONE. */
let lasts: usize = 0;
let lastsBefore: usize = 0;
/** Whether a budget of a side ran out since the last call of `takeExhausted`. */
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
	lasts = allocate(ENTRY_MAX * 4);
	lastsBefore = allocate(ENTRY_MAX * 4);
	agreedHandles = allocate(READ_MAX * 4 + 4);
	allocateSubgraphs();
	allocateColumns();
	allocateLeastCosts();
	allocateMeetings();
}

/**
 * Aligns the read strand from `position` on to the paths from `offset` of `handle` on. True where an alignment scores more than
 * `atLeast`, which is not negative, with the bonus for reaching the end: the side's result is set, its path and edits are pushed
 * (outwards from the anchor; the path starts with `handle`).
 */
export function alignGapped(
	packedRead: usize, othersRead: usize, length: u32, position: u32, handle: u32, offset: u32, edits: u32, atLeast: i32,
): bool {
	skipAgreeing(packedRead, othersRead, length, position, handle, offset);
	const from = position + agreed;
	const root = beginColumns(packedRead, othersRead, from, length - from, agreedOffset, atLeast - <i32>agreed);
	if (root == NONE) return false;
	clearMeetings();
	const span = wanted + min<u32>(DROP, penaltyMost);
	collectSubgraph(get32(agreedHandles, agreedCount - 1), agreedOffset, span);
	if (othersRead != 0) clearLeastCosts(wanted);
	else findLeastCosts(packedRead, from, wanted, span, penaltySpare);
	if (leastCost <= penaltyMost) fillColumns(root);
	if (isFull || isCut) exhausted = true;
	if (bestColumn == NONE) return false;
	traceBack(edits);
	return true;
}

/** Bases that agree before any choice, the handles they lie in, and where they end in the last. */
let agreed: u32 = 0;
let agreedHandles: usize = 0;
let agreedCount: u32 = 0;
let agreedOffset: u32 = 0;

/**
 * Goes along with the read while it agrees and there is nothing to choose: what is cheapest later is no dearer from there, for a gap
 * that is opened earlier may as well be opened where agreement ends. Alleles of one base leave no choice where one of them agrees.
 */
function skipAgreeing(packedRead: usize, othersRead: usize, length: u32, position: u32, handle: u32, offset: u32): void {
	// One base stays, so that there is something to align.
	const most = length - position - 1;
	agreed = 0;
	agreedCount = 0;
	agreedOffset = offset;
	while (true) {
		set32(agreedHandles, agreedCount++, handle);
		const rest = handleLength(handle) - agreedOffset;
		const run = matchRun(packedRead, othersRead, position + agreed, handle, agreedOffset, min<u32>(rest, most - agreed));
		agreed += run;
		agreedOffset += run;
		if (run < rest || agreed == most) return;
		const next = onlyNext(packedRead, othersRead, position + agreed, handle);
		if (next == NONE) return;
		handle = next;
		agreedOffset = 0;
	}
}

/** The successor that agrees with a base of the read, where it is the only one, or all have one base and lead to the same handle alone. */
function onlyNext(packedRead: usize, othersRead: usize, position: u32, handle: u32): u32 {
	const from = edgeStart(handle);
	const end = edgeEnd(handle);
	if (from == end) return NONE;
	const behind = get32(edgeTargets, edgeStart(get32(edgeTargets, from)));
	let next = NONE;
	for (let i = from; i < end; i++) {
		const target = get32(edgeTargets, i);
		if (end - from > 1) {
			const out = edgeStart(target);
			const isAllele = handleLength(target) == 1 && edgeEnd(target) - out == 1 && get32(edgeTargets, out) == behind;
			if (!isAllele) return NONE;
		}
		if (matchRun(packedRead, othersRead, position, target, 0, 1) == 1) next = target;
	}
	return next;
}

function fillColumns(root: u32): void {
	memory.fill(lasts, 0xff, <usize>entryCount << 2);
	for (let round: u32 = 0, again = true; again; round++) {
		const before = lastsBefore;
		lastsBefore = lasts;
		lasts = before;
		memory.fill(lasts, 0xff, <usize>entryCount << 2);
		again = false;
		for (let i: u32 = 0; i < entryCount; i++) {
			const entry = entryInOrder(i);
			const first = entry != 0 ? firstColumn(entry) : round == 0 ? root : NONE;
			if (first == NONE) continue;
			const last = fillEntry(entry, first);
			set32(lasts, entry, last);
			again = again || (last != NONE && hasEdgeBack(entry));
		}
	}
}

/** What an entry sets out from: the last columns of the entries that lead there. */
function firstColumn(entry: u32): u32 {
	beginMeeting();
	for (let edge = firstEdgeInto(entry); edge != NO_EDGE; edge = nextEdge(edge)) {
		const source = edgeSource(edge);
		const last = get32(leadsBack(source, entry) ? lastsBefore : lasts, source);
		if (last != NONE) addToMeeting(last);
	}
	return endMeeting(entry);
}

/** Fills in an entry's columns behind `column` and returns the last; NONE where none of its cells live. */
function fillEntry(entry: u32, column: u32): u32 {
	const handle = entryHandle(entry);
	const size = handleLength(handle);
	let offset = entryStart(entry);
	while (offset < size && column != NONE) {
		const end = min<u32>(offset + 28, size);
		const others: u64 = otherMask != 0 ? graphOthers(handle, offset, end - offset) : 0;
		column = addColumns(column, graphBases(handle, offset), others, end - offset, entry, offset);
		offset = end;
	}
	return column;
}

/** Pushes path and edits of the way to the best cell, outwards from the anchor. Gaps lie as far out as they may. */
function traceBack(edits: u32): void {
	const path = pathNext;
	let column = columnAt(bestColumn);
	const endOffset = load<u32>(column, OFFSET);
	let read = bestRead;
	let isDeleted = false;
	let span: u32 = 0;
	let mismatches: u32 = 0;
	pushStep(entryHandle(load<u32>(column, ENTRY)));
	while (load<u32>(column, BEFORE) != NONE) {
		const before = columnAt(load<u32>(column, BEFORE));
		const penalty = cellOf(column, isDeleted ? DELETED : LEAST, read);
		if (!isDeleted && cellOf(column, DELETED, read) == penalty) {
			isDeleted = true;
			continue;
		}
		if (isDeleted) {
			pushEdit(edits, DELETION, 1);
			isDeleted = cellOf(before, LEAST, read) + GAP_OPEN_PENALTY + DELETION_PENALTY != penalty;
		} else {
			const cost = costOf(column, read);
			if (read == 0 || cellOf(before, LEAST, read - 1) + cost != penalty) {
				let inserted: u32 = 1;
				while (cellOf(column, LEAST, read - inserted) + GAP_OPEN_PENALTY + inserted * INSERTION_PENALTY != penalty) inserted++;
				pushEdit(edits, INSERTION, inserted);
				read -= inserted;
				continue;
			}
			pushEdit(edits, cost == 0 ? MATCH : MISMATCH, 1);
			mismatches += <u32>(cost != 0);
			read--;
		}
		span++;
		const entry = load<u32>(column, ENTRY);
		const leavesEntry = entry != 0 && load<u32>(column, OFFSET) == 1;
		column = columnBefore(column, isDeleted ? DELETED : LEAST, read);
		if (leavesEntry) pushStep(entryHandle(load<u32>(column, ENTRY)));
	}
	pushEdit(edits, INSERTION, read);
	pushEdit(edits, MATCH, agreed);
	for (let i = agreedCount - 1; i > 0; i--) pushStep(get32(agreedHandles, i - 1));
	reversePath(path, pathNext, 0);
	reverseEdits(edits, editNext);
	const score = bestRead == wanted ? best - END_BONUS : best;
	setSide(score + <i32>agreed, bestRead + agreed, span + agreed, endOffset, mismatches);
}
