/**
 * Which calls say what the truth says: the verdict on every variant of both sides.
 *
 * A {@link Matcher} is all that the rest of the comparison knows of how variants are matched: {@link matchRecords} by
 * normalised record, for lists of variants that belong to no one sample; haplotype-matching.ts by the haplotypes that a sample's
 * calls spell.
 */
import type { Reference } from '@pangraf/graph';
import { isSameGenotype } from './genotype.ts';
import { SpanIndex } from './span-index.ts';
import { matchStructural } from './structural-matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS, LOCAL_DISTANCE, type StructuralThresholds, SV_MIN_LENGTH } from './thresholds.ts';
import { compareVariants, firstFrom, recordEnd, recordStart, sizeOf, type VariantSet } from './variant-set.ts';

/** No variant of the other side is near. */
export const MATCH_NONE = 0;
/** It matches nothing, but a variant of the other side stands within 30 bp (GA4GH `lm`). */
export const MATCH_LOCAL = 1;
/** The search, or what is alike enough, was cut short at its budget before a match was found; there may be none. */
export const MATCH_UNRESOLVED = 2;
/** The same allele with another genotype (`am`). */
export const MATCH_ALLELE = 3;
/** The same allele and genotype (`gm`). */
export const MATCH_GENOTYPE = 4;

/** Verdicts on the variants of two sets, by variant. */
export interface Matching {
	readonly truth: Uint8Array;
	readonly calls: Uint8Array;
	/**
	 * The call that matches a truth variant (at least MATCH_ALLELE), or -1. Of several that spell together what several truth
	 * variants do, the one that is like it, else the nearest; so a call may stand for several.
	 */
	readonly callOfTruth: Int32Array;
	/** The same for calls; not always the reverse of `callOfTruth`. */
	readonly truthOfCall: Int32Array;
}

/** Matches two sets on one reference. Pure; the result does not depend on anything else. */
export type Matcher = (truth: VariantSet, calls: VariantSet, reference: Reference) => Matching;

/** Matches by normalised record. Linear. */
export const matchRecords: Matcher = (truth, calls, reference) => {
	const matching = emptyMatching(truth.count, calls.count);
	const join = (i: number, j: number) => joinVariants(truth, calls, matching, i, j);
	matchSpeltAlike(truth, calls, join);
	joinStructural(truth, calls, reference, DEFAULT_STRUCTURAL_THRESHOLDS, matching);
	markLocal(truth, calls, matching);
	return matching;
};

/**
 * Makes structural variants that are alike enough partners. What the budget left open is unresolved: truth variants, and the calls
 * in their reach that have no partner.
 */
export function joinStructural(
	truth: VariantSet,
	calls: VariantSet,
	reference: Reference,
	thresholds: StructuralThresholds,
	matching: Matching,
): void {
	const join = (i: number, j: number): void => joinVariants(truth, calls, matching, i, j);
	const cut = matchStructural(truth, calls, reference, thresholds, join, matching);
	let next = 0;
	for (const i of cut) {
		if (matching.truth[i] === MATCH_NONE) matching.truth[i] = MATCH_UNRESOLVED;
		const contig = truth.contig[i]!;
		const start = recordStart(truth, i);
		// Ascending, and each call once: the truth variants are in order.
		next = Math.max(next, firstFrom(calls, contig, start - thresholds.maxDistance));
		for (; next < calls.count && calls.contig[next] === contig; next++) {
			if (recordStart(calls, next) > start + thresholds.maxDistance) break;
			if (matching.calls[next] === MATCH_NONE && sizeOf(calls, next) >= SV_MIN_LENGTH * thresholds.minSizeRatio) {
				matching.calls[next] = MATCH_UNRESOLVED;
			}
		}
	}
}

/** A matching in which nothing matches yet. */
export function emptyMatching(truthCount: number, callCount: number): Matching {
	return {
		truth: new Uint8Array(truthCount),
		calls: new Uint8Array(callCount),
		callOfTruth: new Int32Array(truthCount).fill(-1),
		truthOfCall: new Int32Array(callCount).fill(-1),
	};
}

/** Variants of a set without a partner, ascending. */
export function unmatched(partners: Int32Array): Uint32Array {
	const indices = new Uint32Array(partners.length);
	let count = 0;
	for (let i = 0; i < partners.length; i++) if (partners[i] === -1) indices[count++] = i;
	return indices.slice(0, count);
}

/** Makes a truth variant and a call partners; their genotypes decide on the verdict. */
export function joinVariants(truth: VariantSet, calls: VariantSet, matching: Matching, i: number, j: number): void {
	const verdict = isSameGenotype(truth.genotype[i]!, calls.genotype[j]!) ? MATCH_GENOTYPE : MATCH_ALLELE;
	matching.truth[i] = verdict;
	matching.calls[j] = verdict;
	matching.callOfTruth[i] = j;
	matching.truthOfCall[j] = i;
}

/** Marks what matches nothing but stands close to a variant of the other side. */
export function markLocal(truth: VariantSet, calls: VariantSet, matching: Matching): void {
	markNear(truth, matching.truth, calls);
	markNear(calls, matching.calls, truth);
}

function matchSpeltAlike(truth: VariantSet, calls: VariantSet, join: (i: number, j: number) => void): void {
	let i = 0;
	let j = 0;
	while (i < truth.count && j < calls.count) {
		const order = compareVariants(truth, i, calls, j);
		if (order === 0) join(i++, j++);
		else if (order < 0) i++;
		else j++;
	}
}

function markNear(set: VariantSet, verdicts: Uint8Array, others: VariantSet): void {
	let index: SpanIndex | undefined;
	for (let i = 0; i < set.count; i++) {
		if (verdicts[i] !== MATCH_NONE) continue;
		index ??= new SpanIndex(others);
		const start = recordStart(set, i) - LOCAL_DISTANCE;
		const end = recordEnd(set, i) + LOCAL_DISTANCE;
		if (index.overlapping(set.contig[i]!, start, end) !== -1) verdicts[i] = MATCH_LOCAL;
	}
}
