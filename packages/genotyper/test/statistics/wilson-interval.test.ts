import { describe, expect, it } from 'vitest';
import { wilsonInterval, Z_95 } from '../../src/statistics/wilson-interval.ts';

describe('Wilson interval', () => {
	// R. G. Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (score, no continuity correction).
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('%i of %i as published', (successes, trials, lower, upper) => {
		const interval = wilsonInterval(successes, trials)!;
		expect(interval[0]).toBeCloseTo(lower, 4);
		expect(interval[1]).toBeCloseTo(upper, 4);
	});

	it('its limits are the proportions that the score test just does not reject', () => {
		for (const [successes, trials] of [
			[1, 3],
			[430, 931],
			[930, 931],
		] as const) {
			for (const limit of wilsonInterval(successes, trials)!) {
				const z = Math.abs(successes / trials - limit) / Math.sqrt((limit * (1 - limit)) / trials);
				expect(z).toBeCloseTo(Z_95, 9);
			}
		}
	});

	it('ends exactly at 0 and 1', () => {
		expect(wilsonInterval(0, 931)?.[0]).toBe(0);
		expect(wilsonInterval(931, 931)?.[1]).toBe(1);
		expect(wilsonInterval(0, 0)).toBeUndefined();
	});
});
