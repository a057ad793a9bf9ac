/**
 * Hits of a read in the order of their keys (hits.ts): by strand, diagonal and place in the read.
 *
 * Most reads have theirs in order as they are found, or in reverse. Of most others, many lie on the diagonal of the read's place, again in
 * order or in reverse: only those elsewhere are sorted, few by insertion and many, as repeats have, by their digits. The order is that
 * of the keys alone, which are all different.
 */
import { allocate, get32, get64, set32, set64 } from './memory';
import { DIAGONAL_SHIFT, HIT_MAX, hitKeys, READ_POSITION_SHIFT } from './hits';

/** Keys that are sorted by insertion; of more, by digits. */
const INSERTION_MAX: u32 = 48;
const DIGIT_BITS: u64 = 8;
const DIGITS: u32 = 256;

/** Keys on one diagonal while the others are sorted. */
let keysAside: usize = 0;
/** Keys on their way from one digit to the next, and where those with each digit go. */
let keysAway: usize = 0;
let digitStarts: usize = 0;

export function allocateHitOrder(): void {
	keysAside = allocate((HIT_MAX + 1) * 8);
	keysAway = allocate(HIT_MAX * 8);
	digitStarts = allocate(DIGITS * 4);
}

/** Sorts the keys of the first `count` hits, which are in the order of their numbers. */
export function sortHits(count: u32): void {
	let ups: u32 = 0;
	let downs: u32 = 0;
	// Of a diagonal on which hits follow each other as they were found: their seeds have one place, or this one first.
	let diagonal: u64 = 0;
	for (let i: u32 = 1; i < count; i++) {
		const before = get64(hitKeys, i - 1);
		const key = get64(hitKeys, i);
		const isUp = <u32>(before < key);
		ups |= isUp;
		downs |= isUp ^ 1;
		diagonal = (before ^ key) >> DIAGONAL_SHIFT == 0 ? key >> DIAGONAL_SHIFT : diagonal;
	}
	if (downs == 0) return;
	if (ups == 0) reverseKeys(hitKeys, count);
	else sortAround(diagonal, count);
}

/** Sorts the keys on `diagonal`, which stand together in the end, and all others. */
function sortAround(diagonal: u64, count: u32): void {
	let on: u32 = 0;
	let off: u32 = 0;
	for (let i: u32 = 0; i < count; i++) {
		const key = get64(hitKeys, i);
		const isOn = <u32>(key >> DIAGONAL_SHIFT == diagonal);
		set64(keysAside, on, key);
		set64(hitKeys, off, key);
		on += isOn;
		off += isOn ^ 1;
	}
	sortKeys(hitKeys, off);
	if (on == 0) return;
	let ups: u32 = 0;
	let downs: u32 = 0;
	for (let i: u32 = 1; i < on; i++) {
		const isUp = <u32>(get64(keysAside, i - 1) < get64(keysAside, i));
		ups |= isUp;
		downs |= isUp ^ 1;
	}
	if (downs != 0) {
		if (ups == 0) reverseKeys(keysAside, on);
		else sortKeys(keysAside, on);
	}
	const first = get64(keysAside, 0);
	let below: u32 = 0;
	for (let i: u32 = 0; i < off; i++) below += <u32>(get64(hitKeys, i) < first);
	for (let i = off; i > below; i--) set64(hitKeys, i - 1 + on, get64(hitKeys, i - 1));
	for (let i: u32 = 0; i < on; i++) set64(hitKeys, below + i, get64(keysAside, i));
}

function reverseKeys(keys: usize, count: u32): void {
	for (let i: u32 = 0, j = count - 1; i < j; i++, j--) {
		const key = get64(keys, i);
		set64(keys, i, get64(keys, j));
		set64(keys, j, key);
	}
}

/** Sorts keys that are in the order of their hits' numbers. */
function sortKeys(keys: usize, count: u32): void {
	if (count <= INSERTION_MAX) insertKeys(keys, count);
	else sortByDigits(keys, count);
}

function insertKeys(keys: usize, count: u32): void {
	for (let i: u32 = 1; i < count; i++) {
		const key = get64(keys, i);
		let j = i;
		while (j > 0 && get64(keys, j - 1) > key) {
			set64(keys, j, get64(keys, j - 1));
			j--;
		}
		set64(keys, j, key);
	}
}

/** From the lowest digit above the hits' numbers to the highest, without those in which all are the same. */
function sortByDigits(keys: usize, count: u32): void {
	let differing: u64 = 0;
	for (let i: u32 = 1; i < count; i++) differing |= get64(keys, 0) ^ get64(keys, i);
	let from = keys;
	let to = keysAway;
	for (let shift = READ_POSITION_SHIFT; shift < 64; shift += DIGIT_BITS) {
		if (((differing >> shift) & (DIGITS - 1)) == 0) continue;
		memory.fill(digitStarts, 0, DIGITS * 4);
		for (let i: u32 = 0; i < count; i++) {
			const digit = digitOf(get64(from, i), shift);
			set32(digitStarts, digit, get32(digitStarts, digit) + 1);
		}
		let next: u32 = 0;
		for (let digit: u32 = 0; digit < DIGITS; digit++) {
			const size = get32(digitStarts, digit);
			set32(digitStarts, digit, next);
			next += size;
		}
		for (let i: u32 = 0; i < count; i++) {
			const key = get64(from, i);
			const digit = digitOf(key, shift);
			const at = get32(digitStarts, digit);
			set32(digitStarts, digit, at + 1);
			set64(to, at, key);
		}
		const emptied = from;
		from = to;
		to = emptied;
	}
	if (from == keys) return;
	for (let i: u32 = 0; i < count; i++) set64(keys, i, get64(from, i));
}

// @ts-ignore: decorator
@inline function digitOf(key: u64, shift: u64): u32 {
	return <u32>(key >> shift) & (DIGITS - 1);
}
