import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphSections } from '../../src/container/graph-sections.ts';
import { buildGraph, buildGraphColumns, type BuildOptions } from '../../src/files/build-graph.ts';
import { readGfa } from '../../src/files/gfa.ts';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import { type HaplotypeStore, storeBytes } from '../../src/haplotypes/haplotype-store.ts';
import type { Graph } from '../../src/store/graph.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pangraf-columns-'));
});
afterAll(() => rm(folder, { recursive: true }));

const CHR20 = fileURLToPath(new URL('../../../../../shared/data/chr20/', import.meta.url));

/** Sections of an index, byte for byte. */
function sectionsOf(graph: Graph, haplotypes: HaplotypeStore): Map<string, Buffer> {
	return new Map(graphSections(graph, haplotypes, {}).map(({ name, bytes }) => [name, Buffer.from(bytes)]));
}

/** Builds both ways; returns the names of sections that differ, and the summaries. */
async function compareWays(options: Omit<BuildOptions, 'output'>) {
	const output = join(folder, 'g.gfa');
	const written = await buildGraph({ ...options, output });
	const read = await readGfa(output);
	const expected = sectionsOf(read, buildHaplotypeStore(read));
	const { summary, graph, haplotypes } = await buildGraphColumns(options);
	const found = sectionsOf(graph, haplotypes);
	expect([...found.keys()]).toEqual([...expected.keys()]);
	const different = [...expected].flatMap(([name, bytes]) => (bytes.equals(found.get(name)!) ? [] : [name]));
	return { different, summary, written, graph, haplotypes };
}

describe('buildGraphColumns', () => {
	it('gives what reading the GFA of the same build gives: several contigs, haploid samples, regions', async () => {
		const [reference, variants] = [join(folder, 'r.fa'), join(folder, 'v.vcf')];
		await writeFile(reference, '>c1\nACGTACGTACGTacgtacgt\n>c2\nTTTTGGGGNNNN\n>c3\nCCCC\n');
		const lines = [
			['c1', 3, 'G', 'T,GAA', '1|2', '0|1', '2'],
			['c1', 5, 'ACG', 'A', '1|0', '.|1', '0'],
			['c1', 12, 'T', '<INV>', '0|1', '0|0', '1'],
			['c2', 2, 'TTTG', 'T', '0|1', '1|1', '1'],
			['c2', 6, 'G', 'GTT', '1|1', '0|0', '.'],
		].map(([contig, at, ref, alt, ...genotypes]) =>
			[contig, at, '.', ref, alt, '.', '.', 'END=16', 'GT', ...genotypes].join('\t'),
		);
		const columns = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc';
		await writeFile(variants, `##fileformat=VCFv4.2\n${columns}\n${lines.join('\n')}\n`);
		const options = { reference, variants: [variants], refSample: 'REF' };
		for (const regions of [undefined, ['c1:1-10', 'c2:2-9', 'c3']]) {
			const { different, summary, written, graph } = await compareWays(regions === undefined ? options : { ...options, regions });
			expect(different).toEqual([]);
			expect(summary).toEqual(written);
			expect(summary.walks).toBe(graph.walks.count);
		}
	});

	it.skipIf(!existsSync(CHR20))('does so for 540 haplotypes of real people, without their steps', async () => {
		const options = { reference: join(CHR20, 'ref.fa'), variants: [join(CHR20, 'panel.vcf.gz')], refSample: 'REF' };
		const { different, graph, haplotypes } = await compareWays(options);
		expect(different).toEqual([]);
		expect(storeBytes(haplotypes) * 20).toBeLessThan(4 * graph.walks.stepStarts.at(-1)!);
	});
});
