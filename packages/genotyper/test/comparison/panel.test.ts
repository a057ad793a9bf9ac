import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../src/comparison/matching.ts';
import { genePanel, genesOfInfo, variantPanel } from '../../src/comparison/panel.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const reference = referenceOf({ chr1: 'GGACGTTTTTACACACAGATTACA', chr2: 'ACGTACGT' });

describe('panels', () => {
	it('of genes hold what changes a base of a gene, however far it reaches', () => {
		const panel = genePanel(
			[
				{ contig: 'chr1', start: 10, end: 20, name: 'B' },
				{ contig: 'chr1', start: 0, end: 4, name: 'A' },
				{ contig: 'chr1', start: 12, end: 14, name: 'C' },
				{ contig: 'chr1', start: 22, end: 23, name: undefined },
				{ contig: 'chrX', start: 0, end: 9, name: 'D' },
			],
			reference,
		);
		const { called } = callSetOf(reference, [
			'chr1 4 C T 0/1',
			'chr1 5 G A 0/1',
			'chr1 10 TAC T 0/1',
			'chr1 14 C T 0/1',
			'chr1 23 C T 0/1',
			'chr2 1 A T 0/1',
		]);
		const members = panel.membersOf(called);
		expect([...members].map(([i, { genes }]) => [i, genes])).toEqual([
			[0, ['A']],
			[2, ['B']],
			[3, ['B', 'C']],
			[4, []],
		]);
		expect([panel.kind, panel.entryCount, panel.genes]).toEqual(['genes', 4, ['B', 'A', 'C', 'D']]);
	});

	it('of variants hold what matches an entry, in any spelling and genotype', () => {
		const sites = callSetOf(reference, ['chr1 5 GT G 1/1', 'chr1 3 AC GT 1/1', 'chr1 20 T C 1/1']).called;
		const lines = new Map([
			[1, { id: 'rs1', genes: ['A'] }],
			[2, { id: 'rs2', genes: ['B'] }],
			[3, { id: 'rs3', genes: [] }],
		]);
		const panel = variantPanel(sites, lines, matchRecords, reference);
		const { called } = callSetOf(reference, ['chr1 9 TT T 0/1', 'chr1 3 A G 0/1', 'chr1 20 T G 0/1', 'chr2 1 A T 0/1']);
		expect([...panel.membersOf(called)]).toEqual([
			[0, { id: 'rs2', genes: ['B'] }],
			[1, { id: 'rs1', genes: ['A'] }],
		]);
		expect([panel.kind, panel.entryCount, panel.genes]).toEqual(['variants', 3, ['A', 'B']]);
	});

	it('take gene symbols from INFO', () => {
		expect(genesOfInfo('AC=1;GENE=BRCA2;DP=3')).toEqual(['BRCA2']);
		expect(genesOfInfo('GENE=BRCA2,LOC1')).toEqual(['BRCA2', 'LOC1']);
		expect(genesOfInfo('GENEINFO=BRCA2:675|LOC1:10')).toEqual(['BRCA2', 'LOC1']);
		expect(genesOfInfo('SYMBOL=CFTR')).toEqual(['CFTR']);
		expect(genesOfInfo('.')).toEqual([]);
	});
});
