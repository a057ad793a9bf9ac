import { describe, expect, it } from 'vitest';
import { readRegions, withinContig } from '../../src/build/regions.ts';

const CONTIGS = new Set(['chr1', 'chr2', 'HLA-A*01:01', 'HLA-A*01']);

describe('readRegions', () => {
	it('reads regions as samtools writes them', () => {
		expect(readRegions(['chr1:11-20', 'chr2', 'HLA-A*01:01', 'HLA-A*01:5-'], CONTIGS)).toEqual(
			new Map([
				['chr1', [{ contig: 'chr1', from: 10, to: 20 }]],
				['chr2', [{ contig: 'chr2', from: 0, to: Infinity }]],
				['HLA-A*01:01', [{ contig: 'HLA-A*01:01', from: 0, to: Infinity }]],
				['HLA-A*01', [{ contig: 'HLA-A*01', from: 4, to: Infinity }]],
			]),
		);
		expect(readRegions(['chr1:1,000-2,000'], CONTIGS).get('chr1')).toEqual([{ contig: 'chr1', from: 999, to: 2000 }]);
		expect(readRegions(['chr1:7'], CONTIGS).get('chr1')).toEqual([{ contig: 'chr1', from: 6, to: Infinity }]);
	});

	it('orders them and joins those that overlap or touch', () => {
		const found = readRegions(['chr1:31-40', 'chr1:1-10', 'chr1:11-15', 'chr1:5-12', 'chr1:17-20'], CONTIGS).get('chr1');
		expect(found?.map(({ from, to }) => [from, to])).toEqual([
			[0, 15],
			[16, 20],
			[30, 40],
		]);
		expect(readRegions(['chr1:5-', 'chr1:2-9'], CONTIGS).get('chr1')).toEqual([{ contig: 'chr1', from: 1, to: Infinity }]);
	});

	it('refuses what is no region of the reference', () => {
		expect(() => readRegions(['chr3:1-10'], CONTIGS)).toThrow(
			/^E_BUILD_REGION --region: found 'chr3:1-10'; expected .*chr1, chr2/,
		);
		for (const text of ['chr1:0-10', 'chr1:10-9', 'chr1:,-9']) {
			expect(() => readRegions([text], CONTIGS)).toThrow(/^E_BUILD_REGION .*1-based/);
		}
		expect(() => readRegions(['chr1:a-b'], CONTIGS)).toThrow(/^E_BUILD_REGION .*a contig of the FASTA/);
	});

	it('knows the ends of contigs', () => {
		const [open, closed] = [
			{ contig: 'c', from: 3, to: Infinity },
			{ contig: 'c', from: 3, to: 10 },
		];
		expect(withinContig([open, closed], 10)).toEqual([closed, closed]);
		expect(() => withinContig([closed], 9)).toThrow(/^E_BUILD_REGION .*'c:4-10'; expected a piece of c, which has 9 bp/);
		expect(() => withinContig([open], 3)).toThrow(/^E_BUILD_REGION /);
	});
});
