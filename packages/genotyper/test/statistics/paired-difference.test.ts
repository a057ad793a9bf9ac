import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedDifference, pairedDifferenceInterval, type PairedTable } from '../../src/statistics/paired-difference.ts';
import type { Interval } from '../../src/statistics/wilson-interval.ts';

function interval(both: number, onlyFirst: number, onlySecond: number, neither: number): Interval {
	return pairedDifferenceInterval({ both, onlyFirst, onlySecond, neither })!;
}

describe("Newcombe's interval for a paired difference", () => {
	// R. G. Newcombe 1998, Statistics in Medicine 17:2635-2650, table III, method 10; cells e f g h.
	it.each([
		[36, 12, 2, 0, 0.0569, 0.3404],
		[20, 12, 2, 16, 0.0562, 0.3292],
		[18, 12, 2, 18, 0.0562, 0.329],
		[36, 14, 0, 0, 0.1528, 0.4167],
		[35, 14, 0, 1, 0.1461, 0.4175],
		[18, 14, 0, 18, 0.1441, 0.3963],
		[2, 97, 1, 0, 0.8721, 0.9854],
		[0, 29, 1, 0, 0.6666, 0.9882],
		[2, 98, 0, 0, 0.9178, 0.9945],
		[1, 98, 0, 1, 0.9171, 0.9916],
		[0, 30, 0, 0, 0.8395, 1],
		[54, 0, 0, 0, -0.0664, 0.0664],
		[53, 0, 0, 1, -0.0729, 0.0729],
		[30, 0, 0, 24, -0.0358, 0.0358],
		[29, 0, 0, 25, -0.0354, 0.0354],
		[28, 0, 0, 26, -0.0352, 0.0352],
		[27, 0, 0, 27, -0.0351, 0.0351],
	])('%i %i %i %i as published', (e, f, g, h, lower, upper) => {
		const limits = interval(e, f, g, h);
		expect(limits[0]).toBeCloseTo(lower, 4);
		expect(limits[1]).toBeCloseTo(upper, 4);
	});

	it('holds its difference, keeps within -1 and 1, and mirrors when the arms change places', () => {
		const cell = fc.nat(400);
		fc.assert(
			fc.property(cell, cell, cell, cell, (both, onlyFirst, onlySecond, neither) => {
				const table: PairedTable = { both, onlyFirst, onlySecond, neither };
				fc.pre(both + onlyFirst + onlySecond + neither > 0);
				const difference = pairedDifference(table)!;
				const [lower, upper] = interval(both, onlyFirst, onlySecond, neither);
				expect(lower).toBeLessThanOrEqual(difference);
				expect(upper).toBeGreaterThanOrEqual(difference);
				expect(lower).toBeGreaterThanOrEqual(-1);
				expect(upper).toBeLessThanOrEqual(1);
				const mirrored = interval(both, onlySecond, onlyFirst, neither);
				expect(mirrored[0]).toBeCloseTo(-upper, 12);
				expect(mirrored[1]).toBeCloseTo(-lower, 12);
			}),
			{ seed: 11, numRuns: 500 },
		);
	});

	it('an empty table has none', () => {
		const table: PairedTable = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
		expect(pairedDifference(table)).toBeUndefined();
		expect(pairedDifferenceInterval(table)).toBeUndefined();
	});
});
