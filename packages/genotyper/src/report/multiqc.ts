/**
 * Tables for MultiQC, as custom content that it picks up by name (`*_mqc.json`).
 *
 * Source: MultiQC's documentation, "Custom content" (https://docs.seqera.io/multiqc/custom_content).
 */
import type { CompareSummary } from './summary.ts';

/** Name and content of each file. People's rows are left out where the summary withholds them: then strata take their place. */
export function multiqcContents(summary: CompareSummary): [name: string, content: string][] {
	const percentage = { min: 0, max: 100, suffix: ' %', format: '{:,.2f}' };
	const headers = {
		truth: { title: 'True variants', format: '{:,.0f}' },
		graph_recall: { title: 'Graph recall', description: 'Share of the true variants that the graph arm finds', ...percentage },
		linear_recall: { title: 'Linear recall', description: 'Share of the true variants that the linear arm finds', ...percentage },
		recall_difference: { title: 'Difference', description: 'Graph less linear, percentage points', format: '{:+,.2f}' },
		graph_precision: {
			title: 'Graph precision',
			description: 'Share of the calls of the graph arm that are true',
			...percentage,
		},
		linear_precision: {
			title: 'Linear precision',
			description: 'Share of the calls of the linear arm that are true',
			...percentage,
		},
		mcnemar_p: { title: 'McNemar p', description: 'Exact, two-sided', format: '{:.3g}' },
	};
	const content = (id: string, title: string, description: string, rows: string, data: object): string =>
		`${JSON.stringify(
			{
				id,
				parent_id: 'pangraf_compare',
				parent_name: 'pangraf compare',
				parent_description: 'What a graph arm and a linear arm find of the true variants',
				section_name: title,
				description,
				plot_type: 'table',
				pconfig: { id: `${id}_table`, title, namespace: 'pangraf', col1_header: rows },
				headers,
				data,
			},
			null,
			'\t',
		)}\n`;
	const strata = Object.entries(summary.strata)
		.filter(([, { kind, truth_total }]) => truth_total > 0 && ['all', 'type', 'change', 'regions', 'panel'].includes(kind))
		.map(([name, { truth_total, graph, linear, paired }]) => [name, cells(truth_total, graph, linear, paired)]);
	const people = Object.entries(peopleOf(summary)).map(([name, { all }]) => [
		name,
		cells(all!.truth_total, all!.graph, all!.linear, all!),
	]);
	const files: [string, string][] = [
		[
			'pangraf_strata_mqc.json',
			content(
				'pangraf_compare_strata',
				'Recall by stratum',
				'Both arms on the same true variants.',
				'Stratum',
				Object.fromEntries(strata),
			),
		],
	];
	if (people.length > 0) {
		const text = content(
			'pangraf_compare_samples',
			'Recall by sample',
			'Both arms, all variants.',
			'Sample',
			Object.fromEntries(people),
		);
		files.push(['pangraf_samples_mqc.json', text]);
	}
	return files;
}

interface Arm {
	readonly recall: number | null;
	readonly precision: number | null;
}

/** The people's rows; one person's are those of the whole comparison. */
function peopleOf(summary: CompareSummary): NonNullable<CompareSummary['samples']> {
	if (summary.samples !== null) return summary.samples;
	const name = summary.provenance.inputs.find(({ role }) => role === 'truth')?.sample;
	if (summary.cohort !== null || name === undefined) return {};
	const { kind, truth_total, graph, linear, paired } = summary.strata['all']!;
	return { [name]: { all: { kind, truth_total, graph, linear, ...paired } } };
}

/** A row; MultiQC leaves a cell empty where there is no figure. */
function cells(total: number, graph: Arm, linear: Arm, paired: { recall_difference: number | null; mcnemar_p: number }): object {
	const scale = (value: number | null): number | undefined => (value === null ? undefined : value * 100);
	return {
		truth: total,
		graph_recall: scale(graph.recall),
		linear_recall: scale(linear.recall),
		recall_difference: scale(paired.recall_difference),
		graph_precision: scale(graph.precision),
		linear_precision: scale(linear.precision),
		mcnemar_p: paired.mcnemar_p,
	};
}
