/** Why an arm does not find a truth variant, as far as its calls tell. */
import type { Reference } from '@pangraf/graph';
import { CALLABLE_MIN_DEPTH, type Coverage } from '../depth/coverage.ts';
import type { CallSet } from './call-set.ts';
import { MATCH_ALLELE, MATCH_GENOTYPE, MATCH_UNRESOLVED, type Matcher, type Matching } from './matching.ts';
import { KindIndex } from './kind-index.ts';
import { SpanIndex } from './span-index.ts';
import { reachOf } from './superloci.ts';
import { LOCAL_DISTANCE, SV_MAX_DISTANCE } from './thresholds.ts';
import { kindOf, recordEnd, recordStart, typeOf, type VariantSet } from './variant-set.ts';

/** What an arm says of a truth variant, and the words for it. The index of a name is its code. */
export const OUTCOMES = [
	'found',
	'genotype',
	'filtered',
	'unresolved',
	'near_miss',
	'other_allele',
	'low_mapping_quality',
	'no_coverage',
	'absent',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes in words, for reports. */
export const OUTCOME_TEXTS: Readonly<Record<Outcome, string>> = {
	found: 'found, with its genotype',
	genotype: 'the allele is called with another genotype',
	filtered: 'the allele is called, but the call is filtered',
	unresolved: 'so many variants crowd here that the search for a match was cut short',
	near_miss: 'a call of the same kind stands close by, but differs too much in place, size or sequence',
	other_allele: 'another allele is called at the site',
	low_mapping_quality: 'nothing is called at the site, and reads lie there only with a low mapping quality',
	no_coverage: 'nothing is called at the site, and too few reads lie there to call anything',
	absent: 'nothing is called at the site',
};

const FOUND = OUTCOMES.indexOf('found');
const GENOTYPE = OUTCOMES.indexOf('genotype');
const FILTERED = OUTCOMES.indexOf('filtered');
const UNRESOLVED = OUTCOMES.indexOf('unresolved');
const NEAR_MISS = OUTCOMES.indexOf('near_miss');
const OTHER_ALLELE = OUTCOMES.indexOf('other_allele');
const LOW_MAPPING_QUALITY = OUTCOMES.indexOf('low_mapping_quality');
const NO_COVERAGE = OUTCOMES.indexOf('no_coverage');
const ABSENT = OUTCOMES.indexOf('absent');

/** One arm's outcome for every truth variant. */
export interface ArmOutcomes {
	/** Index into {@link OUTCOMES}. */
	readonly outcome: Uint8Array;
	/**
	 * The call that the outcome speaks of: an index into the arm's `filtered` variants where the outcome is `filtered`, else into
	 * its `called` variants; -1 where nothing is called.
	 */
	readonly evidence: Int32Array;
}

/**
 * Finds the outcomes; of several that hold, the first in the order of the function body. Where the arm's `coverage` is known, a
 * variant at which nothing is called is one that it missed (`absent`) or one that it could not have called.
 */
export function findOutcomes(
	truth: VariantSet,
	arm: CallSet,
	matching: Matching,
	matcher: Matcher,
	reference: Reference,
	coverage?: Coverage,
): ArmOutcomes {
	const outcome = new Uint8Array(truth.count);
	const evidence = new Int32Array(truth.count).fill(-1);
	const filteredMatch = arm.filtered.count === 0 ? undefined : matcher(truth, arm.filtered, reference);
	let free: KindIndex | undefined;
	// The site of an indel is all of its repeat.
	const siteEnd = (set: VariantSet, i: number): number =>
		Math.max(recordEnd(set, i), reachOf(set, i, reference.sequences[set.contig[i]!]!) - 1);
	let sites: SpanIndex | undefined;
	const tell = (i: number, code: number, call: number): void => {
		outcome[i] = code;
		evidence[i] = call;
	};
	for (let i = 0; i < truth.count; i++) {
		const verdict = matching.truth[i]!;
		if (verdict >= MATCH_ALLELE) {
			tell(i, verdict === MATCH_GENOTYPE ? FOUND : GENOTYPE, matching.callOfTruth[i]!);
			continue;
		}
		const filteredCall = filteredMatch?.callOfTruth[i] ?? -1;
		if (filteredCall !== -1) {
			tell(i, FILTERED, filteredCall);
			continue;
		}
		if (verdict === MATCH_UNRESOLVED) {
			tell(i, UNRESOLVED, -1);
			continue;
		}
		const type = typeOf(truth, i);
		free ??= new KindIndex(arm.called, (j) => matching.truthOfCall[j] === -1 && typeOf(arm.called, j) !== 'SNV');
		const near = type === 'SNV' ? -1 : nearestOfKind(truth, i, free);
		sites ??= new SpanIndex(arm.called, (j) => siteEnd(arm.called, j));
		const atSite = sites.overlapping(truth.contig[i]!, recordStart(truth, i), siteEnd(truth, i));
		// Of an SV, a call of its kind at the site is one that is not alike enough; of an indel it is another allele.
		if (near !== -1 && (type === 'SV' || atSite === -1)) tell(i, NEAR_MISS, near);
		else if (atSite !== -1) tell(i, OTHER_ALLELE, atSite);
		else tell(i, coverage === undefined ? ABSENT : absentOutcome(coverage, i), -1);
	}
	return { outcome, evidence };
}

/** Told apart by what reads lie there: whether the arm could have called anything. */
function absentOutcome({ depth, reliableDepth }: Coverage, i: number): number {
	if (depth[i]! < CALLABLE_MIN_DEPTH) return NO_COVERAGE;
	return reliableDepth[i]! < CALLABLE_MIN_DEPTH ? LOW_MAPPING_QUALITY : ABSENT;
}

/** The nearest call of the same kind that matches nothing, within the distance for its type; -1 where there is none. */
function nearestOfKind(truth: VariantSet, i: number, free: KindIndex): number {
	const reach = typeOf(truth, i) === 'SV' ? SV_MAX_DISTANCE : LOCAL_DISTANCE;
	const start = recordStart(truth, i);
	return free.nearest(kindOf(truth, i), truth.contig[i]!, start, start - reach, recordEnd(truth, i) + reach);
}
