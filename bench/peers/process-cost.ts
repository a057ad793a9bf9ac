/** Running one whole process on given cores, and what it cost. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one process and all its descendants took. */
export interface Cost {
	readonly userSeconds: number;
	readonly systemSeconds: number;
	readonly wallSeconds: number;
	/** Largest resident set of any one process among them. */
	readonly peakBytes: number;
}

/** Where processes run: every path in their arguments is relative to `folder`. */
export interface Place {
	readonly folder: string;
	/** As `taskset -c` takes them. */
	readonly cores: string;
}

const PROGRAM = fileURLToPath(new URL('process-cost.py', import.meta.url));
/** Lines of a failed program's messages that are shown. */
const SHOWN_LINES = 5;
/** File in the work folder for the messages of the program that ran last. */
const MESSAGES = 'messages.txt';

/** User and system seconds together. */
export function cpuSeconds(cost: Cost): number {
	return cost.userSeconds + cost.systemSeconds;
}

/**
 * Environment of every tool: OpenMP threads that have nothing to do sleep instead of spinning, and temporary files go to the
 * work folder, which also a tool that sees only a part of the file system can write to.
 */
const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', OMP_WAIT_POLICY: 'passive', TMPDIR: '.' };

/**
 * Runs a command to its end, its standard output into the file `output` of the folder. Throws when it does not exit with 0,
 * with the last of its messages.
 */
export function runMeasured(command: readonly string[], place: Place, output = '/dev/null'): Cost {
	const args = [PROGRAM, output, MESSAGES, 'taskset', '-c', place.cores, ...command];
	const options = { cwd: place.folder, env: ENVIRONMENT, encoding: 'utf8' } as const;
	const { status, stdout, stderr, error } = spawnSync('python3', args, options);
	if (error !== undefined) throw new Error(`cannot run python3: ${error.message}`);
	if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr.trimEnd().split('\n').at(-1) ?? ''}`);
	const { exit, user, system, wall, peak } = JSON.parse(stdout) as Record<'exit' | 'user' | 'system' | 'wall' | 'peak', number>;
	if (exit !== 0) {
		const lines = readFileSync(join(place.folder, MESSAGES), 'utf8').trimEnd().split('\n');
		throw new Error(`${command.join(' ')} ended with ${exit}:\n${lines.slice(-SHOWN_LINES).join('\n')}`);
	}
	return { userSeconds: user, systemSeconds: system, wallSeconds: wall, peakBytes: peak };
}
