/** Real graphs and reads: every record is true, and as many reads are placed as should be. Needs the shared evaluation data. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readBytes, readGfa } from '@pangraf/graph/files';
import { describe, expect, it } from 'vitest';
import { checkLedger, checkRecords } from './gaf-check.ts';
import { fastq, mapTexts, type Read } from './mapping.ts';
import { TestingKernel } from './testing-kernel.ts';

const shared = (path: string): string => fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));

/** The first reads of a FASTQ, read by its lines. */
async function readsOf(path: string, most: number): Promise<Read[]> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const piece of readBytes(path)) {
		text += decoder.decode(piece, { stream: true });
		if (text.split('\n', most * 4 + 2).length > most * 4 + 1) break;
	}
	const lines = text.split('\n');
	const reads: Read[] = [];
	for (let i = 0; i + 3 < lines.length && reads.length < most; i += 4) {
		reads.push({ name: lines[i]!.slice(1), bases: lines[i + 1]!, quality: lines[i + 3]! });
	}
	return reads;
}

const kernel = new TestingKernel();

describe.skipIf(!existsSync(shared('README.md')))('real reads', () => {
	it('of HG003 on an HPRC graph of MICB and KIR3DL1', async () => {
		const graph = await readGfa(shared('hprc-micb-kir3dl1/micb-kir3dl1.gfa'));
		kernel.useGraph(graph);
		const reads = await readsOf(shared('hprc-micb-kir3dl1/HG003.fq.gz'), 4000);
		const { lines, counts } = await mapTexts(kernel, [fastq(reads)]);
		checkRecords(graph, lines, reads);
		checkLedger(counts, lines);
		expect(counts.reads).toBe(4000);
		// vg giraffe maps 97.9 %.
		expect(counts.mapped / counts.reads).toBeGreaterThan(0.979);
		expect(counts.exact_full_length / counts.reads).toBeGreaterThan(0.74);
	});

	it('of two alleles, in pairs, on a graph of HLA-DRB1', async () => {
		const graph = await readGfa(shared('hla/DRB1-3123.pggb.gfa.gz'));
		kernel.useGraph(graph);
		const [first, second] = await Promise.all([1, 2].map((mate) => readsOf(shared(`hla/reads/DRB1-3123_${mate}.fq.gz`), 1200)));
		const { lines, counts } = await mapTexts(kernel, [fastq(first!), fastq(second!)]);
		const both = first!.flatMap((read, i) => [read, second![i]!]);
		checkRecords(graph, lines, both);
		checkLedger(counts, lines);
		expect(counts.mapped).toBe(2400);
		// Both alleles are in the graph: nearly every mate fits one of its paths as far as the sequencer erred.
		expect(counts.soft_clipped).toBeLessThan(12);
		expect(counts.properly_paired / counts.reads).toBeGreaterThan(0.95);
	});

	it('drawn from a graph of BRCA2, over their whole length', async () => {
		const graph = await readGfa(shared('brca2/cactus-BRCA2.gfa'));
		kernel.useGraph(graph);
		const reads = await readsOf(shared('brca2/cactus-BRCA2.fastq.gz'), 1000);
		const { lines, counts } = await mapTexts(kernel, [fastq(reads)]);
		checkRecords(graph, lines, reads);
		checkLedger(counts, lines);
		expect(counts).toMatchObject({ reads: 1000, mapped: 1000 });
		expect(counts.soft_clipped).toBeLessThan(5);
	});
});
