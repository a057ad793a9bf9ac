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

/** A genotype that was tried: two alleles by number, the second -1 where the sample has one copy. */
export interface AllelePair {
	readonly first: number;
	readonly second: number;
	readonly logPrior: number;
	readonly logLikelihood: number;
	/** Normalised over all pairs by {@link bestPair}. */
	logPosterior: number;
}

/** A pair of which the posterior is not normalised yet. */
export function allelePair(first: number, second: number, logPrior: number, logLikelihood: number): AllelePair {
	return { first, second, logPrior, logLikelihood, logPosterior: logPrior + logLikelihood };
}

/** Normalises the posteriors of all pairs (at least one) and gives the likeliest, the first on a tie. */
export function bestPair(pairs: readonly AllelePair[]): AllelePair {
	const evidence = logSum(pairs.map((pair) => pair.logPosterior));
	let best = pairs[0]!;
	for (const pair of pairs) {
		pair.logPosterior -= evidence;
		if (pair.logPosterior > best.logPosterior) best = pair;
	}
	return best;
}

/** What a record's quality fields say. */
export type CopyQuality = Pick<CopyCall, 'copies' | 'gq' | 'qual' | 'pl'>;

/** The record of a change that the alleles with `carries[allele] === 1` carry, where `called` is the genotype. */
export function callOfPairs(pairs: readonly AllelePair[], called: AllelePair, carries: Uint8Array): CopyQuality {
	const copiesOf = (pair: AllelePair): number => carries[pair.first]! + (pair.second < 0 ? 0 : carries[pair.second]!);
	const joint: number[][] = [[], [], []];
	const priors: number[][] = [[], [], []];
	const posteriors: number[][] = [[], [], []];
	for (const pair of pairs) {
		const copies = copiesOf(pair);
		joint[copies]!.push(pair.logLikelihood + pair.logPrior);
		priors[copies]!.push(pair.logPrior);
		posteriors[copies]!.push(pair.logPosterior);
	}
	// -Infinity less -Infinity is no number: where no pair has this many copies the likelihood is none.
	const logLikelihoods = joint.map((values, copies) =>
		values.length === 0 ? -Infinity : logSum(values) - logSum(priors[copies]!),
	);
	return callFrom(copiesOf(called), logLikelihoods, posteriors.map(logSum));
}

/**
 * GQ, QUAL and PL from log likelihoods and log posteriors (normalised) of 0, 1 and 2 copies; `copies` is the call.
 * GQ is the phred of the call being wrong, QUAL the phred of no copy. A count of copies that is impossible has -Infinity.
 */
export function callFrom(copies: number, logLikelihoods: readonly number[], logPosteriors: readonly number[]): CopyQuality {
	const others = logSum(logPosteriors.filter((_, i) => i !== copies));
	const best = Math.max(...logLikelihoods);
	const pl = logLikelihoods.map((value) => phred(value - best, MAX_PL)) as [number, number, number];
	return { copies, gq: phred(others, MAX_GQ), qual: phred(logPosteriors[0]!, MAX_QUAL), pl };
}
