import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnFragmentLengths, PAIRS_MIN } from '../../src/pairs/fragment-lengths.ts';
import { randomNumbers } from '../random-graphs.ts';

/** Lengths of a normal distribution, by the sum of uniform ones. */
function normalLengths(seed: number, count: number, mean: number, stdev: number): number[] {
	const next = randomNumbers(seed);
	const uniform = (): number => next() / 2 ** 32;
	return Array.from({ length: count }, () => {
		const sum = Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, 0);
		return Math.max(1, Math.round(mean + (sum - 6) * stdev));
	});
}

describe('fragment lengths', () => {
	it('are those of a normal library', () => {
		for (const [seed, mean, stdev] of [
			[1, 420, 80],
			[2, 350, 20],
			[3, 550, 120],
		] as const) {
			const learnt = learnFragmentLengths(Uint32Array.from(normalLengths(seed, 4000, mean, stdev)))!;
			expect(Math.abs(learnt.mean - mean)).toBeLessThan(stdev / 8);
			expect(Math.abs(learnt.stdev - stdev)).toBeLessThan(stdev / 8);
		}
	});

	it('are not moved by the chimeras and structural variants of a tenth of the pairs', () => {
		const clean = normalLengths(4, 3600, 420, 60);
		const foul = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 9000 + i : 1 + (i % 20)));
		const learnt = learnFragmentLengths(Uint32Array.from([...foul, ...clean]))!;
		expect(Math.abs(learnt.mean - 420)).toBeLessThan(10);
		expect(Math.abs(learnt.stdev - 60)).toBeLessThan(15);
	});

	it('are the median and the scaled median deviation, in any order of the pairs', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: PAIRS_MIN, maxLength: 200 }),
				fc.integer(),
				(lengths, seed) => {
					const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
					const median = middle(lengths);
					const mad = middle(lengths.map((length) => Math.abs(length - median)));
					const next = randomNumbers(seed);
					const shuffled = lengths.map((length) => [next(), length] as const).toSorted((a, b) => a[0] - b[0]);
					const learnt = learnFragmentLengths(Uint32Array.from(shuffled, ([, length]) => length))!;
					expect(learnt.mean).toBe(median);
					expect(learnt.stdev).toBeCloseTo(Math.max(5, mad / 0.6745), 0);
				},
			),
			{ numRuns: 100 },
		);
	});

	it('are not learnt from too few pairs, and never have no spread', () => {
		expect(learnFragmentLengths(new Uint32Array(PAIRS_MIN - 1).fill(400))).toBeUndefined();
		expect(learnFragmentLengths(new Uint32Array(0))).toBeUndefined();
		expect(learnFragmentLengths(new Uint32Array(PAIRS_MIN).fill(400))).toEqual({ mean: 400, stdev: 5 });
	});
});
