import { Cohort } from '../../src/cohort/cohort.ts';
import type { Grouping } from '../../src/cohort/people-groups.ts';
import type { Comparison } from '../../src/comparison/compare.ts';
import { DiagnosticCollector } from '../../src/report/diagnostic-changes.ts';
import { parseGate } from '../../src/report/gates.ts';
import { RecordCounts } from '../../src/report/record-counts.ts';
import { type CompareSummary, type Provenance, summarise } from '../../src/report/summary.ts';
import { compareAll } from '../comparison/comparison-fixture.ts';

export const PROVENANCE: Provenance = {
	pangraf: '0.1.0',
	node: '24.0.0',
	command_line: 'pangraf compare --truth truth.vcf -o out',
	inputs: [
		{ role: 'reference', file: 'ref.fa', sha256: 'ab'.repeat(32) },
		{ role: 'truth', file: 'truth.vcf', sha256: null, sample: 'S1' },
	],
};

/** The figures of the small comparison, or of another one. */
export function summaryOf(comparison: Comparison = compareAll(), provenance: Provenance = PROVENANCE): CompareSummary {
	return cohortSummaryOf([['S1', comparison]], { provenance });
}

/** The figures of several people. */
export function cohortSummaryOf(
	people: readonly (readonly [sample: string, comparison: Comparison])[],
	more: { groupings?: readonly Grouping[]; gates?: readonly string[]; provenance?: Provenance } = {},
): CompareSummary {
	const [[, first]] = people as [[string, Comparison]];
	const cohort = new Cohort(people.length, first.strataMasks.length, first.panel?.genes ?? []);
	const counts = new RecordCounts();
	const diagnostic = first.panel === undefined ? undefined : new DiagnosticCollector(first.panel);
	for (const [sample, comparison] of people) {
		cohort.add(sample, comparison);
		counts.add(comparison);
		diagnostic?.add(comparison);
	}
	return summarise({
		cohort,
		counts,
		diagnostic: diagnostic?.finish() ?? null,
		groupings: more.groupings ?? [],
		gates: (more.gates ?? []).map(parseGate),
		provenance: more.provenance ?? PROVENANCE,
	});
}
