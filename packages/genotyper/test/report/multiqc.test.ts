import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { multiqcContents } from '../../src/report/multiqc.ts';
import { groupedSummaryOf, unevenCohort } from './cohort-summary-fixture.ts';
import { summaryOf } from './summary-fixture.ts';

/**
 * What MultiQC asks of a table as custom content: the fields of docs.seqera.io/multiqc/custom_content, and of its `TableConfig` and
 * `ColumnDict` (multiqc/plots/table_object.py of 1.26) those that are used here.
 */
const schema = z.strictObject({
	id: z.string().regex(/^[a-z_]+$/),
	parent_id: z.string(),
	parent_name: z.string(),
	parent_description: z.string(),
	section_name: z.string(),
	description: z.string(),
	plot_type: z.literal('table'),
	pconfig: z.strictObject({ id: z.string(), title: z.string(), namespace: z.string(), col1_header: z.string() }),
	headers: z.record(
		z.string(),
		z.strictObject({
			title: z.string(),
			description: z.string().optional(),
			min: z.number().optional(),
			max: z.number().optional(),
			suffix: z.string().optional(),
			// As Python's str.format takes it.
			format: z
				.string()
				.regex(/^\{:[+]?,?\.\d[fg]\}$/)
				.optional(),
		}),
	),
	data: z.record(z.string(), z.record(z.string(), z.number())),
});

function contents(summary: ReturnType<typeof summaryOf>): Record<string, z.infer<typeof schema>> {
	return Object.fromEntries(multiqcContents(summary).map(([name, text]) => [name, schema.parse(JSON.parse(text))]));
}

describe('custom content for MultiQC', () => {
	it('has a row for each stratum, and one for the sample', () => {
		const files = contents(summaryOf());
		expect(Object.keys(files)).toEqual(['pangraf_strata_mqc.json', 'pangraf_samples_mqc.json']);
		const { data, headers } = files['pangraf_strata_mqc.json']!;
		expect(data['SNV']).toMatchObject({ truth: 7, graph_recall: (3 / 7) * 100 });
		expect(Object.keys(data['SNV']!).every((name) => name in headers)).toBe(true);
		expect(files['pangraf_samples_mqc.json']!.data['S1']).toMatchObject({ truth: 8, graph_recall: 37.5 });
	});

	it('has a row for each person of a cohort, but none where they are withheld', () => {
		expect(Object.keys(contents(groupedSummaryOf(unevenCohort(3)))['pangraf_samples_mqc.json']!.data)).toHaveLength(12);
		expect(Object.keys(contents(groupedSummaryOf(unevenCohort(3, 2))))).toEqual(['pangraf_strata_mqc.json']);
	});
});
