/**
 * Stage 1 and 2: FASTQ text to packed reads.
 *
 * A FASTQ record is four lines (name, bases, `+`, qualities); CR LF is read as LF. The kernel keeps the addresses of a read's
 * name and packs its bases 2 bits each, once as they stand and once as the reverse complement, with a mask that has the low bit
 * of each base set that is no A, C, G or T (lower case counts as upper case).
 *
 * What is wrong with a record is left in the fault block for the host to say (see src/reads/fastq-faults.ts).
 */
import { allocate, BATCH, get32, PACKED_BYTES, READ_MAX, set32 } from './memory';

// SYNC: src/reads/fastq-faults.ts
export const FAULT_NAME: i32 = 1; // a record does not start with @
export const FAULT_PLUS: i32 = 2; // the third line does not start with +
export const FAULT_QUALITY: i32 = 3; // qualities of another length than the bases
export const FAULT_LETTER: i32 = 4; // a byte that is no nucleotide
export const FAULT_MATES: i32 = 5; // names of mates differ
export const FAULT_EMPTY_NAME: i32 = 6;
export const FAULT_QUALITY_RANGE: i32 = 7; // a quality character outside ! to ~
export const FAULT_NAME_LENGTH: i32 = 8; // a name longer than SAM allows

/** Longest read name in bytes (SAM specification, section 1.4). */
const NAME_MAX: u32 = 254;

/** A base of this quality or more, in phred, is taken for what it says. */
const QUALITY_TRUSTED: i8 = 20;
export const TRUSTED_BYTES: u32 = READ_MAX / 8 + 2;

export let names: usize = 0;
export let nameLengths: usize = 0;
export let lengths: usize = 0;
/** 1 where a read has letters other than A, C, G and T. */
export let hasOthers: usize = 0;
/** By read and strand: PACKED_BYTES each at index `read * 2 + strand`. */
export let packed: usize = 0;
export let others: usize = 0;
/** By read, TRUSTED_BYTES each: a bit for each base, set where its quality is QUALITY_TRUSTED or more. */
let trusted: usize = 0;
/** 0 code, 1 record in the batch (0-based, within its file), 2 file (0 or 1), 3 got, 4 expected, 5 name address, 6 name length. */
export let fault: usize = 0;

export function allocateReads(): void {
	names = allocate(BATCH * 4);
	nameLengths = allocate(BATCH * 4);
	lengths = allocate(BATCH * 4);
	hasOthers = allocate(BATCH * 4);
	packed = allocate(BATCH * 2 * PACKED_BYTES);
	others = allocate(BATCH * 2 * PACKED_BYTES);
	trusted = allocate(BATCH * TRUSTED_BYTES);
	fault = allocate(32);
}

// @ts-ignore: decorator
@inline export function packedAt(read: u32, strand: u32): usize {
	return packed + <usize>(read * 2 + strand) * PACKED_BYTES;
}

// @ts-ignore: decorator
@inline export function othersAt(read: u32, strand: u32): usize {
	return others + <usize>(read * 2 + strand) * PACKED_BYTES;
}

/** 28 bases of a packed read from `position` on, in the low 56 bits. */
// @ts-ignore: decorator
@inline export function readBases(packedRead: usize, position: u32): u64 {
	return load<u64>(packedRead + <usize>(position >> 2)) >> <u64>((position & 3) << 1);
}

export function setFault(code: i32, record: i32, file: i32, got: u32, expected: u32, name: usize, nameLength: u32): void {
	set32(fault, 0, code);
	set32(fault, 1, record);
	set32(fault, 2, file);
	set32(fault, 3, got);
	set32(fault, 4, expected);
	set32(fault, 5, <u32>name);
	set32(fault, 6, nameLength);
}

/** End of the line that starts at `at` (address of its LF, or `end`). */
function lineEnd(at: usize, end: usize): usize {
	const newline = i8x16.splat(10);
	while (at + 16 <= end) {
		const mask = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
		if (mask != 0) return at + <usize>ctz<i32>(mask);
		at += 16;
	}
	while (at < end && load<u8>(at) != 10) at++;
	return at;
}

// @ts-ignore: decorator
@inline function withoutCr(start: usize, end: usize): u32 {
	return <u32>(end > start && load<u8>(end - 1) == 13 ? end - 1 - start : end - start);
}

/** Bytes from `at` on before the first that is white space or a control character; there is an LF somewhere behind. */
function wordLength(at: usize): u32 {
	const space = i8x16.splat(32);
	let from = at;
	let mask = i8x16.bitmask(i8x16.le_u(v128.load(from), space));
	while (mask == 0) {
		from += 16;
		mask = i8x16.bitmask(i8x16.le_u(v128.load(from), space));
	}
	return <u32>(from - at) + <u32>ctz<i32>(mask);
}

/**
 * Parses and packs one record at `at` into slot `read`; returns the address after it, or 0 with the fault block filled.
 * The host hands over whole records only, so that the text cannot end inside one.
 */
export function parseRead(at: usize, end: usize, read: u32, record: i32, file: i32): usize {
	const nameEnd = lineEnd(at, end);
	const nameLine = withoutCr(at, nameEnd);
	if (load<u8>(at) != 64) {
		setFault(FAULT_NAME, record, file, load<u8>(at), 64, at, nameLine);
		return 0;
	}
	// The name ends at the first white space; what follows is a comment.
	const nameLength = min<u32>(wordLength(at + 1), nameLine - 1);
	if (nameLength == 0) {
		setFault(FAULT_EMPTY_NAME, record, file, 0, 0, at, nameLine);
		return 0;
	}
	if (nameLength > NAME_MAX) {
		setFault(FAULT_NAME_LENGTH, record, file, nameLength, NAME_MAX, at + 1, NAME_MAX);
		return 0;
	}
	set32(names, read, <u32>(at + 1));
	set32(nameLengths, read, nameLength);

	const sequence = nameEnd + 1;
	const sequenceEnd = lineEnd(sequence, end);
	const length = withoutCr(sequence, sequenceEnd);
	const plus = sequenceEnd + 1;
	const plusEnd = lineEnd(plus, end);
	if (load<u8>(plus) != 43) {
		setFault(FAULT_PLUS, record, file, load<u8>(plus), 43, at + 1, nameLength);
		return 0;
	}
	const quality = plusEnd + 1;
	const qualityEnd = lineEnd(quality, end);
	const qualityLength = withoutCr(quality, qualityEnd);
	if (qualityLength != length) {
		setFault(FAULT_QUALITY, record, file, qualityLength, length, at + 1, nameLength);
		return 0;
	}
	const badQuality = firstBadQuality(quality, length);
	if (badQuality < length) {
		setFault(FAULT_QUALITY_RANGE, record, file, load<u8>(quality + badQuality), badQuality + 1, at + 1, nameLength);
		return 0;
	}
	set32(lengths, read, length);
	if (length <= <u32>READ_MAX) keepTrusted(quality, length, read);
	const bad = length <= <u32>READ_MAX ? pack(sequence, length, read) : firstForeign(sequence, length);
	if (bad >= 0) {
		setFault(FAULT_LETTER, record, file, load<u8>(sequence + bad), <u32>bad + 1, at + 1, nameLength);
		return 0;
	}
	return qualityEnd + 1;
}

/** Notes which of `length` bases have a quality of QUALITY_TRUSTED or more. */
function keepTrusted(text: usize, length: u32, read: u32): void {
	const bits = trusted + <usize>(read * TRUSTED_BYTES);
	const least = i8x16.splat(33 + QUALITY_TRUSTED);
	let i: u32 = 0;
	for (; i + 16 <= length; i += 16) store<u16>(bits + (i >> 3), <u16>i8x16.bitmask(i8x16.ge_s(v128.load(text + i), least)));
	let rest: u32 = 0;
	for (let j = i; j < length; j++) rest |= <u32>(load<i8>(text + j) >= 33 + QUALITY_TRUSTED) << (j - i);
	store<u16>(bits + (i >> 3), <u16>rest);
}

/** Whether base `position` of a read, as it stands in the FASTQ, has a quality of QUALITY_TRUSTED or more. */
// @ts-ignore: decorator
@inline export function trustedAt(read: u32): usize {
	return trusted + <usize>(read * TRUSTED_BYTES);
}

// @ts-ignore: decorator
@inline export function isTrusted(read: u32, position: u32): bool {
	return ((load<u8>(trusted + <usize>(read * TRUSTED_BYTES + (position >> 3))) >> (position & 7)) & 1) != 0;
}

/** Index of the first of `length` bytes outside ! to ~, or `length`. */
function firstBadQuality(text: usize, length: u32): u32 {
	let i: u32 = 0;
	for (; i + 16 <= length; i += 16) {
		// As signed bytes, those above 127 are below 33 as well.
		const characters = v128.load(text + i);
		const bad = v128.or(i8x16.lt_s(characters, i8x16.splat(33)), i8x16.gt_s(characters, i8x16.splat(126)));
		if (v128.any_true(bad)) break;
	}
	while (i < length && <u32>load<u8>(text + i) - 33 <= 93) i++;
	return i;
}

/** By letter from A on: the IUPAC nucleotide codes ABCDGHKMNRSTVWY. */
const NUCLEOTIDES: u32 = 0x16e34cf;

// @ts-ignore: decorator
@inline function isNucleotide(letter: u32): bool {
	const i = (letter & 0xdf) - 65;
	return (i < 26 && ((NUCLEOTIDES >> i) & 1) != 0) || letter == 46; // a dot is an old N
}

/** Index of the first of `length` bytes that is no nucleotide, or -1. */
function firstForeign(text: usize, length: u32): i32 {
	for (let i: u32 = 0; i < length; i++) if (!isNucleotide(load<u8>(text + i))) return <i32>i;
	return -1;
}

/** Packs `length` letters into slot `read`, both strands; returns -1, or the index of a byte that is no nucleotide. */
export function pack(text: usize, length: u32, read: u32): i32 {
	const forward = packedAt(read, 0);
	const reverse = packedAt(read, 1);
	// Both strands; a call out of the module to fill so little takes longer than filling it.
	for (let at: usize = 0; at < <usize>PACKED_BYTES * 2; at += 16) v128.store(forward + at, i64x2.splat(0));
	let anyOther = false;
	const forwardOthers = othersAt(read, 0);
	for (let i: u32 = 0; i < length; i += 16) {
		const count = min<u32>(16, length - i);
		// Past the last letter lies the rest of the chunk or of the scratch: it is read, and masked out.
		const letters = v128.load(text + i);
		const upper = v128.and(letters, i8x16.splat(<i8>0xdf));
		const isBase = v128.or(
			v128.or(i8x16.eq(upper, i8x16.splat(65)), i8x16.eq(upper, i8x16.splat(67))),
			v128.or(i8x16.eq(upper, i8x16.splat(71)), i8x16.eq(upper, i8x16.splat(84))),
		);
		const wanted: u32 = (1 << count) - 1;
		const bases = <u32>i8x16.bitmask(isBase) & wanted;
		// 16 codes of 2 bits in bytes, joined by two, then by four, then picked from every fourth byte.
		let codes = v128.and(v128.and(i8x16.shr_u(letters, 1), i8x16.splat(3)), isBase);
		codes = v128.and(v128.or(codes, i16x8.shr_u(codes, 6)), i16x8.splat(15));
		codes = v128.or(codes, i32x4.shr_u(codes, 12));
		codes = v128.shuffle<u8>(codes, codes, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
		const word = <u32>i32x4.extract_lane(codes, 0);
		store<u32>(forward + <usize>(i >> 2), count == 16 ? word : word & ((1 << (count << 1)) - 1));
		let other: u32 = 0;
		for (let rest = bases ^ wanted; rest != 0; rest &= rest - 1) {
			const j = <u32>ctz<u32>(rest);
			if (!isNucleotide(load<u8>(text + i + j))) return <i32>(i + j);
			other |= 1 << (j << 1);
			anyOther = true;
		}
		store<u32>(forwardOthers + <usize>(i >> 2), other);
	}
	set32(hasOthers, read, anyOther ? 1 : 0);
	reverseComplement(forward, reverse, length, 0xaaaaaaaaaaaaaaaa);
	if (anyOther) {
		// Masked bases are A on both strands, so that packing does not depend on the strand.
		reverseComplement(forwardOthers, othersAt(read, 1), length, 0);
		for (let i: u32 = 0; i < length; i += 32) {
			const at = <usize>(i >> 5 << 3);
			const mask = load<u64>(othersAt(read, 1) + at);
			store<u64>(reverse + at, load<u64>(reverse + at) & ~(mask | (mask << 1)));
		}
	}
	return -1;
}

/** Writes the bases of `from` in reverse order, each XOR the base of `flip`. */
function reverseComplement(from: usize, to: usize, length: u32, flip: u64): void {
	for (let done: u32 = 0; done < length; done += 28) {
		const count = min<u32>(28, length - done);
		const word = readBases(from, length - done - count);
		let x = bswap<u64>(word);
		x = ((x >> 4) & 0x0f0f0f0f0f0f0f0f) | ((x & 0x0f0f0f0f0f0f0f0f) << 4);
		x = ((x >> 2) & 0x3333333333333333) | ((x & 0x3333333333333333) << 2);
		// 28 bases are seven bytes: a byte-aligned store that the next round's store overlaps.
		const bases = ((x >> <u64>((32 - count) << 1)) ^ flip) & (((<u64>1) << <u64>(count << 1)) - 1);
		store<u64>(to + <usize>(done >> 2), bases);
	}
}

/** Whether two names agree but for a trailing /1 and /2 (or equal altogether). */
export function areMates(first: u32, second: u32): bool {
	const a = get32(names, first);
	const b = get32(names, second);
	let lengthA = get32(nameLengths, first);
	let lengthB = get32(nameLengths, second);
	if (lengthA != lengthB) return false;
	if (lengthA > 2 && load<u8>(a + lengthA - 2) == 47 && load<u8>(b + lengthB - 2) == 47) {
		const endA = load<u8>(a + lengthA - 1);
		const endB = load<u8>(b + lengthB - 1);
		if (endA == 49 && endB == 50) {
			lengthA -= 2;
			lengthB -= 2;
		}
	}
	return memory.compare(a, b, lengthA) == 0;
}

/** Address after the `lines`-th LF from `at` on, or 0 where there are fewer; how many there were is in `linesSeen`. */
export let linesSeen: u32 = 0;
export function skipLines(at: usize, end: usize, lines: u32): usize {
	const newline = i8x16.splat(10);
	let left = lines;
	while (at + 16 <= end && left > 0) {
		let mask = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
		const count = <u32>popcnt<i32>(mask);
		if (count >= left) {
			for (; left > 1; left--) mask &= mask - 1;
			linesSeen = lines;
			return at + <usize>ctz<i32>(mask) + 1;
		}
		left -= count;
		at += 16;
	}
	for (; at < end && left > 0; at++) {
		if (load<u8>(at) == 10 && --left == 0) {
			linesSeen = lines;
			return at + 1;
		}
	}
	linesSeen = lines - left;
	return 0;
}

/** Moves `size` bytes to `target`; they may overlap. Nothing where they are there already. */
export function moveBytes(target: usize, source: usize, size: usize): void {
	if (target != source) memory.copy(target, source, size);
}
