/**
 * Which haplotypes take a path: the store of packages/graph/src/haplotypes (a GBWT of both directions: Sirén et al. 2020,
 * doi:10.1093/bioinformatics/btz575), read where it lies in the shared memory.
 *
 * A range of visits to a handle stands for all haplotypes that contain one run of handles ending there; a step to a successor narrows
 * it. Where it becomes empty, the path changes over to what no haplotype has done: a *switch*, and the range is again all visits of the
 * handle that was reached. Taking a switch only where it must be makes their number the least there is. A handle that no haplotype
 * visits is a switch when it is entered. In a graph whose walks are all the reference's, nothing is known of haplotypes: no path has a
 * switch.
 *
 * SYNC: packages/graph/src/haplotypes/records.ts for the bytes of a record, test/twins/haplotype-switches.ts
 */
import { allocate, get32, set32 } from './memory';
import { COORDINATE_MASK, coordinateWord, handleLength, isDescending, recordEnd, recordStart } from './graph';
import { knownTakersOf, pathAt, pathCountOf, pathOf, scoreOf, setTakers, STEP_MAX, switchesOf, TAKERS_UNKNOWN } from './candidates';

/** From this many successors on, ranks and lengths of runs are varints. */
const PACKED_SUCCESSORS: u32 = 128;

/** The store's records; 0 where nothing is known of haplotypes. */
export let records: usize = 0;
/** Score that a path loses for each switch. */
export let switchPenalty: i32 = 0;

/** Where the store's records lie, 0 for none; and what a switch costs, in units of the alignment score. */
export function setHaplotypes(recordsAt: usize, penalty: i32): void {
	records = recordsAt;
	switchPenalty = penalty;
}

// @ts-ignore: decorator
@inline export function knowsHaplotypes(): bool {
	return records != 0;
}

let cursor: usize = 0;

// @ts-ignore: decorator
@inline function varint(): u32 {
	let byte = <u32>load<u8>(cursor++);
	if (byte < 128) return byte;
	let value = byte & 127;
	let shift: u32 = 7;
	do {
		byte = <u32>load<u8>(cursor++);
		value |= (byte & 127) << shift;
		shift += 7;
	} while (byte > 127);
	return value;
}

/** How often haplotypes, both directions of each, come through a handle. */
export function visitsOf(handle: u32): u32 {
	const from = recordStart(handle);
	if (from == recordEnd(handle)) return 0;
	cursor = records + <usize>from;
	return varint();
}

/** Range of visits that the last `follow` led to; empty, both 0, where no haplotype goes on so. */
export let rangeStart: u32 = 0;
export let rangeEnd: u32 = 0;

// Of the record that `follow` reads: its checkpoints and where its runs begin.
let checkpoints: u32 = 0;
let fieldShift: usize = 0;
let table: usize = 0;
let runs: usize = 0;

// @ts-ignore: decorator
@inline function fieldAt(index: u32): u32 {
	const at = table + (<usize>index << fieldShift);
	return fieldShift == 1 ? <u32>load<u16>(at) : load<u32>(at);
}

/** How many of the visits before `visit` go on to successor number `rank` of `successors`. */
function visitsBefore(visit: u32, rank: u32, successors: u32): u32 {
	const fields = successors + 1;
	let low: u32 = 0;
	let high = checkpoints;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (fieldAt(middle * fields) <= visit) low = middle + 1;
		else high = middle;
	}
	let stop: u32 = 0;
	let before: u32 = 0;
	cursor = runs;
	if (low > 0) {
		const field = (low - 1) * fields;
		stop = fieldAt(field);
		cursor = runs + <usize>fieldAt(field + 1);
		if (rank < successors - 1) before = fieldAt(field + 2 + rank);
		else {
			before = stop;
			for (let i: u32 = 0; i < successors - 1; i++) before -= fieldAt(field + 2 + i);
		}
	}
	const packed = successors < PACKED_SUCCESSORS;
	const longest = packed ? 255 / successors : 0;
	while (stop < visit) {
		let which: u32;
		let length: u32;
		if (packed) {
			const byte = <u32>load<u8>(cursor++);
			const whole = successors == 2 ? byte >> 1 : byte / successors;
			which = byte - successors * whole;
			length = whole + 1;
			if (length == longest) length += varint();
		} else {
			which = varint();
			length = varint() + 1;
		}
		if (which == rank) before += min<u32>(stop + length, visit) - stop;
		stop += length;
	}
	return before;
}

/** Follows visits [start, end) of `handle` to its successor `next`; false where none of them goes there. */
export function follow(handle: u32, start: u32, end: u32, next: u32): bool {
	rangeStart = 0;
	rangeEnd = 0;
	const from = recordStart(handle);
	if (start >= end || from == recordEnd(handle)) return false;
	cursor = records + <usize>from;
	const visits = varint();
	const successors = varint();
	let rank: u32 = successors;
	let offset: u32 = 0;
	let total: u32 = visits;
	let key: u32 = 0;
	// Keys: 0 for an end, a handle + 1 otherwise.
	for (let i: u32 = 0; i < successors; i++) {
		const difference = varint();
		if (i == 0 && difference == 0) key = 0;
		else if (key == 0) key = handle + 1 + ((difference & 1) == 1 ? (difference - 1) >> 1 : -(difference >> 1));
		else key += difference;
		const arrival = varint();
		const count = successors == 1 ? visits : varint();
		if (key == next + 1) {
			rank = i;
			offset = arrival;
			total = count;
		}
	}
	if (rank == successors) return false;
	rangeStart = offset;
	rangeEnd = offset + total;
	if (start == 0 && end == visits) return true;
	if (successors == 1) {
		rangeStart = offset + start;
		rangeEnd = offset + end;
		return true;
	}
	const said = varint();
	checkpoints = said >> 1;
	fieldShift = (said & 1) == 1 ? 2 : 1;
	table = cursor;
	runs = table + (<usize>(checkpoints * (successors + 1)) << fieldShift);
	if (start > 0) rangeStart = offset + visitsBefore(start, rank, successors);
	if (end < visits) rangeEnd = offset + visitsBefore(end, rank, successors);
	if (rangeStart < rangeEnd) return true;
	rangeStart = 0;
	rangeEnd = 0;
	return false;
}

/** Haplotypes that take the whole path of the last `countSwitches`. */
let takers: u32 = 0;

/** Least number of switches along the path that lies in [first, end) of the path pool. Sets `takers`, to 0 where there is a switch. */
export function countSwitches(first: u32, end: u32): u32 {
	return walk(first, end, NEVER);
}

/** More than any path loses. */
const NEVER: u32 = 0xffffffff;

/**
 * Goes along the path in [first, end) of the path pool and counts its switches, as far as haplotypes may be lost on it: `left` is how
 * many there are that leave it, all its steps together; as soon as more are at hand than can still leave, the rest has no switch.
 */
function walk(first: u32, end: u32, left: u32): u32 {
	let here = pathAt(first);
	let from: u32 = 0;
	let to = visitsOf(here);
	let switches: u32 = to == 0 ? 1 : 0;
	for (let i = first + 1; i < end; i++) {
		const next = pathAt(i);
		if (follow(here, from, to, next)) {
			from = rangeStart;
			to = rangeEnd;
		} else {
			// A way out of where no haplotype is costs nothing: the way in did.
			const left = to > 0;
			from = 0;
			to = visitsOf(next);
			if (left || to == 0) switches++;
		}
		if (left != NEVER) {
			left -= get32(losses, i - first - 1);
			if (to - from > left) return switches;
		}
		here = next;
	}
	takers = switches == 0 ? to - from : 0;
	return switches;
}

/** Visits that go on from `handle` to `next`; sets `lost` to those that do not. */
function crossings(handle: u32, next: u32): u32 {
	const from = recordStart(handle);
	lost = 0;
	if (from == recordEnd(handle)) return 0;
	cursor = records + <usize>from;
	const visits = varint();
	const successors = varint();
	let key: u32 = 0;
	for (let i: u32 = 0; i < successors; i++) {
		const difference = varint();
		if (i == 0 && difference == 0) key = 0;
		else if (key == 0) key = handle + 1 + ((difference & 1) == 1 ? (difference - 1) >> 1 : -(difference >> 1));
		else key += difference;
		varint();
		const count = successors == 1 ? visits : varint();
		if (key == next + 1) {
			lost = visits - count;
			return count;
		}
	}
	lost = visits;
	return 0;
}
let lost: u32 = 0;

/** By step of the path at work: visits of its handle that do not go on along the path. */
let losses: usize = 0;

export function allocateHaplotypes(): void {
	losses = allocate(STEP_MAX * 4);
}

/** Whether a path is a part of the reference: all its nodes are, and each begins where the one before ends. */
function isReferenceRun(first: u32, end: u32): bool {
	const falls = isDescending(pathAt(first));
	let at: u32 = 0;
	for (let i = first; i < end; i++) {
		const handle = pathAt(i);
		const node = handle >> 1;
		const word = coordinateWord(node);
		if (((word >> 30) & 1) == 0 || isDescending(handle) != falls) return false;
		const start = word & COORDINATE_MASK;
		const behind = start + handleLength(handle);
		if (i != first && (falls != 0 ? behind : start) != at) return false;
		at = falls != 0 ? start : behind;
	}
	return true;
}

/**
 * Switches along the path in [first, end) of the path pool. Nothing is looked up for a part of the reference. Of most other paths the
 * numbers of visits say enough: some haplotype takes the whole of one where fewer leave it in all than there are at its first handle.
 */
export function switchesAlong(first: u32, end: u32): u32 {
	if (!knowsHaplotypes() || isReferenceRun(first, end)) return 0;
	let visits: u32 = 0;
	let left: u32 = 0;
	for (let i = first; i + 1 < end; i++) {
		const count = crossings(pathAt(i), pathAt(i + 1));
		if (i == first) visits = count + lost;
		set32(losses, i - first, lost);
		left += lost;
	}
	return end - first > 1 && left < visits ? 0 : walk(first, end, left);
}

/** Number of haplotypes that take a candidate's whole path, counted when it is first asked for. */
export function takersOf(candidate: usize): u32 {
	if (knownTakersOf(candidate) == TAKERS_UNKNOWN) {
		if (!knowsHaplotypes()) return 0;
		countSwitches(pathOf(candidate), pathOf(candidate) + pathCountOf(candidate));
		setTakers(candidate, takers);
	}
	return knownTakersOf(candidate);
}

/** What a candidate is worth in the choice: its score less what its switches cost. */
// @ts-ignore: decorator
@inline export function worthOf(candidate: usize): i32 {
	return scoreOf(candidate) - switchPenalty * <i32>switchesOf(candidate);
}
