/**
 * What lies behind a place in the graph, in an order to align along: the handles within a span, each before those that follow it.
 *
 * Distances from the place come first, breadth first and corrected where a shorter way turns up; then the reverse postorder of a
 * depth-first search, in which every edge leads onwards but the ones that close a cycle. Those lead back, and are marked so.
 *
 * Entry 0 is the place itself: the rest of its handle. Where a cycle comes back to that handle, the whole of it is another entry.
 */
import { allocate, get32, set32 } from './memory';
import { edgeEnd, edgeStart, edgeTargets, handleLength } from './graph';

/** Handles of one subgraph; what lies beyond is left out, and counted by the caller. */
export const ENTRY_MAX: u32 = 2048;
const EDGE_MAX: u32 = 4 * ENTRY_MAX;
const SLOTS: u32 = 4096;
const NONE: u32 = 0xffffffff;

let handles: usize = 0;
let starts: usize = 0; // offset at which an entry begins in its handle: 0 but for entry 0
let distances: usize = 0; // fewest bases between the place and the entry's first base
let ranks: usize = 0;
let order: usize = 0;
/** Edges out of an entry lie together, in the order of the graph's; those into it are chained, in the order they were found. */
let outStarts: usize = 0;
let outCounts: usize = 0;
let outEntries: usize = 0;
let inFirst: usize = 0;
let inLast: usize = 0;
let inNext: usize = 0;
let inSources: usize = 0;
let queue: usize = 0;
let isQueued: usize = 0;
let slotStamps: usize = 0;
let slotEntries: usize = 0;
let stamp: u32 = 0;

export let entryCount: u32 = 0;
let edgeCount: u32 = 0;
/** Whether entries or edges were left out for want of room. */
export let isCut: bool = false;

export function allocateSubgraphs(): void {
	handles = allocate(ENTRY_MAX * 4);
	starts = allocate(ENTRY_MAX * 4);
	distances = allocate(ENTRY_MAX * 4);
	ranks = allocate(ENTRY_MAX * 4);
	order = allocate(ENTRY_MAX * 4);
	outStarts = allocate(ENTRY_MAX * 4);
	outCounts = allocate(ENTRY_MAX * 4);
	inFirst = allocate(ENTRY_MAX * 4);
	inLast = allocate(ENTRY_MAX * 4);
	isQueued = allocate(ENTRY_MAX * 4);
	queue = allocate(ENTRY_MAX * 4);
	outEntries = allocate(EDGE_MAX * 4);
	inNext = allocate(EDGE_MAX * 4);
	inSources = allocate(EDGE_MAX * 4);
	slotStamps = allocate(SLOTS * 4);
	slotEntries = allocate(SLOTS * 4);
}

// @ts-ignore: decorator
@inline export function entryHandle(entry: u32): u32 {
	return get32(handles, entry);
}
// @ts-ignore: decorator
@inline export function entryStart(entry: u32): u32 {
	return get32(starts, entry);
}
/** Fewest bases between the place and the entry's first base. */
// @ts-ignore: decorator
@inline export function entryDistance(entry: u32): u32 {
	return get32(distances, entry);
}
/** Entry at a place of the order. */
// @ts-ignore: decorator
@inline export function entryInOrder(i: u32): u32 {
	return get32(order, i);
}
/** First edge into an entry, or NO_EDGE. */
// @ts-ignore: decorator
@inline export function firstEdgeInto(entry: u32): u32 {
	return get32(inFirst, entry);
}
// @ts-ignore: decorator
@inline export function nextEdge(edge: u32): u32 {
	return get32(inNext, edge);
}
export const NO_EDGE: u32 = NONE;
// @ts-ignore: decorator
@inline export function edgeSource(edge: u32): u32 {
	return get32(inSources, edge);
}
/** Whether an edge from `source` to `target` closes a cycle. */
// @ts-ignore: decorator
@inline export function leadsBack(source: u32, target: u32): bool {
	return get32(ranks, source) >= get32(ranks, target);
}

/** Whether an edge from `entry` on closes a cycle. */
export function hasEdgeBack(entry: u32): bool {
	const first = get32(outStarts, entry);
	const end = first + get32(outCounts, entry);
	for (let i = first; i < end; i++) if (leadsBack(entry, get32(outEntries, i))) return true;
	return false;
}

function addEntry(handle: u32, start: u32, distance: u32): u32 {
	const entry = entryCount++;
	set32(handles, entry, handle);
	set32(starts, entry, start);
	set32(distances, entry, distance);
	set32(outStarts, entry, NONE);
	set32(outCounts, entry, 0);
	set32(inFirst, entry, NONE);
	set32(isQueued, entry, 0);
	set32(ranks, entry, NONE);
	return entry;
}

/** Entry of a whole handle, made where there is none yet; NONE where there is no room. */
function entryOf(handle: u32, distance: u32): u32 {
	let slot = (handle * 0x9e3779b1) >> 20;
	while (get32(slotStamps, slot) == stamp) {
		const entry = get32(slotEntries, slot);
		if (get32(handles, entry) == handle) return entry;
		slot = (slot + 1) & (SLOTS - 1);
	}
	if (entryCount == ENTRY_MAX) return NONE;
	const entry = addEntry(handle, 0, distance);
	set32(slotStamps, slot, stamp);
	set32(slotEntries, slot, entry);
	return entry;
}

/** Collects what begins less than `span` bases behind `offset` of `handle`, and puts it in order. */
export function collectSubgraph(handle: u32, offset: u32, span: u32): void {
	if (++stamp == 0) {
		memory.fill(slotStamps, 0, SLOTS * 4);
		stamp = 1;
	}
	entryCount = 0;
	edgeCount = 0;
	isCut = false;
	addEntry(handle, offset, 0);
	findDistances(span);
	findOrder();
}

function findDistances(span: u32): void {
	let from: u32 = 0;
	let queued: u32 = 1;
	set32(queue, 0, 0);
	while (queued > 0) {
		const entry = get32(queue, from);
		from = (from + 1) & (ENTRY_MAX - 1);
		queued--;
		set32(isQueued, entry, 0);
		const handle = get32(handles, entry);
		const end = get32(distances, entry) + handleLength(handle) - get32(starts, entry);
		if (end >= span) continue;
		if (get32(outStarts, entry) == NONE) {
			const edgeTo = edgeEnd(handle);
			set32(outStarts, entry, edgeCount);
			for (let i = edgeStart(handle); i < edgeTo; i++) {
				const target = edgeCount < EDGE_MAX ? entryOf(get32(edgeTargets, i), NONE) : NONE;
				if (target == NONE) {
					isCut = true;
					break;
				}
				set32(outEntries, edgeCount, target);
				set32(inSources, edgeCount, entry);
				set32(inNext, edgeCount, NONE);
				if (get32(inFirst, target) == NONE) set32(inFirst, target, edgeCount);
				else set32(inNext, get32(inLast, target), edgeCount);
				set32(inLast, target, edgeCount);
				edgeCount++;
			}
			set32(outCounts, entry, edgeCount - get32(outStarts, entry));
		}
		const first = get32(outStarts, entry);
		const outEnd = first + get32(outCounts, entry);
		for (let i = first; i < outEnd; i++) {
			const target = get32(outEntries, i);
			if (get32(distances, target) <= end) continue;
			set32(distances, target, end);
			if (get32(isQueued, target) != 0) continue;
			set32(isQueued, target, 1);
			set32(queue, (from + queued) & (ENTRY_MAX - 1), target);
			queued++;
		}
	}
}

/** Depth-first search with its own stack: the queue's room, and `order` filled from its end. */
function findOrder(): void {
	const stack = queue;
	const nextEdges = isQueued; // edges of an entry that were followed; all 0 when the queue has run empty
	let depth: u32 = 1;
	let last = entryCount;
	set32(stack, 0, 0);
	set32(ranks, 0, NONE - 1);
	while (depth > 0) {
		const entry = get32(stack, depth - 1);
		const followed = get32(nextEdges, entry);
		if (followed == get32(outCounts, entry)) {
			depth--;
			last--;
			set32(order, last, entry);
			set32(ranks, entry, last);
			continue;
		}
		set32(nextEdges, entry, followed + 1);
		const target = get32(outEntries, get32(outStarts, entry) + followed);
		// Ranks say where the search is: NONE not seen, NONE - 1 on the stack.
		if (get32(ranks, target) != NONE) continue;
		set32(ranks, target, NONE - 1);
		set32(stack, depth++, target);
	}
}
