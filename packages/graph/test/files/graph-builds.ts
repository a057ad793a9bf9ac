/** Graphs that tests of `buildGraph` make in a folder of their file's own, which is gone afterwards. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type BuildOptions, type BuildSummary, buildGraph } from '../../src/files/build-graph.ts';
import { type PlainGfa, spell } from '../build/panel.ts';

export let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pangraf-build-'));
});
afterAll(() => rm(folder, { recursive: true }));

export const FASTA = '>c1 first\nACGTACGTAC\nGT\n>c2\nTTTTGGGG\n>c3\nCCCC\n';
let fileCount = 0;

/** Writes a file and returns its path. */
export async function file(text: string | Uint8Array, name = 'x'): Promise<string> {
	const path = join(folder, `${++fileCount}.${name}`);
	await writeFile(path, text);
	return path;
}

/** A VCF of the lines, whose columns are separated by blanks here: contig, position, REF, ALT (with INFO after `/`), genotypes. */
export function vcf(samples: string[], ...lines: string[]): Promise<string> {
	const rows = lines.map((line) => {
		const [contig, position, ref, alt, ...genotypes] = line.split(' ');
		const [alts, info] = alt!.split('/');
		return [contig, position, '.', ref, alts, '.', '.', info ?? '.', 'GT', ...genotypes].join('\t');
	});
	const columns = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', ...samples].join('\t');
	return file(`##fileformat=VCFv4.2\n${columns}\n${rows.map((row) => `${row}\n`).join('')}`, 'vcf');
}

/** Builds and returns the text and the summary. */
export async function build(
	variants: string[],
	options: Partial<BuildOptions> = {},
): Promise<{ text: string; summary: BuildSummary }> {
	const reference = options.reference ?? (await file(FASTA, 'fa'));
	const output = join(folder, `${++fileCount}.gfa`);
	const summary = await buildGraph({ refSample: 'REF', ...options, reference, variants, output });
	return { text: await readFile(output, 'latin1'), summary };
}

/** Sequences by `sample#haplotype#contig`. */
export function spelled(gfa: PlainGfa): Map<string, string> {
	return new Map(gfa.walks.map((walk) => [`${walk.sample}#${walk.haplotype}#${walk.contig}`, spell(gfa, walk)]));
}
