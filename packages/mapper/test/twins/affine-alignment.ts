/** Twin of assembly/alignments.ts: the best affine-gap score over all paths from a place, by filling in every cell. */
import { lettersOf, type SmallGraph, successors } from '../random-graphs.ts';
import { agree } from './gapless-paths.ts';

/** Score: match 1, mismatch -4, another letter of the read -1, gap -6 - 1 a base; reaching the read's end is worth 5 when ends are compared. */
const MATCH_SCORE = 1;
const MISMATCH_SCORE = -4;
const OTHER_SCORE = -1;
/** Score of a base of a read on one of a graph. */
export const scoreOf = (read: string, graph: string): number =>
	agree(read, graph) ? MATCH_SCORE : 'ACGT'.includes(read) ? MISMATCH_SCORE : OTHER_SCORE;
const GAP_OPEN = -6;
const GAP_EXTEND = -1;
export const END_BONUS = 5;

/** Cells of one matrix after some bases of the read, by place in the graph: `handle:offset`, bases before offset used. */
type Cells = Map<string, number>;

/**
 * Best score, bonus included, of aligning any first part of `bases` to any path from `offset` of `handle` on; 0 for nothing at all.
 * Every cell of read position by place by matrix is filled; deletions spread until nothing gets better.
 */
export function bestScore(small: SmallGraph, bases: string, handle: number, offset: number): number {
	/** Places from which a next base can be taken: at the end of a handle, the starts of those that follow. */
	const starts = (place: string): [number, number][] => {
		const [here, at] = place.split(':').map(Number) as [number, number];
		if (at < lettersOf(small, here).length) return [[here, at]];
		return successors(small.graph, here).map((next) => [next, 0]);
	};
	let matched: Cells = new Map([[`${handle}:${offset}`, 0]]);
	let inserted: Cells = new Map();
	let best = 0;
	for (let read = 0; ; read++) {
		// What cannot get above the best any more, if all the rest of the read matched, need not be filled in.
		spreadDeletions(matched, starts, best - (bases.length - read) * MATCH_SCORE - END_BONUS);
		for (const score of matched.values()) best = Math.max(best, score + (read === bases.length ? END_BONUS : 0));
		if (read === bases.length) return best;
		const nextMatched: Cells = new Map();
		const nextInserted: Cells = new Map();
		for (const [place, score] of matched) {
			raise(nextInserted, place, score + GAP_OPEN + GAP_EXTEND);
			for (const [here, at] of starts(place)) {
				raise(nextMatched, `${here}:${at + 1}`, score + scoreOf(bases[read]!, lettersOf(small, here)[at]!));
			}
		}
		for (const [place, score] of inserted) raise(nextInserted, place, score + GAP_EXTEND);
		for (const [place, score] of nextInserted) raise(nextMatched, place, score);
		matched = nextMatched;
		inserted = nextInserted;
	}
}

/** Opens and extends deletions from all cells; a closed deletion is a cell as good as a matched one. */
function spreadDeletions(matched: Cells, starts: (place: string) => [number, number][], floor: number): void {
	const deleted: Cells = new Map();
	let changed = true;
	while (changed) {
		changed = false;
		for (const [cells, cost] of [
			[new Map(matched), GAP_OPEN + GAP_EXTEND],
			[new Map(deleted), GAP_EXTEND],
		] as const) {
			for (const [place, score] of cells) {
				if (score + cost < floor) continue;
				for (const [here, at] of starts(place)) changed = raise(deleted, `${here}:${at + 1}`, score + cost) || changed;
			}
		}
		for (const [place, score] of deleted) changed = raise(matched, place, score) || changed;
	}
}

function raise(cells: Cells, place: string, score: number): boolean {
	if ((cells.get(place) ?? Number.NEGATIVE_INFINITY) >= score) return false;
	cells.set(place, score);
	return true;
}
