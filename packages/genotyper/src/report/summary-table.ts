import { ARM_FIGURE_COLUMNS, armCells, limits, PAIRED_FIGURE_COLUMNS, pairedCells, tableLine } from './arm-figures.ts';
import type { CompareSummary } from './summary.ts';
import type { ArmSummary, StratumSummary } from './stratum-summary.ts';

const ARM_COLUMNS = [...ARM_FIGURE_COLUMNS, 'f1', 'genotype_mismatches', 'local_mismatches', 'f1_lower', 'f1_upper'];
const PAIRED_COLUMNS = [
	...PAIRED_FIGURE_COLUMNS,
	'smallest_significant_difference',
	'detectable_difference',
	'mcnemar_p_adjusted',
];
const CLUSTERED_COLUMNS = [
	'people',
	'graph_recall_clustered_lower',
	'graph_recall_clustered_upper',
	'linear_recall_clustered_lower',
	'linear_recall_clustered_upper',
	'recall_difference_clustered_lower',
	'recall_difference_clustered_upper',
	'clustered_p',
	'clustered_p_adjusted',
	'design_effect',
	'methods',
];
/** Of the intervals and the test, in each row: a table may be cut apart. */
const METHODS = 'Wilson; F1: Wilson of F*; difference: Newcombe paired 10; McNemar exact; adjusted: Benjamini-Hochberg';
const FIGURE_COLUMNS = [
	'stratum',
	'kind',
	'truth_total',
	...ARM_COLUMNS.map((name) => `graph_${name}`),
	...ARM_COLUMNS.map((name) => `linear_${name}`),
	...PAIRED_COLUMNS,
];

/** summary.tsv: the figures of summary.json, one row per stratum and then one per gene; `NA` where one is not defined. */
export function summaryTable(summary: CompareSummary): string {
	const rows = [...Object.entries(summary.strata), ...Object.entries(summary.genes)].map(([name, stratum]) =>
		tableLine([name, ...figuresOf(stratum), ...clusteredFiguresOf(stratum)]),
	);
	return [tableLine([...FIGURE_COLUMNS, ...CLUSTERED_COLUMNS]), ...rows].join('');
}

function figuresOf({ kind, truth_total, graph, linear, paired }: StratumSummary): (string | number | null)[] {
	return [
		kind,
		truth_total,
		...cellsOfArm(graph),
		...cellsOfArm(linear),
		...pairedCells(paired),
		paired.smallest_significant_difference,
		paired.detectable_difference,
		paired.mcnemar_p_adjusted,
	];
}

function clusteredFiguresOf({ people, graph, linear, paired }: StratumSummary): (string | number | null)[] {
	return [
		people ?? null,
		...limits(graph.clustered?.recall_ci ?? null),
		...limits(linear.clustered?.recall_ci ?? null),
		...limits(paired.clustered?.recall_difference_ci ?? null),
		paired.clustered?.p ?? null,
		paired.clustered?.p_adjusted ?? null,
		paired.clustered?.design_effect ?? null,
		METHODS,
	];
}

function cellsOfArm(arm: ArmSummary): (number | null)[] {
	return [...armCells(arm), arm.f1, arm.genotype_mismatches, arm.local_mismatches, ...limits(arm.f1_ci)];
}
