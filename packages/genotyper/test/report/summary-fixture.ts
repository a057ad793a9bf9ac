import type { Comparison } from '../../src/comparison/compare.ts';
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
export function summaryOf(comparison: Comparison = compareAll()): CompareSummary {
	return summarise(comparison, PROVENANCE);
}
