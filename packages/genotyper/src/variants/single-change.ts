/**
 * Calls one candidate on its own, against all reads that span its place: binomial likelihoods of 0, 1 and 2 copies. Two
 * alternative bases at one place are two heterozygous records.
 */
import { callFrom, type CopyCall } from '../genotypes/copies.ts';
import { logSum } from '../genotypes/phred.ts';
import type { ReferenceBases } from '../sites/reference-steps.ts';
import type { Candidate } from './candidates.ts';
import type { Change } from './changes.ts';
import { indelPrior } from './repeat-slippage.ts';
import { fisherStrand } from './strand-bias.ts';

/** Prior of a heterozygous SNV at a given base, of human diversity; homozygous is half of it. */
const SNV_PRIOR = 1e-3;

/** A called new variant. */
export interface NewVariant {
	readonly change: Change;
	readonly call: CopyCall;
	/** Phred of the strand bias, see {@link fisherStrand}. */
	readonly fs: number;
}

/** Prior of one copy of a change. */
export function changePrior(bases: ReferenceBases, change: Change): number {
	return change.deleted === change.inserted.length ? SNV_PRIOR : indelPrior(bases, change);
}

/**
 * The genotype of a candidate, 0 copies too. With `ploidy` 1 (inside a heterozygous deletion) a variant is one copy, and all reads
 * show it.
 */
export function genotypeSingle(candidate: Candidate, bases: ReferenceBases, ploidy: number): NewVariant {
	const { alt, depth, error, change } = candidate;
	const adAlt = alt.forward + alt.reverse;
	const total = Math.max(adAlt, depth.forward + depth.reverse);
	const adRef = total - adAlt;
	const logLikelihoods = [
		adAlt * Math.log(error) + adRef * Math.log1p(-error),
		total * Math.log(0.5),
		adAlt * Math.log1p(-error) + adRef * Math.log(error),
	];
	if (ploidy === 1) logLikelihoods.splice(1, 2, logLikelihoods[2]!, -Infinity);
	const prior = changePrior(bases, change);
	const logPriors = [Math.log1p(-1.5 * prior), Math.log(prior), Math.log(prior / 2)];
	const joint = logLikelihoods.map((value, copies) => value + logPriors[copies]!);
	const evidence = logSum(joint);
	const logPosteriors = joint.map((value) => value - evidence);
	const copies = logPosteriors.indexOf(Math.max(...logPosteriors));
	const refForward = Math.max(0, depth.forward - alt.forward);
	const refReverse = Math.max(0, depth.reverse - alt.reverse);
	return {
		change,
		call: { ...callFrom(copies, logLikelihoods, logPosteriors), adRef, adAlt, depth: total },
		fs: fisherStrand(refForward, refReverse, alt.forward, alt.reverse),
	};
}
