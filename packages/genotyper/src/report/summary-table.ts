import type { ArmSummary, CompareSummary, StratumSummary } from './summary.ts';

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
];

/** summary.tsv: the figures of summary.json, one row per stratum and then one per gene; `NA` where one is not defined. */
export function summaryTable(summary: CompareSummary): string {
	const header = [
		'stratum',
		'kind',
		'truth_total',
		...ARM_COLUMNS.map((name) => `graph_${name}`),
		...ARM_COLUMNS.map((name) => `linear_${name}`),
		...PAIRED_COLUMNS,
	];
	const rows = [...Object.entries(summary.strata), ...Object.entries(summary.genes)].map(([name, stratum]) =>
		[name.replaceAll(/[\t\n\r]/g, ' '), ...cells(stratum)].join('\t'),
	);
	return `${[header.join('\t'), ...rows].join('\n')}\n`;
}

function cells({ kind, truth_total, graph, linear, paired }: StratumSummary): (string | number)[] {
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
	];
	return [kind, truth_total, ...figures.map((figure) => figure ?? 'NA')];
}

function armFigures(arm: ArmSummary): (number | null)[] {
	const { tp, fn, fp, recall, recall_ci, precision, precision_ci, f1, genotype_mismatches, local_mismatches } = arm;
	const proportions = [recall, ...limits(recall_ci), precision, ...limits(precision_ci), f1];
	return [tp, fn, fp, ...proportions, genotype_mismatches, local_mismatches];
}

function limits(interval: readonly [number, number] | null): [number | null, number | null] {
	return interval === null ? [null, null] : [interval[0], interval[1]];
}
