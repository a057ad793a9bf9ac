/** Chance that a standard normal figure is `z` or more; relative error below 1e-12 for `z` of 0 to 37. */
export function normalUpperTail(z: number): number {
	return 0.5 * complementaryError(z / Math.SQRT2);
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
