/**
 * The content of summary.json: every figure of the report, from the counts of a comparison.
 *
 * Field names are a contract with scripts. Proportions are fractions of 1, intervals are 95 % and inclusive, `null` stands
 * where a figure is not defined (no truth variants, no calls).
 */
import type { CallSet } from '../comparison/call-set.ts';
import type { Comparison, StratumResult } from '../comparison/compare.ts';
import type { ExclusionReason } from '../comparison/exclusions.ts';
import { type Outcome, OUTCOMES } from '../comparison/miss-reasons.ts';
import type { ArmTally } from '../comparison/tally.ts';
import {
	LOCAL_DISTANCE,
	SV_MAX_ALIGNED,
	SV_MAX_DISTANCE,
	SV_MIN_LENGTH,
	SV_MIN_SIMILARITY,
	SV_MIN_SIZE_RATIO,
} from '../comparison/thresholds.ts';
import { detectableDifference, smallestSignificantDifference } from '../statistics/detectable-difference.ts';
import { mcnemarExactP } from '../statistics/mcnemar-test.ts';
import { type PairedTable, pairedDifference, pairedDifferenceInterval } from '../statistics/paired-difference.ts';
import { type Interval, wilsonInterval } from '../statistics/wilson-interval.ts';
import { type DiagnosticChanges, diagnosticChanges } from './diagnostic-changes.ts';

/** One arm in one stratum. */
export interface ArmSummary {
	tp: number;
	fn: number;
	fp: number;
	recall: number | null;
	recall_ci: Interval | null;
	precision: number | null;
	precision_ci: Interval | null;
	f1: number | null;
	/** Of `fn` and of `fp`: the allele is called with another genotype (GA4GH FP.GT). */
	genotype_mismatches: number;
	/** Of `fp`: within 30 bp of a truth variant that is not found (GA4GH FP.AL). */
	local_mismatches: number;
}

/** Both arms on the same truth variants. */
export interface PairedSummary {
	both: number;
	graph_only: number;
	linear_only: number;
	neither: number;
	/** Graph less linear. */
	recall_difference: number | null;
	recall_difference_ci: Interval | null;
	mcnemar_p: number;
	/** Smallest difference that a set of this size can show as significant at all. */
	smallest_significant_difference: number | null;
	/** Smallest true difference that it shows with a chance of 80 %, given how often the worse arm alone is right. */
	detectable_difference: number | null;
}

export interface StratumSummary {
	kind: StratumResult['kind'];
	truth_total: number;
	graph: ArmSummary;
	linear: ArmSummary;
	paired: PairedSummary;
}

/** What became of one file's records. */
export interface CallSetSummary {
	records: number;
	/** Variants after splitting, normalising and joining. */
	variants: number;
	/** Of these, inside the regions. */
	counted: number;
	no_call: number;
	hom_ref: number;
	/** Alleles that are not compared, by reason. */
	excluded: Partial<Record<ExclusionReason, number>>;
}

/** A file that went in. */
export interface InputSummary {
	role: string;
	file: string;
	/** Of the file as it is on disk; `null` for a pipe. */
	sha256: string | null;
	/** The VCF's sample, where it has one. */
	sample?: string;
	/** Lines or alleles that cannot be used: on contigs that the reference does not hold, or without a sequence. */
	unused_lines?: number;
}

export interface Provenance {
	/** Version of pangraf. */
	pangraf: string;
	/** Version of Node.js. */
	node: string;
	command_line: string;
	inputs: InputSummary[];
}

export interface CompareSummary {
	format: 'pangraf-compare';
	format_version: 1;
	/** `all`, `SNV`, `INDEL`, `SV`, each stratum of the user, and `panel` where there is one. */
	strata: Record<string, StratumSummary>;
	/** The panel's genes in which a counted variant lies. */
	genes: Record<string, StratumSummary>;
	/** `null` without a panel. */
	diagnostic: DiagnosticChanges | null;
	/** Counted truth variants by what each arm says of them. */
	outcomes: { graph: Record<Outcome, number>; linear: Record<Outcome, number> };
	call_sets: { truth: CallSetSummary; graph: CallSetSummary; linear: CallSetSummary };
	methods: {
		matching: 'normalised records';
		proportion_interval: 'Wilson';
		difference_interval: 'Newcombe, paired, method 10';
		difference_test: 'McNemar, exact, two-sided';
		sv_min_length: number;
		sv_max_distance: number;
		sv_min_size_ratio: number;
		sv_min_similarity: number;
		sv_max_aligned: number;
		local_distance: number;
	};
	provenance: Provenance;
}

/** Works out every figure. Pure: no clock, no machine. */
export function summarise(comparison: Comparison, provenance: Provenance): CompareSummary {
	const { truth, graph, linear, isCounted } = comparison;
	return {
		format: 'pangraf-compare',
		format_version: 1,
		strata: Object.fromEntries(
			comparison.strata
				.filter(({ isOptional, tally }) => !isOptional || tally.truthTotal + tally.graph.fp + tally.linear.fp > 0)
				.map((stratum) => [stratum.name, summariseStratum(stratum)]),
		),
		genes: Object.fromEntries(comparison.genes.map((gene) => [gene.name, summariseStratum(gene)])),
		diagnostic: comparison.panel === undefined ? null : diagnosticChanges(comparison, comparison.panel),
		outcomes: { graph: countOutcomes(graph.outcome, isCounted), linear: countOutcomes(linear.outcome, isCounted) },
		call_sets: {
			truth: summariseCallSet(truth, isCounted),
			graph: summariseCallSet(graph.calls, graph.isCounted),
			linear: summariseCallSet(linear.calls, linear.isCounted),
		},
		methods: {
			matching: 'normalised records',
			proportion_interval: 'Wilson',
			difference_interval: 'Newcombe, paired, method 10',
			difference_test: 'McNemar, exact, two-sided',
			sv_min_length: SV_MIN_LENGTH,
			sv_max_distance: SV_MAX_DISTANCE,
			sv_min_size_ratio: SV_MIN_SIZE_RATIO,
			sv_min_similarity: SV_MIN_SIMILARITY,
			sv_max_aligned: SV_MAX_ALIGNED,
			local_distance: LOCAL_DISTANCE,
		},
		provenance,
	};
}

function summariseStratum({ kind, tally }: StratumResult): StratumSummary {
	const table: PairedTable = {
		both: tally.both,
		onlyFirst: tally.graphOnly,
		onlySecond: tally.linearOnly,
		neither: tally.neither,
	};
	const total = tally.truthTotal;
	const minorityRate = total === 0 ? 0 : Math.min(tally.graphOnly, tally.linearOnly) / total;
	return {
		kind,
		truth_total: total,
		graph: summariseArm(tally.graph),
		linear: summariseArm(tally.linear),
		paired: {
			both: tally.both,
			graph_only: tally.graphOnly,
			linear_only: tally.linearOnly,
			neither: tally.neither,
			recall_difference: pairedDifference(table) ?? null,
			recall_difference_ci: pairedDifferenceInterval(table) ?? null,
			mcnemar_p: mcnemarExactP(tally.graphOnly, tally.linearOnly),
			smallest_significant_difference: smallestSignificantDifference(total) ?? null,
			detectable_difference: detectableDifference(total, minorityRate) ?? null,
		},
	};
}

function summariseArm({ tp, fn, fp, genotypeMismatches, localMismatches }: ArmTally): ArmSummary {
	return {
		tp,
		fn,
		fp,
		recall: proportion(tp, tp + fn),
		recall_ci: wilsonInterval(tp, tp + fn) ?? null,
		precision: proportion(tp, tp + fp),
		precision_ci: wilsonInterval(tp, tp + fp) ?? null,
		f1: proportion(2 * tp, 2 * tp + fn + fp),
		genotype_mismatches: genotypeMismatches,
		local_mismatches: localMismatches,
	};
}

function proportion(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

function countOutcomes(outcome: Uint8Array, isCounted: Uint8Array): Record<Outcome, number> {
	const counts: Record<Outcome, number> = { found: 0, genotype: 0, filtered: 0, near_miss: 0, other_allele: 0, absent: 0 };
	outcome.forEach((code, i) => {
		if (isCounted[i] === 1) counts[OUTCOMES[code]!]++;
	});
	return counts;
}

function summariseCallSet(calls: CallSet, isCounted: Uint8Array): CallSetSummary {
	const excluded: Partial<Record<ExclusionReason, number>> = {};
	for (const { reason } of calls.excluded) excluded[reason] = (excluded[reason] ?? 0) + 1;
	let counted = 0;
	for (const bit of isCounted) counted += bit;
	if (counted < calls.called.count) excluded.outside_regions = calls.called.count - counted;
	return {
		records: calls.recordCount,
		variants: calls.called.count,
		counted,
		no_call: calls.noCallCount,
		hom_ref: calls.homRefCount,
		excluded,
	};
}
