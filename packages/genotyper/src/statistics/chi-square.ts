/** Tails of the normal and the chi-square distribution. */

/** Chance that a standard normal figure is `z` or more; relative error below 1e-12 for `z` of 0 to 37. */
export function normalUpperTail(z: number): number {
	return 0.5 * complementaryError(z / Math.SQRT2);
}

/**
 * Chance that a chi-square figure of `degrees` (a whole number above 0) is `x` or more.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.8.6 (the incomplete gamma function from one whole or half argument
 * to the next) and 8.4.6 (that of 1/2 is the error function).
 */
export function chiSquareUpperTail(x: number, degrees: number): number {
	if (x <= 0) return 1;
	const half = x / 2;
	const isOdd = degrees % 2 === 1;
	let sum = isOdd ? complementaryError(Math.sqrt(half)) : Math.exp(-half);
	// half^a e^-half / gamma(a + 1), for a of 1/2 or 1 and on in steps of 1
	let a = isOdd ? 0.5 : 1;
	let term = isOdd ? Math.exp(-half) * Math.sqrt(half) * (2 / Math.sqrt(Math.PI)) : Math.exp(-half) * half;
	for (; a < degrees / 2; a++) {
		sum += term;
		term *= half / (a + 1);
	}
	return Math.min(1, sum);
}

/** 1 less the error function, for arguments from 0: its series where that converges fast, else a continued fraction (DLMF 7.6.1, 7.9.1). */
function complementaryError(x: number): number {
	if (x < 2) {
		let term = x;
		let sum = x;
		for (let n = 1; Math.abs(term) > 1e-18; n++) {
			term *= (-x * x) / n;
			sum += term / (2 * n + 1);
		}
		return 1 - (2 / Math.sqrt(Math.PI)) * sum;
	}
	let fraction = 0;
	for (let k = 120; k > 0; k--) fraction = k / 2 / (x + fraction);
	return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}
