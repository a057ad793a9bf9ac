import fc from 'fast-check';
import { extendForward, buildHaplotypeStore, matchCount, nodeLength, searchState, startSearch } from '@pangraf/graph';
import { describe, expect, it } from 'vitest';
import { anyGraph, bubbleGraph, followChoices, randomNumbers, type SmallGraph, smallGraph } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { bothDirections, leastSwitches, occurrences } from '../twins/haplotype-switches.ts';

const kernel = new TestingKernel();
const { exports } = kernel;

function putSteps(...paths: readonly (readonly number[])[]): void {
	exports.clearSteps();
	for (const path of paths) for (const handle of path) exports.addStep(handle);
}

/** Switches of a path in the kernel, and haplotypes that take it. */
function along(path: readonly number[]): { switches: number; takers: number } {
	putSteps(path);
	const switches = exports.switchesIn(0, path.length);
	exports.putPath(0, 0, path.length, 0, 0, 1);
	return { switches, takers: exports.takersOfPath(0) };
}

const anyPath = fc
	.tuple(anyGraph({ walks: 8 }), fc.nat(), fc.array(fc.nat(5), { maxLength: 10 }))
	.filter(([{ walks }]) => walks.length > 1)
	.map(([small, start, choices]) => ({ small, path: followChoices(small.graph, start % (2 * small.graph.nodeCount), choices) }));

describe('haplotypes along a path', () => {
	it('are those of the walks, in graphs of every shape', () => {
		fc.assert(
			fc.property(anyPath, ({ small, path }) => {
				kernel.useColumns(small.graph);
				const sequences = bothDirections(small.walks);
				const { switches, takers } = along(path);
				expect(switches).toBe(leastSwitches(sequences, path));
				expect(takers).toBe(switches === 0 ? occurrences(sequences, path) : 0);
			}),
			{ numRuns: 300 },
		);
	});

	it('are those of the store, among many haplotypes', () => {
		const small = bubbleGraph(5, { bubbles: 40, haplotypes: 300 });
		kernel.useColumns(small.graph);
		const store = buildHaplotypeStore(small.graph);
		const next = randomNumbers(9);
		const seen = new Set<number>();
		for (let run = 0; run < 400; run++) {
			const path = followChoices(
				small.graph,
				next() % (2 * small.graph.nodeCount),
				Array.from({ length: 14 }, () => next() % 2),
			);
			const state = searchState();
			let taken = startSearch(store, path[0]!, state);
			for (const handle of path.slice(1)) taken &&= extendForward(store, state, handle);
			expect(along(path).takers).toBe(taken ? matchCount(state) : 0);
			expect(along(path).switches > 0).toBe(!taken);
			seen.add(along(path).switches);
		}
		expect(seen.size).toBeGreaterThan(1);
	});

	it('are nothing where only the reference is known', () => {
		const small = smallGraph(
			['ACGT', 'C', 'G', 'TTTT'],
			[
				[0, 2],
				[0, 4],
				[2, 6],
				[4, 6],
			],
			[[0, 2, 6]],
		);
		kernel.useColumns(small.graph);
		expect(along([0, 4, 6])).toMatchObject({ takers: 0 });
		putSteps([0, 4, 6]);
		exports.putPath(0, 0, 3, 0, 0, 1);
		expect(exports.takersOfPath(0)).toBe(0);
	});
});

describe('haplotypes along a fragment', () => {
	/** Sequences that contain `a` and, not more than `distance` bases behind it or overlapping it, `b`. */
	function takersOfBoth({ graph, walks }: SmallGraph, a: readonly number[], b: readonly number[], distance: number): number {
		const at = (sequence: readonly number[], path: readonly number[]): number =>
			sequence.findIndex((_, i) => path.every((handle, j) => sequence[i + j] === handle));
		return bothDirections(walks).filter((sequence) => {
			const [i, j] = [at(sequence, a), at(sequence, b)];
			// One goes on where the other is; which begins first does not matter.
			if (i < 0 || j < 0 || j + b.length <= i) return false;
			const between = sequence.slice(i + a.length, Math.max(i + a.length, j));
			return between.reduce((sum, handle) => sum + nodeLength(graph, handle >> 1), 0) <= distance;
		}).length;
	}

	it('are those that take both mates', () => {
		const small = bubbleGraph(11, { bubbles: 12, haplotypes: 60, spacing: 20 });
		kernel.useColumns(small.graph);
		const next = randomNumbers(3);
		let conflicts = 0;
		for (let run = 0; run < 600; run++) {
			const walks = bothDirections(small.walks);
			const direction = next() % 2;
			const one = walks[2 * (next() % small.walks.length) + direction]!;
			const two = walks[2 * (next() % small.walks.length) + direction]!;
			const from = next() % (one.length - 4);
			const a = one.slice(from, from + 1 + (next() % 4));
			const near = two.findIndex((handle) => handle === a[next() % a.length]);
			if (near < 0) continue;
			const start = Math.max(0, Math.min(two.length - 1, near - 2 + (next() % 10)));
			const b = two.slice(start, start + 1 + (next() % 4));
			const [strandA, strandB] = [next() % 2, next() % 2];
			const flip = (path: readonly number[]): number[] => path.map((handle) => handle ^ 1).reverse();
			// A candidate's path runs along its strand; the second mate is read against the fragment.
			const pathA = strandA === 0 ? a : flip(a);
			const pathB = strandB === 0 ? flip(b) : b;
			putSteps(pathA, pathB);
			exports.putPath(0, 0, pathA.length, strandA, 0, 1);
			exports.putPath(1, pathA.length, pathA.length + pathB.length, strandB, 0, 1);
			const distance = 60 + (next() % 200);
			const expected = takersOfBoth(small, a, b, distance);
			expect(exports.takersOfBoth(0, 1, distance), `${a.join()} ${b.join()} ${distance}`).toBe(expected);
			if (expected === 0) conflicts++;
		}
		expect(conflicts).toBeGreaterThan(10);
	});
});
