/** The figures of one stratum, from its counts. */
import type { ClusteredArm, ClusteredFigures } from '../cohort/clustered-figures.ts';
import type { StratumKind } from '../comparison/strata.ts';
import type { ArmTally, StratumTally } from '../comparison/tally.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { detectableDifference, smallestSignificantDifference } from '../statistics/detectable-difference.ts';
import { f1Interval } from '../statistics/f1-interval.ts';
import type { Interval } from '../statistics/wilson-interval.ts';
import { type ArmFigures, armFigures, type PairedFigures, pairedFigures, proportion } from './arm-figures.ts';

/** One arm in one stratum. */
export interface ArmSummary extends ArmFigures {
	f1: number | null;
	f1_ci: Interval | null;
	/** Of `fn` and of `fp`: the allele is called with another genotype (GA4GH FP.GT). */
	genotype_mismatches: number;
	/** Of `fp`: within 30 bp of a truth variant that is not found (GA4GH FP.AL). */
	local_mismatches: number;
	/** Intervals with people and shared variants as clusters; `null` for one person. */
	clustered: ClusteredArmSummary | null;
}

/** Intervals of an arm over several people. */
export interface ClusteredArmSummary {
	recall_ci: Interval | null;
	/** Units that are worth one independent unit. */
	recall_design_effect: number;
	precision_ci: Interval | null;
	f1_ci: Interval | null;
}

/** Both arms on the same truth variants. */
export interface PairedSummary extends PairedFigures {
	/** By Benjamini and Hochberg over the strata (or the genes) that hold truth variants; `null` where this one does not. */
	mcnemar_p_adjusted: number | null;
	/** Smallest difference that a set of this size can show as significant at all. */
	smallest_significant_difference: number | null;
	/** Smallest true difference that it shows with a chance of 80 %, given how often the worse arm alone is right. */
	detectable_difference: number | null;
	/** The same with people and shared variants as clusters; `null` for one person. */
	clustered: ClusteredPairedSummary | null;
}

/** The comparison of both arms over several people. */
export interface ClusteredPairedSummary {
	recall_difference_ci: Interval | null;
	/** Pairs that are worth one independent pair. */
	design_effect: number;
	/** Sign-flip test of clusters. */
	p: number;
	p_adjusted: number | null;
	/** `false` where the normal distribution stands in for the exact one. */
	is_exact: boolean;
}

export interface StratumSummary {
	kind: StratumKind;
	/** People in it, where the stratum is a group of them. */
	people?: number;
	truth_total: number;
	graph: ArmSummary;
	linear: ArmSummary;
	paired: PairedSummary;
}

/** Works out the figures; adjusted values are filled in by {@link adjustForNumber}. `clustered` is given for several people. */
export function summariseStratum(kind: StratumKind, tally: StratumTally, clustered?: ClusteredFigures): StratumSummary {
	const { graphOnly, linearOnly, truthTotal: total } = tally;
	const minorityRate = total === 0 ? 0 : Math.min(graphOnly, linearOnly) / total;
	const effective = Math.floor(total / (clustered?.differenceDesignEffect ?? 1));
	return {
		kind,
		truth_total: total,
		graph: summariseArm(tally.graph, clustered?.graph),
		linear: summariseArm(tally.linear, clustered?.linear),
		paired: {
			...pairedFigures(tally),
			mcnemar_p_adjusted: null,
			smallest_significant_difference: smallestSignificantDifference(effective) ?? null,
			detectable_difference: detectableDifference(effective, minorityRate) ?? null,
			clustered: clustered === undefined ? null : clusteredPair(clustered),
		},
	};
}

/** Adjusts the p-values of a table for their number, in place. */
export function adjustForNumber(table: Iterable<StratumSummary>): void {
	const pairs = [...table].filter(({ truth_total }) => truth_total > 0).map(({ paired }) => paired);
	const adjusted = benjaminiHochberg(pairs.map(({ mcnemar_p }) => mcnemar_p));
	const adjustedClustered = benjaminiHochberg(pairs.map(({ clustered }) => clustered?.p ?? 1));
	for (const [i, paired] of pairs.entries()) {
		paired.mcnemar_p_adjusted = adjusted[i]!;
		if (paired.clustered !== null) paired.clustered.p_adjusted = adjustedClustered[i]!;
	}
}

function summariseArm(tally: ArmTally, clustered?: ClusteredArm): ArmSummary {
	const { tp, fn, fp, genotypeMismatches, localMismatches } = tally;
	return {
		...armFigures(tally),
		f1: proportion(2 * tp, 2 * tp + fn + fp),
		f1_ci: f1Interval(tp, fn, fp) ?? null,
		genotype_mismatches: genotypeMismatches,
		local_mismatches: localMismatches,
		clustered:
			clustered === undefined
				? null
				: {
						recall_ci: clustered.recallInterval ?? null,
						recall_design_effect: clustered.recallDesignEffect,
						precision_ci: clustered.precisionInterval ?? null,
						f1_ci: clustered.f1Interval ?? null,
					},
	};
}

function clusteredPair({ differenceInterval, differenceDesignEffect, p, isExact }: ClusteredFigures): ClusteredPairedSummary {
	return {
		recall_difference_ci: differenceInterval ?? null,
		design_effect: differenceDesignEffect,
		p,
		p_adjusted: null,
		is_exact: isExact,
	};
}
