import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeFolder, pangraf } from './run-command.ts';
import { useSampleData } from './sample-data.ts';

const data = useSampleData();

const RECORD = (name: string, bases = 'ACGTACGTAC', quality = 'IIIIIIIIII') => `@${name}\n${bases}\n+\n${quality}\n`;
const THREE = RECORD('a') + RECORD('b') + RECORD('c');

/** Runs with these files in a folder of its own, and expects one line with the code, and nothing left behind. */
async function expectRefusal(
	args: readonly string[],
	files: Record<string, string | Uint8Array>,
	expected: RegExp,
): Promise<void> {
	const folder = makeFolder();
	for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
	const { code, stdout, stderr } = await pangraf([...args, '-q'], { folder });
	expect(stderr).toMatch(expected);
	expect(stderr).toMatch(/^E_[A-Z_]+ .*: found .*; .*\n$/);
	expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
	expect(readdirSync(folder).toSorted()).toEqual(Object.keys(files).toSorted());
}

describe('reads', () => {
	const single: [string, string | Uint8Array, RegExp][] = [
		['cut in a record', THREE.slice(0, -25), /^E_FASTQ_TRUNCATED r\.fq, .*3/],
		['cut after a name', `${RECORD('a')}@b\n`, /^E_FASTQ_TRUNCATED r\.fq/],
		['a quality of another length', RECORD('a') + RECORD('b', 'ACGT', 'III'), /^E_FASTQ_QUALITY_LENGTH r\.fq, .*line 8/],
		['no plus line', RECORD('a').replace('+', '-'), /^E_FASTQ_PLUS r\.fq/],
		['no name', THREE.replace('@b', 'b'), /^E_FASTQ_NAME r\.fq/],
		['a letter that is no base', RECORD('a', 'ACGT!CGTAC'), /^E_FASTQ_LETTER r\.fq/],
		['an empty file', '', /^E_INPUT_EMPTY r\.fq/],
		['a cut gzip stream', gzipSync(THREE).subarray(0, -9), /^E_GZIP_TRUNCATED r\.fq/],
		['a flipped bit in a gzip stream', flipped(gzipSync(THREE), 20), /^E_GZIP_CORRUPT r\.fq/],
	];

	it.each(single)('%s', async (_, content, expected) => {
		await expectRefusal(['map', data.index, 'r.fq', '-o', 'out.gaf'], { 'r.fq': content }, expected);
	});

	it('a BGZF file without its end block', async () => {
		const cut = readFileSync(data.reads1).subarray(0, -28);
		await expectRefusal(['map', data.index, 'r.fq.gz', '-o', 'out.gaf.gz'], { 'r.fq.gz': cut }, /^E_BGZF_NO_EOF r\.fq\.gz/);
	});

	it('a BGZF file cut in a block', async () => {
		const cut = readFileSync(data.reads1).subarray(0, -1000);
		await expectRefusal(['map', data.index, 'r.fq.gz', '-o', 'out.gaf.gz'], { 'r.fq.gz': cut }, /^E_BGZF_TRUNCATED r\.fq\.gz/);
	});

	it('mates that do not match', async () => {
		const files = { '1.fq': RECORD('a/1') + RECORD('b/1'), '2.fq': RECORD('a/2') + RECORD('c/2') };
		await expectRefusal(['map', data.index, '1.fq', '2.fq', '-o', 'o.gaf'], files, /^E_FASTQ_MATES .*'?b.*'?c/);
	});

	it.each([
		['first', THREE, RECORD('a') + RECORD('b')],
		['second', RECORD('a') + RECORD('b'), THREE],
	])('a %s file that is longer than its mate', async (_, first, second) => {
		const files = { '1.fq': first, '2.fq': second };
		await expectRefusal(['map', data.index, '1.fq', '2.fq', '-o', 'o.gaf'], files, /^E_FASTQ_MATE_MISSING /);
	});

	it('an odd number of interleaved reads', async () => {
		const files = { 'r.fq': RECORD('a/1') + RECORD('a/2') + RECORD('b/1') };
		await expectRefusal(['map', data.index, 'r.fq', '-i', '-o', 'o.gaf'], files, /^E_FASTQ_MATE_MISSING /);
	});

	it('with CRLF are the same reads', async () => {
		const folder = makeFolder();
		const text = gunzipSync(readFileSync(data.reads1)).toString();
		writeFileSync(join(folder, 'crlf.fq'), text.replaceAll('\n', '\r\n'));
		const crlf = await pangraf(['map', data.index, 'crlf.fq'], { folder });
		const lf = await pangraf(['map', data.index, data.reads1], { folder });
		expect(lf.stdout.split('\n').length).toBeGreaterThan(100);
		expect(crlf.stdout === lf.stdout).toBe(true);
	});
});

describe('graphs and indexes', () => {
	const S = 'H\tVN:Z:1.1\nS\ta\tACGT\nS\tb\tGGCC\n';
	const graphs: [string, string, RegExp][] = [
		['a dangling edge', `${S}L\ta\t+\tc\t+\t0M\n`, /^E_GFA_\w+ g\.gfa, line 4: .*c/],
		['a duplicate segment', `${S}S\ta\tTT\n`, /^E_GFA_\w+ g\.gfa, line 4: .*a/],
		['a walk over a missing segment', `${S}W\tx\t1\tc\t0\t8\t>a>d\n`, /^E_GFA_\w+ g\.gfa, line 4: .*d/],
		['no line that is GFA', 'hello\n', /^E_GFA_\w+ g\.gfa, line 1/],
		['an empty file', '', /^E_INPUT_EMPTY g\.gfa/],
	];

	it.each(graphs)('%s', async (_, text, expected) => {
		await expectRefusal(['index', 'g.gfa', '-o', 'g.pgx'], { 'g.gfa': text }, expected);
	});

	const indexes: [string, (bytes: Buffer) => Uint8Array, RegExp][] = [
		['of another version', (bytes) => flipped(bytes, 8), /^E_PGX_(VERSION|CORRUPT) g\.pgx/],
		['that is cut', (bytes) => bytes.subarray(0, -100), /^E_PGX_TRUNCATED g\.pgx/],
		['with a flipped bit', (bytes) => flipped(bytes, bytes.length >> 1), /^E_PGX_CORRUPT g\.pgx/],
		['that is another file', () => Buffer.from(`${S}\n`.repeat(9)), /^E_PGX_MAGIC g\.pgx/],
	];

	it.each(indexes)('an index %s', async (_, change, expected) => {
		const files = { 'g.pgx': change(readFileSync(data.index)), 'r.fq': THREE };
		await expectRefusal(['map', 'g.pgx', 'r.fq', '-o', 'o.gaf'], files, expected);
	});

	it('alignments to another graph', async () => {
		const files = { 'o.gaf': 'r\t4\t0\t4\t+\t>nowhere\t9\t0\t4\t4\t4\t60\n' };
		await expectRefusal(['call', data.index, 'o.gaf', '--sample', 'P', '-o', 'o.vcf'], files, /^E_GAF_SEGMENT o\.gaf, line 1/);
	});
});

describe('variants and references', () => {
	const FASTA = '>c\nACGTACGTAC\n';
	const HEADER = '##fileformat=VCFv4.2\n##contig=<ID=c>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n';
	const cases: [string, string, string, RegExp][] = [
		[
			'a REF that the reference does not have',
			FASTA,
			`${HEADER}c\t2\t.\tT\tG\t.\t.\t.\tGT\t0|1\n`,
			/^E_BUILD_REF_MISMATCH p\.vcf, line 4/,
		],
		[
			'a contig that the reference does not have',
			FASTA,
			`${HEADER}d\t2\t.\tC\tG\t.\t.\t.\tGT\t0|1\n`,
			/^E_BUILD_CONTIG p\.vcf, line 4/,
		],
		[
			'records out of order',
			FASTA,
			`${HEADER}c\t4\t.\tT\tG\t.\t.\t.\tGT\t0|1\nc\t2\t.\tC\tG\t.\t.\t.\tGT\t0|1\n`,
			/^E_BUILD_ORDER p\.vcf, line 5/,
		],
		['unphased genotypes', FASTA, `${HEADER}c\t2\t.\tC\tG\t.\t.\t.\tGT\t0/1\n`, /^E_BUILD_UNPHASED p\.vcf, line 4/],
		['a reference without headers', 'ACGT\n', HEADER, /^E_FASTA_NO_HEADER r\.fa/],
		['an empty VCF', FASTA, '', /^E_INPUT_EMPTY p\.vcf/],
	];

	it.each(cases)('%s', async (_, fasta, vcf, expected) => {
		const args = ['build', '--reference', 'r.fa', '--variants', 'p.vcf', '-o', 'g.gfa'];
		await expectRefusal(args, { 'r.fa': fasta, 'p.vcf': vcf }, expected);
	});
});

/** A copy with the lowest bit of one byte flipped. */
function flipped(bytes: Uint8Array, at: number): Uint8Array {
	const copy = Uint8Array.from(bytes);
	copy[at]! ^= 1;
	return copy;
}
