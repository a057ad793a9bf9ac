/** How many threads this process may really use. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';

/**
 * Default of `--threads`: the least of what Slurm granted (`SLURM_CPUS_PER_TASK`), the cgroup's CPU quota and the CPUs that the
 * process may run on; at least 1.
 *
 * Slurm without cgroups neither pins nor limits a job, so that its own word counts.
 */
export function defaultThreadCount(
	granted: string | undefined = process.env['SLURM_CPUS_PER_TASK'],
	quota: number = readCpuQuota(),
	available: number = availableParallelism(),
): number {
	const slurm = /^[1-9]\d*$/.test(granted ?? '') ? Number(granted) : Number.POSITIVE_INFINITY;
	return Math.max(1, Math.min(slurm, Math.floor(quota), available));
}

/** CPUs that the cgroup of this process and those above it allow (versions 2 and 1); infinite where there is no limit. */
export function readCpuQuota(root = '/sys/fs/cgroup', membership = '/proc/self/cgroup'): number {
	let least = Number.POSITIVE_INFINITY;
	for (const line of read(membership).split('\n')) {
		const [, controllers, path] = line.split(':');
		if (path === undefined || (controllers !== '' && !controllers?.split(',').includes('cpu'))) continue;
		const base = controllers === '' ? root : `${root}/cpu`;
		for (let folder = path; ; folder = dirname(folder)) {
			const at = `${base}${folder === '/' ? '' : folder}`;
			const limit =
				controllers === '' ? read(`${at}/cpu.max`) : `${read(`${at}/cpu.cfs_quota_us`)} ${read(`${at}/cpu.cfs_period_us`)}`;
			const [quotaUs, periodUs] = limit.trim().split(/\s+/).map(Number);
			if (quotaUs !== undefined && periodUs !== undefined && quotaUs > 0 && periodUs > 0)
				least = Math.min(least, quotaUs / periodUs);
			if (folder === '/' || folder === '.') break;
		}
	}
	return least;
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
