import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulateOptions, simulate } from '../../src/files/simulate.ts';
import type { SimulationSummary } from '../../src/simulation/simulation-summary.ts';
import { naiveHaplotype, parseFasta, parseVcf, type TextRecord } from '../build/panel.ts';

const SHAPE = { seed: 11, size: 150_000, samples: 8, coverage: 6, readLength: 150, fragmentMean: 420, fragmentStdev: 80 };

let folder: string;
let summary: SimulationSummary;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pangraf-simulate-'));
	summary = await simulate({ ...SHAPE, directory: join(folder, 'a') });
});
afterAll(() => rm(folder, { recursive: true }));

/** Text of a simulated file. */
async function text(name: string, run = 'a'): Promise<string> {
	const bytes = await readFile(join(folder, run, name));
	return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}

/** Simulates into another folder and gives each file's bytes. */
async function files(run: string, changes: Partial<SimulateOptions> = {}): Promise<Map<string, string>> {
	await simulate({ ...SHAPE, ...changes, directory: join(folder, run) });
	const names = (await readdir(join(folder, run))).sort();
	return new Map(
		await Promise.all(names.map(async (name) => [name, (await readFile(join(folder, run, name))).toString('hex')] as const)),
	);
}

function reverseComplement(sequence: string): string {
	const complements: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };
	return Array.from(sequence, (letter) => complements[letter] ?? letter)
		.reverse()
		.join('');
}

describe('simulate', () => {
	it('gives the same bytes for the same options, and other ones for another seed', async () => {
		const first = await files('a');
		expect([...first.keys()]).toEqual([
			'diagnostic.vcf.gz',
			'genes.bed',
			'panel.vcf.gz',
			'reads.truth.tsv.gz',
			'reads_1.fq.gz',
			'reads_2.fq.gz',
			'reference.fa',
			'repeats.bed',
			'truth.vcf.gz',
		]);
		expect(await files('b')).toEqual(first);
		const other = await files('c', { seed: 12 });
		for (const [name, bytes] of first) expect(other.get(name)).not.toBe(bytes);
		// Other reads are of the same patient.
		const deeper = await files('d', { coverage: 1 });
		for (const name of ['reference.fa', 'panel.vcf.gz', 'truth.vcf.gz', 'diagnostic.vcf.gz']) {
			expect(deeper.get(name)).toBe(first.get(name));
		}
	});

	it.each(['panel.vcf.gz', 'truth.vcf.gz', 'diagnostic.vcf.gz'])(
		'writes %s sorted, true to the reference and normalised',
		async (name) => {
			const reference = parseFasta(await text('reference.fa'));
			const { records } = parseVcf(await text(name));
			expect(records.length).toBeGreaterThan(5);
			for (const { contig, position, ref, alts } of records) {
				expect(reference.get(contig)!.slice(position, position + ref.length)).toBe(ref);
				const alleles = [ref, ...alts];
				expect(new Set(alleles).size).toBe(alleles.length);
				// Left-aligned and parsimonious (Tan et al. 2015): the last letters differ, and so do the first, or one has no other.
				expect(new Set(alleles.map((allele) => allele.at(-1))).size).toBeGreaterThan(1);
				expect(new Set(alleles.map((allele) => allele[0])).size > 1 || alleles.some(({ length }) => length === 1)).toBe(true);
			}
			const contigs = [...reference.keys()];
			const places = records.map(({ contig, position }) => contigs.indexOf(contig) * 1e9 + position);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		},
	);

	it('draws the reads from the haplotypes that truth.vcf.gz describes, and says where they lie', async () => {
		const reference = parseFasta(await text('reference.fa'));
		const { records } = parseVcf(await text('truth.vcf.gz'));
		const haplotypes = new Map<string, string>();
		const places = new Map<string, Map<number, number>>();
		for (const [contig, sequence] of reference) {
			const own = records.filter((record) => record.contig === contig);
			for (const haplotype of [0, 1]) {
				const { sequence: applied, dropped } = naiveHaplotype(sequence, own, haplotype);
				expect(dropped).toBe(0);
				haplotypes.set(`${contig} ${haplotype + 1}`, applied);
				places.set(`${contig} ${haplotype + 1}`, referencePlaces(sequence, own, haplotype));
			}
		}
		const truth = (await text('reads.truth.tsv.gz')).trimEnd().split('\n').slice(1);
		const mates = [await text('reads_1.fq.gz'), await text('reads_2.fq.gz')].map((fastq) => fastq.trimEnd().split('\n'));
		expect(truth.length).toBe(summary.readPairs);
		let perfect = 0;
		let exact = 0;
		for (const [i, line] of truth.entries()) {
			const fields = line.split('\t');
			for (const mate of [0, 1]) {
				const [name, letters, , qualities] = mates[mate]!.slice(4 * i, 4 * i + 4);
				expect(name).toBe(`@${fields[0]}/${mate + 1}`);
				expect(qualities!.length).toBe(150);
				if (/[^F]/.test(qualities!)) continue;
				perfect++;
				const [start, end, strand] = fields.slice(3 + 5 * mate);
				const haplotype = `${fields[1]} ${fields[2]}`;
				const at = haplotypes.get(haplotype)!.indexOf(strand === '-' ? reverseComplement(letters!) : letters!);
				if (at < 0) continue;
				// The read may lie in a repeat and be found in another copy of it first.
				if (places.get(haplotype)!.get(at) === Number(start) && places.get(haplotype)!.get(at + 149) === Number(end)) exact++;
			}
		}
		// Of 150 bases of quality 37, one is wrong in 3 % of the reads.
		expect(perfect).toBeGreaterThan(200);
		expect(exact / perfect).toBeGreaterThan(0.94);
	});

	it('makes errors as often as the qualities say', async () => {
		const [letters, qualities] = [1, 3].map(async (offset) =>
			(await text('reads_2.fq.gz')).split('\n').filter((_, i) => i % 4 === offset),
		);
		const uncalled = (await letters!).join('').split('N').length - 1;
		expect((await qualities!).join('').split('#').length - 1).toBe(uncalled);
		const late = (await qualities!)
			.map((line) => line.slice(120))
			.join('')
			.replaceAll('F', '').length;
		const early = (await qualities!)
			.map((line) => line.slice(0, 30))
			.join('')
			.replaceAll('F', '').length;
		expect(late).toBeGreaterThan(1.5 * early);
		const { substitutions } = summary.readErrors;
		expect(substitutions / summary.readBases).toBeGreaterThan(0.001);
		expect(substitutions / summary.readBases).toBeLessThan(0.004);
	});

	it('has variants as frequent as in people, with linkage, and private ones that the panel lacks', async () => {
		const { samples, records } = parseVcf(await text('panel.vcf.gz'));
		expect(samples.length).toBe(8);
		const snvs = records.filter(({ ref, alts }) => ref.length === 1 && alts[0]!.length === 1);
		const frequency = ({ genotypes }: TextRecord) => genotypes.filter((allele) => allele === 1).length / genotypes.length;
		const heterozygosity = snvs.reduce((sum, snv) => sum + 2 * frequency(snv) * (1 - frequency(snv)), 0) / SHAPE.size;
		expect(heterozygosity).toBeGreaterThan(0.5e-3);
		expect(heterozygosity).toBeLessThan(1.4e-3);
		// Seen in one of 16 haplotypes, or in all but one: a third under neutrality.
		const rare = snvs.filter((snv) => Math.min(frequency(snv), 1 - frequency(snv)) === 1 / 16).length / snvs.length;
		expect(rare).toBeGreaterThan(0.2);
		expect(rare).toBeLessThan(0.5);
		const common = snvs.filter((snv) => frequency(snv) > 0.2 && frequency(snv) < 0.8 && snv.contig === 'sim1');
		expect(meanLinkage(common, 0, 2000)).toBeGreaterThan(2 * meanLinkage(common, 30_000, 75_000));
		const isSnv = ({ ref, alts }: TextRecord) => ref.length === 1 && alts.every((alt) => alt.length === 1);
		const key = ({ contig, position, alts }: TextRecord) => `${contig} ${position} ${alts.join()}`;
		const inPanel = new Set(records.filter(isSnv).map(key));
		const truth = parseVcf(await text('truth.vcf.gz')).records.filter(isSnv);
		const missing = truth.filter((record) => !inPanel.has(key(record)));
		expect(truth.filter(({ info }) => info.split(';').includes('PRIVATE'))).toEqual(missing);
		expect(missing.length).toBe(summary.privateAlleles.SNV);
		expect(missing.length).toBeGreaterThan(0);
		expect(summary.panelAlleles.SV).toBeGreaterThan(3);
	});

	it('puts diagnostic variants into named genes and gives the patient many of them', async () => {
		const genes = (await text('genes.bed'))
			.trimEnd()
			.split('\n')
			.map((line) => line.split('\t'));
		expect(genes.length).toBe(summary.genes);
		expect(new Set(genes.map(([, , , name]) => name)).size).toBe(genes.length);
		const { records } = parseVcf(await text('diagnostic.vcf.gz'));
		for (const { contig, position, ref, info } of records) {
			const gene = genes.find(([, , , name]) => info.split(';').includes(`GENE=${name}`))!;
			expect(gene[0]).toBe(contig);
			expect(position).toBeGreaterThanOrEqual(Number(gene[1]));
			expect(position + ref.length).toBeLessThanOrEqual(Number(gene[2]));
		}
		const { diagnosticAlleles: all, diagnosticCarried: carried } = summary;
		expect(all.SNV + all.INDEL + all.SV).toBe(records.length);
		expect(carried.SNV + carried.INDEL + carried.SV).toBeGreaterThan(records.length / 4);
	});

	it('refuses numbers that make no sense', async () => {
		const directory = join(folder, 'none');
		await expect(simulate({ ...SHAPE, directory, size: 10 })).rejects.toThrow(/E_SIMULATE_OPTION .*size 10; expected .*50000/);
		await expect(simulate({ ...SHAPE, directory, samples: 1.5 })).rejects.toThrow(/samples 1.5; expected a whole number/);
		await expect(simulate({ ...SHAPE, directory, fragmentMean: 100 })).rejects.toThrow(/fragments of 100 bp/);
		expect(await readdir(folder)).not.toContain('none');
		const inTheWay = join(folder, 'a', 'genes.bed');
		await expect(simulate({ ...SHAPE, directory: inTheWay })).rejects.toThrow(/^E_OUTPUT_DIRECTORY .*genes.bed: found a file/);
	});
});

/** Place on the reference, from 1, of each base of a haplotype. */
function referencePlaces(reference: string, records: TextRecord[], haplotype: number): Map<number, number> {
	const places = new Map<number, number>();
	let at = 0;
	let from = 0;
	const follow = (end: number) => {
		for (; from < end; from++) places.set(at++, from + 1);
	};
	for (const { position, ref, alts, genotypes } of records) {
		const alt = alts[genotypes[haplotype]! - 1];
		if (alt === undefined) continue;
		follow(position + (alt.length === ref.length ? 0 : 1));
		if (alt.length === ref.length) follow(position + ref.length);
		else {
			// An indel beside its anchor; what REF and ALT share at the end follows it.
			let shared = 0;
			while (shared < Math.min(ref.length, alt.length) - 1 && ref.at(-1 - shared) === alt.at(-1 - shared)) shared++;
			for (let i = 1; i < alt.length - shared; i++) places.set(at++, position + 2);
			from = position + ref.length - shared;
		}
	}
	follow(reference.length);
	return places;
}

/** Mean r² of pairs of SNVs between `least` and `most` bp apart. */
function meanLinkage(snvs: TextRecord[], least: number, most: number): number {
	const squares: number[] = [];
	for (const [i, a] of snvs.entries()) {
		for (const b of snvs.slice(i + 1)) {
			if (b.position - a.position < least || b.position - a.position > most) continue;
			const n = a.genotypes.length;
			const share = (test: (h: number) => boolean) => a.genotypes.filter((_, h) => test(h)).length / n;
			const [p, q] = [share((h) => a.genotypes[h] === 1), share((h) => b.genotypes[h] === 1)];
			const both = share((h) => a.genotypes[h] === 1 && b.genotypes[h] === 1);
			squares.push((both - p * q) ** 2 / (p * (1 - p) * q * (1 - q)));
		}
	}
	return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}
