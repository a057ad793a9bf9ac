import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialProbability } from '../../src/statistics/binomial.ts';
import { f1Interval } from '../../src/statistics/f1-interval.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

describe('interval of F1', () => {
	it("is Wilson's interval of F*, carried over", () => {
		// Newcombe 1998, table I: 81 of 263 has the Wilson interval 0.2553 to 0.3662.
		const [lower, upper] = f1Interval(81, 100, 82)!;
		expect(lower / (2 - lower)).toBeCloseTo(0.2553, 4);
		expect(upper / (2 - upper)).toBeCloseTo(0.3662, 4);
	});

	it('holds F1, and stays within 0 and 1', () => {
		const counts = fc.nat({ max: 5000 });
		fc.assert(
			fc.property(counts, counts, counts, (tp, fn, fp) => {
				fc.pre(tp + fn + fp > 0);
				const [lower, upper] = f1Interval(tp, fn, fp)!;
				const f1 = (2 * tp) / (2 * tp + fn + fp);
				expect(lower).toBeGreaterThanOrEqual(0);
				expect(upper).toBeLessThanOrEqual(1);
				expect(lower).toBeLessThanOrEqual(f1);
				expect(upper).toBeGreaterThanOrEqual(f1);
			}),
		);
		expect(f1Interval(0, 0, 0)).toBeUndefined();
	});

	it('covers the true F1 as often as Wilson covers a proportion, by going through every outcome', () => {
		const n = 60;
		for (const overlap of [0.5, 0.8, 0.95]) {
			const f1 = (2 * overlap) / (1 + overlap);
			let covered = 0;
			let wilsonCovered = 0;
			for (let tp = 0; tp <= n; tp++) {
				const chance = binomialProbability(tp, n, overlap);
				const [lower, upper] = f1Interval(tp, n - tp, 0)!;
				if (lower <= f1 && f1 <= upper) covered += chance;
				const [least, most] = wilsonInterval(tp, n)!;
				if (least <= overlap && overlap <= most) wilsonCovered += chance;
			}
			expect(covered).toBeCloseTo(wilsonCovered, 12);
			expect(covered).toBeGreaterThan(0.92);
		}
	});
});
