import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pangraf } from '../run-command.ts';

let folder: string;
/** Of the divided index, as `index` said. */
let partitions: number;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-partitions-'));
	const population = ['--seed', '6', '--size', '60000', '--samples', '6', '--coverage', '6'];
	for (const args of [
		['simulate', ...population, '-o', '.'],
		['build', '--reference', 'reference.fa', '--variants', 'panel.vcf.gz', '-o', 'graph.gfa'],
		['index', 'graph.gfa', '-o', 'whole.pgx'],
		['index', 'graph.gfa', '-o', 'divided.pgx', '--partition-bytes', '1', '--json'],
		['map', 'whole.pgx', 'reads_1.fq.gz', 'reads_2.fq.gz', '-o', 'reads.gaf'],
	]) {
		const { code, stdout, stderr } = await pangraf(args, { folder });
		if (code !== 0) throw new Error(stderr);
		if (args.includes('--json')) partitions = (JSON.parse(stdout) as { partitions: number }).partitions;
	}
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Standard output of a command on one of the indexes, less the line that names it. */
async function said(index: string, args: readonly string[]): Promise<string> {
	const { code, stdout, stderr } = await pangraf(
		args.map((arg) => (arg === 'GRAPH' ? index : arg)),
		{ folder },
	);
	expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
	return stdout.replace(/^##pangraf.*\n/gm, '');
}

describe('an index of several partitions', () => {
	it('says how many it has', () => {
		expect(partitions).toBe(3);
	});

	it.each([
		['map', 'GRAPH', 'reads_1.fq.gz', 'reads_2.fq.gz'],
		['call', 'GRAPH', 'reads.gaf', '--sample', 'patient'],
		['convert', 'GRAPH'],
		['deconstruct', 'GRAPH'],
		['stats', 'GRAPH', '--by', 'component'],
	])('gives %s what one partition gives', async (...args) => {
		const whole = await said('whole.pgx', args);
		expect(whole.split('\n').length).toBeGreaterThan(3);
		expect(await said('divided.pgx', args)).toBe(whole);
	});

	it('is refused with one line where a limit is no size', async () => {
		const { code, stderr } = await pangraf(['index', 'graph.gfa', '-o', 'no.pgx', '--partition-bytes', '0'], { folder });
		expect(code).toBe(2);
		expect(stderr.trimEnd().split('\n').length).toBe(1);
	});
});
