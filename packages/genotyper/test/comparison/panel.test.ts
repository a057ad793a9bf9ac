import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../src/comparison/matching.ts';
import { genePanel, genesOfInfo, variantPanel } from '../../src/comparison/panel.ts';
import type { VariantSet } from '../../src/comparison/variant-set.ts';
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

	/** Members of a set among entries as in {@link callSetOf}; entry k has the ID `rsK`. An entry of several parts stands alone. */
	function membersOf(entries: readonly string[], calls: readonly string[]): Record<number, string> {
		const sets = entries.map((text) => callSetOf(reference, [text]).called);
		const numbered = (set: VariantSet, k: number): VariantSet => ({ ...set, line: set.line.map(() => k) });
		const composite = sets.flatMap((set, k) => (set.count > 1 ? [numbered(set, k)] : []));
		const alone = entries.map((text, k) => (sets[k]!.count > 1 ? 'chr1 1 G G 1/1' : text));
		const { called } = callSetOf(reference, alone);
		const single = { ...called, line: called.line.map((line) => line - 1) };
		const lines = entries.map((_, k) => ({ id: `rs${k}`, genes: [] }));
		const panel = variantPanel({ single, composite, lines }, matchRecords, reference);
		expect([panel.kind, panel.entryCount]).toEqual(['variants', entries.length]);
		const set = callSetOf(reference, calls).called;
		return Object.fromEntries([...panel.membersOf(set)].map(([i, { id }]) => [i, id]));
	}

	it.each<[string, string[], string[], Record<number, string>]>([
		[
			'in any genotype, also shifted',
			['chr1 5 GT G 1/1', 'chr1 20 T C 1/1'],
			['chr1 9 TT T 0/1', 'chr1 20 T G 0/1'],
			{ 0: 'rs0' },
		],
		['of an MNV as its SNVs', ['chr1 3 AC GT 1/1'], ['chr1 3 A G 0/1', 'chr1 4 C T 0/1'], { 0: 'rs0', 1: 'rs0' }],
		['of an MNV only where all of it is there', ['chr1 3 AC GT 1/1'], ['chr1 3 A G 0/1'], {}],
		['of an MNV beside one of its SNVs', ['chr1 3 AC GT 1/1', 'chr1 3 A G 1/1'], ['chr1 3 A G 0/1'], { 0: 'rs1' }],
		['of a complex record as its parts', ['chr1 18 GAT CA 1/1'], ['chr1 18 G C 0/1', 'chr1 19 AT A 1/1'], { 0: 'rs0', 1: 'rs0' }],
		['of a complex record only where all of it is there', ['chr1 18 GAT CA 1/1'], ['chr1 18 G C 0/1'], {}],
		['of simple ones in a complex record', ['chr1 18 GAT CA 1/1'], ['chr1 17 AGAT ACA 1/1'], { 0: 'rs0' }],
		[
			'of a long insertion in two pieces',
			['chr1 10 T TACAC 1/1'],
			['chr1 10 T TAC 0/1', 'chr1 12 C CAC 0/1'],
			{ 0: 'rs0', 1: 'rs0' },
		],
		['but not what only lies near', ['chr1 18 GAT CA 1/1'], ['chr1 17 A T 0/1', 'chr1 21 T A 0/1'], {}],
		['but not of two alleles of one record on two haplotypes', ['chr1 3 AC GT 1/1'], ['chr1 3 AC GC,AT 1/2'], {}],
	])('of variants hold what matches an entry: %s', (_, entries, calls, expected) => {
		expect(membersOf(entries, calls)).toEqual(expected);
	});

	it('take gene symbols from INFO', () => {
		expect(genesOfInfo('AC=1;GENE=BRCA2;DP=3')).toEqual(['BRCA2']);
		expect(genesOfInfo('GENE=BRCA2,LOC1')).toEqual(['BRCA2', 'LOC1']);
		expect(genesOfInfo('GENEINFO=BRCA2:675|LOC1:10')).toEqual(['BRCA2', 'LOC1']);
		expect(genesOfInfo('SYMBOL=CFTR')).toEqual(['CFTR']);
		expect(genesOfInfo('.')).toEqual([]);
	});
});
