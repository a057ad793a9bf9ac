import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphSections } from '../../src/container/graph-sections.ts';
import { writeContainer } from '../../src/files/container-file.ts';
import { convertGraph } from '../../src/files/convert.ts';
import { readGfa } from '../../src/files/gfa.ts';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import { referenceWalks, stringAt } from '../../src/store/graph.ts';
import { describeGraph, readNaively, readTextNaively } from '../gfa/naive-gfa.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-gfa-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Counts of a file's lines by their first letter, and of its bases, taken from the text alone. */
function countLines(text: string): { S: number; L: number; P: number; W: number; bp: number } {
	const counts = { S: 0, L: 0, P: 0, W: 0, bp: 0 };
	for (const line of text.split('\n')) {
		const type = line[0];
		if (type !== 'S' && type !== 'L' && type !== 'P' && type !== 'W') continue;
		counts[type]++;
		if (type === 'S') counts.bp += line.split('\t')[2]!.length;
	}
	return counts;
}

describe.skipIf(!existsSync(data))('graphs of others', () => {
	const files = (existsSync(data) ? readdirSync(data, { recursive: true, encoding: 'utf8' }) : [])
		.filter((name) => /\.gfa(\.gz)?$/.test(name))
		.toSorted();
	it.each(files)('%s has the counts of its lines, and is given back', async (file) => {
		const bytes = readFileSync(join(data, file));
		const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
		const counts = countLines(text);
		const graph = await readGfa(join(data, file));
		const ofKind = (kind: number) => graph.walks.kind.filter((other) => other === kind).length;
		const read = { S: graph.nodeCount, L: graph.edgeCount, P: ofKind(0), W: ofKind(1), bp: graph.baseCount };
		expect(read).toEqual(counts);
		expect(describeGraph(graph)).toEqual(readNaively(text));
		// Through an index, as `pangraf convert` gives it back.
		const index = join(folder, 'graph.pgx');
		const copy = join(folder, 'copy.gfa.gz');
		await writeContainer(index, graphSections(graph, buildHaplotypeStore(graph), {}));
		await convertGraph({ graph: index, output: copy });
		expect(readTextNaively(gunzipSync(readFileSync(copy)).toString())).toEqual(readTextNaively(text));
	});

	it('reads the ranges of walks and the reference samples', async () => {
		const graph = await readGfa(join(data, 'hprc-micb-kir3dl1/micb-kir3dl1.gfa'));
		const { walks, strings } = graph;
		expect([graph.nodeCount, graph.edgeCount, walks.count, graph.baseCount]).toEqual([2889, 3930, 169, 31_523]);
		expect(graph.referenceSamples).toEqual(['CHM13', 'GRCh38']);
		const places = referenceWalks(graph, 'GRCh38').map((i) => [
			stringAt(strings, walks.contig[i]!),
			walks.start[i],
			walks.end[i],
		]);
		expect(places.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
			['chr19', 54_816_436, 54_830_779],
			['chr6', 31_498_140, 31_511_173],
		]);
	});
});

it('reports what it reads', async () => {
	const path = join(folder, 'small.gfa');
	writeFileSync(path, 'S\t1\tACGT\nx\tmine\n');
	const bytes: number[] = [];
	await readGfa(path, { onProgress: ({ done, total }) => bytes.push(done, total ?? -1) });
	expect(bytes).toEqual([16, 16]);
});
