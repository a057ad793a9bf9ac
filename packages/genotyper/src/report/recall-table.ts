import { count, percent, points, pointsRange, pValue } from './numbers.ts';
import type { StratumKind } from '../comparison/strata.ts';
import type { CompareSummary } from './summary.ts';

const HEADINGS = ['stratum', 'truth', 'graph recall', 'linear recall', 'difference (95 % interval)', 'p'];

/** Finer strata stand in the files. */
const SHOWN: ReadonlySet<StratumKind> = new Set<StratumKind>(['all', 'type', 'change', 'regions', 'panel']);

/**
 * The recall table for a terminal: per stratum the number of truth variants, the recall of both arms, graph less linear in
 * percentage points with its 95 % interval, and the p of the exact McNemar test. Ends with a line end.
 */
export function formatRecallTable(summary: CompareSummary): string {
	const shown = Object.entries(summary.strata).filter(([, { kind }]) => SHOWN.has(kind));
	const rows = shown.map(([name, { truth_total, graph, linear, paired }]) => [
		name,
		count(truth_total),
		percent(graph.recall),
		percent(linear.recall),
		truth_total === 0 ? '–' : `${points(paired.recall_difference)} (${pointsRange(paired.recall_difference_ci)})`,
		truth_total === 0 ? '–' : pValue(paired.mcnemar_p),
	]);
	const table = [HEADINGS, ...rows];
	const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
	const lines = table.map((row) =>
		row
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
			.join('  ')
			.trimEnd(),
	);
	return `${lines.join('\n')}\n`;
}
