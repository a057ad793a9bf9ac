import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphStats, graphStatsBy, openGraph } from '../../src/files/graph-file.ts';
import { failureOf } from './failures.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-graph-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fixtures = join(import.meta.dirname, '../../../../fixtures/real-graphs');
const table = (name: string): string[][] => {
	const lines = readFileSync(join(fixtures, name), 'utf8').trimEnd().split('\n').slice(1);
	return lines.map((line) => line.split('\t'));
};
const pathLengths = Map.groupBy(table('paths.tsv'), ([graph]) => graph!);

it.skipIf(!existsSync(data)).each(table('counts.tsv'))('counts what vg counts in %s', async (file, ...counts) => {
	const summary = await graphStats({ graph: join(data, file) });
	const { nodes, edges, length, snarls, components } = summary;
	expect([nodes, edges, length, snarls, components].map(String)).toEqual(counts);
	const found = await graphStatsBy('path', { graph: join(data, file) });
	const expected = pathLengths.get(file)!.map(([, name, bases]) => `${name} ${bases}`);
	expect(found.map(({ name, length: bases }) => `${name} ${bases}`).toSorted()).toEqual(expected.toSorted());
	expect(summary.paths + summary.walks).toBe(expected.length);
});

it.skipIf(!existsSync(data))('knows of every graph of the shared data', () => {
	const graphs = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => /\.gfa(\.gz)?$/.test(name));
	expect(graphs.toSorted()).toEqual(table('counts.tsv').map(([graph]) => graph));
});

it('takes what is no index for a GFA', async () => {
	const path = join(folder, 'x');
	writeFileSync(path, 'S\t1\tACGT\nS\t2\tA\n');
	const { graph, contentHash } = await openGraph(path);
	expect([graph.nodeCount, contentHash]).toEqual([2, undefined]);
	const counted = { nodes: 2, edges: 0, length: 5, paths: 0, walks: 0, snarls: 0, components: 2 };
	expect(await graphStats({ graph: path })).toEqual(counted);
	expect((await failureOf(() => openGraph(join(folder, 'absent')))).code).toBe('E_INPUT_MISSING');
	expect((await failureOf(() => openGraph(folder))).code).toBe('E_INPUT_IS_DIRECTORY');
});
