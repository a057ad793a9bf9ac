/** What was measured where: a figure without its machine and its versions says nothing. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The machine and the state of this checkout. */
export interface Machine {
	readonly processor: string;
	readonly cores: number;
	readonly memoryBytes: number;
	readonly system: string;
	readonly node: string;
	/** Commit of this checkout, `-dirty` where files differ from it. */
	readonly commit: string;
	/** Mean number of runnable processes over a minute when the run began: above the cores in use, figures are noisy. */
	readonly loadAverage: number;
}

/** Describes the machine and the checkout. */
export function describeMachine(): Machine {
	const cwd = fileURLToPath(new URL('..', import.meta.url));
	const { stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], { cwd, encoding: 'utf8' });
	const [first] = cpus();
	return {
		processor: first?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryBytes: totalmem(),
		system: `${process.platform} ${release()} ${process.arch}`,
		node: process.version,
		commit: stdout?.trim() || 'unknown',
		loadAverage: loadavg()[0]!,
	};
}

/** The last `threads` cores that this process may use, as `taskset -c` takes them: the first ones serve interrupts. */
export function pickCores(threads: number): string {
	const status = readFileSync('/proc/self/status', 'utf8');
	const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '0';
	const cores = list.split(',').flatMap((range) => {
		const [from, to = from] = range.split('-').map(Number);
		return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i);
	});
	if (cores.length < threads) throw new Error(`${threads} threads need as many cores; this process may use ${cores.length}`);
	return cores.slice(-threads).join(',');
}
