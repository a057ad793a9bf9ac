/** Genotype of one biallelic record: how often the sample carries a change. */
import { logSum, MAX_GQ, MAX_QUAL, phred } from './phred.ts';

/** What a record says of the sample. */
export interface CopyCall {
	/** 0, 1 or 2 copies of the change. */
	copies: number;
	gq: number;
	qual: number;
	/** PL of 0, 1 and 2 copies; the best is 0. */
	pl: [number, number, number];
	/** Reads that exclude the change, and reads that show it. */
	adRef: number;
	adAlt: number;
	/** Reads that speak for the place at all, undecided ones included. */
	depth: number;
}

/** Highest PL that is written. */
const MAX_PL = 9999;

/**
 * GQ, QUAL and PL from log likelihoods and log posteriors (normalised) of 0, 1 and 2 copies; `copies` is the call.
 * GQ is the phred of the call being wrong, QUAL the phred of no copy. A count of copies that is impossible has -Infinity.
 */
export function callFrom(
	copies: number,
	logLikelihoods: readonly number[],
	logPosteriors: readonly number[],
): Pick<CopyCall, 'copies' | 'gq' | 'qual' | 'pl'> {
	const others = logSum(logPosteriors.filter((_, i) => i !== copies));
	const best = Math.max(...logLikelihoods);
	const pl = logLikelihoods.map((value) => phred(value - best, MAX_PL)) as [number, number, number];
	return { copies, gq: phred(others, MAX_GQ), qual: phred(logPosteriors[0]!, MAX_QUAL), pl };
}
