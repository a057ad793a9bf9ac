import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/comparison/miss-reasons.ts';
import { compareAll } from './comparison-fixture.ts';

function outcomes({ outcome }: { outcome: Uint8Array }): string[] {
	return [...outcome].map((code) => OUTCOMES[code]!);
}

describe('a comparison', () => {
	it('says of each truth variant and arm whether it is found, and if not, why', () => {
		const comparison = compareAll();
		expect(outcomes(comparison.graph)).toEqual([
			'found',
			'found',
			'genotype',
			'other_allele',
			'absent',
			'found',
			'absent',
			'filtered',
			'found',
		]); // prettier-ignore
		expect(outcomes(comparison.linear)).toEqual([
			'found',
			'filtered',
			'found',
			'absent',
			'absent',
			'absent',
			'other_allele',
			'found',
			'absent',
		]); // prettier-ignore
	});

	it('counts each stratum; what lies outside the regions does not count', () => {
		const { strata } = compareAll();
		const rows = Object.fromEntries(strata.map(({ name, tally }) => [name, tally]));
		const always = strata.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
		expect(always).toEqual(['all', 'SNV', 'INDEL', 'SV', 'first', 'empty', 'panel']);
		expect(strata.filter(({ isOptional, tally }) => isOptional && tally.truthTotal > 0).map(({ name }) => name)).toEqual([
			'INDEL deletion',
			'deletion 1-5',
			'first/SNV',
			'panel/SNV',
			'panel/INDEL',
		]);
		expect(rows['all']).toEqual({
			truthTotal: 8,
			graph: { tp: 3, fn: 5, fp: 4, genotypeMismatches: 1, localMismatches: 2 },
			linear: { tp: 3, fn: 5, fp: 2, genotypeMismatches: 0, localMismatches: 1 },
			both: 1,
			graphOnly: 2,
			linearOnly: 2,
			neither: 3,
		});
		expect(rows['SNV']).toMatchObject({ truthTotal: 7, graph: { tp: 3, fp: 3 }, linear: { tp: 3, fp: 1 } });
		expect(rows['INDEL']).toMatchObject({ truthTotal: 1, graph: { tp: 0, fp: 1 }, linear: { tp: 0, fp: 1 } });
		expect(rows['SV']).toMatchObject({ truthTotal: 0, neither: 0 });
		expect(rows['first']).toMatchObject({
			truthTotal: 3,
			graph: { tp: 2, fp: 1 },
			linear: { tp: 2, fp: 0 },
			both: 1,
			graphOnly: 1,
			linearOnly: 1,
		});
		expect(rows['empty']).toMatchObject({ truthTotal: 0, graph: { fp: 0 } });
		expect(rows['panel']).toMatchObject({
			truthTotal: 5,
			both: 0,
			graphOnly: 2,
			linearOnly: 2,
			neither: 1,
			graph: { fp: 3 },
			linear: { fp: 2 },
		});
	});

	it('has a row for each gene in which something lies', () => {
		const rows = compareAll().genes.map(({ name, tally }) => [
			name,
			tally.truthTotal,
			tally.graphOnly,
			tally.linearOnly,
			tally.graph.fp,
		]);
		expect(rows).toEqual([
			['GENE1', 2, 1, 1, 1],
			['GENE2', 3, 1, 1, 1],
			['GENE3', 0, 0, 0, 1],
		]);
	});

	it('every truth variant is in one cell of the paired table', () => {
		for (const { tally } of compareAll().strata) {
			expect(tally.both + tally.graphOnly + tally.linearOnly + tally.neither).toBe(tally.truthTotal);
			expect(tally.graph.tp).toBe(tally.both + tally.graphOnly);
			expect(tally.linear.tp + tally.linear.fn).toBe(tally.truthTotal);
		}
	});
});
