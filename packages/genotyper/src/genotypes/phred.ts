/** Probabilities as phred-scaled integers and sums in log space. Logarithms are natural throughout. */

/** Highest GQ that is written. */
export const MAX_GQ = 99;
/** Highest QUAL that is written: beyond it the models, not the reads, set the limit. */
export const MAX_QUAL = 9999;

/** Phred of the probability whose logarithm is given, rounded, at least 0. */
export function phred(logProbability: number, cap: number): number {
	const value = Math.round((-10 * logProbability) / Math.LN10);
	return Math.max(0, Math.min(cap, value));
}

/** `log(sum(exp(values)))`; -Infinity for no values. */
export function logSum(values: readonly number[]): number {
	let highest = Number.NEGATIVE_INFINITY;
	for (const value of values) if (value > highest) highest = value;
	if (highest === Number.NEGATIVE_INFINITY) return highest;
	let sum = 0;
	for (const value of values) sum += Math.exp(value - highest);
	return highest + Math.log(sum);
}
