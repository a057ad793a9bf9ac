/**
 * Stage 10: GAF records.
 *
 * Columns: read name, read length, start, end (0-based, half-open, on the read as it stands in the FASTQ), strand (always `+`: the
 * path is written in the direction of the read), path (`>` or `<` and segment name, repeated), path length, start and end on the
 * path, matching bases, length of the alignment in columns, mapping quality. Tags:
 *
 *   AS:i  score: match 1, mismatch -4, another letter of the read than A, C, G and T -1, gap -6 - 1 a base
 *   NM:i  edits: mismatches, inserted and deleted bases
 *   cs:Z  difference string: `:n` agreeing bases, `*RQ` path base R against read base Q, `+XYZ` only in the read, `-XYZ` only in the path
 *   tp:A  S where the alignment is not the read's first; mapping quality is 0 then
 *   be:A  1 where a budget of the search for this read ran out, so that a better alignment may exist
 *   pp:A  1 where the read and its mate lie as one fragment
 *   hs:i  how often the path changes over to what no haplotype has done (see haplotypes.ts); absent for none
 *   rc:Z  why a read has no alignment: no_seed, low_score, too_short, too_long
 *
 * A read without alignment has `*` for strand and path and zeros elsewhere.
 */
import { get32 } from './memory';
import { graphBases, handleLength, nameBytes, nameEnd, nameStart, nodeEnd, nodeStart, otherMask } from './graph';
import { hasOthers, lengths, nameLengths, names, othersAt, packedAt, readBases } from './reads';
import {
	candidateAt, DELETION, editAt, editCountOf, editsOf, INSERTION, MATCH, MISMATCH, offsetOf, pathAt, pathCountOf, pathOf, readEndOf, readStartOf,
	partitionOf, placeOf, scoreOf, spanOf, STEP_MAX, strandOf, switchesOf,
} from './candidates';
import { isChooser, writeIn } from './partitions';

const TAB: u8 = 9;
/** N, for every letter that is no A, C, G or T. */
const OTHER_LETTER: u8 = 78;
let out: usize = 0;

// @ts-ignore: decorator
@inline function byte(c: u8): void {
	store<u8>(out++, c);
}

function number(value: u32): void {
	if (value < 10000) {
		// Four digits at once, one a byte, without those that lead with nothing: how many they are nothing foretells.
		const hundreds = value / 100;
		const pairs = hundreds | ((value - 100 * hundreds) << 16);
		const tens = ((pairs * 103) >> 10) & 0x000f000f;
		const digits = tens | ((pairs - 10 * tens) << 8);
		const zeros = <u32>ctz<u32>(digits | 0x01000000) >> 3;
		store<u32>(out, (digits | 0x30303030) >> (zeros << 3));
		out += 4 - zeros;
		return;
	}
	let digits: usize = 1;
	for (let x = value; x > 9; x /= 10) digits++;
	let at = out + digits;
	do {
		store<u8>(--at, <u8>(48 + (value % 10)));
		value /= 10;
	} while (value > 0);
	out += digits;
}

/** Writes a number in decimal digits at `at` and returns the address after it. */
export function writeNumber(at: usize, value: u32): usize {
	out = at;
	number(value);
	return out;
}

/** Sixteen bytes at a time: what is written past the end is written over, and a record has room (see `recordBytesMax`). */
function bytes(from: usize, length: u32): void {
	const end = out + length;
	for (let to = out; to < end; to += 16) {
		v128.store(to, v128.load(from));
		from += 16;
	}
	out = end;
}

/** Two-letter tag and its type, as one little-endian word: `XX:T` and the colon. */
// @ts-ignore: decorator
@inline function tag(word: u32): void {
	byte(TAB);
	store<u32>(out, word);
	store<u8>(out, 58, 4);
	out += 5;
}

/** Letter of a 2-bit code: A C T G. Upper case, because vg compares it with the graph's as it stands. */
// @ts-ignore: decorator
@inline function letter(code: u32): u8 {
	return <u8>(0x47544341 >> (code << 3));
}

// Reasons for an unmapped read. SYNC: src/records/read-classes.ts
export const NO_SEED: u32 = 1;
export const LOW_SCORE: u32 = 2;
export const TOO_SHORT: u32 = 3;
export const TOO_LONG: u32 = 4;

function start(at: usize, read: u32): void {
	out = at;
	bytes(get32(names, read), get32(nameLengths, read));
	byte(TAB);
	number(get32(lengths, read));
}

export function writeUnmapped(at: usize, read: u32, reason: u32): usize {
	start(at, read);
	for (let i = 0; i < 10; i++) {
		byte(TAB);
		byte(i == 2 || i == 3 ? 42 : 48);
	}
	tag(0x5a3a6372); // rc:Z
	if (reason == NO_SEED) word8(0x646565735f6f6e, 7); // no_seed
	else if (reason == LOW_SCORE) {
		word8(0x6f63735f776f6c, 7); // low_sco
		word8(0x6572, 2); // re
	} else {
		word8(0x5f6f6f74, 4); // too_
		if (reason == TOO_SHORT) word8(0x74726f6873, 5); // short
		else word8(0x676e6f6c, 4); // long
	}
	byte(10);
	return out;
}

function word8(word: u64, length: usize): void {
	store<u64>(out, word);
	out += length;
}

// Marks of a record.
export const PROPER_MARK: u32 = 1;
export const SECONDARY_MARK: u32 = 2;
export const EXHAUSTED_MARK: u32 = 4;

/** Writes the record of a read's alignment at `at` and returns the address after it. */
export function writeAlignment(at: usize, read: u32, candidate: usize, mapq: u32, marks: u32): usize {
	start(at, read);
	if (!isChooser) return writeColumns(out, read, candidate, mapq, marks);
	return out + writeIn(partitionOf(candidate), read, placeOf(candidate), mapq, marks, out);
}

/** For a chooser: writes what stands behind name and length of the record of a read's candidate `place`; returns its length in bytes. */
export function writeFor(at: usize, read: u32, place: u32, mapq: u32, marks: u32): usize {
	return writeColumns(at, read, candidateAt(read, place), mapq, marks) - at;
}

/** The columns behind name and length; returns the address after the record. */
function writeColumns(at: usize, read: u32, candidate: usize, mapq: u32, marks: u32): usize {
	out = at;
	const length = get32(lengths, read);
	const flipped = strandOf(candidate) != 0;
	const readStart = readStartOf(candidate);
	const readEnd = readEndOf(candidate);
	const path = pathOf(candidate);
	const steps = pathCountOf(candidate);
	const offset = offsetOf(candidate);
	const span = spanOf(candidate);
	let pathLength: u32 = 0;
	for (let i: u32 = 0; i < steps; i++) pathLength += handleLength(pathAt(path + i));
	const pathStart = flipped ? pathLength - offset - span : offset;

	byte(TAB);
	number(flipped ? length - readEnd : readStart);
	byte(TAB);
	number(flipped ? length - readStart : readEnd);
	byte(TAB);
	byte(43);
	byte(TAB);
	for (let i: u32 = 0; i < steps; i++) {
		const handle = flipped ? pathAt(path + steps - 1 - i) ^ 1 : pathAt(path + i);
		byte((handle & 1) == 0 ? 62 : 60);
		const from = nameStart(handle >> 1);
		bytes(nameBytes + from, nameEnd(handle >> 1) - from);
	}
	byte(TAB);
	number(pathLength);
	byte(TAB);
	number(pathStart);
	byte(TAB);
	number(pathStart + span);

	let matches: u32 = 0;
	let columns: u32 = 0;
	const edits = editsOf(candidate);
	const editEnd = edits + editCountOf(candidate);
	for (let i = edits; i < editEnd; i++) {
		const edit = editAt(i);
		if ((edit & 3) == MATCH) matches += edit >> 2;
		columns += edit >> 2;
	}
	byte(TAB);
	number(matches);
	byte(TAB);
	number(columns);
	byte(TAB);
	number(mapq);
	tag(0x693a5341); // AS:i
	number(<u32>max<i32>(0, scoreOf(candidate)));
	tag(0x693a4d4e); // NM:i
	number(columns - matches);
	tag(0x5a3a7363); // cs:Z
	writeDifferences(read, candidate, flipped);
	if (switchesOf(candidate) != 0) {
		tag(0x693a7368); // hs:i
		number(switchesOf(candidate));
	}
	if ((marks & SECONDARY_MARK) != 0) {
		tag(0x413a7074); // tp:A
		byte(83);
	}
	if ((marks & EXHAUSTED_MARK) != 0) {
		tag(0x413a6562); // be:A
		byte(49);
	}
	if ((marks & PROPER_MARK) != 0) {
		tag(0x413a7070); // pp:A
		byte(49);
	}
	byte(10);
	return out;
}

// A cursor over the path in the direction of the read.
let cursorStep: u32 = 0;
let cursorHandle: u32 = 0;
let cursorOffset: u32 = 0;

function stepHandle(candidate: usize, flipped: bool, i: u32): u32 {
	const path = pathOf(candidate);
	return flipped ? pathAt(path + pathCountOf(candidate) - 1 - i) ^ 1 : pathAt(path + i);
}

function advance(candidate: usize, flipped: bool, bases: u32): void {
	cursorOffset += bases;
	while (cursorOffset >= handleLength(cursorHandle) && cursorStep + 1 < pathCountOf(candidate)) {
		cursorOffset -= handleLength(cursorHandle);
		cursorHandle = stepHandle(candidate, flipped, ++cursorStep);
	}
}

function pathLetter(): u8 {
	if (otherMask != 0) {
		const node = cursorHandle >> 1;
		const reverse = (cursorHandle & 1) != 0;
		const position = reverse ? nodeEnd(node) - 1 - cursorOffset : nodeStart(node) + cursorOffset;
		if (((get32(otherMask, position >> 5) >> (position & 31)) & 1) != 0) return OTHER_LETTER;
	}
	return letter(<u32>(graphBases(cursorHandle, cursorOffset) & 3));
}

function readLetter(read: u32, position: u32): u8 {
	if (get32(hasOthers, read) != 0 && (readBases(othersAt(read, 0), position) & 1) != 0) return OTHER_LETTER;
	return letter(<u32>(readBases(packedAt(read, 0), position) & 3));
}

function writeDifferences(read: u32, candidate: usize, flipped: bool): void {
	const length = get32(lengths, read);
	let position = flipped ? length - readEndOf(candidate) : readStartOf(candidate);
	cursorStep = 0;
	cursorHandle = stepHandle(candidate, flipped, 0);
	cursorOffset = 0;
	let pathLength: u32 = 0;
	for (let i: u32 = 0; i < pathCountOf(candidate); i++) pathLength += handleLength(pathAt(pathOf(candidate) + i));
	advance(candidate, flipped, flipped ? pathLength - offsetOf(candidate) - spanOf(candidate) : offsetOf(candidate));
	const edits = editsOf(candidate);
	const count = editCountOf(candidate);
	let i: u32 = 0;
	while (i < count) {
		const kind = editAt(flipped ? edits + count - 1 - i : edits + i) & 3;
		let run: u32 = 0;
		// Edits of one kind that meet, as at the anchor, are one.
		while (i < count) {
			const edit = editAt(flipped ? edits + count - 1 - i : edits + i);
			if ((edit & 3) != kind) break;
			run += edit >> 2;
			i++;
		}
		if (kind == MATCH) {
			byte(58);
			number(run);
			position += run;
			advance(candidate, flipped, run);
			continue;
		}
		if (kind == INSERTION) byte(43);
		else if (kind == DELETION) byte(45);
		for (let j: u32 = 0; j < run; j++) {
			if (kind == MISMATCH) byte(42);
			if (kind != INSERTION) {
				byte(pathLetter());
				advance(candidate, flipped, 1);
			}
			if (kind != DELETION) byte(readLetter(read, position++));
		}
	}
}

/** Upper bound of a record's bytes for a read of `READ_MAX` bp, given the longest read and segment names. SYNC: src/files/open-index.ts */
export function recordBytesMax(readNameMax: u32, segmentNameMax: u32): u32 {
	return readNameMax + 200 + STEP_MAX * (segmentNameMax + 1) + 4200;
}
