import { Z_95 } from './wilson-interval.ts';

/**
 * Two-sided 95 % quantile of Student's t with this many degrees of freedom, 4 or more; error below 0.001.
 *
 * Source: M. Abramowitz, I. A. Stegun 1964, Handbook of Mathematical Functions, 26.7.5 (Cornish and Fisher's expansion).
 */
export function studentQuantile(degrees: number): number {
	const z = Z_95;
	const terms = [
		(z ** 3 + z) / 4,
		(5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
		(3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
		(79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
	];
	return terms.reduceRight((sum, term) => (sum + term) / degrees, 0) + z;
}
