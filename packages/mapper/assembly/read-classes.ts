/** The ledger of a chunk: what became of its reads, counted. SYNC: src/records/read-classes.ts */
import { allocate, get32, READ_MAX } from './memory';
import { lengths } from './reads';
import { k } from './seeds';
import { candidateCounts, isGapped, readEndOf, readStartOf, scoreOf, switchesOf } from './candidates';
import { mapqs, properPairs } from './choices';
import { MAPQ_MAX } from './mapping-quality';
import { LOW_SCORE, NO_SEED, TOO_LONG, TOO_SHORT } from './records';

const READS: u32 = 0;
const MAPPED: u32 = 1;
const PROPER: u32 = 2;
const UNMAPPED: u32 = 3; // + reason 1..4: 4 to 7
const GAPPED: u32 = 8;
const CLIPPED: u32 = 9;
export const RESCUED: u32 = 10;
const MAPQ_60: u32 = 11;
export const EXHAUSTED: u32 = 12; // a budget of the search ran out
export const SEEDS: u32 = 13;
export const CLUSTERS: u32 = 14;
const CANDIDATES: u32 = 15;
const EXACT: u32 = 16; // full length, no edit
const SWITCHING: u32 = 17; // on a path that no haplotype takes
export const SECONDARY: u32 = 18; // records beside those of the chosen alignments
const COUNTERS_MAX: usize = 32;

/** 64-bit counters, which the host reads and sets back. */
let counters: usize = 0;

export function allocateReadClasses(): void {
	counters = allocate(COUNTERS_MAX * 8);
}

export function countersAt(): usize {
	return counters;
}

export function count(i: u32, n: u64): void {
	const at = counters + ((<usize>i) << 3);
	store<u64>(at, load<u64>(at) + n);
}

/** Counts a read, whatever becomes of it. */
export function countRead(read: u32): void {
	count(READS, 1);
	count(CANDIDATES, get32(candidateCounts, read));
}

/** Counts a read without alignment and returns the reason. */
export function countUnmapped(read: u32): u32 {
	const length = get32(lengths, read);
	let reason = LOW_SCORE;
	if (length < k) reason = TOO_SHORT;
	else if (length > <u32>READ_MAX) reason = TOO_LONG;
	else if (get32(candidateCounts, read) == 0) reason = NO_SEED;
	count(UNMAPPED, 1);
	count(UNMAPPED + reason, 1);
	return reason;
}

/** Counts a read whose alignment is `candidate`. */
export function countMapped(read: u32, candidate: usize): void {
	const length = get32(lengths, read);
	count(MAPPED, 1);
	if (get32(properPairs, read) != 0) count(PROPER, 1);
	if (isGapped(candidate)) count(GAPPED, 1);
	if (readEndOf(candidate) - readStartOf(candidate) < length) count(CLIPPED, 1);
	if (scoreOf(candidate) == <i32>length) count(EXACT, 1);
	if (get32(mapqs, read) == MAPQ_MAX) count(MAPQ_60, 1);
	if (switchesOf(candidate) != 0) count(SWITCHING, 1);
}
