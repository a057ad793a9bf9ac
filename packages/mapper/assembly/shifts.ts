/**
 * Whether a gap, or an end cut off, might better a side that was extended without gaps: the gapped stage is spared where it cannot.
 *
 * The path of the side spells the read but for its mismatches. Behind a gap of g bases the read lies g further along that path, or
 * the path along the read: then one stretch of the read looks like another, g bases off. A gap pays where this saves it two mismatches
 * or more; so behind each mismatch at which it could lie, and for each length it could pay for, 28 bases of the read are compared with
 * those g further on. More differences than there could be say that no gap of this length lies there. A second gap that leads back
 * again pays only round four mismatches that stand close.
 *
 * What only another path than the side's would show, beyond SLACK differences, is passed over.
 */
import { allocate, get32, set32 } from './memory';
import { editAt, editNext, MISMATCH } from './candidates';
import { DELETION_PENALTY, END_BONUS, GAP_OPEN_PENALTY, MISMATCH_PENALTY } from './penalties';
import { readBases } from './reads';

/** Differences that alleles beside the path may account for. */
const SLACK: i32 = 2;
/** Four mismatches that stand closer than this are looked into. */
const CLOSE: u32 = 24;
const WINDOW: u32 = 28;

let places: usize = 0;

/** Room for the places of `most` mismatches. */
export function allocateShifts(most: u32): void {
	places = allocate(most * 4);
}

/**
 * Whether an alignment with a gap or a cut end may score better than the gapless one of `count` bases from `position` on whose edits
 * stand from `edits` on, at most as many mismatches among them as there is room for.
 */
export function mayBeBettered(packedRead: usize, position: u32, count: u32, edits: u32): bool {
	let mismatches: u32 = 0;
	let at: u32 = 0;
	for (let i = edits; i < editNext; i++) {
		const edit = editAt(i);
		if ((edit & 3) == MISMATCH) for (let j: u32 = 0; j < edit >> 2; j++) set32(places, mismatches++, at + j);
		at += edit >> 2;
	}
	const paid = <i32>(mismatches * MISMATCH_PENALTY);
	for (let i: u32 = 0; i < mismatches; i++) {
		const place = get32(places, i);
		const before = <i32>(i * MISMATCH_PENALTY);
		if (before + <i32>(count - place) + END_BONUS < paid) return true;
		if (i + 3 < mismatches && get32(places, i + 3) - place < CLOSE) return true;
		// What is left for the gap and the differences behind it.
		const left = paid - 1 - before - <i32>GAP_OPEN_PENALTY;
		if (left < <i32>DELETION_PENALTY) break;
		if (mayShift(packedRead, position + place, count - place, left, sitesFrom(i, mismatches))) return true;
	}
	return false;
}

/** Low bit of each of the 32 bases from mismatch `i` on that is a mismatch. */
function sitesFrom(i: u32, mismatches: u32): u64 {
	const first = get32(places, i);
	let sites: u64 = 0;
	for (let j = i; j < mismatches && get32(places, j) - first < 32; j++) sites |= (<u64>1) << <u64>((get32(places, j) - first) << 1);
	return sites;
}

/** Whether some shift that `left` pays for leaves as few differences from base `from` on, of `count`, as it then pays for. */
function mayShift(packedRead: usize, from: u32, count: u32, left: i32, sites: u64): bool {
	const here = readBases(packedRead, from);
	for (let shift: u32 = 1; <i32>(shift * DELETION_PENALTY) <= left; shift++) {
		if (shift >= count) return true;
		const bases = min<u32>(WINDOW, count - shift);
		const x = here ^ readBases(packedRead, from + shift);
		const compared = 0x5555555555555555 & (((<u64>1) << <u64>(bases << 1)) - 1) & ~(sites | (sites >> <u64>(shift << 1)));
		const differences = <i32>popcnt<u64>((x | (x >> 1)) & compared);
		if (differences <= (left - <i32>(shift * DELETION_PENALTY)) / <i32>MISMATCH_PENALTY + SLACK) return true;
	}
	return false;
}
