/**
 * What a base of the graph costs against each base of the read, a byte each: a row for A, C, T and G in their codes, and one for any
 * other letter. Element i of a row is for the read's base i - 1, so that it stands with cell i of a column; it is 255 before the first
 * base and behind the last.
 */
import { allocate, READ_MAX } from './memory';
import { MISMATCH_PENALTY, OTHER_PENALTY } from './penalties';
import { readBases } from './reads';

/** Cells of one vector. */
export const LANES: u32 = 16;
/** Row of a base of the graph that is no A, C, G or T. */
export const OTHER_ROW: u32 = 4;
const ROWS: u32 = 5;
const ROW_BYTES: u32 = (<u32>READ_MAX + 1 + 64 + 15) & ~15;
/** Codes of bases of the read that are no A, C, G or T, and of what lies outside it. */
const OTHER: u32 = 0xfd;
const OUTSIDE: u32 = 0xfe;

let rows: usize = 0;
/** Bases of the read, one a byte. */
let codes: usize = 0;

export function allocateReadProfile(): void {
	rows = allocate(ROWS * ROW_BYTES);
	codes = allocate(ROW_BYTES);
}

/** Address of a row; it and all vectors in it are aligned. */
// @ts-ignore: decorator
@inline export function profileRow(base: u32): usize {
	return rows + <usize>(base * ROW_BYTES);
}

/** Makes the rows for `count` bases of a read strand from `position` on. */
export function makeReadProfile(packedRead: usize, othersRead: usize, position: u32, count: u32): void {
	store<u8>(codes, <u8>OUTSIDE);
	for (let i: u32 = 0; i < count; i += 8) {
		let x = readBases(packedRead, position + i) & 0xffff;
		x = (x | (x << 24)) & 0x000000ff000000ff;
		x = (x | (x << 12)) & 0x000f000f000f000f;
		store<u64>(codes + 1 + i, (x | (x << 6)) & 0x0303030303030303);
	}
	if (othersRead != 0) {
		for (let i: u32 = 0; i < count; i++) if ((readBases(othersRead, position + i) & 1) != 0) store<u8>(codes + 1 + i, <u8>OTHER);
	}
	const outside = i8x16.splat(<i8>OUTSIDE);
	v128.store(codes + 1 + count, outside);
	v128.store(codes + 1 + count, outside, 16);
	const mismatch = i8x16.splat(<i8>MISMATCH_PENALTY);
	const other = i8x16.splat(<i8>OTHER_PENALTY);
	for (let i: u32 = 0; i <= count + LANES; i += LANES) {
		const bases = v128.load(codes + i);
		const dead = i8x16.eq(bases, outside);
		const cost = v128.bitselect(other, mismatch, i8x16.eq(bases, i8x16.splat(<i8>OTHER)));
		for (let base: u32 = 0; base < ROWS; base++) {
			const same = i8x16.eq(bases, i8x16.splat(<i8>base));
			v128.store(profileRow(base) + i, v128.or(v128.andnot(cost, same), dead));
		}
	}
}
