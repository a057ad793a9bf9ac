/** Runs the real command, as a user would. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Folder of the repository. */
export const REPOSITORY: string = fileURLToPath(new URL('../../..', import.meta.url));
/** As scripts/pangraf sets it. */
const COMPILE_CACHE = join(REPOSITORY, '.tools/compile-cache');
const MAIN = join(REPOSITORY, 'packages/cli/src/main.ts');

/** What a run left. */
export interface Run {
	/** Exit code; 128 + n where a signal ended it unhandled. */
	code: number | null;
	signal: NodeJS.Signals | null;
	stdout: string;
	stderr: string;
}

/** How to run the command. */
export interface RunOptions {
	folder?: string;
	stdin?: string | Uint8Array;
	env?: Record<string, string>;
	/** Leaves stdin open after what is given. */
	keepStdinOpen?: boolean;
	/** Called with the process once it runs, to send it signals or close its pipes. */
	onStart?: (child: ChildProcessWithoutNullStreams) => void;
}

/** A folder of its own that is gone when the test is over. */
export function makeFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-test-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Runs `pangraf` with these arguments, by default on one thread, and waits for its end. */
export function pangraf(args: readonly string[], options: RunOptions = {}): Promise<Run> {
	return run(process.execPath, [MAIN, ...args], options);
}

/** Runs a program and waits for its end. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
	return new Promise((resolve, reject) => {
		const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, SLURM_CPUS_PER_TASK: '1', ...options.env };
		const child = spawn(program, args, { cwd: options.folder, env, stdio: 'pipe' });
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
		child.stdin.on('error', () => {}); // the command may end without reading all of it
		if (options.stdin !== undefined) child.stdin.write(options.stdin);
		if (options.keepStdinOpen !== true) child.stdin.end();
		child.on('error', reject);
		child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
		options.onStart?.(child);
	});
}
