import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, type CallSummary, callVariants } from '../../src/files/call-variants.ts';
import { complement as complementOf, gafOf, gfaOf, randomLetters, type SmallSample } from './small-sample.ts';

let directory = '';
beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'pangraf-call-'));
});
afterAll(() => rm(directory, { recursive: true }));

/**
 * Reference: s1 (300) s2 (T) s3 (300) s4 (80, deleted in the panel's second walk) s5 (300) s6 (300); s7 is an SNV of s2, s8 an
 * insertion of 400 bp between s5 and s6.
 */
const SEGMENTS = [
	`${randomLetters(299, 1)}A`,
	'T',
	`A${randomLetters(299, 2)}`,
	`C${randomLetters(78, 3)}C`,
	`G${randomLetters(298, 4)}A`,
	`T${randomLetters(299, 5)}`,
	'G',
	`C${randomLetters(398, 6)}G`,
];
const REFERENCE = [1, 2, 3, 4, 5, 6];
const SAMPLE: SmallSample = {
	segments: SEGMENTS,
	reference: REFERENCE,
	panel: [
		[1, 7, 3, 4, 5, 6],
		[1, 2, 3, 5, 6],
		[1, 2, 3, 4, 5, 8, 6],
	],
	haplotypes: [
		{ steps: [1, 7, 3, 4, 5, 8, 6], edits: { 150: differentFrom(SEGMENTS[0]![150]!) } },
		{
			steps: [1, 2, 3, 5, 6],
			edits: { 150: differentFrom(SEGMENTS[0]![150]!), 450: '', 451: '', 700: `${SEGMENTS[4]![99]}ATTACA` },
		},
	],
};

function differentFrom(letter: string): string {
	return letter === 'A' ? 'C' : 'A';
}

interface Call {
	summary: CallSummary;
	vcf: string;
	/** POS, REF and ALT lengths (the letters where they are short), GT, and KNOWN or NEW. */
	records: string[];
}

let count = 0;
async function call(gfa: string, gaf: string, options: Partial<CallOptions> = {}): Promise<Call> {
	const base = join(directory, String(count++));
	await Promise.all([writeFile(`${base}.gfa`, gfa), writeFile(`${base}.gaf`, gaf)]);
	const output = `${base}.vcf`;
	const summary = await callVariants({ graph: `${base}.gfa`, alignments: `${base}.gaf`, sample: 'S1', output, ...options });
	const vcf = await readFile(output, 'utf8');
	const records = vcf
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => {
			const [contig, position, , ref, alt, , filter, info, , sample] = line.split('\t');
			const short = (letters: string): string => (letters.length > 12 ? `${letters.length}bp` : letters);
			const source = /KNOWN|NEW|PANEL/.exec(info!)![0];
			return `${contig}:${position} ${short(ref!)} ${short(alt!)} ${sample!.split(':')[0]} ${filter} ${source}`;
		});
	return { summary, vcf, records };
}

/** What the sample above carries, with POS moved by `shift`. */
function expectedRecords(shift = 0): string[] {
	const s1 = SEGMENTS[0]!;
	const s3 = SEGMENTS[2]!;
	const s5 = SEGMENTS[4]!;
	const snv = `chr1:${151 + shift} ${s1[150]} ${differentFrom(s1[150]!)} 1/1 PASS NEW`;
	const deletion = `chr1:${450 + shift} ${s3.slice(148, 151)} ${s3[148]} 0/1 PASS NEW`;
	const insertion = `chr1:${781 + shift} ${s5[99]} ${s5[99]}ATTACA 0/1 PASS NEW`;
	return [
		snv,
		`chr1:${301 + shift} T G 0/1 PASS KNOWN`,
		deletion,
		`chr1:${601 + shift} 81bp ${s3.at(-1)} 0/1 PASS KNOWN`,
		insertion,
		`chr1:${981 + shift} A 401bp 0/1 PASS KNOWN`,
	];
}

describe('callVariants', () => {
	it('calls what a sample carries: known and new, small and large', async () => {
		const { records, summary } = await call(gfaOf(SAMPLE), gafOf(SAMPLE));
		expect(records).toEqual(expectedRecords());
		expect(summary).toMatchObject({
			known: { snv: 1, indel: 0, sv: 2 },
			new: { snv: 1, indel: 2, sv: 0 },
			records: 6,
			filtered: 0,
		});
		expect(summary.sites).toBe(3);
	});

	it('calls the same without the panel in the graph, but for what a read cannot show', async () => {
		// The linear arm: the same reads, as they align to the reference.
		const linear: SmallSample = {
			segments: SEGMENTS.slice(0, 6),
			reference: REFERENCE,
			panel: [],
			haplotypes: [
				{ steps: REFERENCE, edits: { ...SAMPLE.haplotypes[0]!.edits, 300: 'G' } },
				{
					steps: REFERENCE,
					edits: { 150: differentFrom(SEGMENTS[0]![150]!), 450: '', 451: '', 780: `${SEGMENTS[4]![99]}ATTACA` },
				},
			],
		};
		const { records } = await call(gfaOf(linear), gafOf(linear));
		const small = expectedRecords().filter((record) => !record.includes('bp'));
		expect(records).toEqual(small.map((record) => record.replace('KNOWN', 'NEW')));
	});

	it('does not depend on the direction of the walks, nor on that of the reference', async () => {
		const turn = (steps: readonly number[]): number[] => steps.map((step) => -step).reverse();
		const turned = { ...SAMPLE, panel: SAMPLE.panel.map(turn) };
		expect((await call(gfaOf(turned), gafOf(SAMPLE))).vcf).toBe((await call(gfaOf(SAMPLE), gafOf(SAMPLE))).vcf);
		// All segments stand on the other strand.
		const reversed: SmallSample = {
			...SAMPLE,
			segments: SEGMENTS.map((letters) => complementOf(letters)),
			reference: REFERENCE.map((step) => -step),
			panel: SAMPLE.panel.map((steps) => steps.map((step) => -step)),
			haplotypes: SAMPLE.haplotypes.map(({ steps, ...rest }) => ({ steps: steps.map((step) => -step), ...rest })),
		};
		expect((await call(gfaOf(reversed), gafOf(reversed))).records).toEqual(expectedRecords());
	});

	it('writes the same bytes whatever the order of the fragments', async () => {
		const lines = gafOf(SAMPLE).trim().split('\n');
		const { vcf } = await call(gfaOf(SAMPLE), `${lines.toReversed().join('\n')}\n`);
		expect(vcf).toBe((await call(gfaOf(SAMPLE), gafOf(SAMPLE))).vcf);
	});

	it('places records where the reference walk stands on its contig', async () => {
		const { records, vcf } = await call(gfaOf({ ...SAMPLE, start: 5_000_000 }), gafOf(SAMPLE));
		expect(records).toEqual(expectedRecords(5_000_000));
		expect(vcf).toContain('##contig=<ID=chr1,length=5001281>');
	});

	it('leaves out new variants when asked', async () => {
		const { records } = await call(gfaOf(SAMPLE), gafOf(SAMPLE), { knownOnly: true });
		expect(records).toEqual(expectedRecords().filter((record) => record.endsWith('KNOWN')));
	});

	it('calls an SNV inside a heterozygous deletion with one copy', async () => {
		const inside: SmallSample = {
			...SAMPLE,
			haplotypes: [{ steps: REFERENCE, edits: { 640: differentFrom(SEGMENTS[3]![39]!) } }, { steps: [1, 2, 3, 5, 6] }],
		};
		const { records } = await call(gfaOf(inside), gafOf(inside));
		expect(records.map((record) => record.split(' ').slice(-3).join(' '))).toEqual(['0/1 PASS KNOWN', '0/1 PASS NEW']);
	});

	it('puts every alignment line in one class', async () => {
		const lines = gafOf(SAMPLE).trim().split('\n');
		const odd = [
			'u\t100\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0\trc:Z:no_seed',
			lines[0]!.replace(/\t60\t/, '\t4\t'),
			`${lines[1]}\ttp:A:S`,
			lines[2]!.replace(/\tcs:Z:.*/, ''),
		];
		const { summary } = await call(gfaOf(SAMPLE), `${[...lines, ...odd].join('\n')}\n`);
		expect(summary).toMatchObject({ alignments: lines.length + 4, used: lines.length + 1, withoutDifferences: 1 });
		expect(summary.skipped).toEqual({ unmapped: 1, lowMapq: 1, secondary: 1 });
		const all = await call(gfaOf(SAMPLE), `${odd[1]}\n`, { minMapq: 4 });
		expect(all.summary.used).toBe(1);
	});

	it('writes a header and no records where no read is used', async () => {
		const { vcf, records } = await call(gfaOf(SAMPLE), 'u\t100\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0\n');
		expect(records).toEqual([]);
		expect(vcf).toMatch(/^##fileformat=VCFv4\.3\n[^]*\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\n$/);
	});

	it('takes the reads of one haplotype for one, however a mapper aligned them', async () => {
		const reference = randomLetters(400, 11);
		const inserted = 'GGTACC';
		const path = `${reference.slice(0, 200)}${inserted}${reference.slice(200)}`;
		const lines: string[] = [];
		for (let start = 0; start + 100 <= path.length; start += 6) {
			const query = path.slice(start, start + 100);
			const [before, after] = [200 - start, start + 100 - 200 - inserted.length];
			// Reads with fewer than 15 bases beyond the insertion are aligned over it without a gap.
			if (before >= 15 && after >= 15) {
				lines.push(
					`r${start}\t100\t0\t100\t+\t>s1\t400\t${start}\t${start + 94}\t94\t100\t60\tcs:Z::${before}+${inserted.toLowerCase()}:${after}`,
				);
			} else {
				const at = before >= 15 ? start : start - inserted.length;
				if (at < 0 || at + 100 > 400) continue;
				const cs = [...query]
					.map((letter, i) => (letter === reference[at + i] ? ':1' : `*${reference[at + i]}${letter}`))
					.join('');
				lines.push(`r${start}\t100\t0\t100\t+\t>s1\t400\t${at}\t${at + 100}\t100\t100\t60\tcs:Z:${cs.toLowerCase()}`);
			}
		}
		const linear: SmallSample = { segments: [reference], reference: [1], panel: [], haplotypes: [] };
		const { records } = await call(gfaOf(linear), `${lines.join('\n')}\n`);
		const base = reference[199]!;
		expect(records).toEqual([`chr1:200 ${base} ${base}${inserted} 1/1 PASS NEW`]);
	});

	it('counts mates that overlap once', async () => {
		const lines = gafOf(SAMPLE, 100, 10).trim().split('\n');
		// Each read twice, as the two mates of one fragment that lie on each other.
		const pairs = lines.flatMap((line) => [line.replace('\t', '/1\t'), line.replace('\t', '/2\t')]);
		const paired = await call(gfaOf(SAMPLE), `${pairs.join('\n')}\n`);
		const single = await call(gfaOf(SAMPLE), `${lines.join('\n')}\n`);
		expect(paired.vcf).toBe(single.vcf);
		expect(paired.summary.used).toBe(2 * single.summary.used);
	});

	describe('with a panel', () => {
		const s5 = SEGMENTS[4]!;
		const LINES = [
			['chr1', 301, 'rs1', 'T', 'G'],
			// Known, and absent from the sample below.
			['chr1', 601, 'del', `${SEGMENTS[2]!.at(-1)}${SEGMENTS[3]}`, SEGMENTS[2]!.at(-1)],
			// Not in the graph: an SNV with two alternatives, an indel that is not leftmost, and a large insertion that reads would not show.
			['chr1', 781, 'rs2', s5[99], `${differentFrom(s5[99]!)},<DEL>`],
			['chr1', 881, 'rs3', s5.slice(199, 202), s5[199]],
			['chr1', 891, 'ins', s5[209], `${s5[209]}${'ACGGT'.repeat(20)}`],
			['chr9', 5, 'far', 'A', 'C'],
		];
		const panelText = (lines: readonly (readonly unknown[])[]): string =>
			`##fileformat=VCFv4.3\n##contig=<ID=chr1>\n##contig=<ID=chr9>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n${lines
				.map((line) => `${line.join('\t')}\t.\t.\t.\n`)
				.join('')}`;
		const onlySnv: SmallSample = { ...SAMPLE, haplotypes: [{ steps: [1, 7, 3, 4, 5, 6] }, { steps: REFERENCE }] };
		const withPanel = async (
			lines: readonly (readonly unknown[])[],
			gaf: string,
			options: Partial<CallOptions> = {},
		): Promise<Call> => {
			const panel = join(directory, `panel${count}.vcf`);
			await writeFile(panel, panelText(lines));
			return call(gfaOf(SAMPLE), gaf, { panel, ...options });
		};
		const short = ({ vcf }: Call): string[] =>
			vcf
				.split('\n')
				.filter((line) => line.startsWith('chr'))
				.map((line) => {
					const [, position, id, , , , , info, , sample] = line.split('\t');
					return `${position} ${id} ${sample!.split(':')[0]} ${info!.replaceAll(/(SITE|AF|FS)=[^;]*;?/g, '')}`;
				});

		it('gives each of its variants a record', async () => {
			const called = await withPanel(LINES, gafOf(onlySnv), { knownOnly: true });
			expect(short(called)).toEqual([
				'301 rs1 0/1 KNOWN;PANEL',
				'601 del 0/0 KNOWN;PANEL',
				'781 rs2 0/0 PANEL',
				'880 rs3 0/0 PANEL',
				'891 ins ./. PANEL',
			]);
			expect(called.summary.panel).toEqual({ variants: 5, absent: 3, missing: 1, unused: 2 });
			const absent = called.vcf.split('\n').find((line) => line.includes('\trs2\t'))!;
			expect(absent).toMatch(/\tPASS\tPANEL\tGT:GQ:DP:AD:PL\t0\/0:\d\d:(\d+):\1,0:0,\d+,\d+$/);
		});

		it('says ./. where there are no reads', async () => {
			const unmapped = 'u\t100\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0\n';
			const called = await withPanel(LINES.slice(0, 4), unmapped);
			expect(short(called).map((record) => record.split(' ')[2])).toEqual(['./.', './.', './.', './.']);
			expect(called.vcf).toContain('\tLowDP\tSITE=>s1>s3;KNOWN;AF=0.3333;PANEL\tGT:GQ:DP:AD:PL\t./.:.:0:.:.\n');
		});

		it.each([
			['E_PANEL_REF', [['chr1', 301, 'rs1', 'C', 'G']]],
			['E_PANEL_EMPTY', [['chr9', 5, 'far', 'A', 'C']]],
		])('%s', async (code, lines) => {
			await expect(withPanel(lines, gafOf(onlySnv))).rejects.toMatchObject({ code });
		});
	});

	const good = gafOf(SAMPLE).split('\n')[0]!;
	it.each([
		['E_GAF_SEGMENT', good.replace('>s1', '>x1'), {}],
		['E_GAF_LINK', good.replace('>s1\t300', '>s1>s4\t380'), {}],
		['E_GAF_PATH_LENGTH', good.replace('>s1\t300', '>s1\t301'), {}],
		['E_GAF_CS', good.replace(/cs:Z:.*/, 'cs:Z::99'), {}],
		['E_GAF_LETTERS', good.replace(/cs:Z:.*/, 'cs:Z:*na:99'), {}],
		['E_GAF_COLUMNS', 'read', {}],
		['E_CALL_SAMPLE', good, { sample: 'a\tb' }],
		['E_REFERENCE_MISSING', good, { refSample: 'GRCh38' }],
		['E_INPUT_EMPTY', '', {}],
	])('%s leaves no output', async (code, gaf, options) => {
		const before = await readdir(directory);
		await expect(call(gfaOf(SAMPLE), gaf, options)).rejects.toMatchObject({ code });
		const after = (await readdir(directory)).filter((name) => !before.includes(name));
		expect(after.filter((name) => !/\.(gfa|gaf)$/.test(name))).toEqual([]);
	});
});
