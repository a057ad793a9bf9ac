/**
 * What a set of pairs could have shown: a comparison that finds no difference says little when it is too small to find one.
 *
 * Both figures are of the exact McNemar test at the two-sided 5 % level.
 */
import { binomialProbability, binomialUpperTail } from './binomial.ts';

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

/**
 * Smallest true difference that a set of `pairCount` pairs shows with a chance of 80 %, where the arm that is worse finds
 * `minorityRate` of all pairs alone. `undefined` where no difference is large enough. Accurate to 1e-9.
 *
 * Exact power of the conditional test: the sum over the number of discordant pairs (binomial) of the chance that their split
 * (binomial again) reaches significance in the right direction.
 */
export function detectableDifference(pairCount: number, minorityRate: number): number | undefined {
	let low = 0;
	let high = 1 - 2 * minorityRate;
	if (high <= 0 || power(pairCount, minorityRate, high) < POWER) return undefined;
	while (high - low > 1e-9) {
		const middle = (low + high) / 2;
		if (power(pairCount, minorityRate, middle) < POWER) low = middle;
		else high = middle;
	}
	return high;
}

/** Chance that the exact test finds a difference of `difference` in the right direction. */
export function power(pairCount: number, minorityRate: number, difference: number): number {
	const discordantRate = 2 * minorityRate + difference;
	if (discordantRate <= 0) return 0;
	const share = (minorityRate + difference) / discordantRate;
	const mean = pairCount * discordantRate;
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
