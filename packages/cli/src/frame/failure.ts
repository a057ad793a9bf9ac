/** How a run that went wrong is told: one line on stderr and an exit code. */
import { clearProgress } from './progress-line.ts';
import { readVersion } from './version.ts';

/** An `E_USAGE` error: exit code 2. `place` is the command as typed, such as `pangraf map`. */
export async function usageError(place: string, found: string, expected?: string): Promise<Error> {
	const { PangrafError } = await import('@pangraf/graph');
	const remedy = `see '${place} --help'`;
	return new PangrafError('E_USAGE', expected === undefined ? { place, found, remedy } : { place, found, expected, remedy });
}

/** Codes that speak of a fault of pangraf, though they name a place in the input. */
const OWN_FAULTS = new Set(['E_READS_LOST']);

/** Codes of the operating system that speak of the machine or of rights and not of pangraf. */
const SYSTEM_CODES = new Set(
	'EACCES EDQUOT EEXIST EFBIG EIO EISDIR EMFILE ENFILE ENOENT ENOMEM ENOSPC ENOTDIR EPERM EROFS'.split(' '),
);

/**
 * Writes the one line for an error, removes what was not finished, and returns the exit code: 2 for what the user or the
 * machine can mend, 70 for a fault of pangraf.
 */
export async function exitCodeFor(error: unknown): Promise<number> {
	const { code, lines } = await describeFailure(error);
	clearProgress();
	if (!isTold) process.stderr.write(lines);
	isTold = true;
	return code;
}

/** Whether a line was written: what goes wrong after that is a consequence. */
let isTold = false;

async function describeFailure(error: unknown): Promise<{ code: number; lines: string }> {
	const { EXIT_BAD_INPUT, EXIT_OWN_FAULT, formatError, PangrafError } = await import('@pangraf/graph');
	await removeUnfinished().catch(() => {}); // what went wrong first is what the user must hear of
	const stack = process.env['PANGRAF_STACK'] === '1' && error instanceof Error ? `${error.stack}\n` : '';
	const tell = (code: number, line: string) => ({ code, lines: `${stack}${line}\n` });
	if (error instanceof PangrafError) return tell(OWN_FAULTS.has(error.code) ? EXIT_OWN_FAULT : EXIT_BAD_INPUT, error.message);
	const system = error as NodeJS.ErrnoException;
	if (error instanceof Error && system.code !== undefined && SYSTEM_CODES.has(system.code)) {
		const data = { found: error.message, remedy: 'mend it and run again' };
		return tell(EXIT_BAD_INPUT, formatError('E_SYSTEM', system.path === undefined ? data : { file: system.path, ...data }));
	}
	const found = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	const remedy = 'this is a fault of pangraf: please report it with the stack that PANGRAF_STACK=1 shows';
	return tell(EXIT_OWN_FAULT, formatError('E_INTERNAL', { place: `pangraf ${readVersion()}`, found, remedy }));
}

/** Removes the temporary files of outputs that were not closed. */
export async function removeUnfinished(): Promise<void> {
	const { abortOpenOutputs } = await import('@pangraf/graph/files');
	abortOpenOutputs();
}
