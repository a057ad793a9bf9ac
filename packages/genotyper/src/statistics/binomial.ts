/**
 * Binomial probabilities that stay accurate from one trial to millions.
 *
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000): the probability is written with the
 * deviance and with the error of Stirling's formula, so that no two large numbers are subtracted.
 */

/** Errors of Stirling's formula, log(n!) - log(sqrt(2 pi n) (n / e)^n), for n of 1 to 15; above, the series is exact. */
const STIRLING_ERRORS: Float64Array = stirlingErrors();

function stirlingErrors(): Float64Array {
	const errors = new Float64Array(16);
	let factorial = 1;
	for (let n = 1; n < errors.length; n++) {
		factorial *= n;
		errors[n] = Math.log(factorial) - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
	}
	return errors;
}

function stirlingError(n: number): number {
	if (n < STIRLING_ERRORS.length) return STIRLING_ERRORS[n]!;
	const square = n * n;
	return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** x log(x / mean) + mean - x, without cancellation where x is close to the mean. */
function devianceTerm(x: number, mean: number): number {
	if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
	const v = (x - mean) / (x + mean);
	let sum = (x - mean) * v;
	let term = 2 * x * v;
	for (let j = 1; ; j++) {
		term *= v * v;
		const next = sum + term / (2 * j + 1);
		if (next === sum) return sum;
		sum = next;
	}
}

/** Probability of exactly `k` successes in `n` trials that succeed with probability `p`; 0 below the smallest double. */
export function binomialProbability(k: number, n: number, p: number): number {
	if (k < 0 || k > n) return 0;
	if (p <= 0) return k === 0 ? 1 : 0;
	if (p >= 1) return k === n ? 1 : 0;
	if (k === 0) return Math.exp(n * Math.log1p(-p));
	if (k === n) return Math.exp(n * Math.log(p));
	const error = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
	const deviance = devianceTerm(k, n * p) + devianceTerm(n - k, n * (1 - p));
	return Math.exp(error - deviance) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** Probability of `k` or fewer successes. Work grows with the standard deviation of the count, not with `n`. */
export function binomialLowerTail(k: number, n: number, p: number): number {
	if (k < 0) return 0;
	if (k >= n) return 1;
	// The terms fall on both sides of the mode: sum away from it, on the side that is asked for, until they no longer count.
	if (k > n * p) return 1 - binomialLowerTail(n - k - 1, n, 1 - p);
	let term = binomialProbability(k, n, p);
	let sum = term;
	for (let i = k; i > 0 && term > sum * 1e-18; i--) {
		term *= (i * (1 - p)) / ((n - i + 1) * p);
		sum += term;
	}
	return Math.min(1, sum);
}

/** Probability of `k` or more successes. */
export function binomialUpperTail(k: number, n: number, p: number): number {
	return binomialLowerTail(n - k, n, 1 - p);
}
