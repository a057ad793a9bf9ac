/** What every table says of an arm and of both: counts, proportions with intervals, the paired difference; and its columns. */
import type { ArmTally, StratumTally } from '../comparison/tally.ts';
import { mcnemarExactP } from '../statistics/mcnemar-test.ts';
import { pairedDifference, pairedDifferenceInterval } from '../statistics/paired-difference.ts';
import { type Interval, wilsonInterval } from '../statistics/wilson-interval.ts';

/** One arm's counts and proportions. */
export interface ArmFigures {
	tp: number;
	fn: number;
	fp: number;
	recall: number | null;
	recall_ci: Interval | null;
	precision: number | null;
	precision_ci: Interval | null;
}

/** Both arms on the same truth variants. */
export interface PairedFigures {
	both: number;
	graph_only: number;
	linear_only: number;
	neither: number;
	/** Graph less linear. */
	recall_difference: number | null;
	recall_difference_ci: Interval | null;
	mcnemar_p: number;
}

/** Columns of {@link armCells}. */
export const ARM_FIGURE_COLUMNS: readonly string[] = [
	'tp',
	'fn',
	'fp',
	'recall',
	'recall_lower',
	'recall_upper',
	'precision',
	'precision_lower',
	'precision_upper',
];

/** Columns of {@link pairedCells}. */
export const PAIRED_FIGURE_COLUMNS: readonly string[] = [
	'both',
	'graph_only',
	'linear_only',
	'neither',
	'recall_difference',
	'recall_difference_lower',
	'recall_difference_upper',
	'mcnemar_p',
];

/** Works out an arm's figures. */
export function armFigures({ tp, fn, fp }: ArmTally): ArmFigures {
	return {
		tp,
		fn,
		fp,
		recall: proportion(tp, tp + fn),
		recall_ci: wilsonInterval(tp, tp + fn) ?? null,
		precision: proportion(tp, tp + fp),
		precision_ci: wilsonInterval(tp, tp + fp) ?? null,
	};
}

/** Works out the figures of both arms together. */
export function pairedFigures({ both, graphOnly, linearOnly, neither }: StratumTally): PairedFigures {
	const table = { both, onlyFirst: graphOnly, onlySecond: linearOnly, neither };
	return {
		both,
		graph_only: graphOnly,
		linear_only: linearOnly,
		neither,
		recall_difference: pairedDifference(table) ?? null,
		recall_difference_ci: pairedDifferenceInterval(table) ?? null,
		mcnemar_p: mcnemarExactP(graphOnly, linearOnly),
	};
}

/** The figures in the order of {@link ARM_FIGURE_COLUMNS}. */
export function armCells({ tp, fn, fp, recall, recall_ci, precision, precision_ci }: ArmFigures): (number | null)[] {
	return [tp, fn, fp, recall, ...limits(recall_ci), precision, ...limits(precision_ci)];
}

/** The figures in the order of {@link PAIRED_FIGURE_COLUMNS}. */
export function pairedCells(paired: PairedFigures): (number | null)[] {
	const { both, graph_only, linear_only, neither, recall_difference, recall_difference_ci, mcnemar_p } = paired;
	return [both, graph_only, linear_only, neither, recall_difference, ...limits(recall_difference_ci), mcnemar_p];
}

/** Both ends of an interval, as two cells. */
export function limits(interval: Interval | null): [number | null, number | null] {
	return interval === null ? [null, null] : [interval[0], interval[1]];
}

/** `null` where there is nothing to be a part of. */
export function proportion(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

/** A line of a table: `NA` where a figure is not defined, and nothing in a cell that would end it. */
export function tableLine(cells: readonly (string | number | null)[]): string {
	return `${cells.map((cell) => String(cell ?? 'NA').replaceAll(/[\t\n\r]/g, ' ')).join('\t')}\n`;
}
