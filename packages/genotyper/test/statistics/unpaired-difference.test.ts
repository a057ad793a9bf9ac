import { describe, expect, it } from 'vitest';
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
});
