import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/statistics/benjamini-hochberg.ts';

describe("Benjamini and Hochberg's adjustment", () => {
	it('their thrombolysis trial: four of fifteen hypotheses are rejected at 5 % (1995, section 3.2)', () => {
		const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
		const adjusted = benjaminiHochberg(p);
		expect(adjusted.filter((q) => q <= 0.05)).toHaveLength(4);
		// p.adjust(p, "BH") of R 4.2.2
		const byR = [
			0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182, 0.714875, 0.75323077,
			0.81321429, 1,
		];
		for (const [i, q] of adjusted.entries()) expect(q).toBeCloseTo(byR[i]!, 8);
	});

	it('keeps the order of the values, never falls below them, and is the step-up rule at every level', () => {
		fc.assert(
			fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (p) => {
				const adjusted = benjaminiHochberg(p);
				for (const level of [0.01, 0.05, 0.2, 0.5]) {
					const sorted = p.toSorted((a, b) => a - b);
					// The rule as it is written: the largest k with p(k) <= k q / m; all up to it are rejected.
					const k = sorted.findLastIndex((value, i) => value * (p.length / (i + 1)) <= level);
					const rejected = adjusted.filter((q) => q <= level).length;
					expect(rejected).toBe(k === -1 ? 0 : sorted.filter((value) => value <= sorted[k]!).length);
				}
				for (const [i, q] of adjusted.entries()) expect(q).toBeGreaterThanOrEqual(p[i]!);
			}),
		);
	});
});
