/** Twin of assembly/haplotype-paths.ts: the least cost of one side over all paths, by trying them all. */
import { lettersOf, type SmallGraph, successors } from '../random-graphs.ts';
import { agree } from './gapless-paths.ts';
import { leastSwitches } from './haplotype-switches.ts';

/**
 * Least cost of the bases along a path from `offset` of `handle`: 5 for a mismatch, `penalty` for a switch; Infinity where every path
 * ends too early.
 */
export function leastCost(
	small: SmallGraph,
	sequences: readonly (readonly number[])[],
	bases: string,
	handle: number,
	offset: number,
	penalty: number,
): number {
	const from = (path: readonly number[], start: number, at: number, mismatches: number): number => {
		const letters = lettersOf(small, path.at(-1)!);
		let position = at;
		let count = mismatches;
		for (let i = start; i < letters.length && position < bases.length; i++) {
			if (!agree(bases[position++]!, letters[i]!)) count++;
		}
		if (position === bases.length) return 5 * count + penalty * leastSwitches(sequences, path);
		const rests = successors(small.graph, path.at(-1)!).map((next) => from([...path, next], 0, position, count));
		return Math.min(Number.POSITIVE_INFINITY, ...rests);
	};
	return from([handle], offset, 0, 0);
}
