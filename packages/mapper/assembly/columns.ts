/**
 * Columns of the gapped stage: a table of dynamic programming over a graph, 16 cells at a time.
 *
 * A column is a base of the graph; its cell i is the least penalty at which a path may stand behind that base with i bases of the read
 * used. A penalty is what an edit costs, less the 1 that its bases of the read would bring as matches: after i bases at penalty p the
 * score is i - p, however long the path is, and of two cells i the lower is the better. A penalty is a byte; sums saturate at 255,
 * which is no way at all. Insertions lead along a column: a prefix scan within a vector, and a carry from one vector to the next.
 *
 * A cell lives while it is worth going on from: its score is no more than DROP below the best of the columns before it (the X-drop of Zhang et al. 2000,
 * doi:10.1089/10665270050081478), and its penalty can still lead to a better end. A column spans its first to its last living cell. The
 * best is that of the paths which lead to the column: beside a long allele that fits for a while, another one begins far behind.
 *
 * Columns lie one behind another in a fixed range; its size bounds the work on a side.
 */
import { allocate, get32, READ_MAX, reserve, set32 } from './memory';
import { readBases } from './reads';

// Match +1, mismatch -4, gap -6 - 1 a base.
export const MISMATCH_PENALTY: u32 = 5;
export const GAP_OPEN_PENALTY: u32 = 6;
export const INSERTION_PENALTY: u32 = 2;
export const DELETION_PENALTY: u32 = 1;
/** What reaching an end of the read is worth, in score (bwa mem's clipping penalty). */
export const END_BONUS: i32 = 5;
/** No cell with a higher penalty is gone on from: a byte must hold it and one step more. */
const PENALTY_MAX: u32 = 200;
/**
 * How far the score of a cell may lie below the best: gaps of up to DROP - GAP_OPEN_PENALTY bases are found, and a longer one does not
 * pay in a read of 150. On HG003 on MICB and KIR3DL1, on a panel of chr20 and on synthetic reads the sum of scores is the same from 25
 * to 120; 80 costs the kernel 3 % more time than 46.
 */
export const DROP: u32 = 80;
/** Bytes that the columns of one side may take, and their number. */
const CELL_BYTES: usize = 1 << 20;
const COLUMN_MAX: u32 = 16384;
const SOURCE_MAX: u32 = 16384;
const LANES: u32 = 16;
/** No column. */
export const NONE: u32 = 0xffffffff;

// Column, 40 bytes.
const COLUMN_BYTES: usize = 40;
export const LEAST: usize = 0; // address of cell 0 of the penalties, or where it would lie
export const DELETED: usize = 4; // the same of the penalties of paths that end in a deletion
const LOW: usize = 8; // first living cell
const HIGH: usize = 12; // behind the last
export const BEFORE: usize = 16; // the column before; NONE at the root; where paths meet, MEETING and the index of the first of them
export const ENTRY: usize = 20; // of the subgraph
export const OFFSET: usize = 24; // in the entry's handle, behind the column's base
const ROW: usize = 28; // of the profile
const REACHED: usize = 32; // best score, without the bonus for an end, of the columns on the way here
const MEETING: u32 = 0x80000000;

let columns: usize = 0;
let columnCount: u32 = 0;
/** Lists of columns that meet, each ended by NONE. */
let sources: usize = 0;
let sourceCount: u32 = 0;
let cells: usize = 0;
let cellsNext: usize = 0;
/** Whether columns were left out for want of room. */
export let isFull: bool = false;

/** By base code, 4 for any other: what that base costs against the base of the read before a cell; 255 past the read's ends. */
let profile: usize = 0;
const PROFILE_STRIDE: u32 = (<u32>READ_MAX + 1 + 64 + 15) & ~15;
/** Bases of the read, one a byte. */
let codes: usize = 0;
const OTHER: u32 = 0xfd;
const OUTSIDE: u32 = 0xfe;

/** Bases of the read that are to be aligned. */
export let wanted: u32 = 0;
/** Best score so far with the bonus for the read's end, and the cell it ends in. */
export let best: i32 = 0;
export let bestColumn: u32 = 0;
export let bestRead: u32 = 0;
/** Highest penalty that can still beat the best, if all the rest of the read matched. */
let penaltyMost: u32 = 0;

export function allocateColumns(): void {
	columns = allocate(<usize>COLUMN_MAX * COLUMN_BYTES);
	sources = allocate(SOURCE_MAX * 4);
	profile = allocate(5 * PROFILE_STRIDE);
	codes = allocate(PROFILE_STRIDE);
	cells = reserve(CELL_BYTES);
}

// @ts-ignore: decorator
@inline export function columnAt(i: u32): usize {
	return columns + <usize>i * COLUMN_BYTES;
}
/** Penalty of a cell of LEAST or DELETED. */
// @ts-ignore: decorator
@inline export function cellOf(column: usize, matrix: usize, read: u32): u32 {
	return load<u8>(<usize>load<u32>(column + matrix) + read);
}
/** What the column's base costs against the base of the read before cell `read`. */
// @ts-ignore: decorator
@inline export function costOf(column: usize, read: u32): u32 {
	return load<u8>(<usize>load<u32>(column, ROW) + read);
}

/**
 * Begins a side: `count` bases of a read strand from `position` on and the graph from `offset` of the first entry's handle on. Only
 * alignments that score more than `atLeast` are wanted; where that is negative, none at all is one. Returns the column at the place itself, where nothing is used or bases are inserted at once; NONE where none can score as much.
 */
export function beginColumns(packedRead: usize, othersRead: usize, position: u32, count: u32, offset: u32, atLeast: i32): u32 {
	wanted = count;
	best = atLeast;
	bestColumn = NONE;
	isFull = false;
	columnCount = 0;
	sourceCount = 0;
	cellsNext = cells;
	const most = <i32>count + END_BONUS - 1;
	if (most < atLeast) return NONE;
	penaltyMost = min<u32>(PENALTY_MAX, <u32>(most - max<i32>(0, atLeast)));
	makeProfile(packedRead, othersRead, position);
	const width = rounded(min<u32>(count, DROP) + 1);
	const root = addColumn(0, width, NONE, 0, offset, profile);
	if (atLeast < 0) note(0, root, 0);
	const least = <usize>load<u32>(columnAt(root), LEAST);
	memory.fill(least, 0xff, width);
	memory.fill(load<u32>(columnAt(root), DELETED), 0xff, width);
	store<u8>(least, 0);
	let high: u32 = 1;
	for (; high < width && high <= count; high++) {
		const penalty = GAP_OPEN_PENALTY + high * INSERTION_PENALTY;
		if (penalty > min<u32>(penaltyMost, DROP + high)) break;
		store<u8>(least + high, <u8>penalty);
	}
	store<u32>(columnAt(root), high, HIGH);
	return root;
}

// @ts-ignore: decorator
@inline function rounded(width: u32): u32 {
	return (width + LANES - 1) & ~(LANES - 1);
}

/** Spreads the read's bases to bytes and makes the rows of the profile. */
function makeProfile(packedRead: usize, othersRead: usize, position: u32): void {
	store<u8>(codes, <u8>OUTSIDE);
	for (let i: u32 = 0; i < wanted; i += 8) {
		let x = readBases(packedRead, position + i) & 0xffff;
		x = (x | (x << 24)) & 0x000000ff000000ff;
		x = (x | (x << 12)) & 0x000f000f000f000f;
		store<u64>(codes + 1 + i, (x | (x << 6)) & 0x0303030303030303);
	}
	if (othersRead != 0) {
		for (let i: u32 = 0; i < wanted; i++) if ((readBases(othersRead, position + i) & 1) != 0) store<u8>(codes + 1 + i, <u8>OTHER);
	}
	const outside = i8x16.splat(<i8>OUTSIDE);
	v128.store(codes + 1 + wanted, outside);
	v128.store(codes + 1 + wanted, outside, 16);
	const cost = i8x16.splat(<i8>MISMATCH_PENALTY);
	for (let i: u32 = 0; i <= wanted + LANES; i += LANES) {
		const bases = v128.load(codes + i);
		const dead = i8x16.eq(bases, outside);
		for (let base: u32 = 0; base < 5; base++) {
			const same = i8x16.eq(bases, i8x16.splat(<i8>base));
			v128.store(profile + base * PROFILE_STRIDE + i, v128.or(v128.andnot(cost, same), dead));
		}
	}
}

/** Room for cells [low, low + width) of both matrices and for 16 dead ones around each; NONE where there is none. */
function addColumn(low: u32, width: u32, before: u32, entry: u32, offset: u32, row: usize): u32 {
	const bytes = <usize>(2 * width + 3 * LANES);
	if (columnCount == COLUMN_MAX || cellsNext + bytes > cells + CELL_BYTES) {
		isFull = true;
		return NONE;
	}
	const least = cellsNext + LANES;
	const deleted = least + width + LANES;
	const dead = i8x16.splat(-1);
	v128.store(cellsNext, dead);
	v128.store(least + width, dead);
	v128.store(deleted + width, dead);
	cellsNext += bytes;
	const column = columnAt(columnCount);
	store<u32>(column, <u32>(least - low), LEAST);
	store<u32>(column, <u32>(deleted - low), DELETED);
	store<u32>(column, low, LOW);
	store<u32>(column, low, HIGH);
	store<u32>(column, before, BEFORE);
	store<u32>(column, entry, ENTRY);
	store<u32>(column, offset, OFFSET);
	store<u32>(column, <u32>row, ROW);
	store<i32>(column, 0, REACHED);
	return columnCount++;
}

// @ts-ignore: decorator
@inline function ascending(): v128 {
	return i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

/** Penalties, for the lanes of a vector from cell `from` on, with which the score is `reached` less DROP. */
// @ts-ignore: decorator
@inline function limitsFrom(from: u32, reached: i32): v128 {
	const first = <i32>from - reached + <i32>DROP;
	return first >= 0
		? i8x16.add_sat_u(i8x16.splat(<i8>min<i32>(first, 255)), ascending())
		: i8x16.sub_sat_u(ascending(), i8x16.splat(<i8>min<i32>(-first, 255)));
}

/** What insertions lead to from cells where their first base costs as much as `ahead`. */
// @ts-ignore: decorator
@inline function spread(ahead: v128): v128 {
	const dead = i8x16.splat(-1);
	const one = i8x16.splat(<i8>INSERTION_PENALTY);
	const two = i8x16.splat(<i8>(2 * INSERTION_PENALTY));
	const four = i8x16.splat(<i8>(4 * INSERTION_PENALTY));
	const eight = i8x16.splat(<i8>(8 * INSERTION_PENALTY));
	let x = i8x16.min_u(ahead, i8x16.add_sat_u(v128.shuffle<u8>(dead, ahead, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), one));
	x = i8x16.min_u(x, i8x16.add_sat_u(v128.shuffle<u8>(dead, x, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29), two));
	x = i8x16.min_u(x, i8x16.add_sat_u(v128.shuffle<u8>(dead, x, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27), four));
	return i8x16.min_u(x, i8x16.add_sat_u(v128.shuffle<u8>(dead, x, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23), eight));
}

/**
 * The column behind `before` for a base of the graph, by its code (4 for any other letter), which ends at `offset` of the handle of
 * `entry`. NONE where no cell of it lives, or no room is left.
 */
export function nextColumn(before: u32, base: u32, entry: u32, offset: u32): u32 {
	const old = columnAt(before);
	const oldLeast = <usize>load<u32>(old, LEAST);
	const oldDeleted = <usize>load<u32>(old, DELETED);
	const oldHigh = load<u32>(old, HIGH);
	const low = load<u32>(old, LOW);
	const row = profile + base * PROFILE_STRIDE;
	const width = rounded(min<u32>(oldHigh, wanted) + 1 - low) + LANES;
	const index = addColumn(low, width, before, entry, offset, row);
	if (index == NONE) return NONE;
	const column = columnAt(index);
	const least = <usize>load<u32>(column, LEAST);
	const deleted = <usize>load<u32>(column, DELETED);
	const dead = i8x16.splat(-1);
	const openDeletion = i8x16.splat(<i8>(GAP_OPEN_PENALTY + DELETION_PENALTY));
	const extendDeletion = i8x16.splat(<i8>DELETION_PENALTY);
	const openInsertion = i8x16.splat(<i8>(GAP_OPEN_PENALTY + INSERTION_PENALTY));
	const extendInsertion = i8x16.splat(<i8>INSERTION_PENALTY);
	const end = low + width;
	let reached = load<i32>(old, REACHED);
	let carry = dead;
	let first = NONE;
	let last: u32 = 0;
	let read = low;
	for (; read < end; read += LANES) {
		let d = dead;
		let h = dead;
		// Behind the cells next to living ones only insertions lead.
		if (read <= oldHigh) {
			d = i8x16.min_u(
				i8x16.add_sat_u(v128.load(oldDeleted + read), extendDeletion),
				i8x16.add_sat_u(v128.load(oldLeast + read), openDeletion),
			);
			h = i8x16.min_u(i8x16.add_sat_u(v128.load(oldLeast + read - 1), v128.load(row + read)), d);
		}
		const limits = limitsFrom(read, reached);
		const most = i8x16.min_u(limits, i8x16.splat(<i8>penaltyMost));
		const opened = i8x16.add_sat_u(h, openInsertion);
		const ahead = v128.shuffle<u8>(carry, opened, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
		// An insertion that is dead with its first base here has no living cell: it costs more with each base than the limit rises.
		if (v128.any_true(i8x16.le_u(ahead, most))) {
			const inserted = spread(ahead);
			h = i8x16.min_u(h, inserted);
			// Of the carry only the last lane is looked at.
			carry = i8x16.min_u(opened, i8x16.add_sat_u(inserted, extendInsertion));
		} else {
			carry = opened;
		}
		if (read + LANES > wanted) h = v128.or(h, i8x16.gt_u(ascending(), i8x16.splat(<i8>(wanted - read))));
		v128.store(least + read, h);
		v128.store(deleted + read, d);
		const living = <u32>i8x16.bitmask(i8x16.le_u(h, most));
		if (living != 0) {
			if (first == NONE) first = read + ctz<u32>(living);
			last = read + 31 - clz<u32>(living);
			const better = i8x16.lt_u(h, i8x16.sub_sat_u(limits, i8x16.splat(<i8>DROP)));
			if (v128.any_true(better)) reached = noteInside(least, index, read, <u32>i8x16.bitmask(better), reached);
			if (read + LANES > wanted) noteEnd(least, index);
		}
		if (read + LANES > wanted || (read + LANES > oldHigh && living >> 15 == 0)) break;
	}
	// What lies behind is dead.
	for (read += LANES; read < end; read += LANES) {
		v128.store(least + read, dead);
		v128.store(deleted + read, dead);
	}
	if (first == NONE) return NONE;
	store<u32>(column, first, LOW);
	store<u32>(column, last + 1, HIGH);
	store<i32>(column, reached, REACHED);
	return index;
}

/** The best of `reached` and the scores of the cells in `mask`, of those from `from` on. */
function noteInside(least: usize, column: u32, from: u32, mask: u32, reached: i32): i32 {
	for (let left = mask; left != 0; left &= left - 1) {
		const read = from + ctz<u32>(left);
		const score = <i32>read - <i32>load<u8>(least + read);
		if (score <= reached) continue;
		reached = score;
		if (score > best) note(score, column, read);
	}
	return reached;
}

function noteEnd(least: usize, column: u32): void {
	const penalty = <u32>load<u8>(least + wanted);
	const score = <i32>wanted - <i32>penalty + END_BONUS;
	if (penalty <= penaltyMost && score > best) note(score, column, wanted);
}

function note(score: i32, column: u32, read: u32): void {
	best = score;
	bestColumn = column;
	bestRead = read;
	penaltyMost = min<u32>(penaltyMost, <u32>max<i32>(0, <i32>wanted + END_BONUS - 1 - score));
}

/** First and last of the columns that are to meet; see `addMeeting`. */
let meetingStart: u32 = 0;

/** Begins a list of columns that meet. */
export function beginMeeting(): void {
	meetingStart = sourceCount;
}

export function addToMeeting(column: u32): void {
	if (sourceCount + 1 == SOURCE_MAX) {
		isFull = true;
		return;
	}
	set32(sources, sourceCount++, column);
}

/** The column that the listed ones make together, the least of each cell: with one in the list that one, with none NONE. */
export function endMeeting(entry: u32): u32 {
	const count = sourceCount - meetingStart;
	if (count < 2) {
		sourceCount = meetingStart;
		return count == 0 ? NONE : get32(sources, meetingStart);
	}
	let low = NONE;
	let high: u32 = 0;
	let reached: i32 = 0;
	for (let i = meetingStart; i < sourceCount; i++) {
		const column = columnAt(get32(sources, i));
		low = min<u32>(low, load<u32>(column, LOW));
		high = max<u32>(high, load<u32>(column, HIGH));
		reached = max<i32>(reached, load<i32>(column, REACHED));
	}
	const width = rounded(high - low);
	const index = addColumn(low, width, meetingStart | MEETING, entry, 0, profile);
	if (index == NONE) return NONE;
	const column = columnAt(index);
	takeLeast(column, LEAST, low, width);
	takeLeast(column, DELETED, low, width);
	store<u32>(column, high, HIGH);
	store<i32>(column, reached, REACHED);
	set32(sources, sourceCount++, NONE);
	return index;
}

function takeLeast(column: usize, matrix: usize, low: u32, width: u32): void {
	const to = <usize>load<u32>(column + matrix);
	memory.fill(to + low, 0xff, width);
	for (let i = meetingStart; i < sourceCount; i++) {
		const source = columnAt(get32(sources, i));
		const from = <usize>load<u32>(source + matrix);
		const high = load<u32>(source, HIGH);
		for (let read = load<u32>(source, LOW); read < high; read += LANES) {
			v128.store(to + read, i8x16.min_u(v128.load(to + read), v128.load(from + read)));
		}
	}
	// The last vector of a source may reach past the width.
	v128.store(to + low + width, i8x16.splat(-1));
}

/** The column before, for the way back from a cell: where paths meet, one that the least penalty of cell `read` comes from. */
export function columnBefore(column: usize, matrix: usize, read: u32): usize {
	const before = columnAt(load<u32>(column, BEFORE));
	const link = load<u32>(before, BEFORE);
	if (link == NONE || (link & MEETING) == 0) return before;
	const penalty = cellOf(before, matrix, read);
	for (let i = link & ~MEETING; get32(sources, i) != NONE; i++) {
		const source = columnAt(get32(sources, i));
		const low = load<u32>(source, LOW);
		if (read >= low && read < low + rounded(load<u32>(source, HIGH) - low) && cellOf(source, matrix, read) == penalty) return source;
	}
	unreachable();
	return before;
}
