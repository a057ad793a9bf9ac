/**
 * Calls as they should not be: each is an error of one line with its code, or what cannot be compared is counted and listed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createOutput } from '@pangraf/graph/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCalls } from '../../src/files/compare-calls.ts';
import type { CompareSummary } from '../../src/report/summary.ts';

//                12345678901234567890
const SEQUENCE = `GGACGTTTTTACACACAGAT${'TACACTGAAGTC'.repeat(10)}`;
const HEADER = '##fileformat=VCFv4.2\n##contig=<ID=chr1>\n';
const COLUMNS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\n';

/** A record of `contig pos ref alt genotype`. */
function record(text: string, format = 'GT', info = '.'): string {
	const [contig, position, ref, alt, genotype, filter = 'PASS'] = text.split(' ');
	return `${[contig, position, '.', ref, alt, '.', filter, info, format, genotype].join('\t')}\n`;
}

/** A file of the records that the truth has too, and others after them. */
function withRecords(...lines: string[]): string {
	return HEADER + COLUMNS + record('chr1 3 A G 0/1') + record('chr1 20 T C 1/1') + lines.join('');
}

let folder: string;
let files: { reference: string; truth: string; linear: string };
let count = 0;

function write(name: string, data: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, data);
	return path;
}

async function bgzf(text: string): Promise<Uint8Array> {
	const path = join(folder, `${count++}.vcf.gz`);
	const output = await createOutput(path);
	await output.write(text);
	await output.close();
	return readFileSync(path);
}

/** Compares with `data` as the calls of the graph arm. */
function compare(data: string | Uint8Array, directory: string): Promise<CompareSummary> {
	const graph = write(`${count++}.vcf`, data);
	return compareCalls({ ...files, graph, directory, strata: [], commandLine: '' });
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'hostile-'));
	const truth = write('truth.vcf', withRecords());
	files = { reference: write('ref.fa', `>chr1\n${SEQUENCE}\n>chr2\n${SEQUENCE}\n`), truth, linear: truth };
});

afterAll(() => rmSync(folder, { recursive: true }));

const many = (): string => withRecords(...Array.from({ length: 4000 }, () => record('chr1 3 A G 0/0')));

describe('refused, in one line and with nothing written', () => {
	it.each<[string, string, string, () => string | Uint8Array | Promise<Uint8Array>]>([
		['an empty file', 'E_INPUT_EMPTY', '', () => ''],
		['no line with the version', 'E_VCF_HEADER', 'line 1', () => COLUMNS + record('chr1 3 A G 0/1')],
		['no line with the columns', 'E_VCF_HEADER', 'line 3', () => HEADER + record('chr1 3 A G 0/1')],
		['a header that ends', 'E_VCF_HEADER', 'line 3', () => HEADER],
		['a sample twice', 'E_VCF_HEADER', 'line 3', () => `${HEADER}${COLUMNS.trimEnd()}\tS1\n`],
		['spaces for tabs', 'E_VCF_COLUMNS', 'line 6', () => withRecords('chr1 30 . T C . PASS . GT 0/1\n')],
		['text of two bytes a letter', 'E_VCF_HEADER', 'line 1', () => Buffer.from(`\ufeff${withRecords()}`, 'utf16le')],
		['a BCF', 'E_VCF_BINARY', 'line 1', () => Uint8Array.from([0x42, 0x43, 0x46, 2, 2, 0, 0, 0, 10, 10])],
		['a file cut inside a line', 'E_VCF_COLUMNS', 'line 6', () => withRecords('chr1\t30\t.\tT')],
		['a cut gzip file', 'E_GZIP_TRUNCATED', '', () => gzipSync(many()).subarray(0, 200)],
		['a BGZF file cut inside a block', 'E_BGZF_TRUNCATED', '', async () => (await bgzf(many())).subarray(0, 300)],
		['a BGZF file without its end', 'E_BGZF_NO_EOF', '', async () => (await bgzf(many())).subarray(0, -28)],
		[
			'a BGZF file with a bit turned',
			'E_BGZF_CORRUPT',
			'',
			async () => (await bgzf(many())).map((byte, i) => (i === 100 ? byte ^ 16 : byte)),
		],
		['a REF of another reference', 'E_COMPARE_REF_MISMATCH', 'chr1:4', () => withRecords(record('chr1 4 G A 0/1'))],
		['a REF beyond the contig', 'E_COMPARE_REF_MISMATCH', 'chr1:141', () => withRecords(record('chr1 141 A C 0/1'))],
		['a position that no contig has', 'E_COMPARE_REF_MISMATCH', 'line 6', () => withRecords(record('chr1 99999999999 A C 0/1'))],
		['a position that is no number', 'E_VCF_POSITION', 'line 6', () => withRecords(record('chr1 3e1 A C 0/1'))],
		['contigs without chr', 'E_COMPARE_CONTIGS', 'line 4', () => HEADER + COLUMNS + record('1 3 A G 0/1')],
		['no GT', 'E_COMPARE_NO_GENOTYPE', 'line 6', () => withRecords(record('chr1 30 A C 12', 'DP'))],
		['a GT of an allele that is not there', 'E_VCF_GENOTYPE', 'line 6', () => withRecords(record('chr1 30 A C 0/2'))],
		['a GT of letters', 'E_VCF_GENOTYPE', 'line 6', () => withRecords(record('chr1 30 A C A/C'))],
		['an ALT that is no allele', 'E_VCF_ALLELE', 'line 6', () => withRecords(record('chr1 30 A C- 0/1'))],
		['a second header', 'E_VCF_HEADER', 'line 6', () => withRecords(HEADER)],
	])('%s: %s', async (_, code, place, data) => {
		const directory = join(folder, `refused-${count++}`);
		const failure = await compare(await data(), directory).catch((error: unknown) => error as Error & { code: string });
		expect(failure).toMatchObject({ code });
		const { message } = failure as Error;
		expect(message.startsWith(code)).toBe(true);
		expect(message).toContain(place);
		expect(message).not.toMatch(/[\n\r]/);
		expect(existsSync(directory)).toBe(false);
	});
});

describe('compared as far as it can be, and the rest counted and listed', () => {
	it.each<[string, string, Record<string, number>]>([
		['records out of order', HEADER + COLUMNS + record('chr1 20 T C 1/1') + record('chr1 3 A G 0/1'), {}],
		['CR LF and small letters', withRecords().replaceAll('\n', '\r\n').replace('A\tG', 'a\tg'), {}],
		['a byte-order mark', `\ufeff${withRecords()}`, {}],
		['contigs of another reference among others', withRecords(record('chrUn 3 A G 0/1')), { contig_unknown: 1 }],
		[
			'genotypes of more than two alleles',
			withRecords(record('chr1 4 C T 0/0/1'), record('chr1 4 C T 0|1|1|1')),
			{ polyploid: 2 },
		],
		['breakends', withRecords(record('chr1 4 C C[chr2:9[ 0/1'), record('chr1 4 C .T 0/1')), { breakend: 2 }],
		['symbols without a length', withRecords(record('chr1 4 C <CNV> 0/1'), record('chr1 4 C <INS> 0/1')), { symbolic: 2 }],
		['a symbol longer than anything', withRecords(record('chr1 4 C <INS> 0/1', 'GT', 'SVLEN=2000000')), { too_long: 1 }],
		['an end beyond the contig', withRecords(record('chr1 4 C <DEL> 0/1', 'GT', 'END=9999')), { symbolic: 1 }],
		['* and <*>', withRecords(record('chr1 4 C * 1/1'), record('chr1 4 C <*> 0/1')), { spanning_deletion: 1, unspecified: 1 }],
		['the telomere', withRecords(record('chr1 0 N C 0/1')), { telomere: 1 }],
		['IUPAC letters', withRecords(record('chr1 4 C R 0/1')), { ambiguous_letters: 1 }],
		['the reference as an allele', withRecords(record('chr1 4 C C 0/1')), { same_as_reference: 1 }],
		['the same record twice', withRecords(record('chr1 3 A G 0/1')), { duplicate: 1 }],
		['a filtered call', withRecords(record('chr1 4 C T 0/1 LowQual')), { filtered: 1 }],
		['no calls', withRecords(record('chr1 4 C T ./.'), record('chr1 4 C T .'), record('chr1 4 C . 0/0')), {}],
	])('%s', async (_, data, excluded) => {
		const directory = join(folder, `compared-${count++}`);
		const summary = await compare(data, directory);
		expect(summary.strata['all']).toMatchObject({ truth_total: 2, graph: { tp: 2, fn: 0, fp: 0 } });
		expect(summary.call_sets.graph.excluded).toEqual(excluded);
		const { records, variants, no_call, hom_ref } = summary.call_sets.graph;
		const listed = gunzipSync(readFileSync(join(directory, 'excluded.tsv.gz')))
			.toString()
			.trimEnd()
			.split('\n')
			.slice(1);
		expect(listed.map((row) => row.split('\t')[4]!).toSorted()).toEqual(
			Object.entries(excluded)
				.flatMap(([reason, n]) => Array<string>(n).fill(reason))
				.toSorted(),
		);
		// Every record is a variant that is compared, listed, no call, or the reference.
		expect(variants + listed.length + no_call + hom_ref).toBe(records);
	});
});
