/**
 * New variants: SNVs and small indels that the reads show and the graph does not have, from the pileup on the reference.
 *
 * Candidates far from others are called one by one; clusters with an indel among them as windows, by the haplotypes that reads
 * spell (see haplotype-window.ts).
 *
 * Not called: anything longer than a read's own indels, that is no structural variants: soft clips are not looked into. Changes
 * inside insertions of the graph, which have no place on the reference, are not called either.
 */
import type { ReferenceBases } from '../sites/reference-steps.ts';
import type { FinishedPileup } from '../support/finished-pileup.ts';
import { type Candidate, clusters, findCandidates } from './candidates.ts';
import { callWindow } from './haplotype-window.ts';
import { genotypeSingle, type NewVariant } from './single-change.ts';

/** Candidates closer than this are called together where one is an indel: the reach of misaligned read ends. */
const CLUSTER_DISTANCE = 12;

/**
 * QUAL below which a new variant is not reported: at one in ten to be wrong the errors of sequencing would outnumber what is won
 * (chr20 at 20x: three false SNVs for one true one).
 */
const LEAST_QUAL = 10;

/**
 * Calls all candidates of a pileup that are not homozygous reference. `ploidyAt` gives the sample's copies of the reference at
 * an offset: 2, inside a heterozygous deletion 1, inside a homozygous one 0.
 */
export function callNewVariants(
	pileup: FinishedPileup,
	bases: ReferenceBases,
	ploidyAt: (offset: number) => number,
): NewVariant[] {
	const called: NewVariant[] = [];
	for (const cluster of clusters(findCandidates(pileup, bases), CLUSTER_DISTANCE)) {
		const ploidy = ploidyAt(cluster[0]!.change.start);
		if (ploidy === 0) continue;
		called.push(...(callCluster(pileup, bases, cluster, ploidy) ?? callOneByOne(cluster, bases, ploidy)));
	}
	return called.filter((variant) => variant.call.qual >= LEAST_QUAL);
}

function callCluster(
	pileup: FinishedPileup,
	bases: ReferenceBases,
	cluster: Candidate[],
	ploidy: number,
): NewVariant[] | undefined {
	const indels = cluster.filter((candidate) => candidate.isIndel);
	if (indels.length === 0) return undefined;
	const from = cluster[0]!.change.start;
	const to = Math.max(...cluster.map((candidate) => candidate.end));
	const mismatches = cluster
		.filter((candidate) => !candidate.isIndel)
		.map(({ change }) => ({ offset: change.start, base: change.inserted }));
	return callWindow(pileup, bases, { from, to, ploidy, mismatches, slipError: Math.max(...indels.map((indel) => indel.error)) });
}

function callOneByOne(cluster: readonly Candidate[], bases: ReferenceBases, ploidy: number): NewVariant[] {
	return cluster.map((candidate) => genotypeSingle(candidate, bases, ploidy)).filter(({ call }) => call.copies > 0);
}
