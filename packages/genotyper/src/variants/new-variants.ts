/**
 * New variants: SNVs and small indels that the reads show and the graph does not have, from the pileup on the reference.
 *
 * Each candidate is called on its own against all reads that span its place: binomial likelihoods of 0, 1 and 2 copies, with
 * {@link SNV_ERROR} for SNVs and for indels an error that doubles with every {@link INDEL_ERROR_DOUBLING} bp of the repeat they
 * stand in (polymerases and aligners slip there). Two alternative bases at one place are two heterozygous records.
 *
 * Not called: anything longer than a read's own indels, that is no structural variants: soft clips are not looked into. Changes
 * inside insertions of the graph, which have no place on the reference, are not called either.
 */
import { callFrom, type CopyCall } from '../genotypes/copies.ts';
import { logSum } from '../genotypes/phred.ts';
import type { ReferenceBases } from '../sites/reference-steps.ts';
import { type FinishedPileup, PILEUP_BASES, type StrandDepth } from '../support/pileup.ts';
import { INDEL_MARGIN } from '../support/read-pileup.ts';
import type { Change } from './changes.ts';
import { fisherStrand } from './strand-bias.ts';

/** Chance that a read shows a given wrong base. */
export const SNV_ERROR = 0.005;
/** Chance that a read shows a given wrong indel outside repeats. */
export const INDEL_ERROR = 0.002;
/** bp of repeat that double the indel error. */
export const INDEL_ERROR_DOUBLING = 4;
const MAX_INDEL_ERROR = 0.2;
/** Prior of a heterozygous SNV at a given base, of human diversity; homozygous is half of it. */
const SNV_PRIOR = 1e-3;
/** Prior of a heterozygous small indel at a given base. */
const INDEL_PRIOR = 1.25e-4;
/** Least reads, and least share of the reads, that show a change. */
const LEAST_READS = 2;
const LEAST_SHARE = 0.1;

/** A called new variant. */
export interface NewVariant {
	readonly change: Change;
	readonly call: CopyCall;
	/** Phred of the strand bias, see {@link fisherStrand}. */
	readonly fs: number;
}

/**
 * Calls all candidates of a pileup that are not homozygous reference, SNVs first, each kind ascending by offset.
 * `ploidyAt` gives the sample's copies of the reference at an offset: 2, inside a heterozygous deletion 1, inside a homozygous
 * one 0; with one copy a variant is called with one.
 */
export function callNewVariants(
	pileup: FinishedPileup,
	bases: ReferenceBases,
	ploidyAt: (offset: number) => number,
): NewVariant[] {
	const called: NewVariant[] = [];
	pileup.forEachMismatch((offset, counts) => {
		for (let base = 0; base < PILEUP_BASES.length; base++) {
			const alt = { forward: counts[2 * base]!, reverse: counts[2 * base + 1]! };
			if (alt.forward + alt.reverse < LEAST_READS) continue;
			const inserted = PILEUP_BASES[base]!;
			const reference = bases.at(offset);
			// A read on a known alternative base that shows the reference's again is no variant.
			if (inserted === reference || !PILEUP_BASES.includes(reference)) continue;
			const depth = pileup.spanning(offset, offset + 1);
			const call = callChange(alt, depth, SNV_ERROR, SNV_PRIOR, ploidyAt(offset));
			if (call !== undefined) called.push({ change: { start: offset, deleted: 1, inserted }, ...call });
		}
	});
	for (const indel of pileup.indels) {
		if (indel.forward + indel.reverse < LEAST_READS) continue;
		const { start, lastStart, deleted, inserted } = indel;
		const depth = pileup.spanning(start - INDEL_MARGIN, lastStart + deleted + INDEL_MARGIN);
		const error = Math.min(MAX_INDEL_ERROR, INDEL_ERROR * 2 ** ((lastStart - start) / INDEL_ERROR_DOUBLING));
		const call = callChange(indel, depth, error, INDEL_PRIOR, ploidyAt(start));
		if (call !== undefined) called.push({ change: { start, deleted, inserted }, ...call });
	}
	return called;
}

/** The call of one change, or undefined where no copy is the best call. */
function callChange(
	alt: StrandDepth,
	depth: StrandDepth,
	error: number,
	prior: number,
	ploidy: number,
): Pick<NewVariant, 'call' | 'fs'> | undefined {
	const adAlt = alt.forward + alt.reverse;
	const total = Math.max(adAlt, depth.forward + depth.reverse);
	if (ploidy === 0 || adAlt < LEAST_SHARE * total) return undefined;
	const adRef = total - adAlt;
	const logLikelihoods = [
		adAlt * Math.log(error) + adRef * Math.log1p(-error),
		total * Math.log(0.5),
		adAlt * Math.log1p(-error) + adRef * Math.log(error),
	];
	// With one copy of the reference a variant on it is one copy, and all reads show it.
	if (ploidy === 1) logLikelihoods.splice(1, 2, logLikelihoods[2]!, Number.NEGATIVE_INFINITY);
	const logPriors = [Math.log1p(-1.5 * prior), Math.log(prior), Math.log(prior / 2)];
	const joint = logLikelihoods.map((value, copies) => value + logPriors[copies]!);
	const evidence = logSum(joint);
	const logPosteriors = joint.map((value) => value - evidence);
	const copies = logPosteriors.indexOf(Math.max(...logPosteriors));
	if (copies === 0) return undefined;
	const refForward = Math.max(0, depth.forward - alt.forward);
	const refReverse = Math.max(0, depth.reverse - alt.reverse);
	return {
		call: { ...callFrom(copies, logLikelihoods, logPosteriors), adRef, adAlt, depth: total },
		fs: fisherStrand(refForward, refReverse, alt.forward, alt.reverse),
	};
}
