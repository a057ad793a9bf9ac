/**
 * Where paths meet in the gapped stage: the columns that they end in make one together, the least of each cell. It keeps the list of
 * them, by which the way back finds the one that a cell came from.
 */
import { allocate, get32, set32 } from './memory';
import {
	addColumn, BEFORE, cellOf, columnAt, DELETED, END, endColumn, HIGH, LEAST, LOW, NONE, noteFull, REACHED, vectorAt,
} from './columns';
import { profileRow } from './read-profile';

const SOURCE_MAX: u32 = 16384;
/** In BEFORE of a column: the rest is the index of the first of those that meet. */
const MEETING: u32 = 0x80000000;

/** Lists of columns that meet, each ended by NONE. */
let sources: usize = 0;
let sourceCount: u32 = 0;
let meetingStart: u32 = 0;

export function allocateMeetings(): void {
	sources = allocate(SOURCE_MAX * 4);
}

/** Forgets the meetings of the side before. */
export function clearMeetings(): void {
	sourceCount = 0;
}

/** Begins a list of columns that meet. */
export function beginMeeting(): void {
	meetingStart = sourceCount;
}

export function addToMeeting(column: u32): void {
	if (sourceCount + 1 == SOURCE_MAX) {
		noteFull();
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
	const index = addColumn(low >> 4, meetingStart | MEETING, entry, 0, profileRow(0));
	if (index == NONE) return NONE;
	const column = columnAt(index);
	const end = ((high - 1) >> 4) + 1;
	const dead = i8x16.splat(-1);
	for (let vector = low >> 4; vector < end; vector++) {
		let least = dead;
		let deleted = dead;
		for (let i = meetingStart; i < sourceCount; i++) {
			const source = columnAt(get32(sources, i));
			if (vector < load<u32>(source, LOW) >> 4 || vector >= load<u32>(source, END)) continue;
			const from = vectorAt(source, vector);
			least = i8x16.min_u(least, v128.load(from, LEAST));
			deleted = i8x16.min_u(deleted, v128.load(from, DELETED));
		}
		const to = vectorAt(column, vector);
		v128.store(to, least, LEAST);
		v128.store(to, deleted, DELETED);
	}
	endColumn(column, end);
	store<u32>(column, low, LOW);
	store<u32>(column, high, HIGH);
	store<i32>(column, reached, REACHED);
	set32(sources, sourceCount++, NONE);
	return index;
}

/** The column before, for the way back from a cell: where paths meet, one that the least penalty of cell `read` comes from. */
export function columnBefore(column: usize, matrix: usize, read: u32): usize {
	const before = columnAt(load<u32>(column, BEFORE));
	const link = load<u32>(before, BEFORE);
	if (link == NONE || (link & MEETING) == 0) return before;
	const penalty = cellOf(before, matrix, read);
	for (let i = link & ~MEETING; get32(sources, i) != NONE; i++) {
		const source = columnAt(get32(sources, i));
		if (read >> 4 >= load<u32>(source, LOW) >> 4 && cellOf(source, matrix, read) == penalty) return source;
	}
	unreachable();
	return before;
}
