/**
 * The length of a fragment along the graph, where the linear coordinate cannot know it: mates on both sides of an allele that inserts or
 * deletes sequence lie as far apart as the paths between them are long.
 *
 * All ways along edges from the end of the forward mate's path to the start of the other's are followed, as far as a fragment reaches; of
 * their lengths the one nearest to the mean counts. A handle that was reached over as many bases before is not looked at again, so that
 * substitutions do not multiply the work, which STATE_MAX bounds.
 */
import { allocate, get32, set32 } from './memory';
import { edgeEnd, edgeStart, edgeTargets, handleLength } from './graph';
import { candidateAt, offsetOf, pathAt, pathCountOf, pathOf, spanOf, strandOf } from './candidates';

const STATE_MAX: u32 = 256;
/** Open addressing; a power of two. */
const SEEN_SLOTS: u32 = 1024;
let handles: usize = 0;
let distances: usize = 0;
let seenHandles: usize = 0;
let seenDistances: usize = 0;
let seenStamps: usize = 0;
let stamp: u32 = 0;

export function allocateFragments(): void {
	handles = allocate(STATE_MAX * 4);
	distances = allocate(STATE_MAX * 4);
	seenHandles = allocate(SEEN_SLOTS * 4);
	seenDistances = allocate(SEEN_SLOTS * 4);
	seenStamps = allocate(SEEN_SLOTS * 4);
}

/** Step `i` of a candidate's path, along its read or against it. */
// @ts-ignore: decorator
@inline export function stepOf(candidate: usize, alongRead: bool, i: u32): u32 {
	return (strandOf(candidate) == 0) == alongRead
		? pathAt(pathOf(candidate) + i)
		: pathAt(pathOf(candidate) + pathCountOf(candidate) - 1 - i) ^ 1;
}

/** Offset of the aligned part in the first of these steps. */
function startOffset(candidate: usize, alongRead: bool): u32 {
	if ((strandOf(candidate) == 0) == alongRead) return offsetOf(candidate);
	let length: u32 = 0;
	for (let i: u32 = 0; i < pathCountOf(candidate); i++) length += handleLength(pathAt(pathOf(candidate) + i));
	return length - offsetOf(candidate) - spanOf(candidate);
}

/** Whether a handle was reached over `distance` bases before; remembers it otherwise. */
function seenBefore(handle: u32, distance: u32): bool {
	let slot = ((handle * 0x9e3779b1) ^ (distance * 0x85ebca6b)) >> 22;
	while (get32(seenStamps, slot) == stamp) {
		if (get32(seenHandles, slot) == handle && get32(seenDistances, slot) == distance) return true;
		slot = (slot + 1) & (SEEN_SLOTS - 1);
	}
	set32(seenStamps, slot, stamp);
	set32(seenHandles, slot, handle);
	set32(seenDistances, slot, distance);
	return false;
}

/**
 * Length, at most `most`, of a fragment that begins with the alignment `a` of the mate that is read along it and ends with `b` of the
 * other; of several the one nearest to `mean`, the shorter of two as near. 0 where there is none.
 */
export function fragmentAlong(a: usize, b: usize, mean: f64, most: u32): u32 {
	const stepsA = pathCountOf(a);
	const stepsB = pathCountOf(b);
	const first = stepOf(b, false, 0);
	const offsetA = startOffset(a, true);
	// Where b begins inside its first handle, and what follows: what a way to that handle's start lacks.
	const rest = startOffset(b, false) + spanOf(b);
	let best: u32 = 0;
	// On a's own path, or before it.
	let along: u32 = 0;
	for (let i: u32 = 0; i < stepsA; i++) {
		const step = stepOf(a, true, i);
		if (step == first && along + rest > offsetA) best = nearer(best, along + rest - offsetA, mean, most);
		along += handleLength(step);
	}
	let before: u32 = 0;
	for (let i: u32 = 1; i < stepsB; i++) {
		before += handleLength(stepOf(b, false, i - 1));
		if (stepOf(b, false, i) == stepOf(a, true, 0) && rest > before + offsetA) best = nearer(best, rest - before - offsetA, mean, most);
	}
	if (++stamp == 0) {
		memory.fill(seenStamps, 0, SEEN_SLOTS * 4);
		stamp = 1;
	}
	// Behind it: distances are those from a's first base to the end of the handle.
	let count: u32 = 1;
	set32(handles, 0, stepOf(a, true, stepsA - 1));
	set32(distances, 0, along - offsetA);
	for (let next: u32 = 0; next < count; next++) {
		const here = get32(handles, next);
		const distance = get32(distances, next);
		const end = edgeEnd(here);
		for (let i = edgeStart(here); i < end; i++) {
			const target = get32(edgeTargets, i);
			if (target == first) best = nearer(best, distance + rest, mean, most);
			const reached = distance + handleLength(target);
			if (reached >= most || count == STATE_MAX || seenBefore(target, reached)) continue;
			set32(handles, count, target);
			set32(distances, count++, reached);
		}
	}
	return best;
}

function nearer(best: u32, length: u32, mean: f64, most: u32): u32 {
	if (length > most) return best;
	if (best == 0) return length;
	const old = abs<f64>(<f64>best - mean);
	const now = abs<f64>(<f64>length - mean);
	return now < old || (now == old && length < best) ? length : best;
}

/** For a chooser: `fragmentAlong` of two reads' candidates of these places. */
export function fragmentFor(first: u32, place: u32, second: u32, matePlace: u32, mean: f64, most: u32): u32 {
	return fragmentAlong(candidateAt(first, place), candidateAt(second, matePlace), mean, most);
}
