/** Figures of single people: fewer than those of strata, because there may be thousands of rows. */
import type { StratumResult } from '../comparison/compare.ts';
import type { StratumKind } from '../comparison/strata.ts';
import type { ArmTally } from '../comparison/tally.ts';
import { mcnemarExactP } from '../statistics/mcnemar-test.ts';
import { pairedDifference, pairedDifferenceInterval } from '../statistics/paired-difference.ts';
import { type Interval, wilsonInterval } from '../statistics/wilson-interval.ts';

/** One arm in one stratum of one person. */
export interface SampleArmSummary {
	tp: number;
	fn: number;
	fp: number;
	recall: number | null;
	recall_ci: Interval | null;
	precision: number | null;
	precision_ci: Interval | null;
	genotype_mismatches: number;
}

/** One stratum of one person. */
export interface SampleStratumSummary {
	kind: StratumKind;
	truth_total: number;
	graph: SampleArmSummary;
	linear: SampleArmSummary;
	both: number;
	graph_only: number;
	linear_only: number;
	neither: number;
	recall_difference: number | null;
	recall_difference_ci: Interval | null;
	mcnemar_p: number;
}

const ARM_COLUMNS = [
	'tp',
	'fn',
	'fp',
	'recall',
	'recall_lower',
	'recall_upper',
	'precision',
	'precision_lower',
	'precision_upper',
	'genotype_mismatches',
];

/** samples.tsv's header. */
export const SAMPLE_HEADER: string = `${[
	'sample',
	'stratum',
	'kind',
	'truth_total',
	...ARM_COLUMNS.map((name) => `graph_${name}`),
	...ARM_COLUMNS.map((name) => `linear_${name}`),
	'both',
	'graph_only',
	'linear_only',
	'neither',
	'recall_difference',
	'recall_difference_lower',
	'recall_difference_upper',
	'mcnemar_p',
	'methods',
].join('\t')}\n`;

/** samples.tsv: a person's rows, one for each stratum that is always there or holds something; `NA` where a figure is not defined. */
export function* sampleTable(sample: string, strata: readonly StratumResult[]): Generator<string> {
	for (const stratum of strata) {
		const { isOptional, name, tally } = stratum;
		if (isOptional && tally.truthTotal + tally.graph.fp + tally.linear.fp === 0) continue;
		const row = summariseSample(stratum);
		const cells = [
			sample,
			name,
			row.kind,
			row.truth_total,
			...armCells(row.graph),
			...armCells(row.linear),
			row.both,
			row.graph_only,
			row.linear_only,
			row.neither,
			row.recall_difference,
			...limits(row.recall_difference_ci),
			row.mcnemar_p,
			'Wilson; difference: Newcombe paired 10; McNemar exact',
		];
		yield `${cells.map((cell) => String(cell ?? 'NA').replaceAll(/[\t\n\r]/g, ' ')).join('\t')}\n`;
	}
}

/** Works out the figures of one stratum of one person. */
export function summariseSample({ kind, tally }: Pick<StratumResult, 'kind' | 'tally'>): SampleStratumSummary {
	const { truthTotal, both, graphOnly, linearOnly, neither } = tally;
	const table = { both, onlyFirst: graphOnly, onlySecond: linearOnly, neither };
	return {
		kind,
		truth_total: truthTotal,
		graph: summariseArm(tally.graph),
		linear: summariseArm(tally.linear),
		both,
		graph_only: graphOnly,
		linear_only: linearOnly,
		neither,
		recall_difference: pairedDifference(table) ?? null,
		recall_difference_ci: pairedDifferenceInterval(table) ?? null,
		mcnemar_p: mcnemarExactP(graphOnly, linearOnly),
	};
}

function summariseArm({ tp, fn, fp, genotypeMismatches }: ArmTally): SampleArmSummary {
	return {
		tp,
		fn,
		fp,
		recall: tp + fn === 0 ? null : tp / (tp + fn),
		recall_ci: wilsonInterval(tp, tp + fn) ?? null,
		precision: tp + fp === 0 ? null : tp / (tp + fp),
		precision_ci: wilsonInterval(tp, tp + fp) ?? null,
		genotype_mismatches: genotypeMismatches,
	};
}

function armCells(arm: SampleArmSummary): (number | null)[] {
	const { tp, fn, fp, recall, recall_ci, precision, precision_ci, genotype_mismatches } = arm;
	return [tp, fn, fp, recall, ...limits(recall_ci), precision, ...limits(precision_ci), genotype_mismatches];
}

function limits(interval: Interval | null): [number | null, number | null] {
	return interval === null ? [null, null] : [interval[0], interval[1]];
}
