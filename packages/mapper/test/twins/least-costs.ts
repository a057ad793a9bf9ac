/** Twin of assembly/least-costs.ts: every block looked for in what every path spells. */
import { nodeLength } from '@pangraf/graph';
import { lettersOf, type SmallGraph, successors } from '../random-graphs.ts';

// SYNC: assembly/least-costs.ts
const BLOCK = 6;
const BLOCKS_MAX = 20;
const BLOCK_COST = 5;
const SLACK = 3;

/** Words of BLOCK letters that begin behind a place, all of them less than `span` bases from it on the shortest way. */
function wordsBehind(small: SmallGraph, handle: number, offset: number, span: number): Set<string> {
	const { graph } = small;
	const nearest = new Map<number, number>();
	const words = new Set<string>();
	const visit = (at: number, start: number, distance: number): void => {
		const end = distance + nodeLength(graph, at >> 1) - start;
		if (end >= span) return;
		for (const next of successors(graph, at)) {
			if ((nearest.get(next) ?? Number.POSITIVE_INFINITY) <= end) continue;
			nearest.set(next, end);
			visit(next, 0, end);
		}
	};
	visit(handle, offset, 0);
	const extend = (word: string, at: number, from: number, distance: number): void => {
		const letters = lettersOf(small, at).slice(from, from + Math.max(0, span - distance));
		const longer = (word + letters).slice(0, BLOCK);
		if (longer.length === BLOCK) words.add(longer);
		else if (from + letters.length === nodeLength(graph, at >> 1) && distance + letters.length < span) {
			for (const next of successors(graph, at)) extend(longer, next, 0, nearest.get(next)!);
		}
	};
	const extendAll = (at: number, from: number, distance: number): void => {
		for (let start = from; start < nodeLength(graph, at >> 1); start++) extend('', at, start, distance + start - from);
	};
	extendAll(handle, offset, 0);
	for (const [at, distance] of nearest) extendAll(at, 0, distance);
	return words;
}

/** By base of `bases`, and behind the last: what it and those behind it cost at least along paths from `offset` of `handle` on, less `spare`. */
export function leastCosts(
	small: SmallGraph,
	bases: string,
	handle: number,
	offset: number,
	span: number,
	spare: number,
): number[] {
	const words = wordsBehind(small, handle, offset, span);
	const costs = Array.from({ length: bases.length + 1 }, () => 0);
	let absent = 0;
	let start = bases.length;
	for (let block = 0; block < BLOCKS_MAX && start >= BLOCK; block++) {
		start -= BLOCK;
		absent += words.has(bases.slice(start, start + BLOCK)) ? 0 : 1;
		costs.fill(Math.max(0, absent * BLOCK_COST - SLACK - spare), 0, start + 1);
	}
	return costs;
}
