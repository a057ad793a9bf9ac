import { normalUpperTail } from './normal-tail.ts';
import { mcnemarExactP } from './mcnemar-test.ts';

/** Additions that the exact distribution may take; a second at most. Beyond, clusters are so many that the normal one is as good. */
const MAX_WORK = 2e8;

/** How a p was worked out. */
export interface SignFlipResult {
	readonly p: number;
	readonly isExact: boolean;
}

/**
 * McNemar's test for pairs in clusters: were both arms equally good, each cluster might as well have had its discordant pairs
 * the other way round. Two-sided p of the sum over clusters of (pairs that favour the first arm less those that favour the
 * second) among all ways to turn clusters round. With clusters of one pair it is the exact McNemar test.
 *
 * Exact, by convolving one binomial distribution for each size of difference; by the normal distribution of Durkalski's
 * statistic, corrected for continuity, where that would take too long.
 *
 * Source: V. L. Durkalski et al. 2003, doi:10.1002/sim.1438, whose variance is that of the distribution used here.
 *
 * @param differences for each cluster that is not balanced its difference, in any order
 */
export function signFlipTest(differences: Iterable<number>): SignFlipResult {
	const counts = new Map<number, number>();
	let total = 0;
	let positive = 0;
	for (const difference of differences) {
		if (difference === 0) continue;
		const size = Math.abs(difference);
		counts.set(size, (counts.get(size) ?? 0) + 1);
		total += difference;
		if (difference > 0) positive++;
	}
	if (counts.size === 0) return { p: 1, isExact: true };
	if (counts.size === 1) {
		const [all] = counts.values();
		return { p: mcnemarExactP(positive, all! - positive), isExact: true };
	}
	const sizes = [...counts].toSorted(([a], [b]) => a - b);
	const reach = sizes.reduce((sum, [size, count]) => sum + size * count, 0);
	if (workOf(sizes) > MAX_WORK) {
		const variance = sizes.reduce((sum, [size, count]) => sum + size * size * count, 0);
		const z = Math.max(0, Math.abs(total) - 1) / Math.sqrt(variance);
		return { p: Math.min(1, 2 * normalUpperTail(z)), isExact: false };
	}
	// Chance of each sum of the sizes that are not turned round, of 0 to `reach`; the difference is twice that less `reach`.
	let chances: Float64Array = Float64Array.of(1);
	for (const [size, count] of sizes) chances = convolve(chances, size, count);
	const least = (reach + Math.abs(total)) / 2;
	let tail = 0;
	for (let sum = chances.length - 1; sum >= least; sum--) tail += chances[sum]!;
	return { p: Math.min(1, 2 * tail), isExact: true };
}

function workOf(sizes: readonly (readonly [number, number])[]): number {
	let length = 1;
	let work = 0;
	for (const [size, count] of sizes) {
		work += length * (count + 1);
		length += size * count;
	}
	return work;
}

/** Adds `count` clusters of `size`, each with a chance of one half. */
function convolve(chances: Float64Array, size: number, count: number): Float64Array {
	const result = new Float64Array(chances.length + size * count);
	const logHalf = count * Math.LN2;
	let logChoose = 0;
	for (let k = 0; k <= count; k++) {
		if (k > 0) logChoose += Math.log((count - k + 1) / k);
		const weight = Math.exp(logChoose - logHalf);
		if (weight === 0) continue;
		const from = k * size;
		for (let i = 0; i < chances.length; i++) result[from + i]! += chances[i]! * weight;
	}
	return result;
}
