import type { StratumKind } from '../comparison/strata.ts';
import { numbersOf } from './numbers.ts';
import type { CompareSummary } from './summary.ts';

/** Finer strata stand in the files. */
const SHOWN: ReadonlySet<StratumKind> = new Set<StratumKind>([
	'all',
	'type',
	'change',
	'regions',
	'panel',
	'group',
	'patient_group',
	'sex',
]);

/**
 * The recall table for a terminal: per stratum the number of truth variants, the recall of both arms, graph less linear in
 * percentage points with its 95 % interval, and the p of the exact McNemar test; of a cohort, interval and p with people and
 * shared variants as clusters. Ends with a line end.
 */
export function formatRecallTable(summary: CompareSummary): string {
	const numbers = numbersOf('en');
	const isCohort = summary.cohort !== null;
	const headings = [
		'stratum',
		'truth',
		'graph recall',
		'linear recall',
		'difference (95 %, Newcombe)',
		isCohort ? 'p, clustered' : 'McNemar p',
	];
	const shown = Object.entries(summary.strata).filter(
		([name, { kind, people }]) => SHOWN.has(kind) && (people === undefined || !name.includes('/')),
	);
	const rows = shown.map(([name, { truth_total, graph, linear, paired }]) => {
		const { clustered } = paired;
		const interval = clustered?.recall_difference_ci ?? paired.recall_difference_ci;
		return [
			name,
			numbers.count(truth_total),
			numbers.percent(graph.recall),
			numbers.percent(linear.recall),
			truth_total === 0 ? '–' : `${numbers.points(paired.recall_difference)} (${numbers.pointsRange(interval)})`,
			truth_total === 0 ? '–' : numbers.pValue(clustered?.p ?? paired.mcnemar_p),
		];
	});
	const table = [headings, ...rows];
	const widths = headings.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
	const lines = table.map((row) =>
		row
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
			.join('  ')
			.trimEnd(),
	);
	return `${lines.join('\n')}\n`;
}
