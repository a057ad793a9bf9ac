import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareCalls, type CompareOptions } from '../../src/files/compare-calls.ts';
import { folder, options, vcf, write } from './call-inputs.ts';

describe('compareCalls refuses, in one line and with nothing written', () => {
	const header = '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';
	it.each<[string, string, string, (write: (name: string, text: string) => string) => Partial<CompareOptions>]>([
		[
			'several samples',
			'E_COMPARE_SAMPLES',
			'2 samples (S1, S2)',
			(write) => ({ truth: write('t.vcf', `${header}\tFORMAT\tS1\tS2\nchr1\t20\t.\tT\tA\t.\t.\t.\tGT\t0/1\t0/0\n`) }),
		],
		[
			'no sample',
			'E_COMPARE_SAMPLES',
			'no sample column',
			(write) => ({ graph: write('t.vcf', `${header}\nchr1\t20\t.\tT\tA\t.\t.\t.\n`) }),
		],
		[
			'no genotypes',
			'E_COMPARE_NO_GENOTYPE',
			'line 3: found FORMAT DP',
			(write) => ({ linear: write('t.vcf', `${header}\tFORMAT\tS1\nchr1\t20\t.\tT\tA\t.\t.\t.\tDP\t7\n`) }),
		],
		[
			'calls on another reference',
			'E_COMPARE_REF_MISMATCH',
			'line 4 (chr1:20): found REF G; expected T',
			(write) => ({ graph: write('t.vcf', vcf(['chr1 20 G A 0/1'])) }),
		],
		[
			'contigs of another name',
			'E_COMPARE_CONTIGS',
			'contig 1, and no record on a contig of the reference',
			(write) => ({ graph: write('t.vcf', vcf(['1 20 T A 0/1'])) }),
		],
		[
			'a truth without variants',
			'E_COMPARE_NO_TRUTH',
			'no variant that can be compared in 1 records',
			(write) => ({ truth: write('t.vcf', vcf(['chr1 20 T A 0/0'])) }),
		],
		[
			'a stratum that is named as one of ours',
			'E_COMPARE_STRATUM',
			'stratum SNV twice',
			(write) => ({ strata: [{ name: 'SNV', file: write('t.bed', 'chr1\t0\t9\n') }] }),
		],
		['a BED without intervals', 'E_BED_EMPTY', 'no intervals', (write) => ({ regions: write('t.bed', '# nothing\n') })],
		[
			'a BED of another reference',
			'E_BED_CONTIGS',
			'line 1: found contig 1',
			(write) => ({ regions: write('t.bed', '1\t0\t9\n') }),
		],
		[
			'a panel of another reference',
			'E_PANEL_EMPTY',
			'no variant of the reference (1 that cannot be used)',
			(write) => ({ panel: write('p.vcf', vcf(['1 20 T A 0/1'])) }),
		],
		['a file that is not there', 'E_INPUT_MISSING', 'nowhere.vcf', () => ({ truth: 'nowhere.vcf' })],
		['a folder that is a file', 'E_OUTPUT_DIRECTORY', 'taken', (write) => ({ directory: write('taken', '') })],
	])('%s', async (_, code, message, change) => {
		const directory = join(folder, 'refused');
		const changed = { ...options, directory, ...change(write) };
		const attempt = compareCalls(changed);
		await expect(attempt).rejects.toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
		expect(existsSync(directory)).toBe(false);
	});
});
