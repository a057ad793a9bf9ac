/**
 * The alignments of a batch before one is chosen: columns of candidates by read, with their paths and edits in two pools.
 *
 * A candidate is an alignment of one strand of the read. Its path is a list of handles in the direction of that strand; its edits
 * are words `length << 2 | kind` in the same direction. Score: match +1, mismatch -4, another letter of the read than A, C, G and T -1,
 * gap -6 - 1 per base (as bwa mem).
 */
import { allocate, BATCH, get32, READ_MAX, reserve, set32 } from './memory';

/** Candidates kept per read. */
export const CANDIDATE_MAX: u32 = 12;
/** Bases of the path that one side of an alignment may delete at most. */
export const DELETION_MAX: u32 = 194;
/** Most steps of a path, and most edits: one for each base of the longest read and for each that both sides may delete. */
export const STEP_MAX: u32 = <u32>READ_MAX + 2 * DELETION_MAX + 8;

// Kinds of edit.
export const MATCH: u32 = 0;
export const MISMATCH: u32 = 1;
export const INSERTION: u32 = 2; // bases of the read that the path lacks
export const DELETION: u32 = 3; // bases of the path that the read lacks

export const CANDIDATE_BYTES: u32 = 88;
const SCORE: usize = 0;
const STRAND: usize = 4;
const PATH: usize = 8; // first index in the path pool
const PATH_COUNT: usize = 12;
const EDITS: usize = 16;
const EDIT_COUNT: usize = 20;
const READ_START: usize = 24; // aligned bases of the strand: [READ_START, READ_END)
const READ_END: usize = 28;
const OFFSET: usize = 32; // of the first aligned base in the first handle
const SPAN: usize = 36; // aligned bases of the path
const LOW: usize = 40; // smallest and largest linear coordinate of the ends, the latter exclusive
const HIGH: usize = 44;
const DESCENDING: usize = 48; // 1 where the original read runs down the linear coordinate
const GAPPED: usize = 52; // 1 where the gapped stage made it
const LOW_RIGHT: usize = 60; // as LOW and HIGH, by coordinates counted from the right
const HIGH_RIGHT: usize = 64;
const HOME: usize = 68; // of a chooser's candidate: partition << 8 | place among the read's candidates there
const SWITCHES: usize = 72; // see haplotypes.ts
const TAKERS: usize = 76; // haplotypes that take the path, TAKERS_UNKNOWN before anyone asked
const EVENTS: usize = 80; // differences that the qualities do not explain
const REFERENCE_ENDS: usize = 56; // how many of its ends, 0 to 2, lie on the reference

export const TAKERS_UNKNOWN: u32 = 0xffffffff;

let candidates: usize = 0;
export let candidateCounts: usize = 0;

/** The longest paths of all candidates of a batch, and room for the one at work, gapless and gapped, left and right at once. */
const POOL_WORDS: u32 = (<u32>BATCH * CANDIDATE_MAX + 4) * STEP_MAX;
let pathPool: usize = 0;
let editPool: usize = 0;
export let pathNext: u32 = 0;
export let editNext: u32 = 0;

export function allocateCandidates(): void {
	candidates = allocate(<usize>(BATCH * CANDIDATE_MAX) * CANDIDATE_BYTES);
	candidateCounts = allocate(BATCH * 4);
	pathPool = reserve(POOL_WORDS * 4);
	editPool = reserve(POOL_WORDS * 4);
}

export function clearCandidates(): void {
	memory.fill(candidateCounts, 0, BATCH * 4);
	pathNext = 0;
	editNext = 0;
}

/** Whether the pools hold one more alignment at work. Candidates that gave way to better ones leave their entries behind. */
// @ts-ignore: decorator
@inline export function poolsHaveRoom(): bool {
	return pathNext + 4 * STEP_MAX <= POOL_WORDS && editNext + 4 * STEP_MAX <= POOL_WORDS;
}

// @ts-ignore: decorator
@inline export function pathAt(i: u32): u32 {
	return get32(pathPool, i);
}
// @ts-ignore: decorator
@inline export function setPathAt(i: u32, handle: u32): void {
	set32(pathPool, i, handle);
}
// @ts-ignore: decorator
@inline export function editAt(i: u32): u32 {
	return get32(editPool, i);
}
// @ts-ignore: decorator
@inline export function pushStep(handle: u32): void {
	set32(pathPool, pathNext++, handle);
}

/** Appends `length` bases of `kind`, joined to the last edit since `first` where that is of the same kind. */
export function pushEdit(first: u32, kind: u32, length: u32): void {
	if (length == 0) return;
	if (editNext > first) {
		const last = get32(editPool, editNext - 1);
		if ((last & 3) == kind) {
			set32(editPool, editNext - 1, last + (length << 2));
			return;
		}
	}
	set32(editPool, editNext++, (length << 2) | kind);
}

export function reversePath(from: u32, to: u32, flip: u32): void {
	reverseWords(pathPool, from, to, flip);
}

export function reverseEdits(from: u32, to: u32): void {
	reverseWords(editPool, from, to, 0);
}

function reverseWords(pool: usize, from: u32, to: u32, flip: u32): void {
	while (from + 1 < to) {
		to--;
		const a = get32(pool, from) ^ flip;
		set32(pool, from, get32(pool, to) ^ flip);
		set32(pool, to, a);
		from++;
	}
	if (from < to) set32(pool, from, get32(pool, from) ^ flip);
}

/** Gives back what was pushed to the pools since these marks. */
export function rewindPools(path: u32, edits: u32): void {
	pathNext = path;
	editNext = edits;
}

// @ts-ignore: decorator
@inline export function candidateAt(read: u32, i: u32): usize {
	return candidates + <usize>(read * CANDIDATE_MAX + i) * CANDIDATE_BYTES;
}

/** Writes a candidate; `edits` and `path` are where its entries in the pools begin, their present ends are its ends. */
export function setCandidate(
	candidate: usize, score: i32, strand: u32, path: u32, edits: u32, readStart: u32, readEnd: u32, offset: u32, span: u32,
	low: u32, high: u32, descending: u32, gapped: u32, referenceEnds: u32,
): void {
	store<i32>(candidate, score, SCORE);
	store<u32>(candidate, strand, STRAND);
	store<u32>(candidate, path, PATH);
	store<u32>(candidate, pathNext - path, PATH_COUNT);
	store<u32>(candidate, edits, EDITS);
	store<u32>(candidate, editNext - edits, EDIT_COUNT);
	store<u32>(candidate, readStart, READ_START);
	store<u32>(candidate, readEnd, READ_END);
	store<u32>(candidate, offset, OFFSET);
	store<u32>(candidate, span, SPAN);
	store<u32>(candidate, low, LOW);
	store<u32>(candidate, high, HIGH);
	store<u32>(candidate, descending, DESCENDING);
	store<u32>(candidate, gapped, GAPPED);
	store<u32>(candidate, referenceEnds, REFERENCE_ENDS);
	store<u32>(candidate, 0, HOME);
}

// @ts-ignore: decorator
@inline export function scoreOf(candidate: usize): i32 {
	return load<i32>(candidate, SCORE);
}
// @ts-ignore: decorator
@inline export function strandOf(candidate: usize): u32 {
	return load<u32>(candidate, STRAND);
}
// @ts-ignore: decorator
@inline export function pathOf(candidate: usize): u32 {
	return load<u32>(candidate, PATH);
}
// @ts-ignore: decorator
@inline export function pathCountOf(candidate: usize): u32 {
	return load<u32>(candidate, PATH_COUNT);
}
// @ts-ignore: decorator
@inline export function editsOf(candidate: usize): u32 {
	return load<u32>(candidate, EDITS);
}
// @ts-ignore: decorator
@inline export function editCountOf(candidate: usize): u32 {
	return load<u32>(candidate, EDIT_COUNT);
}
// @ts-ignore: decorator
@inline export function readStartOf(candidate: usize): u32 {
	return load<u32>(candidate, READ_START);
}
// @ts-ignore: decorator
@inline export function readEndOf(candidate: usize): u32 {
	return load<u32>(candidate, READ_END);
}
// @ts-ignore: decorator
@inline export function offsetOf(candidate: usize): u32 {
	return load<u32>(candidate, OFFSET);
}
// @ts-ignore: decorator
@inline export function spanOf(candidate: usize): u32 {
	return load<u32>(candidate, SPAN);
}
// @ts-ignore: decorator
@inline export function lowOf(candidate: usize): u32 {
	return load<u32>(candidate, LOW);
}
// @ts-ignore: decorator
@inline export function highOf(candidate: usize): u32 {
	return load<u32>(candidate, HIGH);
}
// @ts-ignore: decorator
@inline export function isDescendingCandidate(candidate: usize): bool {
	return load<u32>(candidate, DESCENDING) != 0;
}
/** Where a candidate's ends lie by coordinates counted from the right. */
export function setRightEnds(candidate: usize, low: u32, high: u32): void {
	store<u32>(candidate, low, LOW_RIGHT);
	store<u32>(candidate, high, HIGH_RIGHT);
}
// @ts-ignore: decorator
@inline export function lowRightOf(candidate: usize): u32 {
	return load<u32>(candidate, LOW_RIGHT);
}
// @ts-ignore: decorator
@inline export function highRightOf(candidate: usize): u32 {
	return load<u32>(candidate, HIGH_RIGHT);
}
/** Partition in which a candidate lies; 0 with an index in one memory. */
// @ts-ignore: decorator
@inline export function partitionOf(candidate: usize): u32 {
	return load<u32>(candidate, HOME) >> 8;
}
/** Place of a chooser's candidate among those of its read in its partition. */
// @ts-ignore: decorator
@inline export function placeOf(candidate: usize): u32 {
	return load<u32>(candidate, HOME) & 0xff;
}

/**
 * Keeps a candidate that a partition's kernel put behind the read's others, as its candidate `place` there: in the place of the one
 * that it replaced, or as one more. Path and edits stay where they are; their room is counted here, as if they were in the pools.
 */
export function keepFrom(read: u32, partition: u32, place: u32): void {
	const count = get32(candidateCounts, read);
	const found = candidateAt(read, count);
	const home = (partition << 8) | place;
	store<u32>(found, home, HOME);
	pathNext += pathCountOf(found);
	editNext += editCountOf(found);
	for (let i: u32 = 0; i < count; i++) {
		if (load<u32>(candidateAt(read, i), HOME) != home) continue;
		memory.copy(candidateAt(read, i), found, CANDIDATE_BYTES);
		return;
	}
	set32(candidateCounts, read, count + 1);
}

export function setEvents(candidate: usize, events: u32): void {
	store<u32>(candidate, events, EVENTS);
}
// @ts-ignore: decorator
@inline export function eventsOf(candidate: usize): u32 {
	return load<u32>(candidate, EVENTS);
}
/** Sets how often the path changes over to what no haplotype has done. */
export function setSwitches(candidate: usize, switches: u32): void {
	store<u32>(candidate, switches, SWITCHES);
	store<u32>(candidate, TAKERS_UNKNOWN, TAKERS);
}
// @ts-ignore: decorator
@inline export function switchesOf(candidate: usize): u32 {
	return load<u32>(candidate, SWITCHES);
}
export function setTakers(candidate: usize, takers: u32): void {
	store<u32>(candidate, takers, TAKERS);
}
// @ts-ignore: decorator
@inline export function knownTakersOf(candidate: usize): u32 {
	return load<u32>(candidate, TAKERS);
}
// @ts-ignore: decorator
@inline export function referenceEndsOf(candidate: usize): u32 {
	return load<u32>(candidate, REFERENCE_ENDS);
}
// @ts-ignore: decorator
@inline export function isGapped(candidate: usize): bool {
	return load<u32>(candidate, GAPPED) != 0;
}

/** Moves the pool entries from these marks to the present ends down to earlier marks, over what stood there. */
export function replaceSince(path: u32, edits: u32, newPath: u32, newEdits: u32): void {
	// A few words: calling out of the module to copy them takes longer than copying them.
	for (let i: u32 = 0; i < pathNext - newPath; i++) set32(pathPool, path + i, get32(pathPool, newPath + i));
	for (let i: u32 = 0; i < editNext - newEdits; i++) set32(editPool, edits + i, get32(editPool, newEdits + i));
	pathNext = path + (pathNext - newPath);
	editNext = edits + (editNext - newEdits);
}
