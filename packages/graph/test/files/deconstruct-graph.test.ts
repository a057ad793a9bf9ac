import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/files/build-graph.ts';
import { type DeconstructOptions, type DeconstructSummary, deconstructGraph } from '../../src/files/deconstruct-graph.ts';
import { parseGfa, parseVcf, spell } from '../build/panel.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pangraf-deconstruct-'));
});
afterAll(() => rm(folder, { recursive: true }));

let fileCount = 0;

async function deconstruct(options: Omit<DeconstructOptions, 'output'>): Promise<{ text: string; summary: DeconstructSummary }> {
	const output = join(folder, `${++fileCount}.vcf`);
	const summary = await deconstructGraph({ ...options, output });
	return { text: await readFile(output, 'utf8'), summary };
}

async function gfa(...lines: string[]): Promise<string> {
	const path = join(folder, `${++fileCount}.gfa`);
	await writeFile(path, ['H VN:Z:1.1', ...lines, ''].join('\n').replaceAll(' ', '\t'));
	return path;
}

const BUBBLE = ['S 1 ACG', 'S 2 T', 'S 3 CC', 'S 4 GGA', 'L 1 + 2 + 0M', 'L 1 + 3 + 0M', 'L 2 + 4 + 0M', 'L 3 + 4 + 0M'];

describe('deconstructGraph', () => {
	it('writes a VCF of sites with the coordinates of the reference walk', async () => {
		const graph = await gfa(
			...BUBBLE,
			'W GRCh38 0 chr6 1000 1007 >1>2>4',
			'W a 1 x 0 8 >1>3>4',
			'W a 2 x 0 8 <4<3<1',
			'W b 1 x 0 7 >1>2>4',
			'W b 2 x 0 3 >1',
		);
		const { text, summary } = await deconstruct({ graph });
		expect(text.split('\n').filter((line) => !/^##(INFO|FORMAT|FILTER)/.test(line))).toEqual([
			'##fileformat=VCFv4.3',
			'##source=pangraf deconstruct',
			'##contig=<ID=chr6,length=1007>',
			'#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb',
			'chr6\t1004\t>1>4\tT\tCC\t.\t.\tAC=2;AF=0.666667;AN=3;AT=>1>2>4,>1>3>4;NS=2;LV=0\tGT\t1|1\t0|.',
			'',
		]);
		expect(summary).toEqual({
			samples: 2,
			haplotypes: 4,
			sites: { top: 1, nested: 0 },
			records: 1,
			nested: 0,
			multiallelic: 0,
			alternativeAlleles: 1,
			held: 0,
			conflicts: 0,
			skipped: { offReference: 0, repeated: 0 },
		});
	});

	it('asks which of several paths is the reference', async () => {
		const graph = await gfa(...BUBBLE, 'P x 1+,2+,4+ *', 'P y 1+,3+,4+ *');
		const output = join(folder, 'ambiguous.vcf');
		await expect(deconstructGraph({ graph, output })).rejects.toMatchObject({
			code: 'E_REFERENCE_AMBIGUOUS',
			message: expect.stringMatching(/2 paths, x and y,.*--ref-sample/),
		});
		expect((await readdir(folder)).filter((name) => name.startsWith('ambiguous'))).toEqual([]);
		const { text } = await deconstruct({ graph, refSample: 'y' });
		expect(text).toMatch(/^y\t4\t>1>4\tCC\tT\t.*\t1\n$/m);
	});

	it('writes a header alone where nothing differs', async () => {
		const { text, summary } = await deconstruct({ graph: await gfa('S 1 ACG', 'P x 1+ *') });
		expect(text).toMatch(/#CHROM.*\n$/);
		expect(summary.records).toBe(0);
	});
});

const shared = (...path: string[]) => join(import.meta.dirname, '../../../../../shared/data', ...path);
const hasBcftools = (() => {
	try {
		execFileSync('bcftools', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
})();

/** Records that `bcftools norm` would move; it fails where REF is not what the reference has. */
function movedByBcftools(reference: string, vcf: string): string {
	const args = ['norm', '--check-ref', 'e', '-f', reference, '-o', join(folder, 'norm.vcf'), vcf];
	const script = 'exec 2>&1; exec bcftools "$@"';
	return execFileSync('sh', ['-c', script, 'sh', ...args], { encoding: 'utf8' });
}

describe.skipIf(!existsSync(shared('chr20/panel.vcf.gz')))('on a piece of the chr20 panel', () => {
	const REGION = { from: 200_000, to: 260_000 };
	let graph: string;
	let vcf: string;
	let summary: DeconstructSummary;
	beforeAll(async () => {
		const [reference, panel] = [shared('chr20/ref.fa'), shared('chr20/panel.vcf.gz')];
		graph = join(folder, 'chr20.gfa');
		vcf = join(folder, 'chr20.vcf');
		const region = `chr20_1M:${REGION.from + 1}-${REGION.to}`;
		await buildGraph({ reference, variants: [panel], refSample: 'REF', regions: [region], output: graph });
		summary = await deconstructGraph({ graph, output: vcf });
	});

	it('gives back every haplotype, base for base', async () => {
		const { samples, records } = parseVcf(await readFile(vcf, 'utf8'));
		const built = parseGfa(await readFile(graph, 'utf8'));
		const spelled = new Map(built.walks.map((walk) => [`${walk.sample}#${walk.haplotype}`, spell(built, walk)]));
		const reference = spelled.get('REF#0')!;
		expect(samples.length).toBe(270);
		let changed = 0;
		for (const [i, name] of samples.flatMap((sample) => [`${sample}#1`, `${sample}#2`]).entries()) {
			let sequence = '';
			let at = 0;
			for (const { position, ref, alts, genotypes } of records) {
				if (genotypes[i] === undefined) throw new Error(`${name} has no genotype at ${position + 1}`);
				if (genotypes[i] === 0) continue;
				const start = position - REGION.from;
				if (start < at || !reference.startsWith(ref, start)) throw new Error(`${name} at ${position + 1}`);
				sequence += reference.slice(at, start) + alts[genotypes[i] - 1]!;
				at = start + ref.length;
				changed++;
			}
			expect(sequence + reference.slice(at) === spelled.get(name), name).toBe(true);
		}
		expect(changed).toBeGreaterThan(10_000);
	});

	it('has the records of the panel where these stand alone', async () => {
		const ours = parseVcf(await readFile(vcf, 'utf8')).records;
		const byPlace = new Map(ours.map((record) => [record.position, record]));
		const text = gunzipSync(await readFile(shared('chr20/panel.vcf.gz'))).toString();
		const { records } = parseVcf(text);
		let alone = 0;
		for (const [i, { position, ref, alts, genotypes }] of records.entries()) {
			const end = position + ref.length;
			if (position < REGION.from + 1000 || end > REGION.to - 1000) continue;
			const before = records[i - 1]!;
			if (before.position + before.ref.length >= position || records[i + 1]!.position <= end) continue;
			alone++;
			expect(byPlace.get(position)).toMatchObject({ contig: 'chr20_1M', ref, alts, genotypes });
		}
		expect(alone).toBeGreaterThan(250);
		expect(ours.length).toBeGreaterThanOrEqual(alone);
		expect(summary).toMatchObject({ samples: 270, haplotypes: 540, conflicts: 0, held: 0, records: ours.length });
	});

	it.skipIf(!hasBcftools)('leaves bcftools nothing to move', () => {
		const said = movedByBcftools(shared('chr20/ref.fa'), vcf);
		expect(said).toMatch(new RegExp(`${summary.records}/0/0/0`));
	});
});

describe.skipIf(!existsSync(shared('hprc-micb-kir3dl1')))('on the HPRC graph', () => {
	const graph = shared('hprc-micb-kir3dl1/micb-kir3dl1.gfa');

	it('finds the sites that vg finds, their levels and counts, with records in normal form', async () => {
		const { text, summary } = await deconstruct({ graph, refSample: 'GRCh38', allSnarls: true });
		const fixture = join(import.meta.dirname, '../../../../fixtures/deconstruct/hprc-micb-kir3dl1.tsv');
		const rows = (await readFile(fixture, 'utf8')).trimEnd().split('\n').slice(1);
		const lines = text
			.trimEnd()
			.split('\n')
			.filter((line) => !line.startsWith('#'));
		const ours = new Map(lines.map((line) => [line.split('\t')[2]!, line.split('\t')]));
		expect([...ours.keys()].toSorted()).toEqual(rows.map((row) => row.split('\t')[2]!).toSorted());
		const differences = { moved: 0, conflicts: 0 };
		for (const row of rows) {
			const [contig, position, id, ref, alts, counts, called, level, parent] = row.split('\t');
			const record = ours.get(id!)!;
			const info = new Map(record[7]!.split(';').map((field) => field.split('=') as [string, string]));
			expect([record[0], info.get('LV'), info.get('PS') ?? '.']).toEqual([contig, level, parent]);
			if (info.has('CONFLICT')) {
				// vg takes one of the two walks that disagree.
				differences.conflicts++;
				expect([info.get('CONFLICT'), Number(info.get('AN'))]).toEqual(['HG03516', Number(called) - 1]);
			} else {
				expect(info.get('AN'), id).toBe(called);
				expect(info.get('AC')!.split(',').toSorted(), id).toEqual(counts!.split(',').toSorted());
			}
			const isSame = record[1] === position && record[3] === ref;
			if (isSame) expect(record[4]!.split(',').toSorted(), id).toEqual(alts!.split(',').toSorted());
			else {
				// vg keeps the site's own bases: ours are the same alleles, less what they share, further left.
				differences.moved++;
				expect(Number(record[1])).toBeLessThanOrEqual(Number(position) + ref!.length);
				const lengths = (reference: string, list: string) =>
					list
						.split(',')
						.map((alt) => alt.length - reference.length)
						.toSorted((a, b) => a - b);
				expect(lengths(record[3]!, record[4]!), id).toEqual(lengths(ref!, alts!));
			}
		}
		expect(rows.length).toBe(917);
		expect(differences).toEqual({ moved: 42, conflicts: 71 });
		expect(summary).toMatchObject({ samples: 45, haplotypes: 89, sites: { top: 912, nested: 5 }, held: 1, conflicts: 71 });
	});

	it('takes CHM13 as the reference too', async () => {
		const { text, summary } = await deconstruct({ graph, refSample: 'CHM13' });
		expect(text).toMatch(/^chr6\t313\d{5}\t/m);
		expect(text).toMatch(/\tGRCh38\t/);
		expect(summary.sites).toEqual({ top: 912, nested: 5 });
	});
});
