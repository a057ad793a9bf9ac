/** vg reads the GAF: it compares every letter of a difference string with its graph, and spells the read from both. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildGraph, simulate } from '@pangraf/graph/files';
import { expect, it } from 'vitest';
import { buildIndex, mapReads } from '../../src/files/index.ts';
import { reverseComplement } from '../random-graphs.ts';
import { textOf, workFolder, writeIn } from './work-folder.ts';

const hasVg = spawnSync('vg', ['version']).status === 0;

it.skipIf(!hasVg)('spells every aligned read as it is, with substitutions, gaps, Ns and cut ends', async () => {
	const folder = workFolder();
	const shape = { size: 50_000, samples: 8, coverage: 2, readLength: 150, fragmentMean: 400, fragmentStdev: 60 };
	await simulate({ directory: folder, seed: 5, ...shape });
	const [graph, index, output] = ['graph.gfa', 'graph.pgx', 'out.gaf'].map((name) => join(folder, name)) as [
		string,
		string,
		string,
	];
	await buildGraph({
		reference: join(folder, 'reference.fa'),
		variants: [join(folder, 'panel.vcf.gz')],
		refSample: 'REF',
		output: graph,
	});
	await buildIndex({ graph, output: index });
	const lines = gunzipSync(readFileSync(join(folder, 'reads_1.fq.gz')))
		.toString()
		.split('\n');
	const reads = lines.filter((_, i) => i % 4 === 1);
	const changed = reads.map((bases, i) => {
		const cut = 40 + (i % 60);
		const middle = ['', 'GATTACA', 'N'][i % 3]!;
		return `${'ACGT'.repeat(i % 4 === 0 ? 5 : 0)}${bases.slice(0, cut)}${middle}${bases.slice(cut + (i % 5))}`;
	});
	const fastq = writeIn(
		folder,
		'changed.fq',
		changed.map((bases, i) => `@r${i}\n${bases}\n+\n${'F'.repeat(bases.length)}\n`).join(''),
	);
	const { reads: counts } = await mapReads({ index, reads: [fastq], output, threads: 1 });
	expect(counts.mapped).toBeGreaterThan(0.95 * reads.length);
	expect(counts.gapped).toBeGreaterThan(0.5 * reads.length);
	expect(counts.soft_clipped).toBeGreaterThan(0.1 * reads.length);
	const mapped = textOf(output)
		.split('\n')
		.map((line) => line.split('\t'))
		.filter((columns) => columns.length > 5 && columns[5] !== '*');
	writeIn(folder, 'mapped.gaf', mapped.map((columns) => `${columns.join('\t')}\n`).join(''));
	// Relative names: vg may see no other folder than where it stands.
	const gam = execFileSync('vg', ['convert', '-t', '1', '-F', 'mapped.gaf', 'graph.gfa'], { cwd: folder, maxBuffer: 1 << 28 });
	const spelt = execFileSync('vg', ['view', '-aj', '-'], { cwd: folder, input: gam, maxBuffer: 1 << 28 })
		.toString()
		.trimEnd()
		.split('\n');
	const sequences = new Map(
		spelt.map((line) => JSON.parse(line) as { name: string; sequence: string }).map((read) => [read.name, read.sequence]),
	);
	expect(sequences.size).toBe(mapped.length);
	for (const columns of mapped) {
		const bases = changed[Number(columns[0]!.slice(1))]!;
		const aligned = bases.slice(Number(columns[2]), Number(columns[3]));
		expect([aligned, reverseComplement(aligned)]).toContain(sequences.get(columns[0]!));
	}
});
