import { describe, expect, it } from 'vitest';
import { detectableDifference, power, smallestSignificantDifference } from '../../src/statistics/detectable-difference.ts';
import { mcnemarExactP } from '../../src/statistics/mcnemar-test.ts';

function factorial(n: number): number {
	let product = 1;
	for (let i = 2; i <= n; i++) product *= i;
	return product;
}

/** Power by going through every table of n pairs. */
function enumeratedPower(n: number, better: number, worse: number): number {
	let sum = 0;
	for (let b = 0; b <= n; b++) {
		for (let c = 0; b + c <= n; c++) {
			if (b <= c || mcnemarExactP(b, c) > 0.05) continue;
			const ways = factorial(n) / (factorial(b) * factorial(c) * factorial(n - b - c));
			sum += ways * better ** b * worse ** c * (1 - better - worse) ** (n - b - c);
		}
	}
	return sum;
}

describe('what a set could have shown', () => {
	it('power equals that of every possible table', () => {
		for (const n of [6, 17, 40]) {
			for (const worse of [0, 0.05, 0.2]) {
				for (const difference of [0.02, 0.2, 0.5]) {
					expect(power(n, worse, difference)).toBeCloseTo(enumeratedPower(n, worse + difference, worse), 10);
				}
			}
		}
	});

	it('the detectable difference is found with a chance of 80 %, and a smaller one less often', () => {
		for (const n of [20, 931, 100_000]) {
			const difference = detectableDifference(n, 0.01)!;
			expect(power(n, 0.01, difference)).toBeCloseTo(0.8, 3);
			expect(power(n, 0.01, difference * 0.9)).toBeLessThan(0.8);
		}
	});

	it('the normal distribution takes over without a step that matters', () => {
		// About 2,000 discordant pairs: just below, all their numbers are gone through.
		const below = power(100_000, 0.0099, 0.00019 + 0.0007);
		const above = power(100_000, 0.0099, 0.00021 + 0.0007);
		expect(Math.abs(above - below)).toBeLessThan(0.02);
		// Connor 1987, worked with pen and paper: 4,000,000 pairs, 1 % against 1.02 %.
		expect(power(4_000_000, 0.01, 0.0002)).toBeCloseTo(0.8, 1);
		expect(detectableDifference(4_000_000, 0.01)).toBeCloseTo(0.0002, 5);
	});

	// Pairs for 80 % by the normal power (R. J. Connor 1987, doi:10.2307/2531961) as published for 45 against 5 % alone found
	// (powerandsamplesize.com, 23 pairs) and for 30 against 15 % (155 pairs). The exact test is conservative and wants a few more.
	it.each([
		[0.05, 0.45, 23],
		[0.15, 0.3, 155],
	])('%f against %f: a little under 80 %% with the %i pairs that the normal distribution asks for', (worse, better, pairs) => {
		expect(power(pairs, worse, better - worse)).toBeLessThan(0.8);
		expect(power(pairs, worse, better - worse)).toBeGreaterThan(0.77);
		expect(power(Math.ceil(pairs * 1.1), worse, better - worse)).toBeGreaterThan(0.8);
	});

	it('six discordant pairs, all in favour of one arm, are the fewest that count', () => {
		expect(smallestSignificantDifference(931)).toBe(6 / 931);
		expect(smallestSignificantDifference(5)).toBeUndefined();
		expect(mcnemarExactP(6, 0)).toBeLessThanOrEqual(0.05);
		expect(mcnemarExactP(5, 0)).toBeGreaterThan(0.05);
	});

	it('a set that cannot show any difference has none', () => {
		expect(detectableDifference(0, 0)).toBeUndefined();
		expect(detectableDifference(5, 0)).toBeUndefined();
		expect(detectableDifference(100, 0.5)).toBeUndefined();
		expect(detectableDifference(6, 0)).toBeGreaterThan(0.9);
	});
});
