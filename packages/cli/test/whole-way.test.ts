import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeFolder, pangraf } from './run-command.ts';
import { useSampleData } from './sample-data.ts';

const data = useSampleData();

async function done(args: readonly string[], folder?: string): Promise<string> {
	const { code, stdout, stderr } = await pangraf(args, folder === undefined ? {} : { folder });
	expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
	return stdout;
}

describe('from reads to a report', () => {
	it('maps, calls and compares both arms', async () => {
		const folder = makeFolder();
		await done(['build', '--reference', data.reference, '-o', 'linear.gfa'], folder);
		await done(['index', 'linear.gfa', '-o', 'linear.pgx'], folder);
		for (const [arm, index] of [
			['graph', data.index],
			['linear', 'linear.pgx'],
		] as const) {
			await done(['map', index, data.reads1, data.reads2, '-o', `${arm}.gaf.gz`], folder);
			await done(['call', index, `${arm}.gaf.gz`, '--sample', 'PATIENT', '-o', `${arm}.vcf.gz`], folder);
		}
		const calls = ['--graph', 'graph.vcf.gz', '--linear', 'linear.vcf.gz', '--panel', data.diagnostic];
		const args = ['compare', '--reference', data.reference, '--truth', data.truth, ...calls, '-o', 'comparison'];
		const table = await done(args, folder);
		expect(table).toMatch(/^stratum .*\nall +\d+ +\d+\.\d\d %/);

		const text = readFileSync(join(folder, 'comparison/summary.json'), 'utf8');
		const { strata, provenance } = JSON.parse(text) as {
			strata: Record<string, { truth_total: number; graph: { recall: number; precision: number }; linear: { recall: number } }>;
			provenance: { command_line: string };
		};
		expect(provenance.command_line).toBe(['pangraf', ...args].join(' '));
		expect(Object.keys(strata)).toEqual(expect.arrayContaining(['all', 'SNV', 'INDEL', 'SV', 'panel']));
		expect(strata['all']?.truth_total).toBeGreaterThan(30);
		expect(strata['all']?.graph.recall).toBeGreaterThan(0.8);
		expect(strata['all']?.graph.precision).toBeGreaterThan(0.8);
		expect(strata['SNV']?.linear.recall).toBeGreaterThan(0.5);
		for (const name of ['summary.tsv', 'variants.tsv.gz', 'truth-vs-graph.vcf.gz', 'truth-vs-linear.vcf.gz', 'report.html']) {
			expect(existsSync(join(folder, 'comparison', name)), name).toBe(true);
		}
		expect(await done([...args, '--json'], folder)).toBe(text.replace(' -o comparison', ' -o comparison --json'));
	});

	it('gives the same alignments for any number of threads', async () => {
		const folder = makeFolder();
		for (const threads of ['1', '2', '3']) {
			await done(['map', data.index, data.reads1, data.reads2, '-t', threads, '-o', `${threads}.gaf.gz`], folder);
		}
		const [one, two, three] = ['1', '2', '3'].map((name) => readFileSync(join(folder, `${name}.gaf.gz`)));
		expect(one!.length).toBeGreaterThan(1000);
		expect(two!.equals(one!) && three!.equals(one!)).toBe(true);
	});

	it('writes to stdout what it writes to a file, and says nothing else there', async () => {
		const folder = makeFolder();
		await done(['map', data.index, data.reads1, data.reads2, '-o', 'a.gaf'], folder);
		const gaf = readFileSync(join(folder, 'a.gaf'), 'utf8');
		expect((await done(['map', data.index, data.reads1, data.reads2], folder)) === gaf).toBe(true);
		await done(['call', data.index, 'a.gaf', '--sample', 'P', '-o', 'a.vcf'], folder);
		const vcf = readFileSync(join(folder, 'a.vcf'), 'utf8');
		const { stdout } = await pangraf(['call', data.index, '-', '--sample', 'P', '-o', '-'], { folder, stdin: gaf });
		expect(stdout === vcf).toBe(true);
		const gfa = gunzipSync(readFileSync(data.graph));
		const build = ['build', '--reference', data.reference, '--variants', data.panel];
		expect((await done(build, folder)) === gfa.toString()).toBe(true);
		const { code } = await pangraf(['index', '-', '-o', 'b.pgx'], { folder, stdin: gfa });
		expect(code).toBe(0);
		expect(readFileSync(join(folder, 'b.pgx')).equals(readFileSync(data.index))).toBe(true);
	});

	it('reads interleaved pairs as it reads two files', async () => {
		const folder = makeFolder();
		const [first, second] = [data.reads1, data.reads2].map((name) => recordsOf(gunzipSync(readFileSync(name)).toString()));
		const stdin = first!.map((record, i) => `${record}${second![i]}`).join('');
		const { stdout } = await pangraf(['map', data.index, '-', '-i'], { folder, stdin });
		expect(stdout === (await done(['map', data.index, data.reads1, data.reads2], folder))).toBe(true);
	});

	it('leaves nothing but the outputs behind', async () => {
		const folder = makeFolder();
		const outputs = ['-o', 'a.gaf', '--report', 'a.json', '--json'];
		const summary = JSON.parse(await done(['map', data.index, data.reads1, ...outputs], folder)) as { reads: { reads: number } };
		expect(readdirSync(folder).toSorted()).toEqual(['a.gaf', 'a.json']);
		expect(summary).toEqual(JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')));
		expect(readFileSync(join(folder, 'a.gaf'), 'utf8').split('\n').length - 1).toBe(summary.reads.reads);
	});
});

describe('stats', () => {
	it('says the same of a graph and of its index, and what build said', async () => {
		const folder = makeFolder();
		const build = ['build', '--reference', data.reference, '--variants', data.panel, '-o', 'g.gfa', '--json'];
		const built = JSON.parse(await done(build, folder)) as Record<string, number>;
		const stats = JSON.parse(await done(['stats', data.graph, '--json'])) as Record<string, number>;
		expect(Object.keys(stats).toSorted()).toEqual(['components', 'edges', 'length', 'nodes', 'paths', 'snarls', 'walks']);
		expect(stats).toMatchObject({ nodes: built['nodes'], edges: built['edges'], walks: built['walks'], length: built['bases'] });
		expect(stats).toMatchObject({ paths: 0, components: 3 });
		expect(stats['snarls']).toBeGreaterThan(30);
		expect(JSON.parse(await done(['stats', data.index, '--json']))).toEqual(stats);
		const lines = (await done(['stats', data.index])).trimEnd().split('\n');
		expect(Object.fromEntries(lines.map((line) => line.split('\t')))).toEqual(
			Object.fromEntries(Object.entries(stats).map(([name, value]) => [name, String(value)])),
		);
	});
});

/** The four-line records of a FASTQ. */
function recordsOf(text: string): string[] {
	return text.match(/(?:.*\n){4}/g) ?? [];
}
