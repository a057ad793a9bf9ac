/** Two-sided 95 % quantile of the standard normal distribution. Every interval of pangraf is a 95 % interval. */
export const Z_95 = 1.959963984540054;

/** Lower and upper limit, both inclusive. */
export type Interval = readonly [lower: number, upper: number];

/**
 * Wilson's score interval of a proportion, 95 %, without continuity correction; `undefined` where there are no trials.
 *
 * Source: E. B. Wilson 1927, doi:10.1080/01621459.1927.10502953; method 3 of R. G. Newcombe 1998,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, which shows that, unlike Wald's, it keeps its
 * coverage near 0 and 1, where recall lies.
 */
export function wilsonInterval(successes: number, trials: number): Interval | undefined {
	if (trials === 0) return undefined;
	const z2 = Z_95 * Z_95;
	const middle = 2 * successes + z2;
	const spread = Z_95 * Math.sqrt(z2 + 4 * successes * (1 - successes / trials));
	const scale = 2 * (trials + z2);
	// The limits are exact at the ends; rounding must not move them off 0 and 1.
	const lower = successes === 0 ? 0 : (middle - spread) / scale;
	const upper = successes === trials ? 1 : (middle + spread) / scale;
	return [lower, upper];
}
