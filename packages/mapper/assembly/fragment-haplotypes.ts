/**
 * How many haplotypes take the paths of both mates of a fragment: the range of visits that the forward mate's path leaves is followed
 * over all edges that any of them takes, until it comes to the first handle of the other mate's path, and then along that. A range that
 * has passed the mate on the reference, or gone further than a fragment reaches, is given up.
 *
 * Only asked where placements vie, so that it may cost some microseconds; work is bounded by FOLLOW_MAX look-ups, and where they run
 * out the answer is the upper bound, the lesser number of both mates.
 */
import { allocate, get32, set32 } from './memory';
import { coordinateOf, edgeEnd, edgeStart, edgeTargets, handleLength, isDescending, isReference } from './graph';
import { candidateAt, highOf, lowOf, pathCountOf } from './candidates';
import { stepOf } from './fragments';
import { follow, knowsHaplotypes, rangeEnd, rangeStart, takersOf, visitsOf } from './haplotypes';

const FOLLOW_MAX: u32 = 256;
/** An open range: handle, start, end, bases gone since the first mate. */
const OPEN_BYTES: u32 = 16;
let open: usize = 0;

export function allocateFragmentHaplotypes(): void {
	open = allocate((FOLLOW_MAX + 64) * OPEN_BYTES);
}

/** Follows the other mate's path from visits [start, end) of its first handle on; how many haplotypes are left. */
function followMate(mate: usize, start: u32, end: u32): u32 {
	let here = stepOf(mate, false, 0);
	const steps = pathCountOf(mate);
	for (let i: u32 = 1; i < steps; i++) {
		const next = stepOf(mate, false, i);
		if (!follow(here, start, end, next)) return 0;
		start = rangeStart;
		end = rangeEnd;
		here = next;
	}
	return end - start;
}

/** Haplotypes along two paths that overlap, step 0 of the second at step `shift` of the first; 0 where they differ there. */
function takersOfUnion(a: usize, b: usize, shift: i32): u32 {
	const endA = <i32>pathCountOf(a);
	const endB = shift + <i32>pathCountOf(b);
	const from = min<i32>(0, shift);
	let here: u32 = 0;
	let start: u32 = 0;
	let end: u32 = 0;
	for (let i = from; i < max<i32>(endA, endB); i++) {
		const inA = i >= 0 && i < endA;
		const next = inA ? stepOf(a, true, i) : stepOf(b, false, i - shift);
		if (inA && i >= shift && i < endB && stepOf(b, false, i - shift) != next) return 0;
		if (i == from) end = visitsOf(next);
		else if (follow(here, start, end, next)) {
			start = rangeStart;
			end = rangeEnd;
		} else return 0;
		here = next;
	}
	return end - start;
}

/** Whether a handle lies on the reference behind all of the mate. */
function isPast(handle: u32, mate: usize): bool {
	if (isReference(handle) == 0) return false;
	const at = coordinateOf(handle, 0);
	return isDescending(handle) != 0 ? at < lowOf(mate) : at >= highOf(mate);
}

/** For a chooser: `takersOfFragment` of two reads' candidates of these places. */
export function takersFor(first: u32, place: u32, second: u32, matePlace: u32, distanceMax: u32): u32 {
	return takersOfFragment(candidateAt(first, place), candidateAt(second, matePlace), distanceMax);
}

/** Number of haplotypes that take both paths, the mates facing each other within `distanceMax` bases. */
export function takersOfFragment(a: usize, b: usize, distanceMax: u32): u32 {
	const bound = min<u32>(takersOf(a), takersOf(b));
	if (bound == 0 || !knowsHaplotypes()) return bound;
	const steps = pathCountOf(a);
	const first = stepOf(b, false, 0);
	let here = stepOf(a, true, 0);
	// Where the mates overlap they go one way: the other mate's step 0 at step `shift` of the first, before its start where negative.
	let overlap = false;
	let shift: i32 = 0;
	for (let i: u32 = 0; i < steps && !overlap; i++) {
		overlap = stepOf(a, true, i) == first;
		shift = <i32>i;
	}
	for (let i: u32 = 1; i < pathCountOf(b) && !overlap; i++) {
		overlap = stepOf(b, false, i) == here;
		shift = -<i32>i;
	}
	if (overlap) return takersOfUnion(a, b, shift);
	let start: u32 = 0;
	let end = visitsOf(here);
	for (let i: u32 = 1; i < steps; i++) {
		const next = stepOf(a, true, i);
		follow(here, start, end, next);
		start = rangeStart;
		end = rangeEnd;
		here = next;
	}
	let found: u32 = 0;
	let follows: u32 = 0;
	let depth: u32 = 1;
	set32(open, 0, here);
	set32(open, 1, start);
	set32(open, 2, end);
	set32(open, 3, 0);
	while (depth > 0) {
		const at = (--depth) * 4;
		here = get32(open, at);
		start = get32(open, at + 1);
		end = get32(open, at + 2);
		const gone = get32(open, at + 3);
		const edgeTo = edgeEnd(here);
		for (let i = edgeStart(here); i < edgeTo; i++) {
			if (++follows > FOLLOW_MAX) return bound;
			const next = get32(edgeTargets, i);
			if (!follow(here, start, end, next)) continue;
			const nextStart = rangeStart;
			const nextEnd = rangeEnd;
			if (next == first) {
				found += followMate(b, nextStart, nextEnd);
				continue;
			}
			const distance = gone + handleLength(next);
			if (distance > distanceMax || isPast(next, b)) continue;
			set32(open, depth * 4, next);
			set32(open, depth * 4 + 1, nextStart);
			set32(open, depth * 4 + 2, nextEnd);
			set32(open, depth * 4 + 3, distance);
			depth++;
		}
	}
	return min<u32>(found, bound);
}
