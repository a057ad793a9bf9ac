import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pangraf } from '../run-command.ts';

const GFA = `H	VN:Z:1.1	RS:Z:GRCh38
S	1	ACGTACGTACGTACGTACGTACGT
S	2	T
S	3	CC
S	4	GGATTACAGATTACAGATTACAGATTACAG
S	5	TTTT
L	1	+	2	+	0M
L	1	+	3	+	0M
L	2	+	4	+	0M
L	3	+	4	+	0M
W	GRCh38	0	chr6	1000	1055	>1>2>4
W	a	1	x	0	56	>1>3>4
W	a	2	x	0	56	<4<3<1
W	b	1	x	0	55	>1>2>4
W	b	2	x	0	24	>1
P	single	5-	*
`;

let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-looking-'));
	writeFileSync(join(folder, 'g.gfa'), GFA);
	const { code, stderr } = await pangraf(['index', 'g.gfa', '-o', 'g.pgx'], { folder });
	if (code !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Standard output of a run that went well, the same from the graph and from its index. */
async function both(args: readonly string[]): Promise<string> {
	const runs = await Promise.all(
		['g.gfa', 'g.pgx'].map((graph) =>
			pangraf(
				args.map((arg) => (arg === 'GRAPH' ? graph : arg)),
				{ folder },
			),
		),
	);
	for (const { code, stderr } of runs) expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
	expect(runs[1]!.stdout.replace(/##pangrafGraph=.*\n/, '')).toBe(runs[0]!.stdout);
	return runs[0]!.stdout;
}

const table = (text: string) =>
	text
		.trimEnd()
		.split('\n')
		.map((line) => line.split('\t').join(' '));

describe('pangraf stats', () => {
	it('counts the whole and its parts', async () => {
		expect(table(await both(['stats', 'GRAPH']))).toEqual([
			'nodes 5',
			'edges 4',
			'length 61',
			'paths 1',
			'walks 5',
			'snarls 1',
			'components 2',
		]);
		expect(table(await both(['stats', 'GRAPH', '--by', 'component']))).toEqual([
			'component nodes edges length paths walks snarls contigs',
			'1 4 4 57 0 5 1 chr6',
			'2 1 0 4 1 0 0 *',
		]);
		expect(table(await both(['stats', 'GRAPH', '--by', 'path'])).slice(0, 4)).toEqual([
			'name line length steps nodes node_length reverse_steps',
			'GRCh38#0#chr6[1000-1055] W 55 3 3 55 0',
			'a#1#x W 56 3 3 56 0',
			'a#2#x W 56 3 3 56 3',
		]);
		const samples = await both(['stats', 'GRAPH', '--by', 'sample', '--json']);
		expect(JSON.parse(samples)).toMatchObject([
			{ sample: 'GRCh38', haplotypes: 1, privateNodes: 0 },
			{ sample: 'a', haplotypes: 2, length: 112, nodes: 3, privateNodes: 1, privateLength: 2 },
			{ sample: 'b' },
			{ sample: 'single', haplotypes: 1, paths: 1, privateLength: 4 },
		]);
		expect((await pangraf(['stats', 'g.gfa', '--by', 'node'], { folder })).stderr).toMatch(
			/--by 'node'; expected 'component', 'path' or/,
		);
	});
});

describe('pangraf paths', () => {
	it('lists paths and walks', async () => {
		expect(table(await both(['paths', 'GRAPH', '--sample', 'single', '--sample', 'b']))).toEqual([
			'name line sample haplotype contig start end length steps',
			'b#1#x W b 1 x 0 55 55 3',
			'b#2#x W b 2 x 0 24 24 1',
			'single P single * single 0 4 4 1',
		]);
		expect(JSON.parse(await both(['paths', 'GRAPH', '--json']))).toHaveLength(6);
	});

	it('spells them', async () => {
		const fasta = '>single\nAAAA\n';
		expect(await both(['paths', 'GRAPH', '--fasta', '--sample', 'single'])).toBe(fasta);
		await both(['paths', 'GRAPH', '--fasta', '--sample', 'single', '-o', 'x.fa.gz']);
		expect(gunzipSync(readFileSync(join(folder, 'x.fa.gz'))).toString()).toBe(fasta);
		expect(await both(['paths', 'GRAPH', '--fasta', '--sample', 'a'])).toMatch(/^>a#1#x\nACGT[ACGT]{52}\n>a#2#x\nCTGTAATC/);
	});

	it('names the samples there are', async () => {
		const { code, stdout, stderr } = await pangraf(['paths', 'g.pgx', '--sample', 'c', '-o', 'absent.tsv'], { folder });
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toBe(
			'E_PATHS_SAMPLE g.pgx: found no path of the sample c; expected one of GRCh38, a, b, single; correct --sample\n',
		);
		expect((await pangraf(['paths', 'g.gfa', '--fasta', '--json'], { folder })).stderr).toMatch(/^E_USAGE .*--json/);
	});
});

describe('pangraf deconstruct', () => {
	it('writes variants with genotypes', async () => {
		const lines = table(await both(['deconstruct', 'GRAPH', '--quiet']));
		expect(lines.slice(-2)).toEqual([
			'#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT a b single',
			'chr6 1025 >1>4 T CC . . AC=2;AF=0.666667;AN=3;AT=>1>2>4,>1>3>4;NS=2;LV=0 GT 1|1 0|. .',
		]);
	});

	it('sums up as JSON beside a file', async () => {
		const summary = await both(['deconstruct', 'GRAPH', '-o', 'x.vcf.gz', '--json', '--all-snarls']);
		expect(JSON.parse(summary)).toMatchObject({ samples: 3, haplotypes: 5, records: 1, sites: { top: 1, nested: 0 } });
		expect((await pangraf(['deconstruct', 'g.gfa', '--ref-sample', 'NA1'], { folder })).stderr).toMatch(/^E_REFERENCE_MISSING /);
	});
});

describe('pangraf view', () => {
	it('draws a locus, the same from graph and index', async () => {
		const svg = await both(['view', 'GRAPH', 'chr6:1020-1040', '--quiet']);
		expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" .*\n<title id="title">GRCh38 chr6:1,020–1,040<\/title>/);
		expect(svg).toMatch(/the way of GRCh38<\/tspan>, and 1 haplotype.*: b#1</);
		const summary = await both(['view', 'GRAPH', 'chr6:1020-1040', '--ways', '0', '--json', '-o', 'x.svg']);
		expect(JSON.parse(summary)).toMatchObject({ segments: 4, haplotypes: 5, ways: 3 });
	});

	it('says what is wrong with a region', async () => {
		const { code, stdout, stderr } = await pangraf(['view', 'g.pgx', 'chr7:1-5'], { folder });
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toMatch(/^E_VIEW_REGION found the region 'chr7:1-5'; expected one of the contigs chr6; /);
		expect((await pangraf(['view', 'g.pgx', 'chr6:1-5', '--ways', '11'], { folder })).stderr).toMatch(
			/--ways '11'; expected a whole/,
		);
	});
});
