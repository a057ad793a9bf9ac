/** What happens when the outside ends a run: a signal, or a reader that closes the pipe. */
import { constants } from 'node:os';
import { exitCodeFor, removeUnfinished } from './failure.ts';
import { clearProgress } from './progress-line.ts';

/** Handles signals, closed pipes and errors that nobody waits for; to be called once. */
export function guardProcess(): void {
	handleStrayErrors();
	handleSignals();
}

/** On SIGINT, SIGTERM and SIGHUP removes unfinished outputs and exits with 128 + n; a second signal exits at once. */
function handleSignals(): void {
	let interrupted = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			const code = 128 + constants.signals[signal];
			if (interrupted) process.exit(code);
			interrupted = true;
			clearProgress();
			void removeAndExit(code);
		});
	}
}

/**
 * `pangraf … | head` is no error: when stdout's reader has gone, the run ends with exit code 0 and without a word. Every other
 * error that nobody waits for ends the run as one that somebody caught would.
 */
function handleStrayErrors(): void {
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') void removeAndExit(0);
		else void exitCodeFor(error).then((code) => process.exit(code));
	});
	process.on('uncaughtException', (error) => void exitCodeFor(error).then((code) => process.exit(code)));
	// Nobody reads the log: go on without it.
	process.stderr.on('error', () => {});
}

async function removeAndExit(code: number): Promise<void> {
	try {
		await removeUnfinished();
	} finally {
		process.exit(code);
	}
}
