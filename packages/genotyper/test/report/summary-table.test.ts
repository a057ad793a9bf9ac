import { expect, it } from 'vitest';
import { summaryTable } from '../../src/report/summary-table.ts';
import { summaryOf } from './summary-fixture.ts';

it('summary.tsv says what summary.json says', () => {
	const summary = summaryOf();
	const [header = [], ...rows] = summaryTable(summary)
		.trimEnd()
		.split('\n')
		.map((line) => line.split('\t'));
	const table = Object.fromEntries(rows.map((row) => [row[0]!, Object.fromEntries(header.map((name, k) => [name, row[k]]))]));
	expect(rows.every((row) => row.length === header.length)).toBe(true);
	expect(Object.keys(table)).toEqual([...Object.keys(summary.strata), ...Object.keys(summary.genes)]);
	const { graph, linear, paired, truth_total } = summary.strata['SNV']!;
	expect(table['SNV']).toMatchObject({
		kind: 'type',
		truth_total: String(truth_total),
		graph_tp: String(graph.tp),
		graph_recall: String(graph.recall),
		graph_recall_lower: String(graph.recall_ci![0]),
		graph_recall_upper: String(graph.recall_ci![1]),
		linear_fp: String(linear.fp),
		linear_precision_upper: String(linear.precision_ci![1]),
		linear_f1: String(linear.f1),
		graph_only: String(paired.graph_only),
		recall_difference_lower: String(paired.recall_difference_ci![0]),
		mcnemar_p: String(paired.mcnemar_p),
	});
	expect(table['empty']).toMatchObject({ graph_recall: 'NA', recall_difference: 'NA', detectable_difference: 'NA' });
	expect(table['GENE3']).toMatchObject({ kind: 'gene', truth_total: '0', graph_fp: '1' });
});
