/** One small comparison in which every outcome appears. */
import type { Reference } from '@pangraf/graph';
import { compareCallSets, type Comparison } from '../../src/comparison/compare.ts';
import { type BedInterval, IntervalSet } from '../../src/comparison/intervals.ts';
import { matchRecords } from '../../src/comparison/matching.ts';
import { genePanel, type Panel } from '../../src/comparison/panel.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const SEQUENCE = 'GGACGTTTTTACACACAGATTACACTGAAGTC'.repeat(20);
export const reference: Reference = referenceOf({ chr1: SEQUENCE });

/** A record at POS `position`: the base there becomes another one. */
function snv(position: number, genotype = '0/1', filter = 'PASS', letter = 1): string {
	const base = SEQUENCE[position - 1]!;
	return `chr1 ${position} ${base} ${'ACGT'[('ACGT'.indexOf(base) + letter) % 4]} ${genotype} ${filter}`;
}

function interval(start: number, end: number, name?: string): BedInterval {
	return { contig: 'chr1', start, end, name };
}

export const TRUTH: readonly string[] = [
	snv(20),
	snv(60),
	snv(100, '1/1'),
	snv(140),
	snv(180),
	snv(220),
	'chr1 261 GTTTT G 0/1',
	snv(300),
	snv(620),
];

export const GRAPH: readonly string[] = [
	snv(20),
	// The linear arm filters it.
	snv(60),
	// Another genotype: the linear arm has it right.
	snv(100),
	// Another allele.
	snv(140, '0/1', 'PASS', 2),
	// The linear arm has nothing there.
	snv(220),
	// Further than 30 bp from the indel that is missed, and of another kind.
	'chr1 298 T TG 0/1',
	snv(300, '0/1', 'LowQual'),
	// False.
	snv(500),
	// Outside the regions.
	snv(620),
	// Neither a sequence nor a variant.
	'chr1 400 C <DEL> 0/1',
	'chr1 410 T C 0/0',
	'chr1 411 G C ./.',
];

export const LINEAR: readonly string[] = [
	snv(20),
	snv(60, '0/1', 'LowQual'),
	snv(100, '1/1'),
	'chr1 260 CGT C 0/1',
	snv(300),
	snv(505),
];

export const genes: Panel = genePanel(
	[interval(50, 110, 'GENE1'), interval(210, 310, 'GENE2'), interval(490, 510, 'GENE3'), interval(400, 410, 'GENE4')],
	reference,
);

/** Compares the three, with regions that leave the last truth variant out, two strata, and a panel unless told otherwise. */
export function compareAll(panel: Panel | 'none' = genes): Comparison {
	return compareCallSets({
		reference,
		truth: callSetOf(reference, TRUTH),
		graph: callSetOf(reference, GRAPH),
		linear: callSetOf(reference, LINEAR),
		regions: new IntervalSet([interval(0, 600)], reference),
		strata: [
			{ name: 'first', intervals: new IntervalSet([interval(0, 120)], reference) },
			{ name: 'empty', intervals: new IntervalSet([], reference) },
		],
		panel: panel === 'none' ? undefined : panel,
		matcher: matchRecords,
	});
}
