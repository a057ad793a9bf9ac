/**
 * p-values adjusted for their number, in the order given: reject those at or below `q`, and of what is rejected at most a share
 * of `q` is expected to be false. Holds for independent tests and for those that depend on each other positively, as strata
 * that share variants do.
 *
 * Source: Y. Benjamini, Y. Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; positive dependence: Y. Benjamini,
 * D. Yekutieli 2001, doi:10.1214/aos/1013699998.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
	const order = pValues.map((_, i) => i).toSorted((a, b) => pValues[b]! - pValues[a]!);
	const adjusted = Array.from(pValues, () => 1);
	let least = 1;
	for (const [k, i] of order.entries()) {
		const rank = pValues.length - k;
		least = Math.min(least, pValues[i]! * (pValues.length / rank));
		adjusted[i] = least;
	}
	return adjusted;
}
