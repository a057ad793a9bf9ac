/**
 * From a cluster to a candidate: the read is extended without gaps, and where that does not reach the read's end, or costs more than
 * a gap would, aligned with gaps; first to the right from the cluster's anchor, then to the left from a pivot.
 *
 * The pivot lies half a seed to the right of the anchor, on the path that was found there. Alleles may share the anchor's base: from
 * that base itself, the way to the left would be tied to the one of them that it happens to lie in.
 */
import { get32, set32 } from './memory';
import { coordinateOf, handleLength, isDescending, isReference, nodeAt, nodeStart, rightCoordinateOf } from './graph';
import { hasOthers, lengths, othersAt, packedAt } from './reads';
import { clusterPartition, clusterPosition, clusterReadPosition, clusterStrand } from './clusters';
import { alignIn, isChooser, isPart } from './partitions';
import { k } from './seeds';
import { countEvents } from './events';
import { alignGapped, noteExhausted, takeExhausted } from './alignments';
import { END_BONUS, MISMATCH_PENALTY } from './penalties';
import { foundEndOffset, foundMismatches, foundOffset, searchAlongHaplotypes } from './haplotype-paths';
import { switchesAlong, switchPenalty, takersOf, worthOf } from './haplotypes';
import { extendGapless, otherRelief, setSide, sideEndOffset, sideExhausted, sideMismatches, sideRead, sideScore, sideSpan } from './extensions';
import { mayBeBettered } from './shifts';
import {
	CANDIDATE_MAX,
	candidateAt,
	candidateCounts,
	editAt,
	editNext,
	keepFrom,
	MATCH,
	offsetOf,
	pathAt,
	pathCountOf,
	pathNext,
	pathOf,
	poolsHaveRoom,
	pushEdit,
	pushStep,
	readEndOf,
	readStartOf,
	replaceSince,
	reverseEdits,
	reversePath,
	rewindPools,
	scoreOf,
	setCandidate,
	setRightEnds,
	setEvents,
	setSwitches,
	spanOf,
	strandOf,
} from './candidates';

/** With more mismatches than this on a side, a gap or a cut end may score better: a gap of one base costs -7, as two mismatches do nearly. */
const GAPLESS_TRUSTED: u32 = 1;

let gapped: u32 = 0;

/** A candidate whose score lies this far below the read's best says nothing, not even to a mate: see UNPAIRED_PENALTY in fragment-lengths.ts. */
const SCORE_SPREAD: i32 = 28;

/**
 * Extends one side. Sets the side's result and pushes at least the first handle; false where the side, with the bonus for an end,
 * cannot score `floor`.
 */
function alignSide(read: u32, strand: u32, length: u32, position: u32, handle: u32, offset: u32, floor: i32): bool {
	if (position == length) {
		pushStep(handle);
		setSide(0, 0, 0, offset, 0);
		return floor <= END_BONUS;
	}
	const packedRead = packedAt(read, strand);
	const othersRead = get32(hasOthers, read) != 0 ? othersAt(read, strand) : 0;
	const path = pathNext;
	const edits = editNext;
	const reached = extendGapless(packedRead, othersRead, length, position, handle, offset, edits);
	if (sideExhausted) noteExhausted();
	if (reached && (sideMismatches <= GAPLESS_TRUSTED || (othersRead == 0 && !mayBeBettered(packedRead, position, length - position, edits)))) {
		return sideScore + END_BONUS >= floor;
	}
	const score = sideScore;
	const took = sideRead;
	const span = sideSpan;
	const endOffset = sideEndOffset;
	const mismatches = sideMismatches;
	const gappedPath = pathNext;
	const gappedEdits = editNext;
	if (alignGapped(packedRead, othersRead, length, position, handle, offset, gappedEdits, max<i32>(reached ? score + END_BONUS : 0, floor - 1))) {
		replaceSince(path, edits, gappedPath, gappedEdits);
		gapped = 1;
		return true;
	}
	if (reached) {
		setSide(score, took, span, endOffset, mismatches);
		return score + END_BONUS >= floor;
	}
	pushStep(handle);
	setSide(0, 0, 0, offset, 0);
	return floor <= 0;
}

/** Aligns the read along a cluster's anchor and keeps the result as a candidate, unless it is one already. */
export function alignCluster(read: u32, cluster: usize): void {
	const count = get32(candidateCounts, read);
	if (count == CANDIDATE_MAX) return;
	if (!poolsHaveRoom()) {
		noteExhausted();
		return;
	}
	let best: i32 = 0;
	for (let i: u32 = 0; i < count; i++) best = max<i32>(best, scoreOf(candidateAt(read, i)));
	const floor = best - SCORE_SPREAD;
	if (!isChooser) {
		alignAnchor(read, clusterStrand(cluster), clusterPosition(cluster), clusterReadPosition(cluster), floor);
		return;
	}
	const partition = clusterPartition(cluster);
	const found = alignIn(
		partition, read, clusterStrand(cluster), clusterPosition(cluster), clusterReadPosition(cluster), floor, candidateAt(read, count),
	);
	if (found >> 16 != 0) noteExhausted();
	if ((found & 0xffff) != NO_CANDIDATE) keepFrom(read, partition, found & 0xffff);
}

/** What `alignAnchor` returns where there is no better candidate than before. */
const NO_CANDIDATE: u32 = 0xffff;

/** For a chooser: aligns as `alignAnchor` does, from the anchor of a cluster; bit 16 of what is returned says that a budget ran out. */
export function alignFor(read: u32, strand: u32, position: u32, anchor: u32, floor: i32): u32 {
	const found = alignAnchor(read, strand, position, anchor, floor);
	return found | (takeExhausted() ? 0x10000 : 0);
}

/**
 * Aligns `strand` of the read with its base `anchor` on base `position` of the graph. An alignment that scores `floor` or more
 * becomes a candidate, or replaces one with the same start or end that scores less; returns its number, or NO_CANDIDATE.
 */
function alignAnchor(read: u32, strand: u32, position: u32, anchor: u32, floor: i32): u32 {
	const count = get32(candidateCounts, read);
	const length = get32(lengths, read);
	const node = nodeAt(position);
	const path = pathNext;
	const edits = editNext;
	gapped = 0;
	const reached = alignSide(read, strand, length, anchor, node << 1, position - nodeStart(node), floor - <i32>anchor - END_BONUS);
	if (!reached || sideRead == 0) {
		rewindPools(path, edits);
		return NO_CANDIDATE;
	}
	const rightPath = pathNext;
	const rightEdits = editNext;
	let lastHandle = pathAt(rightPath - 1);
	let endOffset = sideEndOffset;
	const readEnd = anchor + sideRead;
	// What no path costs less than, to the search along haplotypes.
	const rightLeast = sideExhausted ? 0 : sideMismatches * MISMATCH_PENALTY;

	const firstEdit = editAt(edits);
	const shift = (firstEdit & 3) == MATCH ? min<u32>(k >> 1, firstEdit >> 2) : 0;
	let pivot = path;
	let pivotOffset = position - nodeStart(node);
	for (let left = shift; ; pivot++, pivotOffset = 0) {
		const rest = handleLength(pathAt(pivot)) - pivotOffset;
		if (rest >= left) {
			pivotOffset += left;
			break;
		}
		left -= rest;
	}
	const handle = pathAt(pivot);
	const rightScore = sideScore - <i32>shift;
	const rightSpan = sideSpan - shift;
	const readPosition = anchor + shift;

	if (!alignSide(read, strand ^ 1, length, length - readPosition, handle ^ 1, handleLength(handle) - pivotOffset, floor - rightScore - END_BONUS)) {
		rewindPools(path, edits);
		return NO_CANDIDATE;
	}
	const leftLeast = sideExhausted ? 0 : sideMismatches * MISMATCH_PENALTY;
	let score = sideScore + rightScore;
	const span = sideSpan + rightSpan;
	const readStart = readPosition - sideRead;
	let firstHandle = pathAt(pathNext - 1) ^ 1;
	let offset = handleLength(firstHandle) - sideEndOffset;

	// The left side turned round, then the right one from the pivot on; the pivot's handle ends the first already.
	reversePath(rightPath, pathNext, 1);
	reverseEdits(rightEdits, editNext);
	for (let i = pivot + 1; i < rightPath; i++) pushStep(pathAt(i));
	pushEdit(rightEdits, firstEdit & 3, (firstEdit >> 2) - shift);
	for (let i = edits + 1; i < rightEdits; i++) pushEdit(rightEdits, editAt(i) & 3, editAt(i) >> 2);
	replaceSince(path, edits, rightPath, rightEdits);

	let switches = switchesAlong(path, pathNext);
	if (switches > 0 && gapped == 0 && readStart == 0 && readEnd == length) {
		const masked = get32(hasOthers, read) != 0;
		const others = masked ? othersAt(read, strand) : 0;
		const othersBack = masked ? othersAt(read, strand ^ 1) : 0;
		const packed = packedAt(read, strand);
		const back = packedAt(read, strand ^ 1);
		// The search takes other letters for mismatches, on every path.
		const relief = otherRelief(others, 0, length);
		const cost = <u32>(<i32>length - score + relief) + <u32>switchPenalty * switches;
		const found = searchAlongHaplotypes(
			packed, others, back, othersBack, length, readPosition, handle, pivotOffset, cost, leftLeast, rightLeast, path, edits,
		);
		if (found) {
			score = <i32>length - 5 * <i32>foundMismatches + relief;
			offset = foundOffset;
			endOffset = foundEndOffset;
			firstHandle = pathAt(path);
			lastHandle = pathAt(pathNext - 1);
			switches = switchesAlong(path, pathNext);
		}
	}
	const worth = score - switchPenalty * <i32>switches;
	for (let i: u32 = 0; i < count; i++) {
		const other = candidateAt(read, i);
		const otherFirst = pathAt(pathOf(other));
		const otherLast = pathAt(pathOf(other) + pathCountOf(other) - 1);
		let sameStart: bool;
		let sameEnd: bool;
		if (strandOf(other) == strand) {
			sameStart = readStartOf(other) == readStart && otherFirst == firstHandle && offsetOf(other) == offset;
			sameEnd = readEndOf(other) == readEnd && otherLast == lastHandle && endOffsetOf(other) == endOffset;
		} else {
			// Where a path turns, an anchor behind the turn finds the same alignment on the other strand, end to start.
			sameStart =
				readEndOf(other) == length - readStart &&
				otherLast == (firstHandle ^ 1) &&
				endOffsetOf(other) == handleLength(firstHandle) - offset;
			sameEnd =
				readStartOf(other) == length - readEnd &&
				otherFirst == (lastHandle ^ 1) &&
				offsetOf(other) == handleLength(lastHandle) - endOffset;
		}
		if (!sameStart && !sameEnd) continue;
		if (worthOf(other) >= worth) {
			rewindPools(path, edits);
			return NO_CANDIDATE;
		}
		write(other, score, strand, path, edits, readStart, readEnd, offset, span, firstHandle, lastHandle, endOffset, handle);
		noteDifferences(read, other, switches);
		return i;
	}
	const candidate = candidateAt(read, count);
	write(candidate, score, strand, path, edits, readStart, readEnd, offset, span, firstHandle, lastHandle, endOffset, handle);
	noteDifferences(read, candidate, switches);
	set32(candidateCounts, read, count + 1);
	return count;
}

/** Notes what the choice asks of a candidate's path and edits. */
function noteDifferences(read: u32, candidate: usize, switches: u32): void {
	setSwitches(candidate, switches);
	setEvents(candidate, scoreOf(candidate) < <i32>get32(lengths, read) ? countEvents(read, candidate) : 0);
	// A chooser has no path to count them by.
	if (isPart) takersOf(candidate);
}

function write(
	candidate: usize,
	score: i32,
	strand: u32,
	path: u32,
	edits: u32,
	readStart: u32,
	readEnd: u32,
	offset: u32,
	span: u32,
	firstHandle: u32,
	lastHandle: u32,
	endOffset: u32,
	pivotHandle: u32,
): void {
	const a = coordinateOf(firstHandle, offset);
	const b = coordinateOf(lastHandle, endOffset > 0 ? endOffset - 1 : 0);
	setCandidate(
		candidate,
		score,
		strand,
		path,
		edits,
		readStart,
		readEnd,
		offset,
		span,
		min<u32>(a, b),
		max<u32>(a, b) + 1,
		strand ^ isDescending(pivotHandle),
		gapped,
		isReference(firstHandle) + isReference(lastHandle),
	);
	const c = rightCoordinateOf(firstHandle, offset);
	const d = rightCoordinateOf(lastHandle, endOffset > 0 ? endOffset - 1 : 0);
	setRightEnds(candidate, min<u32>(c, d), max<u32>(c, d) + 1);
}

/** Exclusive end of a candidate in its last handle. */
export function endOffsetOf(candidate: usize): u32 {
	const path = pathOf(candidate);
	const last = path + pathCountOf(candidate) - 1;
	let before: u32 = 0;
	for (let i = path; i < last; i++) before += handleLength(pathAt(i));
	return offsetOf(candidate) + spanOf(candidate) - before;
}
