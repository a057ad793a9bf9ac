/** The bytes of a file or of standard input as they are stored, and what can be wrong before the first of them. */
import { type FileHandle, open } from 'node:fs/promises';
import { PangrafError } from '../errors.ts';

/** Bytes asked of the operating system at once; larger reads gained nothing. */
const READ_BYTES = 1 << 20;
/** The same where they are read into one place again and again: what a cache holds is read again from there. */
const ROOM_BYTES = 1 << 19;

/** Called after each read with the bytes (as stored) so far and the size of the file, undefined for standard input. */
export type OnBytesRead = (done: number, total: number | undefined) => void;

/** Gives a place for bytes: as many as are asked for, or more, or fewer but at least one. */
export type Room = (sizeBytes: number) => Uint8Array;

/** The first bytes of an input and, after them, the rest. */
export interface RawInput {
	/** At least 18 bytes (a BGZF header), fewer only where the whole input is shorter; never empty. */
	head: Uint8Array;
	/** All bytes, `head` among them. Chunks belong to the receiver. */
	chunks: AsyncGenerator<Uint8Array>;
	/** Lets the chunks of a file that are still to come be read into `room`, each asked for when the one before was used. */
	readInto: (room: Room) => void;
	/** To be called when the chunks are not wanted any more, read or not. */
	close: () => Promise<void>;
}

const HEAD_BYTES = 18;

/**
 * Opens `path`, or standard input for `-`.
 *
 * Errors: E_INPUT_MISSING, E_INPUT_IS_DIRECTORY, E_INPUT_PERMISSION, E_INPUT_READ, E_INPUT_EMPTY (0 bytes).
 */
export async function openRawInput(path: string, onBytesRead?: OnBytesRead): Promise<RawInput> {
	const { chunks, readInto, close } = path === '-' ? standardInput(onBytesRead) : await openFile(path, onBytesRead);
	try {
		let head: Uint8Array = new Uint8Array(0);
		while (head.length < HEAD_BYTES) {
			const { value, done } = await chunks.next();
			if (done === true) break;
			head = head.length === 0 ? value : Buffer.concat([head, value]);
		}
		if (head.length === 0) throw emptyInput(path, '0 bytes');
		return { head, chunks: prepend(head, chunks), readInto, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The error for an input that holds nothing, at all or once decompressed. */
export function emptyInput(path: string, found: string): PangrafError {
	return new PangrafError('E_INPUT_EMPTY', {
		file: path,
		found,
		expected: 'data',
		remedy: path === '-' ? 'check the command before the pipe' : 'check the program that wrote the file',
	});
}

async function* prepend(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield head;
	yield* rest;
}

type Source = Pick<RawInput, 'chunks' | 'readInto' | 'close'>;

function standardInput(onBytesRead?: OnBytesRead): Source {
	return {
		chunks: readStandardInput(onBytesRead),
		readInto: () => {}, // a pipe brings its own buffers
		// Else a pipe that is still open would keep the process alive.
		close: async () => void process.stdin.destroy(),
	};
}

async function* readStandardInput(onBytesRead?: OnBytesRead): AsyncGenerator<Uint8Array> {
	let done = 0;
	try {
		for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
			done += chunk.length;
			onBytesRead?.(done, undefined);
			yield chunk;
		}
	} catch (error) {
		throw readError('-', error);
	}
}

async function openFile(path: string, onBytesRead?: OnBytesRead): Promise<Source> {
	let handle: FileHandle | undefined;
	try {
		const opened = await open(path, 'r');
		handle = opened;
		const status = await opened.stat();
		if (status.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
		const target: { room?: Room } = {};
		const chunks = readHandle(path, opened, status.isFile() ? status.size : undefined, target, onBytesRead);
		return { chunks, readInto: (room) => (target.room = room), close: () => opened.close() };
	} catch (error) {
		await handle?.close();
		throw readError(path, error);
	}
}

async function* readHandle(
	path: string,
	handle: FileHandle,
	total: number | undefined,
	target: { room?: Room },
	onBytesRead?: OnBytesRead,
): AsyncGenerator<Uint8Array> {
	let done = 0;
	// A small file does not need a large buffer; one byte more than its size lets the second read see the end.
	const size = Math.max(1024, Math.min(READ_BYTES, (total ?? READ_BYTES) + 1));
	for (;;) {
		const buffer = target.room?.(Math.min(size, ROOM_BYTES)) ?? Buffer.allocUnsafeSlow(size);
		const bytesRead = await readInto(path, handle, buffer);
		if (bytesRead === 0) return;
		done += bytesRead;
		onBytesRead?.(done, total);
		yield buffer.subarray(0, bytesRead);
	}
}

async function readInto(path: string, handle: FileHandle, buffer: Uint8Array): Promise<number> {
	try {
		return (await handle.read(buffer, 0, buffer.length, null)).bytesRead;
	} catch (error) {
		throw readError(path, error);
	}
}

/** What the operating system said about an input, as an error its owner can act on. */
export function readError(path: string, error: unknown): unknown {
	if (error instanceof PangrafError) return error;
	const { code, message } = error as NodeJS.ErrnoException;
	const expected = 'a file that can be read';
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return new PangrafError('E_INPUT_MISSING', {
				file: path,
				found: 'no such file',
				expected,
				remedy: 'check the name and the folder',
			});
		case 'EISDIR':
			return new PangrafError('E_INPUT_IS_DIRECTORY', { file: path, found: 'a folder', expected, remedy: 'name a file in it' });
		case 'EACCES':
		case 'EPERM':
			return new PangrafError('E_INPUT_PERMISSION', {
				file: path,
				found: 'no permission to read',
				expected,
				remedy: 'ask its owner for access',
			});
		case undefined:
			return error;
		default:
			return new PangrafError('E_INPUT_READ', { file: path, found: message, expected, remedy: 'check the disk and try again' });
	}
}
