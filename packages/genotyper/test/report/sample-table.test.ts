import { expect, it } from 'vitest';
import { SAMPLE_HEADER, sampleTable } from '../../src/report/sample-table.ts';
import { compareAll } from '../comparison/comparison-fixture.ts';

it('samples.tsv has a row for each stratum of a person that holds something, and NA where a figure is not defined', () => {
	const header = SAMPLE_HEADER.trimEnd().split('\t');
	const rows = [...sampleTable('S1', compareAll().strata)].map((line) => line.trimEnd().split('\t'));
	for (const row of rows) expect(row).toHaveLength(header.length);
	const table = rows.map((row) => Object.fromEntries(header.map((name, k) => [name, row[k]])));
	expect(table.map(({ stratum }) => stratum)).toContain('INDEL deletion');
	expect(table.map(({ stratum }) => stratum)).not.toContain('SV insertion');
	expect(table[0]).toMatchObject({
		sample: 'S1',
		stratum: 'all',
		truth_total: '8',
		graph_tp: '3',
		linear_recall: '0.375',
		graph_only: '2',
	});
	expect(table.find(({ stratum }) => stratum === 'empty')).toMatchObject({ graph_recall: 'NA', mcnemar_p: '1' });
});
