import { expect, it } from 'vitest';
import { EXCLUSION_HEADER, exclusionTable } from '../../src/report/exclusion-table.ts';
import { variantHeader, variantTable } from '../../src/report/variant-table.ts';
import { compareAll } from '../comparison/comparison-fixture.ts';

function cells(pieces: Iterable<string | Uint8Array>): string[][] {
	let text = '';
	for (const piece of pieces) text += typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
	return text
		.trimEnd()
		.split('\n')
		.map((line) => line.split('\t'));
}

function* joined(header: string, rows: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
	yield header;
	yield* rows;
}

it('variants.tsv has one row for each truth variant that counts, and why each arm misses it', () => {
	expect(cells(joined(variantHeader(), variantTable(compareAll(), ['first', 'empty'], 'S1')))).toEqual([
		[
			'contig',
			'position',
			'ref',
			'alt',
			'type',
			'genotype',
			'result',
			'graph',
			'linear',
			'graph_call',
			'linear_call',
			'genes',
			'panel_id',
			'strata',
			'truth_line',
			'sample',
		],
		[
			'chr1',
			'20',
			'T',
			'A',
			'SNV',
			'0/1',
			'both',
			'found',
			'found',
			'chr1:20 T>A 0/1',
			'chr1:20 T>A 0/1',
			'.',
			'.',
			'first',
			'1',
			'S1',
		],
		[
			'chr1',
			'60',
			'A',
			'C',
			'SNV',
			'0/1',
			'graph_only',
			'found',
			'filtered',
			'chr1:60 A>C 0/1',
			'chr1:60 A>C 0/1 LowQual',
			'GENE1',
			'.',
			'first',
			'2',
			'S1',
		],
		[
			'chr1',
			'100',
			'C',
			'G',
			'SNV',
			'1/1',
			'linear_only',
			'genotype',
			'found',
			'chr1:100 C>G 0/1',
			'chr1:100 C>G 1/1',
			'GENE1',
			'.',
			'first',
			'3',
			'S1',
		],
		[
			'chr1',
			'140',
			'C',
			'G',
			'SNV',
			'0/1',
			'neither',
			'other_allele',
			'absent',
			'chr1:140 C>T 0/1',
			'.',
			'.',
			'.',
			'.',
			'4',
			'S1',
		],
		['chr1', '180', 'T', 'A', 'SNV', '0/1', 'neither', 'absent', 'absent', '.', '.', '.', '.', '.', '5', 'S1'],
		[
			'chr1',
			'220',
			'A',
			'C',
			'SNV',
			'0/1',
			'graph_only',
			'found',
			'absent',
			'chr1:220 A>C 0/1',
			'.',
			'GENE2',
			'.',
			'.',
			'6',
			'S1',
		],
		[
			'chr1',
			'261',
			'GTTTT',
			'G',
			'INDEL',
			'0/1',
			'neither',
			'absent',
			'other_allele',
			'.',
			'chr1:260 CGT>C 0/1',
			'GENE2',
			'.',
			'.',
			'7',
			'S1',
		],
		[
			'chr1',
			'300',
			'C',
			'G',
			'SNV',
			'0/1',
			'linear_only',
			'filtered',
			'found',
			'chr1:300 C>G 0/1 LowQual',
			'chr1:300 C>G 0/1',
			'GENE2',
			'.',
			'.',
			'8',
			'S1',
		],
	]);
});

it('excluded.tsv lists every allele that is not compared or not counted', () => {
	expect(cells(joined(EXCLUSION_HEADER, exclusionTable(compareAll(), 'S1')))).toEqual([
		['calls', 'line', 'contig', 'position', 'reason', 'sample'],
		['truth', '9', 'chr1', '620', 'outside_regions', 'S1'],
		['graph', '7', 'chr1', '300', 'filtered', 'S1'],
		['graph', '10', 'chr1', '400', 'symbolic', 'S1'],
		['graph', '9', 'chr1', '620', 'outside_regions', 'S1'],
		['linear', '2', 'chr1', '60', 'filtered', 'S1'],
	]);
});
