import type { CompareSummary } from './summary.ts';
import type { ArmSummary, StratumSummary } from './stratum-summary.ts';

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
	'f1',
	'genotype_mismatches',
	'local_mismatches',
	'f1_lower',
	'f1_upper',
];
const PAIRED_COLUMNS = [
	'both',
	'graph_only',
	'linear_only',
	'neither',
	'recall_difference',
	'recall_difference_lower',
	'recall_difference_upper',
	'mcnemar_p',
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
	const rows = [...Object.entries(summary.strata), ...Object.entries(summary.genes)].map(([name, stratum]) => [
		name,
		...figuresOf(stratum),
		...clusteredFiguresOf(stratum),
	]);
	return tableText([...FIGURE_COLUMNS, ...CLUSTERED_COLUMNS], rows);
}

function tableText(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const lines = rows.map((row) => row.map((cell) => String(cell).replaceAll(/[\t\n\r]/g, ' ')).join('\t'));
	return `${[header.join('\t'), ...lines].join('\n')}\n`;
}

function figuresOf({ kind, truth_total, graph, linear, paired }: StratumSummary): (string | number)[] {
	const figures = [
		...armFigures(graph),
		...armFigures(linear),
		paired.both,
		paired.graph_only,
		paired.linear_only,
		paired.neither,
		paired.recall_difference,
		...limits(paired.recall_difference_ci),
		paired.mcnemar_p,
		paired.smallest_significant_difference,
		paired.detectable_difference,
		paired.mcnemar_p_adjusted,
	];
	return [kind, truth_total, ...figures.map((figure) => figure ?? 'NA')];
}

function clusteredFiguresOf({ people, graph, linear, paired }: StratumSummary): (string | number)[] {
	const figures = [
		people ?? null,
		...limits(graph.clustered?.recall_ci ?? null),
		...limits(linear.clustered?.recall_ci ?? null),
		...limits(paired.clustered?.recall_difference_ci ?? null),
		paired.clustered?.p ?? null,
		paired.clustered?.p_adjusted ?? null,
		paired.clustered?.design_effect ?? null,
	];
	return [...figures.map((figure) => figure ?? 'NA'), METHODS];
}

function armFigures(arm: ArmSummary): (number | null)[] {
	const { tp, fn, fp, recall, recall_ci, precision, precision_ci, f1, f1_ci, genotype_mismatches, local_mismatches } = arm;
	const proportions = [recall, ...limits(recall_ci), precision, ...limits(precision_ci), f1];
	return [tp, fn, fp, ...proportions, genotype_mismatches, local_mismatches, ...limits(f1_ci)];
}

function limits(interval: readonly [number, number] | null): [number | null, number | null] {
	return interval === null ? [null, null] : [interval[0], interval[1]];
}
