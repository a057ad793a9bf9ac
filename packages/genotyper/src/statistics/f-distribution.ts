/**
 * Chance that a figure of Fisher's F distribution, with whole numbers of degrees of freedom above 0, is `f` or more.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction of the incomplete beta function).
 */
export function fUpperTail(f: number, degrees: number, residualDegrees: number): number {
	if (f <= 0) return 1;
	return incompleteBeta(residualDegrees / (residualDegrees + degrees * f), residualDegrees / 2, degrees / 2);
}

/** The regularised incomplete beta function of half-integer arguments. */
function incompleteBeta(x: number, a: number, b: number): number {
	if (x >= 1) return 1;
	// The fraction converges fast below the mean; above it, the other tail does.
	if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
	const logFactor = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
	let c = 1;
	let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
	let fraction = d;
	for (let m = 1; m < 1000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / nonZero(1 + even * d);
		c = nonZero(1 + even / c);
		fraction *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / nonZero(1 + odd * d);
		c = nonZero(1 + odd / c);
		const factor = d * c;
		fraction *= factor;
		if (Math.abs(factor - 1) < 1e-15) break;
	}
	return (Math.exp(logFactor) * fraction) / a;
}

function nonZero(value: number): number {
	return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** Logarithm of the gamma function of a half-integer above 0, by its recursion. */
function logGamma(a: number): number {
	let sum = a % 1 === 0 ? 0 : 0.5 * Math.log(Math.PI);
	for (let x = a % 1 === 0 ? 1 : 0.5; x < a; x++) sum += Math.log(x);
	return sum;
}
