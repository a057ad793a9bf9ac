/** Where the bytes of an output go: a temporary file that is renamed when it is whole, a device or pipe, or standard output. */
import { rmSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PangrafError } from '../errors.ts';

/** Takes bytes one call after the other. */
export interface Target {
	/** Name for errors; `-` for standard output. */
	readonly name: string;
	/** Whether the reader of a pipe went away; what is written then is dropped. */
	readonly closedByReader: boolean;
	/** All of `bytes`; the next call may come only after this one is done. */
	write(bytes: Uint8Array): Promise<void>;
	/** The output is whole. */
	finish(): Promise<void>;
	/** The output is not wanted. */
	discard(): Promise<void>;
}

/** Temporary files that still exist. */
const unfinished = new Set<string>();

/** Removes the temporary files of all open outputs at once: for signals and exits, when nothing can be awaited. */
export function abortOpenOutputs(): void {
	for (const temporary of unfinished) rmSync(temporary, { force: true });
	unfinished.clear();
}

/**
 * Opens the target for `path`.
 *
 * Errors: E_OUTPUT_FOLDER (no such folder), E_OUTPUT_IS_DIRECTORY, E_OUTPUT_PERMISSION, E_OUTPUT_NO_SPACE, E_OUTPUT_TWICE (the
 * same file is being written already), E_OUTPUT_WRITE.
 */
export async function openTarget(path: string): Promise<Target> {
	try {
		const status = await stat(path).catch(() => undefined);
		if (status?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
		// A device or named pipe cannot be renamed into place, nor may it be replaced.
		if (status !== undefined && !status.isFile()) return new DirectTarget(path, await open(path, 'w'));
		// Through a symbolic link, the file it points to is replaced, not the link.
		const final = status === undefined ? path : await realpath(path);
		const temporary = join(dirname(final), `.${basename(final)}.${process.pid}.tmp`);
		if (unfinished.has(temporary)) throw twice(path);
		unfinished.add(temporary);
		try {
			await rm(temporary, { force: true }); // of a killed process that had the same number
			return new RenamedTarget(path, final, temporary, await open(temporary, 'wx'));
		} catch (error) {
			unfinished.delete(temporary);
			throw error;
		}
	} catch (error) {
		throw writeError(path, error);
	}
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
}

class RenamedTarget implements Target {
	readonly closedByReader = false;
	readonly name: string;
	readonly #final: string;
	readonly #temporary: string;
	readonly #handle: FileHandle;

	constructor(name: string, final: string, temporary: string, handle: FileHandle) {
		this.name = name;
		this.#final = final;
		this.#temporary = temporary;
		this.#handle = handle;
	}

	async write(bytes: Uint8Array): Promise<void> {
		try {
			await writeAll(this.#handle, bytes);
		} catch (error) {
			throw writeError(this.name, error);
		}
	}

	async finish(): Promise<void> {
		try {
			await this.#handle.close();
			await rename(this.#temporary, this.#final);
			unfinished.delete(this.#temporary);
		} catch (error) {
			throw writeError(this.name, error);
		}
	}

	async discard(): Promise<void> {
		await this.#handle.close().catch(() => undefined);
		await rm(this.#temporary, { force: true });
		unfinished.delete(this.#temporary);
	}
}

class DirectTarget implements Target {
	closedByReader = false;
	readonly name: string;
	readonly #handle: FileHandle;

	constructor(name: string, handle: FileHandle) {
		this.name = name;
		this.#handle = handle;
	}

	async write(bytes: Uint8Array): Promise<void> {
		if (this.closedByReader) return;
		try {
			await writeAll(this.#handle, bytes);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw writeError(this.name, error);
			this.closedByReader = true;
		}
	}

	finish(): Promise<void> {
		return this.#handle.close();
	}

	discard(): Promise<void> {
		return this.#handle.close();
	}
}

/** Standard output. A reader that goes away is no error. */
export class StandardOutput implements Target {
	readonly name = '-';
	closedByReader = false;

	constructor() {
		// Without a listener a closed pipe would end the process with a stack trace; the error itself reaches write().
		if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => undefined);
	}

	async write(bytes: Uint8Array): Promise<void> {
		if (this.closedByReader) return;
		const error = await new Promise<NodeJS.ErrnoException | null | undefined>((done) => process.stdout.write(bytes, done));
		if (error === null || error === undefined) return;
		if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw writeError(this.name, error);
		this.closedByReader = true;
	}

	async finish(): Promise<void> {}

	async discard(): Promise<void> {}
}

function twice(path: string): PangrafError {
	const found = 'a file that is being written already';
	return new PangrafError('E_OUTPUT_TWICE', { file: path, found, remedy: 'give each output a name of its own' });
}

function writeError(path: string, error: unknown): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	const fail = (name: string, found: string, remedy: string) => new PangrafError(name, { file: path, found, remedy });
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return fail('E_OUTPUT_FOLDER', `no folder ${dirname(path)}`, 'make the folder first');
		case 'EISDIR':
			return fail('E_OUTPUT_IS_DIRECTORY', 'a folder', 'name a file in it');
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			return fail('E_OUTPUT_PERMISSION', 'no permission to write', 'choose a folder that you may write to');
		case 'ENOSPC':
		case 'EDQUOT':
		case 'EFBIG':
			return fail('E_OUTPUT_NO_SPACE', `no space left to write (${code})`, 'free space or choose another disk');
		case undefined:
			return error;
		default:
			return error instanceof PangrafError ? error : fail('E_OUTPUT_WRITE', message, 'check the disk and try again');
	}
}
