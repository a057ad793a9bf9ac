/**
 * What a set of pairs could have shown: a comparison that finds no difference says little when it is too small to find one.
 *
 * Both figures are of the exact McNemar test at the two-sided 5 % level.
 */
import { binomialProbability, binomialUpperTail } from './binomial.ts';
import { normalUpperTail } from './normal-tail.ts';
import { Z_95 } from './wilson-interval.ts';

/** Two-sided level of the test. */
export const SIGNIFICANCE_LEVEL = 0.05;
/** Chance with which {@link detectableDifference} is found. */
export const POWER = 0.8;

/** Smallest difference that reaches significance: every discordant pair favours one arm. `undefined` where none can. */
export function smallestSignificantDifference(pairCount: number): number | undefined {
	// 2 * (1/2)^needed <= level
	const needed = Math.ceil(1 - Math.log2(SIGNIFICANCE_LEVEL));
	return pairCount < needed ? undefined : needed / pairCount;
}

/** With more discordant pairs than this on average, the normal distribution stands in for sums over all their numbers. */
const MAX_EXACT_MEAN = 2000;

/**
 * Smallest true difference that a set of `pairCount` pairs shows with a chance of 80 %, where the arm that is worse finds
 * `minorityRate` of all pairs alone. `undefined` where no difference is large enough. Accurate to a part in 100,000.
 */
export function detectableDifference(pairCount: number, minorityRate: number): number | undefined {
	const highest = 1 - 2 * minorityRate;
	if (highest <= 0 || power(pairCount, minorityRate, highest) < POWER) return undefined;
	let low = 0;
	let high = highest;
	// The normal distribution says about where; power rises with the difference, so that the bounds stay true.
	for (let guess = 1 / pairCount; guess < high; guess *= 2) {
		if (normalPower(pairCount, minorityRate, guess) < POWER) continue;
		if (power(pairCount, minorityRate, guess) < POWER) low = guess;
		else high = guess;
	}
	while (high - low > 1e-5 * high) {
		const middle = (low + high) / 2;
		if (power(pairCount, minorityRate, middle) < POWER) low = middle;
		else high = middle;
	}
	return high;
}

/**
 * Chance that the exact test finds a difference of `difference` in the right direction: the sum over the number of discordant
 * pairs (binomial) of the chance that their split (binomial again) reaches significance. With thousands of them, the normal
 * power of R. J. Connor 1987, doi:10.2307/2531961, corrected for continuity.
 */
export function power(pairCount: number, minorityRate: number, difference: number): number {
	const discordantRate = 2 * minorityRate + difference;
	if (discordantRate <= 0) return 0;
	const mean = pairCount * discordantRate;
	if (mean > MAX_EXACT_MEAN) return normalPower(pairCount, minorityRate, difference);
	const share = (minorityRate + difference) / discordantRate;
	// Beyond nine standard deviations nothing is left that a double would notice.
	const reach = 9 * Math.sqrt(mean * Math.max(0, 1 - discordantRate)) + 30;
	const first = Math.max(1, Math.floor(mean - reach));
	const last = Math.min(pairCount, Math.ceil(mean + reach));
	let critical = criticalCount(first);
	let sum = 0;
	for (let discordant = first; discordant <= last; discordant++) {
		// One pair more raises the critical count by one or not at all.
		if (!isSignificant(critical, discordant)) critical++;
		sum += binomialProbability(discordant, pairCount, discordantRate) * binomialUpperTail(critical, discordant, share);
	}
	return sum;
}

function normalPower(pairCount: number, minorityRate: number, difference: number): number {
	const discordantRate = 2 * minorityRate + difference;
	const spread = Math.sqrt(pairCount * (discordantRate - difference * difference));
	const excess = pairCount * difference - 1 - Z_95 * Math.sqrt(pairCount * discordantRate);
	if (spread === 0) return excess >= 0 ? 1 : 0;
	return excess >= 0 ? 1 - normalUpperTail(excess / spread) : normalUpperTail(-excess / spread);
}

/** Fewest pairs of `discordant` that must favour one arm for significance; `discordant + 1` where even all are too few. */
function criticalCount(discordant: number): number {
	let low = Math.floor(discordant / 2);
	let high = discordant + 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (isSignificant(middle, discordant)) high = middle;
		else low = middle;
	}
	return high;
}

function isSignificant(count: number, discordant: number): boolean {
	return count > discordant / 2 && 2 * binomialUpperTail(count, discordant, 0.5) <= SIGNIFICANCE_LEVEL;
}
