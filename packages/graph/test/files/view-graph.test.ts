import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewGraph } from '../../src/files/view-graph.ts';
import { failureOf } from './failures.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pangraf-view-'));
});
afterAll(() => rm(folder, { recursive: true }));

let fileCount = 0;

async function picture(graph: string, region: string, options: { refSample?: string; ways?: number } = {}): Promise<string> {
	const output = join(folder, `${++fileCount}.svg`);
	await viewGraph({ graph, region, output, ...options });
	return await readFile(output, 'utf8');
}

/** What of the picture is text. */
const textsOf = (svg: string) =>
	Array.from(svg.matchAll(/<text[^>]*>(.*?)<\/text>/g), ([, text]) => text!.replace(/<[^>]*>/g, ''));

const GRAPH = `H	VN:Z:1.1	RS:Z:R
S	1	ACGTACGTACGTACGTACGTACGT
S	2	TTGCA
S	3	CC
S	4	GGATTAC
S	5	TTTTGGCCA
S	6	GATC
L	1	+	2	+	0M
L	1	+	3	+	0M
L	1	+	4	+	0M
L	2	+	4	+	0M
L	3	+	4	+	0M
L	4	+	5	+	0M
L	4	+	5	-	0M
L	5	+	6	+	0M
L	5	-	6	+	0M
W	R	0	c	1000	1049	>1>2>4>5>6
W	a	1	x	*	*	>1>2>4>5>6
W	a	2	x	*	*	>1>4>5>6
W	b	1	x	*	*	<6>5<4<2<1
W	b	2	x	*	*	>3>4
`;

describe('viewGraph', () => {
	it('writes letters, lengths, positions, counts and names', async () => {
		const graph = join(folder, 'g.gfa');
		await writeFile(graph, GRAPH);
		expect(textsOf(await picture(graph, 'c:1,006-1,047'))).toEqual([
			'R c:1,006–1,047',
			'42 bp of the reference, 6 segments, 5 haplotypes on 4 ways',
			'C 1',
			'B 1',
			'A 1',
			'R +1',
			'19 bp',
			'TTGCA',
			'GGATTAC',
			'TTTTGGCCA',
			'GA',
			'CC',
			'−5 bp',
			'1,006',
			'1,025',
			'1,030',
			'1,037',
			'1,046',
			'R c',
			'the way of R, and 1 haplotype: a#1',
			'way A, 1 haplotype: b#1',
			'way B, 1 haplotype: a#2',
			'way C, 1 haplotype: b#2',
			'read from right to left, as the other strand',
		]);
		const few = await picture(graph, 'c:1006-1047', { ways: 1 });
		expect(textsOf(few)).toContain('2 other ways, 2 haplotypes: a#2, b#2');
		expect(few).toContain('the 2 rarest in grey');
		expect(textsOf(await picture(graph, 'c:1037-1045', { refSample: 'R' }))[1]).toMatch(/^9 bp of the reference, 3 segments/);
	});

	it.each([
		['c', /^E_VIEW_REGION found the region 'c'; expected a region: c has c:1,001-1,049; /],
		['c:1-10', /expected a place that the graph has: c:1,001-1,049; correct it, or name another reference/],
		['c:1040-1050', /expected a place that the graph has/],
		['d:1-10', /expected one of the contigs c; /],
		['c:1010-1009', /expected contig:from-to, counted from 1, from not above to/],
		['c:0-9', /expected contig:from-to, counted from 1/],
	])('says what is wrong with %s', async (region, expected) => {
		const graph = join(folder, 'e.gfa');
		await writeFile(graph, GRAPH);
		const output = join(folder, 'absent.svg');
		const { message } = await failureOf(() => viewGraph({ graph, region, output }));
		expect(message).toMatch(expected);
		expect((await readdir(folder)).filter((name) => name.startsWith('absent'))).toEqual([]);
	});

	it('refuses what is no picture any more', async () => {
		const segments = Array.from({ length: 6001 }, (_, i) => `S\t${i}\tA`);
		const links = Array.from({ length: 2000 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2, 3 * i + 3]).flatMap(([a, b, c, d]) =>
			[`${a}\t+\t${b}`, `${a}\t+\t${c}`, `${b}\t+\t${d}`, `${c}\t+\t${d}`].map((ends) => `L\t${ends}\t+\t0M`),
		);
		const path = Array.from({ length: 2000 }, (_, i) => `${3 * i}+,${3 * i + 1}+`).join();
		const graph = join(folder, 'long.gfa');
		await writeFile(graph, [...segments, ...links, `P\tp\t${path},6000+\t*`, ''].join('\n'));
		const { code, message } = await failureOf(() => viewGraph({ graph, region: 'p', output: join(folder, 'absent.svg') }));
		expect([code, message]).toEqual(['E_VIEW_TOO_LARGE', expect.stringContaining('more than 2000 segments')]);
		expect(textsOf(await picture(graph, 'p:200-260'))[0]).toBe('p:200–260');
	});
});

const HPRC = join(import.meta.dirname, '../../../../../shared/data/hprc-micb-kir3dl1/micb-kir3dl1.gfa');

it.skipIf(!existsSync(HPRC))('draws the picture in docs', async () => {
	const committed = await readFile(join(import.meta.dirname, '../../../../docs/pictures/kir3dl1.svg'), 'utf8');
	const drawn = await picture(HPRC, 'chr19:54,816,600-54,816,720', { refSample: 'GRCh38' });
	expect(drawn === committed, 'docs/view.md says how to draw it again').toBe(true);
	expect(committed.length).toBeLessThan(300_000);
	expect(textsOf(drawn)).toContain('CHM13 chr19');
});
