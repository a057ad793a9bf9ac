/** Calls of one person, truth and both arms, on a small reference, in a folder of the test file that is gone afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { CompareOptions } from '../../src/files/compare-calls.ts';

export const SEQUENCE: string = 'GGACGTTTTTACACACAGATTACACTGAAGTC'.repeat(10);

export let folder: string;
export let options: CompareOptions;

export function write(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

/** A VCF of `contig pos ref alt genotype` records. */
export function vcf(records: readonly string[], samples = 'S1', info = '.'): string {
	const lines = records.map((record) => {
		const [contig, position, ref, alt, genotype, filter = 'PASS'] = record.split(' ');
		return [contig, position, '.', ref, alt, '.', filter, info, 'GT', genotype].join('\t');
	});
	const header = `#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT${samples === '' ? '' : `\t${samples}`}`;
	return ['##fileformat=VCFv4.2', '##contig=<ID=chr1>', header, ...lines, ''].join('\n');
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'compare-'));
	options = {
		reference: write('ref.fa', `>chr1\n${SEQUENCE}\n`),
		truth: write('truth.vcf', vcf(['chr1 20 T A 0/1', 'chr1 60 A C 1/1', 'chr1 5 GT G 0/1'])),
		graph: write('graph.vcf', vcf(['chr1 20 T A 0/1', 'chr1 60 A C 1/1', 'chr1 9 TT T 0/1'])),
		linear: write('linear.vcf', vcf(['chr1 20 T A 0/1', 'chr1 60 A C 0/1', 'chr1 60 A <DEL> 0/1'])),
		directory: join(folder, 'out', 'deep'),
		strata: [{ name: 'start', file: write('start.bed', 'chr1\t0\t30\nchr9\t0\t10\n') }],
		regions: write('regions.bed', `chr1\t0\t${SEQUENCE.length}\n`),
		commandLine: 'pangraf compare …',
	};
});

afterAll(() => rmSync(folder, { recursive: true }));
