import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PangrafError } from '../../src/errors.ts';
import { type BuildOptions, buildGraph } from '../../src/files/build-graph.ts';
import { simulate } from '../../src/files/simulate.ts';
import { naiveHaplotype, parseFasta, parseGfa, parseVcf } from '../build/panel.ts';
import { build, FASTA, file, folder, spelled, vcf } from './graph-builds.ts';

describe('buildGraph', () => {
	it('writes GFA 1.1 with the walks of the reference and of each haplotype', async () => {
		const { text, summary } = await build([
			await vcf(['a', 'b'], 'c1 3 GTA G 1|0 0|0', 'c1 5 A C 0|1 1|1', 'c2 4 T TAA,C 2|1 .|0'),
		]);
		expect(text.replaceAll('\t', ' ')).toBe(
			`H VN:Z:1.1 RS:Z:REF cf:Z:pangraf-1
S 1 ACG\nS 2 T\nS 3 C\nS 4 A\nS 5 CGTACGT
L 1 + 2 + 0M\nL 1 + 5 + 0M\nL 2 + 3 + 0M\nL 2 + 4 + 0M\nL 3 + 5 + 0M\nL 4 + 5 + 0M
W REF 0 c1 0 12 >1>2>4>5
W a 1 c1 0 10 >1>5
W a 2 c1 0 12 >1>2>3>5
W b 1 c1 0 12 >1>2>3>5
W b 2 c1 0 12 >1>2>3>5
S 6 TTT\nS 7 C\nS 8 T\nS 9 AA\nS 10 GGGG
L 6 + 7 + 0M\nL 6 + 8 + 0M\nL 7 + 10 + 0M\nL 8 + 9 + 0M\nL 8 + 10 + 0M\nL 9 + 10 + 0M
W REF 0 c2 0 8 >6>8>10
W a 1 c2 0 8 >6>7>10
W a 2 c2 0 10 >6>8>9>10
W b 1 c2 0 8 >6>8>10
W b 2 c2 0 8 >6>8>10
S 11 CCCC
W REF 0 c3 0 4 >11
`,
		);
		expect(summary).toEqual({
			contigs: 3,
			records: 3,
			alleles: 4,
			nodes: 11,
			edges: 12,
			walks: 11,
			droppedOverlapping: 0,
			droppedRare: 0,
			droppedAtBorders: 0,
			missingGenotypes: 1,
			absentGenotypes: 0,
			bases: 28,
		});
	});

	it('makes a graph of the reference alone without variants', async () => {
		const { text, summary } = await build([], { refSample: 'GRCh38' });
		expect(text).toBe(
			'H\tVN:Z:1.1\tRS:Z:GRCh38\tcf:Z:pangraf-1\n' +
				'S\t1\tACGTACGTACGT\nW\tGRCh38\t0\tc1\t0\t12\t>1\n' +
				'S\t2\tTTTTGGGG\nW\tGRCh38\t0\tc2\t0\t8\t>2\n' +
				'S\t3\tCCCC\nW\tGRCh38\t0\tc3\t0\t4\t>3\n',
		);
		expect(summary).toMatchObject({ contigs: 3, records: 0, nodes: 3, edges: 0, walks: 3, bases: 24 });
	});

	it('merges several VCFs by position, and counts who follows the reference because the file with the record lacks them', async () => {
		const first = await vcf(['a', 'b'], 'c1 1 A G 1|1 0|1', 'c1 6 C T 0|0 1|0');
		const second = await vcf(['c', 'd'], 'c1 1 A G 1|0 0|1', 'c1 4 T C 0|1 0', 'c1 4 T G 1|0 0|0', 'c3 1 C G 1 0|1');
		const { text, summary } = await build([first, second]);
		const all = spelled(parseGfa(text));
		expect([...all.keys()].filter((name) => name.endsWith('c1'))).toEqual([
			'REF#0#c1',
			...['a', 'b', 'c', 'd'].flatMap((sample) => [`${sample}#1#c1`, `${sample}#2#c1`]),
		]);
		expect(all.get('a#2#c1')).toBe('GCGTACGTACGT');
		expect(all.get('b#1#c1')).toBe('ACGTATGTACGT');
		expect(all.get('c#1#c1')).toBe('GCGGACGTACGT');
		expect(all.get('c#2#c1')).toBe('ACGCACGTACGT');
		// One walk of a haploid genotype; none of a sample without a record on the contig.
		expect([...all.keys()].filter((name) => name.endsWith('c3'))).toEqual(['REF#0#c3', 'c#1#c3', 'd#1#c3', 'd#2#c3']);
		// c1:4 is missing for two diploid samples, c1:6 for two others; nobody but c and d is on c3.
		expect(summary).toMatchObject({ absentGenotypes: 8, missingGenotypes: 1, records: 6, alleles: 5 });
		const other = await build([second, first]);
		expect(other.summary).toEqual(summary);
		expect(spelled(parseGfa(other.text))).toEqual(all);
	});

	it('takes the samples of a list alone', async () => {
		const first = await vcf(['a', 'b'], 'c1 1 A G 1|1 0|1');
		const second = await vcf(['c'], 'c1 4 T C 0|1');
		const sampleList = await file('c\r\n\r\nb\r\n', 'txt');
		const some = spelled(parseGfa((await build([first, second], { sampleList })).text));
		expect([...new Set([...some.keys()].map((name) => name.split('#')[0]))]).toEqual(['REF', 'b', 'c']);
	});

	it('takes a sample from one file a contig, and from no two', async () => {
		const first = await vcf(['a'], 'c1 1 A G 1|1');
		const second = await vcf(['a'], 'c3 1 C G 0|1');
		const walks = spelled(parseGfa((await build([first, second])).text));
		expect([walks.get('a#1#c1'), walks.get('a#2#c3')]).toEqual(['GCGTACGTACGT', 'GCCC']);
		const again = await vcf(['b', 'a'], 'c1 2 C G 0|0 0|1');
		await expect(build([first, again])).rejects.toThrow(
			/^E_BUILD_SAMPLE_TWICE .*vcf, line 3: found sample 'a' on c1, where .* has it too; /,
		);
	});

	it('applies symbolic alleles', async () => {
		const lines = [
			'c1 2 C <INV>/END=5 1|0 0|0',
			'c1 3 G <DUP>/SVLEN=3 0|1 0|0',
			'c1 8 T <INS>/SEQ=CCC 0|0 1|0',
			'c1 9 A <DEL>/END=11 0|0 0|1',
			'c1 10 C *,<DEL>/END=11;SVLEN=.,1 0|0 0|1',
		];
		const { text } = await build([await vcf(['a', 'b'], ...lines)]);
		const walks = spelled(parseGfa(text));
		expect(walks.get('a#1#c1')).toBe('ACTACCGTACGT');
		expect(walks.get('a#2#c1')).toBe('ACGTACTACGTACGT');
		expect(walks.get('b#1#c1')).toBe('ACGTACGTCCCACGT');
		expect(walks.get('b#2#c1')).toBe('ACGTACGTAT');
		expect(text).toMatch(/\nW\ta\t1\tc1\t0\t12\t>\d+<\d+(<\d+)*>/);
	});

	it('leaves out alleles that are rare among all samples of the files, listed or not', async () => {
		const first = await vcf(['a', 'b'], 'c1 1 A G 1|0 0|1', 'c1 3 G T 1|0 0|0', 'c1 5 A C,T 1|2 0|2');
		const second = await vcf(['c', 'd'], 'c1 3 G T 0|0 1', 'c1 7 G T 1|0 0', 'c1 9 A C .|1 0');
		const list = await file('a\nd\n', 'txt');
		const alleles = async (options: Partial<BuildOptions>) => {
			const { text, summary } = await build([first, second], options);
			return [spelled(parseGfa(text)).get('a#1#c1'), summary.alleles, summary.droppedRare];
		};
		expect(await alleles({})).toEqual(['GCTTCCGTACGT', 6, 0]);
		expect(await alleles({ minAc: 2 })).toEqual(['GCTTACGTACGT', 3, 3]);
		// b's and d's alleles count for a.
		expect(await alleles({ minAc: 2, sampleList: list })).toEqual(['GCTTACGTACGT', 3, 1]);
		// Seven haplotypes: 0.28 of them are 1.96.
		expect(await alleles({ minAf: 0.14 })).toEqual(['GCTTCCGTACGT', 6, 0]);
		expect(await alleles({ minAf: 0.28 })).toEqual(['GCTTACGTACGT', 3, 3]);
		expect(await alleles({ minAf: 0.29 })).toEqual(['ACGTACGTACGT', 0, 6]);
	});

	it('restricts the graph to regions, whose walks know their places', async () => {
		const lines = ['c1 2 C CTT 1|0', 'c1 4 T A 0|1', 'c1 7 GTA G 0|1', 'c1 11 G T 1|1', 'c3 1 C G 0|1'];
		const variants = [await vcf(['a'], ...lines)];
		const { text, summary } = await build(variants, { regions: ['c1:4-8', 'c1:10-11', 'c2'] });
		expect(text.replaceAll('\t', ' ')).toBe(
			`H VN:Z:1.1 RS:Z:REF cf:Z:pangraf-1
S 1 A\nS 2 T\nS 3 ACGT\nL 1 + 3 + 0M\nL 2 + 3 + 0M
W REF 0 c1 3 8 >2>3
W a 1 c1 5 10 >2>3
W a 2 c1 3 8 >1>3
S 4 C\nS 5 T\nS 6 G\nL 4 + 5 + 0M\nL 4 + 6 + 0M
W REF 0 c1 9 11 >4>6
W a 1 c1 11 13 >4>5
W a 2 c1 9 11 >4>5
S 7 TTTTGGGG
W REF 0 c2 0 8 >7
`,
		);
		expect(summary).toMatchObject({ contigs: 2, records: 4, alleles: 2, droppedAtBorders: 1, walks: 7 });
		await expect(build(variants, { regions: ['c9'] })).rejects.toThrow(
			/^E_BUILD_REGION --region: found 'c9'; expected .*c1, c2, c3/,
		);
		await expect(build(variants, { regions: ['c2:5-9'] })).rejects.toThrow(/^E_BUILD_REGION .*found 'c2:5-9'; expected .* 8 bp/);
	});

	it('says in which file and line something is wrong, and writes nothing', async () => {
		const before = (await readdir(folder)).filter((name) => name.endsWith('.gfa'));
		const cases: [string, RegExp][] = [
			[await vcf(['a'], 'c1 3 T A 0|1'), /^E_BUILD_REF_MISMATCH .*vcf, line 3 \(c1:3\): found REF 'T'; expected 'G'/],
			[
				await vcf(['a'], 'c1 3 G A 0|1', 'c1 4 T A 0/1'),
				/^E_BUILD_UNPHASED .*vcf, line 4, sample a: found unphased genotype 0\/1/,
			],
			[await vcf(['a'], 'c1 4 T A 0|1', 'c1 3 G A 0|1'), /^E_BUILD_ORDER .*line 4: found c1:3 after c1:4; .*bcftools sort/],
			[await vcf(['a'], 'c2 4 T A 0|1', 'c1 3 G A 0|1'), /^E_BUILD_ORDER .*line 4: found contig 'c1' out of its turn/],
			[
				await vcf(['a'], 'c2 4 T A 0|1', 'chr3 1 C A 0|1'),
				/^E_BUILD_CONTIG .*line 4: found contig 'chr3'; expected .*c1, c2, c3/,
			],
			[await vcf(['a'], 'c1 3 G <CN0> 0|1'), /^E_BUILD_SYMBOLIC .*line 3: found ALT '<CN0>'/],
			[await vcf(['a'], 'c1 3 G <INV> 0|1'), /^E_BUILD_SYMBOLIC_END .*line 3: found ALT '<INV>' without END/],
			[await vcf(['a'], 'c1 3 G <DUP>/END=13 0|1'), /^E_BUILD_SYMBOLIC_END .*line 3: found .* that ends at 13; .* c1 \(12 bp\)/],
			[await vcf(['a'], 'c1 3 G <INS> 0|1'), /^E_BUILD_INSERTION_SEQUENCE .*line 3: found ALT '<INS>' without its sequence/],
			[await vcf(['REF'], 'c1 3 G T 0|1'), /^E_BUILD_SAMPLE_IS_REFERENCE /],
		];
		for (const [path, message] of cases) await expect(build([path])).rejects.toThrow(message);
		expect((await readdir(folder)).filter((name) => name.endsWith('.gfa') || name.includes('tmp'))).toEqual(before);
	});

	it('refuses mutated input with an error of its own, or builds from it, at once', async () => {
		const lines = ['c1 3 GTA G 1|0 0|0', 'c1 5 A C,<INV>/SVLEN=.,3 0|1 2|1', 'c2 4 T <INS>/SEQ=AC 1|1 .|0', 'c3 1 C *,G 2 0|1'];
		const header = '##contig=<ID=c1,length=12>\n##contig=<ID=c2>\n##INFO=<ID=SEQ,Number=.,Type=String,Description="s">\n';
		const panel = (await readFile(await vcf(['a', 'b'], ...lines), 'latin1')).replace('\n', `\n${header}`);
		const list = 'a\nb\n';
		let refused = 0;
		const character = fc.constantFrom(...'\t\n\r0129|/.,;=<>*ACGTN#ab:-é\0'.split(''));
		const edit = fc.record({ at: fc.nat(10_000), length: fc.nat(3), text: fc.string({ unit: character, maxLength: 3 }) });
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('reference', 'panel', 'list', 'region'),
				fc.array(edit, { minLength: 1, maxLength: 3 }),
				async (which, edits) => {
					const mutated = (text: string) =>
						edits.reduce(
							(left, { at, length, text }) => left.slice(0, at % left.length) + text + left.slice((at % left.length) + length),
							text,
						);
					const output = join(folder, 'fuzz.gfa');
					const start = performance.now();
					try {
						await buildGraph({
							reference: await file(which === 'reference' ? mutated(FASTA) : FASTA, 'fa'),
							variants: [await file(which === 'panel' ? mutated(panel) : panel, 'vcf')],
							sampleList: await file(which === 'list' ? mutated(list) : list, 'txt'),
							regions: [which === 'region' ? mutated('c1:2-12') : 'c1:2-12', 'c3'],
							refSample: 'REF',
							minAc: 1,
							output,
						});
						parseGfa(await readFile(output, 'utf8'));
					} catch (error) {
						if (!(error instanceof PangrafError)) throw error;
						refused++;
					}
					expect(performance.now() - start).toBeLessThan(1000);
				},
			),
			{ numRuns: 300 },
		);
		expect(refused).toBeGreaterThan(50);
	});

	it('spells the haplotypes of a simulated panel, from which nothing has to be dropped', async () => {
		const directory = join(folder, 'simulated');
		const shape = { seed: 5, size: 60_000, samples: 9, coverage: 0, readLength: 150, fragmentMean: 400, fragmentStdev: 50 };
		await simulate({ ...shape, directory });
		const reference = join(directory, 'reference.fa');
		const panel = join(directory, 'panel.vcf.gz');
		const { text, summary } = await build([panel, join(directory, 'truth.vcf.gz')], { reference });
		expect(summary.droppedOverlapping).toBe(0);
		expect(summary.absentGenotypes).toBeGreaterThan(0);
		const walks = spelled(parseGfa(text));
		for (const [path, size] of [
			[panel, 18],
			[join(directory, 'truth.vcf.gz'), 2],
		] as const) {
			const { samples, records } = parseVcf(gunzipSync(await readFile(path)).toString('latin1'));
			for (const [contig, sequence] of parseFasta(await readFile(reference, 'latin1'))) {
				const own = records.filter((record) => record.contig === contig);
				expect(own.length).toBeGreaterThan(10);
				for (let h = 0; h < size; h++) {
					expect(walks.get(`${samples[h >> 1]}#${(h & 1) + 1}#${contig}`)).toBe(naiveHaplotype(sequence, own, h).sequence);
				}
			}
		}
	});

	it.skipIf(!canMakePipes())('reads a reference that can be read only once', async () => {
		const variants = [await vcf(['a'], 'c1 3 G A 0|1', 'c3 2 C T 1|1')];
		const expected = (await build(variants)).text;
		const pipe = join(folder, 'pipe.fa');
		execFileSync('mkfifo', [pipe]);
		const [built] = await Promise.all([build(variants, { reference: pipe }), writeFile(pipe, FASTA)]);
		expect(built.text).toBe(expected);
	});

	it('reads compressed input and writes the same bytes again', async () => {
		const lines = ['c1 3 G A 0|1', 'c1 4 T TT 1|1'];
		const plain = await vcf(['a'], ...lines);
		const packed = await file(gzipSync(await readFile(plain)), 'vcf.gz');
		const reference = await file(gzipSync(FASTA), 'fa.gz');
		expect((await build([packed], { reference })).text).toBe((await build([plain])).text);
	});
});

/** Whether the machine has the command that makes named pipes. */
function canMakePipes(): boolean {
	return spawnSync('mkfifo', ['--version']).error === undefined;
}
