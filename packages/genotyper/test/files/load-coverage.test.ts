import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutput, openGraph } from '@pangraf/graph/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCoverage } from '../../src/files/load-coverage.ts';
import { callSetOf, referenceOf } from '../comparison/call-set-fixture.ts';

const LEFT = 'GGACGTCATGACCTACATAG';
const RIGHT = 'ATCACACTGAAGTCGCTTAGCATCGGATC';
const SEQUENCE = `${LEFT}T${RIGHT}`;
const reference = referenceOf({ chr1: SEQUENCE, chr2: SEQUENCE });
// SNV at base 20; an insertion before base 21; nothing lies at the last one.
const truth = callSetOf(reference, ['chr1 21 T C 0/1', 'chr1 21 T TGGG 0/1', 'chr2 5 G A 0/1']).called;

/** Alignments of SAM: flag, contig, POS, mapping quality, CIGAR. */
const ALIGNMENTS: readonly (readonly [number, string, number, number, string])[] = [
	[0, 'chr1', 1, 60, '20M'],
	[16, 'chr1', 5, 60, '2S17M5S'],
	[0, 'chr1', 11, 60, '10M3I20M'],
	[99, 'chr1', 11, 60, '5M5D20M'],
	[0, 'chr1', 21, 10, '30='],
	[0, 'chr1', 15, 9, '5M1X9M'],
	[2048, 'chr1', 20, 60, '4H10M'],
	[1024, 'chr1', 15, 60, '20M'],
	[256, 'chr1', 15, 60, '20M'],
	[512, 'chr1', 15, 60, '20M'],
	[4, '*', 0, 0, '*'],
	[0, 'chr9', 15, 60, '20M'],
];
const EXPECTED = { depth: [6, 5, 0], reliableDepth: [5, 4, 0] };

let folder: string;
let count = 0;

function write(name: string, data: string | Uint8Array): string {
	const path = join(folder, `${count++}-${name}`);
	writeFileSync(path, data);
	return path;
}

function samText(header: boolean): string {
	const lines = ALIGNMENTS.map(([flag, contig, position, mapq, cigar], i) =>
		[`r${i}`, flag, contig, position, mapq, cigar, '*', 0, 0, '*', '*'].join('\t'),
	);
	return `${header ? '@HD\tVN:1.6\n@SQ\tSN:chr1\tLN:50\n' : ''}${lines.join('\n')}\n`;
}

/** The same as a BAM, not compressed. */
function bamBytes(): Uint8Array {
	const names = ['chr1', 'chr9'];
	const parts: Uint8Array[] = [];
	const int32 = (...values: number[]): void => void parts.push(new Uint8Array(Int32Array.from(values).buffer));
	const text = (value: string): void => void parts.push(new TextEncoder().encode(`${value}\0`));
	parts.push(Uint8Array.of(0x42, 0x41, 0x4d, 1));
	int32(0, names.length);
	for (const name of names) {
		int32(name.length + 1);
		text(name);
		int32(50);
	}
	for (const [flag, contig, position, mapq, cigar] of ALIGNMENTS) {
		const operations = [...cigar.matchAll(/(\d+)(\D)/g)].map(
			([, size, letter]) => (Number(size) << 4) | 'MIDNSHP=X'.indexOf(letter!),
		);
		int32(32 + 2 + operations.length * 4 + 3, names.indexOf(contig), position - 1);
		parts.push(Uint8Array.of(2, mapq, 0, 0, operations.length, 0, flag & 255, flag >> 8));
		int32(0, -1, -1, 0);
		text('r');
		int32(...operations);
		parts.push(Uint8Array.of(1, 2, 3));
	}
	return Buffer.concat(parts);
}

async function depthsOf(path: string, graph?: string): Promise<{ depth: number[]; reliableDepth: number[] }> {
	const opened = graph === undefined ? undefined : async () => (await openGraph(graph)).graph;
	const { coverage } = await loadCoverage(path, truth, reference, opened);
	return { depth: [...coverage.depth], reliableDepth: [...coverage.reliableDepth] };
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'coverage-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('alignments of an arm', () => {
	it('are counted alike from SAM, with and without a header, and from BAM, plain and compressed', async () => {
		const bam = write('a.bam', bamBytes());
		const compressed = join(folder, 'b.bam.gz');
		const output = await createOutput(compressed);
		await output.write(bamBytes());
		await output.close();
		for (const path of [write('a.sam', samText(true)), write('b.sam', samText(false)), bam, compressed]) {
			expect(await depthsOf(path)).toEqual(EXPECTED);
			expect((await loadCoverage(path, truth, reference)).foreignCount).toBe(1);
		}
	});

	it('lie on the reference of their graph, from the first base to the last', async () => {
		// An insertion between 21 and 22, and another allele of base 20.
		const gfa = [
			'H\tVN:Z:1.1\tRS:Z:ref',
			`S\tleft\t${LEFT}`,
			'S\tt\tT',
			'S\tc\tC',
			'S\tins\tGGG',
			`S\tright\t${RIGHT}`,
			...['left t', 'left c', 't right', 't ins', 'c right', 'ins right'].map((link) => {
				const [a, b] = link.split(' ');
				return `L\t${a}\t+\t${b}\t+\t0M`;
			}),
			'W\tref\t0\tchr1\t0\t50\t>left>t>right',
			'W\tS1\t1\tchr1\t0\t53\t>left>t>ins>right',
			'W\tS1\t2\tchr1\t0\t50\t>left>c>right',
			'',
		].join('\n');
		const lines = [
			// Up to base 20, and no further: over the SNV only.
			'r1\t5\t0\t5\t+\t>left>t\t21\t16\t21\t5\t5\t60',
			// Over all of it, along and against, by either allele, and into the insertion.
			'r2\t10\t0\t10\t+\t>left>c>right\t50\t15\t25\t10\t10\t60',
			'r3\t13\t0\t13\t+\t<right<ins<t<left\t53\t24\t37\t13\t13\t60',
			'r4\t9\t0\t9\t+\t>left>t>ins\t24\t15\t24\t9\t9\t5',
			'r5\t9\t0\t9\t+\t>ins>right\t32\t0\t9\t9\t9\t60',
			'r6\t9\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0',
			'r7\t10\t0\t10\t+\t>left>t>right\t50\t15\t25\t10\t10\t60\ttp:A:S',
			'',
		].join('\n');
		const graph = write('graph.gfa', gfa);
		expect(await depthsOf(write('a.gaf', lines), graph)).toEqual({ depth: [4, 3, 0], reliableDepth: [3, 3, 0] });
	});

	it.each([
		['bedGraph', 'chr1\t0\t21\t5.7\nchr1\t21\t50\t3\n', [5, 3, 0], [5, 3, 0]],
		['callable places', 'chr1\t10\t30\n', [4, 4, 0], [4, 4, 0]],
		[
			'states of CallableLoci',
			'chr1\t0\t21\tCALLABLE\nchr1\t21\t50\tPOOR_MAPPING_QUALITY\nchr2\t0\t50\tLOW_COVERAGE\n',
			[4, 4, 1],
			[4, 0, 1],
		],
	])('may be a depth track: %s', async (_, text, depth, reliableDepth) => {
		expect(await depthsOf(write('track.bed', text))).toEqual({ depth, reliableDepth });
	});
});

describe('alignments refused', () => {
	it.each<[string, string, () => string]>([
		['a GAF without its graph', 'E_COMPARE_GRAPH_INDEX', () => write('a.gaf', 'r\t5\t0\t5\t+\t>a\t5\t0\t5\t5\t5\t60\n')],
		['CRAM', 'E_ALIGNMENTS_FORMAT', () => write('a.cram', 'CRAM\x03\x01rest')],
		['standard input', 'E_ALIGNMENTS_FORMAT', () => '-'],
		['another reference', 'E_ALIGNMENTS_CONTIGS', () => write('a.sam', samText(true).replaceAll('chr1\t', 'chrX\t'))],
		['a track of words', 'E_DEPTH_VALUE', () => write('a.bed', 'chr1\t0\t9\tdeep\n')],
		['a SAM line that is cut', 'E_SAM_COLUMNS', () => write('a.sam', '@HD\tVN:1.6\nr\t0\tchr1\t5\n')],
		['a position of letters', 'E_SAM_NUMBER', () => write('a.sam', samText(true).replace('\t5\t60\t', '\tx\t60\t'))],
		['a CIGAR of letters', 'E_SAM_CIGAR', () => write('a.sam', samText(true).replace('20M', 'M20'))],
		['a cut BAM', 'E_BAM_RECORD', () => write('a.bam', bamBytes().subarray(0, -5))],
		['a BAM cut in its header', 'E_BAM_HEADER', () => write('a.bam', bamBytes().subarray(0, 15))],
		['a BAM with a wrong size', 'E_BAM_RECORD', () => write('a.bam', bamBytes().with(41, 255))],
	])('%s', async (_, code, path) => {
		const failure = await loadCoverage(path(), truth, reference).catch((error: unknown) => error as Error);
		expect(failure).toMatchObject({ code });
		expect((failure as Error).message).not.toContain('\n');
	});
});
