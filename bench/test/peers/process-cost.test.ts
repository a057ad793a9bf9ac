import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cpuSeconds, type Place, runMeasured } from '../../peers/process-cost.ts';
import { pickCores } from '../../peers/machine.ts';

const isPresent = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

describe.skipIf(!isPresent('python3') || !isPresent('taskset'))('with python3 and taskset', () => {
	let place: Place;
	beforeAll(() => {
		place = { folder: mkdtempSync(join(tmpdir(), 'pangraf-cost-')), cores: pickCores(1) };
	});
	afterAll(() => rmSync(place.folder, { recursive: true, force: true }));

	test('counts the CPU time of children of the process, and writes its output where it belongs', () => {
		const loop = 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done';
		const cost = runMeasured(['sh', '-c', `sh -c '${loop}'; echo done`], place, 'out.txt');
		expect(readFileSync(join(place.folder, 'out.txt'), 'utf8')).toBe('done\n');
		expect(cost.userSeconds).toBeGreaterThan(0.02);
		expect(cpuSeconds(cost)).toBeLessThan(cost.wallSeconds + 0.02);
		expect(cost.peakBytes).toBeGreaterThan(2 ** 19);
	});

	test('shows the last messages of what fails', () => {
		expect(() => runMeasured(['sh', '-c', 'echo broken index >&2; exit 3'], place)).toThrow(/ended with 3:\nbroken index/);
		expect(() => runMeasured(['no-such-mapper'], place)).toThrow(/no-such-mapper/);
	});
});
