/**
 * Columns of the gapped stage: a table of dynamic programming over a graph, 16 cells at a time.
 *
 * A column is a base of the graph; its cell i is the least penalty (see penalties.ts) at which a path may stand behind that base with
 * i bases of the read used. After i bases at penalty p the score is i - p, however long the path is, and of two cells i the lower is the
 * better. A penalty is a byte; sums saturate at 255, which is no way at all. Insertions lead along a column: a prefix scan within a
 * vector, and a carry from one vector to the next.
 *
 * A cell lives while it is worth going on from: its score is no more than DROP below the best of the columns before it (the X-drop of
 * Zhang et al. 2000, doi:10.1089/10665270050081478), and its penalty can still lead to a better end. The best is that of the paths which
 * lead to the column: beside a long allele that fits for a while, another one begins far behind.
 *
 * Vector v holds cells 16 v to 16 v + 15 in every column, whichever of them live: what the next column reads was written as it is read,
 * and so need not go through the cache first. A column holds the vectors from its predecessor's first living cell to its own last.
 *
 * Columns lie one behind another in a fixed range; its size bounds the work on a side.
 */
import { allocate, READ_MAX, reserve } from './memory';
import { DELETION_PENALTY, DROP, END_BONUS, GAP_OPEN_PENALTY, INSERTION_PENALTY, PENALTY_MAX } from './penalties';
import { leastCosts } from './least-costs';
import { allocateReadProfile, LANES, makeReadProfile, OTHER_ROW, profileRow } from './read-profile';

/** Bytes that the columns of one side may take, and their number. */
const CELL_BYTES: usize = 1 << 20;
const COLUMN_MAX: u32 = 16384;
/** Two vectors: least penalties, and those of paths that end in a deletion. */
const VECTOR_SHIFT: usize = 5;
export const LEAST: usize = 0;
export const DELETED: usize = 16;
/** Bytes of the longest column, with the dead vectors behind it. */
const LONGEST_BYTES: usize = ((<usize>READ_MAX >> 4) + 3) << VECTOR_SHIFT;
/** No column. */
export const NONE: u32 = 0xffffffff;

// Column, 40 bytes.
const COLUMN_BYTES: usize = 40;
const CELLS: usize = 0; // address of vector 0, or where it would lie
export const FIRST: usize = 4; // first vector
export const END: usize = 8; // vector behind the last, which is dead
export const LOW: usize = 12; // first living cell
export const HIGH: usize = 16; // behind the last
export const BEFORE: usize = 20; // the column before; NONE at the root; of a meeting see meetings.ts
export const ENTRY: usize = 24; // of the subgraph
export const OFFSET: usize = 28; // in the entry's handle, behind the column's base
const ROW: usize = 32; // of the profile
export const REACHED: usize = 36; // best score, without the bonus for an end, of the columns on the way here

let columns: usize = 0;
let columnCount: u32 = 0;
let cells: usize = 0;
let cellsNext: usize = 0;
/** Whether columns were left out for want of room. */
export let isFull: bool = false;

/** Byte j is j - LIMIT_ZERO, or the nearest that a byte holds: limits of the cells of a vector, in one load. */
let limits: usize = 0;
const LIMIT_ZERO: u32 = <u32>READ_MAX + DROP;
const LIMIT_BYTES: u32 = 2 * LIMIT_ZERO + 2 * LANES;
// Vectors that stay the same: loaded, for a compiler would make each anew wherever it is used.
let constants: usize = 0;
const DEAD_AT: usize = 0;
const EXTEND_DELETION_AT: usize = 16;
const OPEN_DELETION_AT: usize = 32;
const EXTEND_INSERTION_AT: usize = 48;
const OPEN_INSERTION_AT: usize = 64;
const FALLING_AT: usize = 80; // what insertions from each lane to the last cost
const LANE_AT: usize = 96; // number of each lane

/** Bases of the read that are to be aligned. */
export let wanted: u32 = 0;
/** Best score so far with the bonus for the read's end, and the cell it ends in. */
export let best: i32 = 0;
export let bestColumn: u32 = 0;
export let bestRead: u32 = 0;
/** Highest penalty that can still beat the best, if all the rest of the read matched; and how much more it could be at first, but for PENALTY_MAX. */
export let penaltyMost: u32 = 0;
export let penaltySpare: u32 = 0;

export function allocateColumns(): void {
	allocateReadProfile();
	columns = allocate(<usize>COLUMN_MAX * COLUMN_BYTES);
	cells = reserve(CELL_BYTES);
	limits = allocate(LIMIT_BYTES);
	for (let i: u32 = LIMIT_ZERO; i < LIMIT_BYTES; i++) store<u8>(limits + i, <u8>min<u32>(i - LIMIT_ZERO, 255));
	constants = allocate(7 * LANES);
	for (let lane: u32 = 0; lane < LANES; lane++) {
		store<u8>(constants + lane, 255, DEAD_AT);
		store<u8>(constants + lane, <u8>DELETION_PENALTY, EXTEND_DELETION_AT);
		store<u8>(constants + lane, <u8>(GAP_OPEN_PENALTY + DELETION_PENALTY), OPEN_DELETION_AT);
		store<u8>(constants + lane, <u8>INSERTION_PENALTY, EXTEND_INSERTION_AT);
		store<u8>(constants + lane, <u8>(GAP_OPEN_PENALTY + INSERTION_PENALTY), OPEN_INSERTION_AT);
		store<u8>(constants + lane, <u8>((LANES - 1 - lane) * INSERTION_PENALTY), FALLING_AT);
		store<u8>(constants + lane, <u8>lane, LANE_AT);
	}
}

/** Says that room ran out. */
export function noteFull(): void {
	isFull = true;
}

// @ts-ignore: decorator
@inline export function columnAt(i: u32): usize {
	return columns + <usize>i * COLUMN_BYTES;
}
/** Address of a vector of a column, its own or the one behind them. */
// @ts-ignore: decorator
@inline export function vectorAt(column: usize, vector: u32): usize {
	return <usize>(load<u32>(column, CELLS) + (vector << <u32>VECTOR_SHIFT));
}
/** Penalty of a cell of LEAST or DELETED; 255 of a cell that the column does not hold. */
export function cellOf(column: usize, matrix: usize, read: u32): u32 {
	const vector = read >> 4;
	if (vector < load<u32>(column, FIRST) || vector >= load<u32>(column, END)) return 255;
	return load<u8>(vectorAt(column, vector) + matrix + (read & 15));
}
/** What the column's base costs against the base of the read before cell `read`. */
// @ts-ignore: decorator
@inline export function costOf(column: usize, read: u32): u32 {
	return load<u8>(<usize>load<u32>(column, ROW) + read);
}

/**
 * Begins a side: `count` bases of a read strand from `position` on and the graph from `offset` of the first entry's handle on. Only
 * alignments that score more than `atLeast` are wanted; where that is negative, none at all is one. Returns the column at the place
 * itself, where nothing is used or bases are inserted at once; NONE where none can score as much.
 */
export function beginColumns(packedRead: usize, othersRead: usize, position: u32, count: u32, offset: u32, atLeast: i32): u32 {
	wanted = count;
	best = atLeast;
	bestColumn = NONE;
	isFull = false;
	columnCount = 0;
	cellsNext = cells;
	const most = <i32>count + END_BONUS - 1;
	if (most < atLeast) return NONE;
	const penalty = <u32>(most - max<i32>(0, atLeast));
	penaltyMost = min<u32>(PENALTY_MAX, penalty);
	penaltySpare = penalty - penaltyMost;
	makeReadProfile(packedRead, othersRead, position, count);
	const root = addColumn(0, NONE, 0, offset, profileRow(0));
	if (atLeast < 0) note(0, root, 0);
	// Insertions: the longest that penaltyMost and DROP allow.
	let inserted: u32 = 0;
	if (penaltyMost >= GAP_OPEN_PENALTY) inserted = min<u32>((penaltyMost - GAP_OPEN_PENALTY) / INSERTION_PENALTY, min<u32>(DROP - GAP_OPEN_PENALTY, count));
	const column = columnAt(root);
	const dead = v128.load(constants, DEAD_AT);
	const end = inserted / LANES + 1;
	for (let vector: u32 = 0; vector < end; vector++) {
		const lanes = i8x16.add(v128.load(constants, LANE_AT), i8x16.splat(<i8>(vector * LANES)));
		const penalties = i8x16.add(i8x16.add(lanes, lanes), i8x16.splat(<i8>GAP_OPEN_PENALTY));
		v128.store(vectorAt(column, vector), v128.or(penalties, i8x16.gt_u(lanes, i8x16.splat(<i8>inserted))));
		v128.store(vectorAt(column, vector), dead, DELETED);
	}
	store<u8>(vectorAt(column, 0), 0);
	endColumn(column, end);
	store<u32>(column, 0, LOW);
	store<u32>(column, inserted + 1, HIGH);
	return root;
}

/** A column whose vectors begin with `first`: to be ended by `endColumn`. NONE where there is no room for it. */
export function addColumn(first: u32, before: u32, entry: u32, offset: u32, row: usize): u32 {
	if (columnCount == COLUMN_MAX || cellsNext + LONGEST_BYTES > cells + CELL_BYTES) {
		isFull = true;
		return NONE;
	}
	const column = columnAt(columnCount);
	store<u32>(column, <u32>cellsNext - (first << <u32>VECTOR_SHIFT), CELLS);
	store<u32>(column, first, FIRST);
	store<u32>(column, before, BEFORE);
	store<u32>(column, entry, ENTRY);
	store<u32>(column, offset, OFFSET);
	store<u32>(column, <u32>row, ROW);
	store<i32>(column, 0, REACHED);
	return columnCount++;
}

/** Ends the last column with the vector before `end`. */
// @ts-ignore: decorator
@inline export function endColumn(column: usize, end: u32): void {
	const behind = vectorAt(column, end);
	const dead = v128.load(constants, DEAD_AT);
	v128.store(behind, dead, LEAST);
	v128.store(behind, dead, DELETED);
	store<u32>(column, end, END);
	cellsNext = behind + (1 << VECTOR_SHIFT);
}

/** What insertions lead to from cells where their first base costs as much as `ahead`: the least of each lane and those before it. */
// @ts-ignore: decorator
@inline function spread(ahead: v128, dead: v128, falling: v128): v128 {
	// With what they cost to the last lane added, all of them cost the same.
	let x = i8x16.add_sat_u(ahead, falling);
	x = i8x16.min_u(x, v128.shuffle<u8>(dead, x, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
	x = i8x16.min_u(x, v128.shuffle<u8>(dead, x, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29));
	x = i8x16.min_u(x, v128.shuffle<u8>(dead, x, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
	x = i8x16.min_u(x, v128.shuffle<u8>(dead, x, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
	return i8x16.sub_sat_u(x, falling);
}

/**
 * The columns behind `before` for `count` (<= 28) bases of the graph, packed in `bases`, those that are no A, C, G or T marked in
 * `others`; the first of them ends at `offset + 1` of the handle of `entry`. Returns the last; NONE where none of its cells live, or no
 * room is left.
 */
export function addColumns(before: u32, bases: u64, others: u64, count: u32, entry: u32, offset: u32): u32 {
	const dead = v128.load(constants, DEAD_AT);
	const openDeletion = v128.load(constants, OPEN_DELETION_AT);
	const extendDeletion = v128.load(constants, EXTEND_DELETION_AT);
	const openInsertion = v128.load(constants, OPEN_INSERTION_AT);
	const extendInsertion = v128.load(constants, EXTEND_INSERTION_AT);
	const falling = v128.load(constants, FALLING_AT);
	const lastVector = wanted >> 4;
	let old = columnAt(before);
	let reached = load<i32>(old, REACHED);
	for (let i: u32 = 0; i < count; i++) {
		let vector = load<u32>(old, LOW) >> 4;
		const oldLast = load<u32>(old, HIGH) >> 4;
		const row = profileRow((others & 1) != 0 ? OTHER_ROW : <u32>(bases & 3));
		bases >>= 2;
		others >>= 2;
		const index = addColumn(vector, before, entry, ++offset, row);
		if (index == NONE) return NONE;
		const column = columnAt(index);
		let to = cellsNext;
		let from = vectorAt(old, vector);
		let previous = dead;
		let carry = dead;
		let low = NONE;
		let high: u32 = 0;
		while (true) {
			let d = dead;
			let h = dead;
			// Behind the cells next to living ones only insertions lead.
			if (vector <= oldLast) {
				const least = v128.load(from, LEAST);
				d = i8x16.min_u(i8x16.add_sat_u(v128.load(from, DELETED), extendDeletion), i8x16.add_sat_u(least, openDeletion));
				const diagonal = v128.shuffle<u8>(previous, least, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
				h = i8x16.min_u(i8x16.add_sat_u(diagonal, v128.load(row + (<usize>vector << 4))), d);
				previous = least;
			}
			const limit = limits + <usize>(<i32>(vector << 4) - reached + <i32>(LIMIT_ZERO + DROP));
			const most = i8x16.min_u(v128.load(limit), i8x16.sub_sat_u(i8x16.splat(<i8>penaltyMost), v128.load(leastCosts + (<usize>vector << 4))));
			const opened = i8x16.add_sat_u(h, openInsertion);
			const ahead = v128.shuffle<u8>(carry, opened, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
			// An insertion that is dead with its first base here has no living cell: it costs more with each base than the limit rises.
			if (i8x16.bitmask(i8x16.le_u(ahead, most)) != 0) {
				const inserted = spread(ahead, dead, falling);
				h = i8x16.min_u(h, inserted);
				// Of the carry only the last lane is looked at.
				carry = i8x16.min_u(opened, i8x16.add_sat_u(inserted, extendInsertion));
			} else {
				carry = opened;
			}
			if (vector == lastVector) h = v128.or(h, i8x16.gt_u(v128.load(constants, LANE_AT), i8x16.splat(<i8>(wanted & 15))));
			v128.store(to, h, LEAST);
			v128.store(to, d, DELETED);
			const living = <u32>i8x16.bitmask(i8x16.le_u(h, most));
			if (living != 0) {
				if (low == NONE) low = (vector << 4) + ctz<u32>(living);
				high = (vector << 4) + 32 - clz<u32>(living);
				const better = <u32>i8x16.bitmask(i8x16.le_u(h, v128.load(limit - DROP - 1)));
				if (better != 0) reached = noteInside(to, index, vector << 4, better, reached);
				if (vector == lastVector) noteEnd(to, index);
			}
			vector++;
			to += 1 << VECTOR_SHIFT;
			if (vector > lastVector || (vector > oldLast && living >> 15 == 0)) break;
			from += 1 << VECTOR_SHIFT;
		}
		if (low == NONE) {
			columnCount--;
			return NONE;
		}
		endColumn(column, vector);
		store<u32>(column, low, LOW);
		store<u32>(column, high, HIGH);
		store<i32>(column, reached, REACHED);
		before = index;
		old = column;
	}
	return before;
}

/** Takes a new best from the cells of a vector, from cell `from` on, that may be `better` than `reached`; returns their best score. */
function noteInside(least: usize, column: u32, from: u32, better: u32, reached: i32): i32 {
	for (let left = better; left != 0; left &= left - 1) {
		const lane = ctz<u32>(left);
		const score = <i32>(from + lane) - <i32>load<u8>(least + lane);
		if (score <= reached) continue;
		reached = score;
		if (score > best) note(score, column, from + lane);
	}
	return reached;
}

function noteEnd(least: usize, column: u32): void {
	const penalty = <u32>load<u8>(least + (wanted & 15));
	const score = <i32>wanted - <i32>penalty + END_BONUS;
	if (penalty <= penaltyMost && score > best) note(score, column, wanted);
}

function note(score: i32, column: u32, read: u32): void {
	best = score;
	bestColumn = column;
	bestRead = read;
	penaltyMost = min<u32>(penaltyMost, <u32>max<i32>(0, <i32>wanted + END_BONUS - 1 - score));
}
