import { describe, expect, it } from 'vitest';
import { compareCallSets, type Comparison } from '../../src/comparison/compare.ts';
import { type BedInterval, IntervalSet } from '../../src/comparison/intervals.ts';
import { matchRecords } from '../../src/comparison/matching.ts';
import { OUTCOMES } from '../../src/comparison/miss-reasons.ts';
import { genePanel } from '../../src/comparison/panel.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const SEQUENCE = 'GGACGTTTTTACACACAGATTACACTGAAGTC'.repeat(20);
const reference = referenceOf({ chr1: SEQUENCE });

/** A record at POS `position`: the base there becomes the next letter of the alphabet. */
function snv(position: number, genotype = '0/1', filter = 'PASS', letter = 1): string {
	const base = SEQUENCE[position - 1]!;
	return `chr1 ${position} ${base} ${'ACGT'[('ACGT'.indexOf(base) + letter) % 4]} ${genotype} ${filter}`;
}

function interval(start: number, end: number, name?: string): BedInterval {
	return { contig: 'chr1', start, end, name };
}

const truth = [snv(20), snv(60), snv(100, '1/1'), snv(140), snv(180), snv(220), 'chr1 261 GTTTT G 0/1', snv(300), snv(620)];
const graph = [
	snv(20), // both
	snv(60), // graph only; the linear arm filters it
	snv(100), // the graph arm's genotype is wrong: linear only
	snv(140, '0/1', 'PASS', 2), // another allele
	snv(220), // graph only; absent in the linear arm
	'chr1 298 T TG 0/1', // beyond 30 bp of the missed indel and of another kind
	snv(300, '0/1', 'LowQual'),
	snv(500), // a false positive
	snv(620),
];
const linear = [snv(20), snv(60, '0/1', 'LowQual'), snv(100, '1/1'), 'chr1 260 CGT C 0/1', snv(300), snv(505)];

function compare(): Comparison {
	return compareCallSets({
		reference,
		truth: callSetOf(reference, truth),
		graph: callSetOf(reference, graph),
		linear: callSetOf(reference, linear),
		regions: new IntervalSet([interval(0, 600)], reference),
		strata: [
			{ name: 'first', intervals: new IntervalSet([interval(0, 120)], reference) },
			{ name: 'empty', intervals: new IntervalSet([], reference) },
		],
		panel: genePanel(
			[interval(50, 110, 'GENE1'), interval(210, 310, 'GENE2'), interval(490, 510, 'GENE3'), interval(400, 410, 'GENE4')],
			reference,
		),
		matcher: matchRecords,
	});
}

function outcomes({ outcome }: { outcome: Uint8Array }): string[] {
	return [...outcome].map((code) => OUTCOMES[code]!);
}

describe('a comparison', () => {
	it('says of each truth variant and arm whether it is found, and if not, why', () => {
		const comparison = compare();
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
		const { strata } = compare();
		const rows = Object.fromEntries(strata.map(({ name, tally }) => [name, tally]));
		expect(Object.keys(rows)).toEqual(['all', 'SNV', 'INDEL', 'SV', 'first', 'empty', 'panel']);
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
		const rows = compare().genes.map(({ name, tally }) => [
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
		for (const { tally } of compare().strata) {
			expect(tally.both + tally.graphOnly + tally.linearOnly + tally.neither).toBe(tally.truthTotal);
			expect(tally.graph.tp).toBe(tally.both + tally.graphOnly);
			expect(tally.linear.tp + tally.linear.fn).toBe(tally.truthTotal);
		}
	});
});
