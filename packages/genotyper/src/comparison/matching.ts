/**
 * Which calls say what the truth says: the verdict on every variant of both sides.
 *
 * A {@link Matcher} is all that the rest of the comparison knows of how variants are matched. {@link matchRecords} matches
 * normalised records: first those spelt alike, then structural variants that are alike enough (structural-matching.ts). It does
 * not see that several records together spell what several others do: such variants stay unmatched, and most are marked as
 * local matches.
 */
import type { Reference } from '@pangraf/graph';
import { isSameGenotype } from './genotype.ts';
import { SpanIndex } from './span-index.ts';
import { matchStructural } from './structural-matching.ts';
import { LOCAL_DISTANCE } from './thresholds.ts';
import { compareVariants, recordEnd, recordStart, type VariantSet } from './variant-set.ts';

/** No variant of the other side is near. */
export const MATCH_NONE = 0;
/** Unmatched variants of both sides stand within 30 bp (GA4GH `lm`). */
export const MATCH_LOCAL = 1;
/** The same allele with another genotype (`am`). */
export const MATCH_ALLELE = 2;
/** The same allele and genotype (`gm`). */
export const MATCH_GENOTYPE = 3;

/** Verdicts on the variants of two sets, by variant. */
export interface Matching {
	readonly truth: Uint8Array;
	readonly calls: Uint8Array;
	/** The call that matches a truth variant (at least MATCH_ALLELE), or -1. */
	readonly callOfTruth: Int32Array;
	/** The reverse of `callOfTruth`. */
	readonly truthOfCall: Int32Array;
}

/** Matches two sets on one reference. Pure; the result does not depend on anything else. */
export type Matcher = (truth: VariantSet, calls: VariantSet, reference: Reference) => Matching;

/** Matches by normalised record. Linear, but for structural variants that crowd in one place. */
export const matchRecords: Matcher = (truth, calls, reference) => {
	const matching: Matching = {
		truth: new Uint8Array(truth.count),
		calls: new Uint8Array(calls.count),
		callOfTruth: new Int32Array(truth.count).fill(-1),
		truthOfCall: new Int32Array(calls.count).fill(-1),
	};
	matchSpeltAlike(truth, calls, matching);
	matchStructural(truth, calls, reference, (i, j) => join(truth, calls, matching, i, j), matching);
	markLocal(truth, matching.truth, calls, matching.calls);
	return matching;
};

/** Variants of a set without a partner, ascending. */
export function unmatched(partners: Int32Array): Uint32Array {
	const indices = new Uint32Array(partners.length);
	let count = 0;
	for (let i = 0; i < partners.length; i++) if (partners[i] === -1) indices[count++] = i;
	return indices.slice(0, count);
}

function matchSpeltAlike(truth: VariantSet, calls: VariantSet, matching: Matching): void {
	let i = 0;
	let j = 0;
	while (i < truth.count && j < calls.count) {
		const order = compareVariants(truth, i, calls, j);
		if (order === 0) join(truth, calls, matching, i++, j++);
		else if (order < 0) i++;
		else j++;
	}
}

function join(truth: VariantSet, calls: VariantSet, matching: Matching, i: number, j: number): void {
	const verdict = isSameGenotype(truth.genotype[i]!, calls.genotype[j]!) ? MATCH_GENOTYPE : MATCH_ALLELE;
	matching.truth[i] = verdict;
	matching.calls[j] = verdict;
	matching.callOfTruth[i] = j;
	matching.truthOfCall[j] = i;
}

function markLocal(truth: VariantSet, truthVerdicts: Uint8Array, calls: VariantSet, callVerdicts: Uint8Array): void {
	const truthLeft = indicesOf(truthVerdicts, MATCH_NONE);
	const callsLeft = indicesOf(callVerdicts, MATCH_NONE);
	markNear(truth, truthLeft, truthVerdicts, new SpanIndex(calls, callsLeft));
	markNear(calls, callsLeft, callVerdicts, new SpanIndex(truth, truthLeft));
}

function markNear(set: VariantSet, indices: Uint32Array, verdicts: Uint8Array, others: SpanIndex): void {
	for (const i of indices) {
		const start = recordStart(set, i) - LOCAL_DISTANCE;
		const end = recordEnd(set, i) + LOCAL_DISTANCE;
		if (others.overlapping(set.contig[i]!, start, end) !== -1) verdicts[i] = MATCH_LOCAL;
	}
}

function indicesOf(verdicts: Uint8Array, verdict: number): Uint32Array {
	const indices = new Uint32Array(verdicts.length);
	let count = 0;
	for (let i = 0; i < verdicts.length; i++) if (verdicts[i] === verdict) indices[count++] = i;
	return indices.slice(0, count);
}
