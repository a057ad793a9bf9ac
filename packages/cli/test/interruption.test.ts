import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeFolder, pangraf } from './run-command.ts';
import { useSampleData } from './sample-data.ts';

const data = useSampleData();

describe('a reader that closes the pipe', () => {
	it('is no error', async () => {
		const options = {
			onStart: (child: Parameters<NonNullable<NonNullable<Parameters<typeof pangraf>[1]>['onStart']>>[0]) => {
				child.stdout.once('data', () => child.stdout.destroy());
			},
		};
		const gfa = await pangraf(['build', '--reference', data.reference, '--variants', data.panel, '-q'], options);
		expect(gfa).toMatchObject({ code: 0, stderr: '' });
		const gaf = await pangraf(['map', data.index, data.reads1, data.reads2, '-q'], options);
		expect(gaf).toMatchObject({ code: 0, stderr: '' });
		expect(await pangraf(['map', '--help'], options)).toMatchObject({ code: 0, stderr: '' });
	});
});

describe('a signal', () => {
	it.each([
		['SIGTERM', 143],
		['SIGINT', 130],
	] as const)('%s ends the run with %d and leaves nothing behind', async (signal, expected) => {
		const folder = makeFolder();
		const reads = gunzipSync(readFileSync(data.reads1));
		const args = ['map', data.index, '-', '-o', 'out.gaf.gz', '-q'];
		let hadTemporary = false;
		const { code, stderr } = await pangraf(args, {
			folder,
			stdin: reads,
			keepStdinOpen: true,
			onStart: async (child) => {
				while (readdirSync(folder).length === 0) await sleep(20);
				hadTemporary = !readdirSync(folder).includes('out.gaf.gz');
				child.kill(signal);
			},
		});
		expect({ code, stderr, hadTemporary }).toEqual({ code: expected, stderr: '', hadTemporary: true });
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe('an output that cannot be written', () => {
	it.each([
		['a folder that is not there', 'missing/out.gaf', /^E_OUTPUT_FOLDER missing\/out\.gaf: /],
		['a folder in its place', '.', /^E_OUTPUT_IS_DIRECTORY \.: /],
		['a full disk', '/dev/full', /^E_OUTPUT_NO_SPACE \/dev\/full: /],
	])('%s is one line and exit code 2', async (_, output, expected) => {
		const folder = makeFolder();
		const { code, stderr } = await pangraf(['map', data.index, data.reads1, '-o', output, '-q'], { folder });
		expect(code).toBe(2);
		expect(stderr).toMatch(expected);
		expect(stderr.split('\n')).toHaveLength(2);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('says so for stdout too', async () => {
		const { code, stderr } = await pangraf(['map', data.index, join(data.folder, 'none.fq')]);
		expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/^E_INPUT_MISSING .*none\.fq: .*\n$/) });
	});
});
