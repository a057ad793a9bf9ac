import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphStats, openGraph } from '../../src/files/graph-file.ts';
import { failureOf } from './failures.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-graph-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Segments, links, bp, P lines, W lines, snarls that are not trivial and components, all but the lines by vg 1.59. */
const counts: [file: string, ...counts: number[]][] = [
	['hprc-micb-kir3dl1/micb-kir3dl1.gfa', 2889, 3930, 31_523, 0, 169, 918, 2],
	['brca2/cactus-BRCA2.gfa', 1134, 1226, 85_094, 3, 0, 93, 1],
	['hgsvc-chr22/sv-haplotypes.gfa', 790, 806, 771_474, 0, 5, 13, 1],
	['hgsvc-chr22/vg-original.gfa.gz', 24_431, 24_475, 779_265, 1, 0, 37, 1],
	['hla/A-3105.pggb.gfa.gz', 4966, 6793, 45_897, 11, 0, 1511, 1],
	['hla/B-3106.pggb.gfa.gz', 483, 656, 4188, 9, 0, 150, 1],
	['hla/DQB1-3119.pggb.gfa.gz', 2864, 3933, 8876, 10, 0, 854, 1],
	['hla/DRB1-3123.pggb.gfa.gz', 5002, 6850, 21_355, 12, 0, 1522, 1],
	['hla/DRB1-3123.odgi.gfa.gz', 4955, 6777, 21_997, 12, 0, 1509, 1],
	['hla/DRB3-3125.pggb.gfa.gz', 617, 825, 13_323, 4, 0, 209, 1],
	['hla/MICB-4277.pggb.gfa.gz', 644, 878, 16_654, 11, 0, 214, 1],
];
it.skipIf(!existsSync(data)).each(counts)('counts what vg counts in %s', async (file, ...expected) => {
	const { nodes, edges, length, paths, walks, snarls, components } = await graphStats({ graph: join(data, file) });
	expect([nodes, edges, length, paths, walks, snarls, components]).toEqual(expected);
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
