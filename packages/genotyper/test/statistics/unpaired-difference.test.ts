import { describe, expect, it } from 'vitest';
import { pairedDifferenceInterval } from '../../src/statistics/paired-difference.ts';
import { unpairedDifferenceInterval } from '../../src/statistics/unpaired-difference.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

describe("Newcombe's interval for the difference of independent proportions", () => {
	// R. G. Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, table II, method 10
	it.each([
		[56, 70, 48, 80, 0.0524, 0.3339],
		[9, 10, 3, 10, 0.1705, 0.809],
		[6, 7, 2, 7, 0.0582, 0.8062],
		[5, 56, 0, 29, -0.0381, 0.1926],
		[0, 10, 0, 20, -0.1611, 0.2775],
		[0, 10, 0, 10, -0.2775, 0.2775],
		[10, 10, 0, 20, 0.6791, 1],
		[10, 10, 0, 10, 0.6075, 1],
	])('%i of %i and %i of %i', (a, m, b, n, lower, upper) => {
		const proportion = (x: number, trials: number) => ({ value: x / trials, interval: wilsonInterval(x, trials)! });
		const interval = unpairedDifferenceInterval(proportion(a, m), proportion(b, n));
		expect(interval[0]).toBeCloseTo(lower, 4);
		expect(interval[1]).toBeCloseTo(upper, 4);
	});

	it('with a correlation it is as narrow as that of pairs (Newcombe 1998, method 10 of pairs, table of 36, 12, 2, 0)', () => {
		// Without correction for continuity: phi of the table is -0.1890, negative and not corrected there.
		const table = { both: 36, onlyFirst: 12, onlySecond: 2, neither: 0 };
		const proportion = (x: number) => ({ value: x / 50, interval: wilsonInterval(x, 50)! });
		const phi = -(12 * 2) / Math.sqrt(48 * 2 * 38 * 12);
		const interval = unpairedDifferenceInterval(proportion(48), proportion(38), phi);
		const paired = pairedDifferenceInterval(table)!;
		expect(interval[0]).toBeCloseTo(paired[0], 12);
		expect(interval[1]).toBeCloseTo(paired[1], 12);
	});
});
