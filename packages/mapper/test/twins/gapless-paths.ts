/** Twin of assembly/extensions.ts: the fewest mismatches over all paths, by trying them all. */
import { lettersOf, type SmallGraph, successors } from '../random-graphs.ts';

const BASES = 'ACGT';

/** Whether a base of a read and one of a graph agree: both A, C, G or T, and equal. */
export function agree(read: string, graph: string): boolean {
	return BASES.includes(read) && read === graph;
}

/**
 * Fewest mismatches with which `bases` fit, without gaps and to their end, to a path from `offset` of `handle` on; Infinity where
 * every path ends too early.
 */
export function fewestMismatches(small: SmallGraph, bases: string, handle: number, offset: number): number {
	const known = new Map<string, number>();
	const from = (here: number, start: number, at: number): number => {
		if (at === bases.length) return 0;
		const key = `${here} ${start} ${at}`;
		const before = known.get(key);
		if (before !== undefined) return before;
		const sequence = lettersOf(small, here);
		let mismatches = 0;
		let position = at;
		for (let i = start; i < sequence.length && position < bases.length; i++) {
			if (!agree(bases[position++]!, sequence[i]!)) mismatches++;
		}
		if (position < bases.length) {
			const rests = successors(small.graph, here).map((next) => from(next, 0, position));
			mismatches += Math.min(Number.POSITIVE_INFINITY, ...rests);
		}
		known.set(key, mismatches);
		return mismatches;
	};
	return from(handle, offset, 0);
}
