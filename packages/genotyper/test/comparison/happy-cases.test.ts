/**
 * The small cases of hap.py, against what it made of them. Where the verdicts differ, docs/comparison-cases.md says why.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reference } from '@pangraf/graph';
import { readLineBatches } from '@pangraf/graph/files';
import { describe, expect, it } from 'vitest';
import { type BedInterval, IntervalSet, parseBedLine } from '../../src/comparison/intervals.ts';
import { haplotypeMatcher } from '../../src/comparison/haplotype-matching.ts';
import { MATCH_GENOTYPE } from '../../src/comparison/matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS } from '../../src/comparison/thresholds.ts';
import { typeOf } from '../../src/comparison/variant-set.ts';
import { bytes, callSetOf } from './call-set-fixture.ts';
import { compareCase, type ComparedCase, readCaseRecords } from './oracle-cases.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/happy/', import.meta.url));

/** Alleles by type and verdict: `SNP truth TP`, `INDEL query UNK`. */
type Counts = Record<string, number>;

function countCase({ reference, truth, calls, matching }: ComparedCase, regions: readonly BedInterval[] | undefined): Counts {
	const counts: Counts = {};
	const intervals = regions === undefined ? undefined : new IntervalSet(regions, reference);
	for (const side of ['truth', 'query'] as const) {
		const set = side === 'truth' ? truth.called : calls.called;
		const verdicts = side === 'truth' ? matching.truth : matching.calls;
		for (let i = 0; i < set.count; i++) {
			// A call that matches is counted where its truth variant is.
			const partner = side === 'query' ? matching.truthOfCall[i]! : -1;
			const isInside = intervals?.containsVariant(partner === -1 ? set : truth.called, partner === -1 ? i : partner) ?? true;
			const miss = side === 'truth' ? 'FN' : 'FP';
			const verdict = isInside ? (verdicts[i] === MATCH_GENOTYPE ? 'TP' : miss) : 'UNK';
			const key = `${typeOf(set, i) === 'SNV' ? 'SNP' : 'INDEL'} ${side} ${verdict}`;
			counts[key] = (counts[key] ?? 0) + 1;
		}
	}
	return counts;
}

/** The same of the VCF that hap.py wrote: columns TRUTH and QUERY, genotype, BD, …, BVT. */
function countExpected(path: string): Counts {
	const counts: Counts = {};
	for (const { samples } of readCaseRecords(path)) {
		for (const [k, side] of ['truth', 'query'].entries()) {
			const [genotype = '', decision = '', , , type = ''] = samples[k]!.split(':');
			if (decision === '.') continue;
			// One per allele, as here.
			const alleles = new Set(genotype.split(/[/|]/).filter((allele) => allele !== '0' && allele !== '.')).size;
			const key = `${type} ${side} ${decision}`;
			counts[key] = (counts[key] ?? 0) + alleles;
		}
	}
	return counts;
}

async function readBed(path: string): Promise<BedInterval[]> {
	const intervals: BedInterval[] = [];
	for await (const { lines, firstLine } of readLineBatches(path)) {
		for (const [k, text] of lines.entries()) intervals.push(...[parseBedLine(text, firstLine + k, path) ?? []].flat());
	}
	return intervals;
}

interface Case {
	readonly name: string;
	/** Files in the folder of this name: reference, truth, query, and what hap.py wrote. */
	readonly files: readonly [reference: string, truth: string, query: string];
	readonly expected: string | Counts;
	readonly regions?: string;
	/** Counts of ours that are others. */
	readonly differences?: Counts;
}

const CASES: readonly Case[] = [
	{ name: 'example-haploid', files: ['test.fa', 'truth.vcf', 'query.vcf'], expected: 'expected.vcf' },
	{
		name: 'example-snp_counting',
		files: ['test.fa', 'truth.vcf', 'query.vcf'],
		expected: { 'SNP truth TP': 1, 'SNP query TP': 1, 'SNP query FP': 4 },
	},
	{
		name: 'example-snp_counting',
		files: ['test.fa', 'truth.vcf', 'query2.vcf'],
		expected: { 'SNP truth TP': 1, 'SNP query TP': 1, 'SNP query FP': 4 },
	},
	{
		name: 'src-data/numeric_chrs',
		files: ['chrtest.fa', 'chrtruth.vcf', 'chrquery.vcf'],
		expected: 'chrexpected.vcf',
		regions: 'chrfp.bed',
	},
	{ name: 'src-data/numeric_chrs', files: ['test.fa', 'truth.vcf', 'query.vcf'], expected: 'expected.vcf', regions: 'fp.bed' },
	{
		name: 'src-data/pathtraversal',
		files: ['test.fa', 'test.vcf', 'test2.vcf'],
		expected: { 'SNP truth TP': 1, 'INDEL truth FN': 2, 'SNP query TP': 1 },
	},
	{
		name: 'src-data/pathtraversal',
		files: ['test.fa', 'testA.vcf', 'testA2.vcf'],
		expected: { 'SNP truth TP': 1, 'INDEL truth FN': 2, 'SNP query TP': 1 },
	},
	{ name: 'src-data/leftshifting_example', files: ['ref.fa', 'truth.vcf', 'query.vcf'], expected: 'expected.vcf' },
	{
		name: 'src-data/fp_region_accuracy',
		files: ['test.fa', 'truth.vcf', 'query.vcf'],
		expected: 'expected.vcf',
		regions: 'fp.bed',
		differences: { 'INDEL truth TP': 2, 'INDEL truth UNK': 1, 'INDEL query TP': 2, 'INDEL query UNK': 2 },
	},
	{
		name: 'src-data',
		files: ['chrQ.fa', 'per_sample_ft_lhs.vcf', 'per_sample_ft_rhs.vcf'],
		expected: { 'SNP truth TP': 1, 'SNP truth FN': 2, 'SNP query TP': 1 },
	},
];

describe.skipIf(!existsSync(data))('cases of hap.py', () => {
	it.each(CASES)('$name $files', async ({ name, files, expected, regions, differences = {} }) => {
		const [reference, truth, calls] = files.map((file) => `${data}${name}/${file}`) as [string, string, string];
		const compared = await compareCase({ reference, truth, calls });
		const counts = countCase(compared, regions === undefined ? undefined : await readBed(`${data}${name}/${regions}`));
		const theirs = typeof expected === 'string' ? countExpected(`${data}${name}/${expected}`) : expected;
		expect(counts).toEqual({ ...theirs, ...differences });
	});

	it.each([
		['src-data/open_indel/test.vcf', 'src-data/open_indel/test.fa', 'E_VCF_ALLELE'],
		['src-data/faulty.vcf', 'src-data/chrQ.fa', 'E_COMPARE_REF_MISMATCH'],
		['src-data/faulty_gt.vcf', 'src-data/chrQ.fa', 'E_VCF_GENOTYPE'],
		['src-data/merge1.vcf', 'src-data/microhg19.fa', 'E_COMPARE_REF_MISMATCH'],
	])('%s is refused', async (calls, reference, code) => {
		const attempt = compareCase({ reference: data + reference, truth: data + calls, calls: data + calls });
		await expect(attempt).rejects.toThrow(expect.objectContaining({ code }));
	});

	it.each([
		['example-decomp', 'decomp_test.truth.vcf', 'decomp_test.query.vcf', 3, 1],
		[
			'example-GiaB',
			'Complex_2ormoreindels_framerestoring_NIST2.19.ucsccoding.vcf',
			'Complex_2ormoreindels_framerestoring_RTG.ucsccoding.vcf',
			16,
			15,
		],
	])('%s: all found, on as much of the reference as the records hold', (name, truthFile, queryFile, truthCount, callCount) => {
		const files = [truthFile, queryFile].map((file) =>
			readCaseRecords(`${data}${name}/${file}`).filter(({ alts }) => alts[0] !== '.'),
		);
		const { reference, offsets } = referenceOfRecords(files.flat());
		const [truth, calls] = files.map(
			(records) =>
				callSetOf(
					reference,
					records.map(({ contig, position, ref, alts, samples }) => {
						const genotype = samples[0]!.split(':')[0];
						return `${contig} ${Number(position) - offsets.get(contig)!} ${ref} ${alts.join(',')} ${genotype}`;
					}),
				).called,
		);
		const matching = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS)(truth!, calls!, reference);
		expect([...matching.truth]).toEqual(Array(truthCount).fill(MATCH_GENOTYPE));
		expect([...matching.calls]).toEqual(Array(callCount).fill(MATCH_GENOTYPE));
	});
});

/** A reference of the REF alleles of records, N where there are none, and by contig the positions left out before it. */
function referenceOfRecords(records: ReturnType<typeof readCaseRecords>): { reference: Reference; offsets: Map<string, number> } {
	const offsets = new Map<string, number>();
	const ends = new Map<string, number>();
	for (const { contig, position, ref } of records) {
		offsets.set(contig, Math.min(offsets.get(contig) ?? Infinity, Number(position) - 11));
		ends.set(contig, Math.max(ends.get(contig) ?? 0, Number(position) + ref.length + 10));
	}
	const names = [...offsets.keys()];
	const sequences = names.map((name) => new Uint8Array(ends.get(name)! - offsets.get(name)!).fill(0x4e));
	for (const { contig, position, ref } of records) {
		sequences[names.indexOf(contig)]!.set(bytes(ref), Number(position) - offsets.get(contig)! - 1);
	}
	return { reference: { names, sequences }, offsets };
}
