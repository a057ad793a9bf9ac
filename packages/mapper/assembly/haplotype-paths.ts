/**
 * The second look at a read whose path no haplotype takes: the gapless search again, with the haplotypes carried along.
 *
 * From a pivot on the path that was found, first one side and then the other is searched depth first for the least cost: 5 for a
 * mismatch (what it takes from the score) and the penalty for a switch. The second side sets out with the haplotypes that take the
 * first; since the first does not know what the second will show, both orders are tried. What was found before stands unless a path
 * costs less: so a read that no haplotype spells keeps the path that spells it, if that is worth its switches.
 *
 * Few reads come here. Work is bounded by VISIT_MAX nodes a side; where they run out, what was found until then counts.
 */
import { allocate, get32, set32 } from './memory';
import { edgeEnd, edgeStart, edgeTargets, graphBases, handleLength } from './graph';
import { readBases } from './reads';
import { editNext, MATCH, MISMATCH, pathAt, pathNext, pushEdit, pushStep, replaceSince, reversePath, rewindPools } from './candidates';
import { differences, matchRun } from './differences';
import { follow, rangeEnd, rangeStart, switchPenalty, visitsOf } from './haplotypes';

const MISMATCH_COST: u32 = 5;
const VISIT_MAX: u32 = 256;
const NONE: u32 = 0xffffffff;

// Visit, 32 bytes.
const VISIT_BYTES: usize = 32;
const HANDLE: usize = 0;
const OFFSET: usize = 4;
const READ: usize = 8;
const COST: usize = 12;
const START: usize = 16; // haplotypes that came this way, as a range of visits to the handle
const END: usize = 20;
const PARENT: usize = 24;
const BELOW: usize = 28; // on the stack
let visits: usize = 0;

/** What `searchAlongHaplotypes` found: offset in the first handle, exclusive end in the last, mismatches. */
export let foundOffset: u32 = 0;
export let foundEndOffset: u32 = 0;
export let foundMismatches: u32 = 0;

export function allocateHaplotypePaths(): void {
	visits = allocate(VISIT_MAX * <u32>VISIT_BYTES);
}

// @ts-ignore: decorator
@inline function visitAt(i: u32): usize {
	return visits + <usize>i * VISIT_BYTES;
}

/** Exclusive end in the last handle of the side that `searchSide` pushed. */
let sideEnd: u32 = 0;

/**
 * Pushes the cheapest path of a strand from `position` on, along `handle` from `offset`, to the read's end; the haplotypes in visits
 * [start, end) of `handle` came here. Returns its cost, or NONE with nothing pushed where it is not below `costEnd`.
 */
function searchSide(
	packedRead: usize, othersRead: usize, length: u32, position: u32, handle: u32, offset: u32, start: u32, end: u32, costEnd: u32,
): u32 {
	let count: u32 = 0;
	let top: u32 = NONE;
	let best = costEnd;
	let bestVisit: u32 = NONE;
	let visit = visitAt(count++);
	store<u32>(visit, handle, HANDLE);
	store<u32>(visit, offset, OFFSET);
	store<u32>(visit, position, READ);
	store<u32>(visit, 0, COST);
	store<u32>(visit, start, START);
	store<u32>(visit, end, END);
	store<u32>(visit, NONE, PARENT);
	store<u32>(visit, NONE, BELOW);
	top = 0;
	while (top != NONE) {
		const index = top;
		visit = visitAt(index);
		top = load<u32>(visit, BELOW);
		let cost = load<u32>(visit, COST);
		if (cost >= best) continue;
		const here = load<u32>(visit, HANDLE);
		const from = load<u32>(visit, OFFSET);
		const at = load<u32>(visit, READ);
		const bases = min<u32>(handleLength(here) - from, length - at);
		for (let done: u32 = 0; done < bases && cost < best; done += 28) {
			const step = min<u32>(28, bases - done);
			cost += MISMATCH_COST * <u32>popcnt<u64>(differences(packedRead, othersRead, at + done, here, from + done, step));
		}
		if (cost >= best) continue;
		const next = at + bases;
		if (next == length) {
			best = cost;
			bestVisit = index;
			continue;
		}
		const firstBase = readBases(packedRead, next) & 3;
		const edgeFrom = edgeStart(here);
		const edgeTo = edgeEnd(here);
		for (let pass: u32 = 0; pass < 2; pass++) {
			for (let i = edgeTo; i > edgeFrom && count < VISIT_MAX; i--) {
				const target = get32(edgeTargets, i - 1);
				if (((graphBases(target, 0) & 3) == firstBase) != (pass == 1)) continue;
				// A first base that differs is a mismatch.
				const least = best - (pass == 0 ? min<u32>(MISMATCH_COST, best) : 0);
				if (cost >= least) continue;
				let stepCost = cost;
				let targetStart: u32 = 0;
				let targetEnd: u32;
				if (follow(here, load<u32>(visit, START), load<u32>(visit, END), target)) {
					targetStart = rangeStart;
					targetEnd = rangeEnd;
				} else {
					targetEnd = visitsOf(target);
					if (load<u32>(visit, END) > 0 || targetEnd == 0) stepCost += <u32>switchPenalty;
				}
				if (stepCost >= least) continue;
				const entry = visitAt(count);
				store<u32>(entry, target, HANDLE);
				store<u32>(entry, 0, OFFSET);
				store<u32>(entry, next, READ);
				store<u32>(entry, stepCost, COST);
				store<u32>(entry, targetStart, START);
				store<u32>(entry, targetEnd, END);
				store<u32>(entry, index, PARENT);
				store<u32>(entry, top, BELOW);
				top = count++;
			}
		}
	}
	if (bestVisit == NONE) return NONE;
	const path = pathNext;
	visit = visitAt(bestVisit);
	sideEnd = load<u32>(visit, OFFSET) + (length - load<u32>(visit, READ));
	for (let i = bestVisit; i != NONE; i = load<u32>(visitAt(i), PARENT)) pushStep(load<u32>(visitAt(i), HANDLE));
	reversePath(path, pathNext, 0);
	return best;
}

/** Range of the haplotypes that come along the flipped path in [first, end) of the pool to its first handle, flipped. */
function rangeAgainst(first: u32, end: u32): void {
	let here = pathAt(end - 1) ^ 1;
	let start: u32 = 0;
	let stop = visitsOf(here);
	for (let i = end - 1; i > first; i--) {
		const next = pathAt(i - 1) ^ 1;
		if (follow(here, start, stop, next)) {
			start = rangeStart;
			stop = rangeEnd;
		} else {
			start = 0;
			stop = visitsOf(next);
		}
		here = next;
	}
	againstStart = start;
	againstEnd = stop;
}
let againstStart: u32 = 0;
let againstEnd: u32 = 0;

/**
 * Looks for a path of the whole read through base `offset` of `handle`, at base `position` of the strand, that costs less than `cost`.
 * True where there is one: it then stands in the pools in place of what stood there from `path` and `edits` on.
 * No path of the side to the left or to the right costs less than `leftLeast` and `rightLeast`, which `cost` exceeds together.
 * `packed` and `others` are those of the strand, `packedBack` and `othersBack` those of the other.
 */
export function searchAlongHaplotypes(
	packed: usize, others: usize, packedBack: usize, othersBack: usize, length: u32, position: u32, handle: u32, offset: u32,
	cost: u32, leftLeast: u32, rightLeast: u32, path: u32, edits: u32,
): bool {
	let found = false;
	if (visitsOf(handle) == 0) return false;
	for (let order: u32 = 0; order < 2; order++) {
		const left = pathNext;
		const leftEdits = editNext;
		let total: u32;
		let leftEnd: u32 = 0;
		let rightEnd: u32 = 0;
		let right: u32 = left;
		const back = length - position;
		const backOffset = handleLength(handle) - offset;
		if (order == 0) {
			// Right, then left: the final order is left, right, so that the right side is moved behind it.
			total = searchSide(packed, others, length, position, handle, offset, 0, visitsOf(handle), cost - leftLeast);
			if (total == NONE) continue;
			rightEnd = sideEnd;
			const rightSteps = pathNext;
			rangeAgainst(left, rightSteps);
			const other = searchSide(packedBack, othersBack, length, back, handle ^ 1, backOffset, againstStart, againstEnd, cost - total);
			if (other == NONE) {
				rewindPools(left, leftEdits);
				continue;
			}
			total += other;
			leftEnd = sideEnd;
			right = pathNext;
			reversePath(rightSteps, right, 1);
			// Behind both: the path from left to right, with the pivot's handle once.
			for (let i = rightSteps; i < right; i++) pushStep(pathAt(i));
			for (let i = left + 1; i < rightSteps; i++) pushStep(pathAt(i));
		} else {
			total = searchSide(packedBack, othersBack, length, back, handle ^ 1, backOffset, 0, visitsOf(handle ^ 1), cost - rightLeast);
			if (total == NONE) continue;
			leftEnd = sideEnd;
			const leftSteps = pathNext;
			rangeAgainst(left, leftSteps);
			const other = searchSide(packed, others, length, position, handle, offset, againstStart, againstEnd, cost - total);
			if (other == NONE) {
				rewindPools(left, leftEdits);
				continue;
			}
			total += other;
			rightEnd = sideEnd;
			right = pathNext;
			reversePath(left, leftSteps, 1);
			for (let i = left; i < leftSteps; i++) pushStep(pathAt(i));
			for (let i = leftSteps + 1; i < right; i++) pushStep(pathAt(i));
		}
		foundOffset = handleLength(pathAt(right)) - leftEnd;
		foundEndOffset = rightEnd;
		foundMismatches = pushEdits(right, packed, others, length, leftEdits);
		replaceSince(path, edits, right, leftEdits);
		cost = total;
		found = true;
	}
	return found;
}

/** Pushes the edits of the whole strand along the path that begins at `first` of the pool and ends it; returns its mismatches. */
function pushEdits(first: u32, packed: usize, others: usize, length: u32, edits: u32): u32 {
	let mismatches: u32 = 0;
	let at: u32 = 0;
	let offset = foundOffset;
	for (let i = first; i < pathNext; i++) {
		const handle = pathAt(i);
		const end = min<u32>(handleLength(handle), offset + length - at);
		while (offset < end) {
			const run = matchRun(packed, others, at, handle, offset, end - offset);
			pushEdit(edits, MATCH, run);
			at += run;
			offset += run;
			if (offset == end) break;
			pushEdit(edits, MISMATCH, 1);
			mismatches++;
			at++;
			offset++;
		}
		offset = 0;
	}
	return mismatches;
}
