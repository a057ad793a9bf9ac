import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultThreadCount, readCpuQuota } from '../../src/frame/thread-count.ts';
import { makeFolder } from '../run-command.ts';

describe('defaultThreadCount', () => {
	it.each([
		['4', Infinity, 16, 4],
		['16', Infinity, 2, 2],
		[undefined, 2.5, 16, 2],
		[undefined, 0.5, 16, 1],
		['8', 3, 16, 3],
		['', Infinity, 6, 6],
		['0', Infinity, 6, 6],
		['4(x2)', Infinity, 6, 6],
	])('Slurm %s, quota %d, available %d: %d', (slurm, quota, available, expected) => {
		expect(defaultThreadCount(slurm ?? '', quota, available)).toBe(expected);
	});
});

describe('readCpuQuota', () => {
	function quotaOf(membership: string, files: Record<string, string>): number {
		const folder = makeFolder();
		for (const [name, text] of Object.entries({ ...files, membership })) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), text);
		}
		return readCpuQuota(folder, join(folder, 'membership'));
	}

	it('takes the least of a version 2 group and those above it', () => {
		const files = { 'a/b/cpu.max': '400000 100000\n', 'a/cpu.max': '150000 100000\n', 'cpu.max': 'max 100000\n' };
		expect(quotaOf('0::/a/b\n', files)).toBe(1.5);
	});

	it('reads version 1', () => {
		const files = { 'cpu/job/cpu.cfs_quota_us': '300000\n', 'cpu/job/cpu.cfs_period_us': '100000\n' };
		expect(quotaOf('5:cpu,cpuacct:/job\n3:memory:/job\n', files)).toBe(3);
		expect(quotaOf('5:cpu:/job\n', { ...files, 'cpu/job/cpu.cfs_quota_us': '-1\n' })).toBe(Infinity);
	});

	it('knows no limit where there is no cgroup', () => {
		expect(readCpuQuota('/nowhere', '/nowhere/either')).toBe(Infinity);
	});
});
