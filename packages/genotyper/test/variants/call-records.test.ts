import { graphFromArrays } from '@pangraf/graph';
import { describe, expect, it } from 'vitest';
import type { CopyCall } from '../../src/genotypes/copies.ts';
import { findExcursions } from '../../src/sites/excursions.ts';
import { ReferenceBases, referenceSteps } from '../../src/sites/reference-steps.ts';
import { findSites } from '../../src/sites/sites.ts';
import { callHeader } from '../../src/variants/call-header.ts';
import { CallRecords } from '../../src/variants/call-records.ts';

/** Two contigs; the first in two pieces, the later one first in the file. */
function referenceOf(): ReferenceBases {
	const walk = (contig: string, start: number, node: number, length: number) => ({
		kind: 1 as const,
		sample: 'REF',
		haplotype: 0,
		contig,
		name: contig,
		start,
		end: start + length,
		steps: [node << 1],
	});
	const graph = graphFromArrays({
		segments: [
			['a', 'ACGTACGT'],
			['b', 'GGCCTT'],
			['c', 'TTAACC'],
		],
		links: [],
		walks: [walk('chr2', 100, 0, 8), walk('chr1', 0, 1, 6), walk('chr2', 0, 2, 6)],
		referenceSamples: ['REF'],
	});
	return new ReferenceBases(referenceSteps(graph));
}

const CALL: CopyCall = { copies: 1, gq: 50, qual: 60, pl: [60, 0, 70], adRef: 5, adAlt: 6, depth: 11 };

function linesOf(
	changes: readonly [start: number, deleted: number, inserted: string][],
	call: Partial<CopyCall> = {},
	fs = 0,
): string[] {
	const bases = referenceOf();
	const records = new CallRecords(bases, findSites(bases.reference, findExcursions(bases.reference)));
	for (const [start, deleted, inserted] of changes) {
		records.addNew({ change: { start, deleted, inserted }, call: { ...CALL, ...call }, fs });
	}
	return [...records.lines()].map((line) => line.trimEnd());
}

const places = (lines: readonly string[]): string[] => lines.map((line) => line.split('\t').slice(0, 5).join(' '));

describe('CallRecords', () => {
	it('places changes on their contigs, in the order of contigs, position, REF and ALT', () => {
		// Offsets 0-7 are chr2:101-108, 8-13 chr1:1-6, 14-19 chr2:1-6.
		const lines = linesOf([
			[8, 1, 'T'],
			[2, 1, 'T'],
			[2, 1, 'A'],
			[15, 1, 'G'],
			[1, 0, 'TT'],
		]);
		expect(places(lines)).toEqual(['chr2 2 . T G', 'chr2 101 . A ATT', 'chr2 103 . G A', 'chr2 103 . G T', 'chr1 1 . G T']);
	});

	it('gives an indel at the start of a piece the base after it', () => {
		expect(
			places(
				linesOf([
					[0, 1, ''],
					[0, 0, 'TT'],
					[14, 2, ''],
				]),
			),
		).toEqual(['chr2 1 . TTA A', 'chr2 101 . A TTA', 'chr2 101 . AC C']);
		// Between two pieces an insertion is taken to the end of the first.
		expect(places(linesOf([[8, 0, 'TT']]))).toEqual(['chr2 108 . T TTT']);
	});

	it('writes genotype, qualities and depths', () => {
		expect(linesOf([[2, 1, 'T']])[0]).toBe('chr2\t103\t.\tG\tT\t60\tPASS\tNEW;FS=0\tGT:GQ:DP:AD:PL\t0/1:50:11:5,6:60,0,70');
		expect(linesOf([[2, 1, 'T']], { copies: 2 })[0]).toContain('\t1/1:');
	});

	it.each([
		[{ depth: 3 }, 0, 'LowDP'],
		[{ gq: 9 }, 0, 'LowGQ'],
		[{ gq: 9, qual: 99 }, 0, 'LowGQ'],
		[{ gq: 9, qual: 100 }, 0, 'PASS'],
		[{ gq: 9, depth: 3 }, 60.1, 'LowDP;LowGQ;StrandBias'],
		[{ gq: 10, depth: 4 }, 60, 'PASS'],
	])('marks %j with FS %f as %s', (call, fs, filter) => {
		expect(linesOf([[2, 1, 'T']], call, fs)[0]!.split('\t')[6]).toBe(filter);
	});
});

describe('callHeader', () => {
	it('names the contigs with their lengths in the order of the graph', () => {
		const header = callHeader({ contigs: referenceOf().reference.contigs, sample: 'S', graphHash: 'abc', minMapq: 5 });
		expect(header).toContain('##contig=<ID=chr2,length=108>\n##contig=<ID=chr1,length=6>\n');
		expect(header).toContain('##pangrafGraph=abc\n');
		expect(header.endsWith('FORMAT\tS\n')).toBe(true);
	});
});
