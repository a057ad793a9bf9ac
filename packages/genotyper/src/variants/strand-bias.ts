/** Whether a change is seen on one strand more than the reads that lack it: a mark of sequencing and mapping artefacts. */

/** `logFactorials[n]` is log(n!); grown as needed. */
const logFactorials: number[] = [0];

function logFactorial(n: number): number {
	for (let i = logFactorials.length; i <= n; i++) logFactorials.push(logFactorials[i - 1]! + Math.log(i));
	return logFactorials[n]!;
}

/**
 * Phred of Fisher's exact two-sided p for the table of strands (reference forward and reverse, alternative forward and reverse),
 * rounded to one decimal: the FS of GATK's annotations. 0 where either row is empty.
 */
export function fisherStrand(refForward: number, refReverse: number, altForward: number, altReverse: number): number {
	const ref = refForward + refReverse;
	const alt = altForward + altReverse;
	const forward = refForward + altForward;
	const reverse = refReverse + altReverse;
	if (ref === 0 || alt === 0) return 0;
	const fixed = logFactorial(ref) + logFactorial(alt) + logFactorial(forward) + logFactorial(reverse) - logFactorial(ref + alt);
	const logChance = (a: number): number =>
		fixed - logFactorial(a) - logFactorial(ref - a) - logFactorial(forward - a) - logFactorial(alt - forward + a);
	const observed = logChance(refForward);
	let p = 0;
	for (let a = Math.max(0, forward - alt); a <= Math.min(ref, forward); a++) {
		// Tables as likely as the one observed count, whatever the rounding.
		if (logChance(a) <= observed + 1e-7) p += Math.exp(logChance(a));
	}
	return Math.max(0, Math.round(-100 * Math.log10(Math.min(1, p)))) / 10;
}
