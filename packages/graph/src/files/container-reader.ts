/** Reading what a container is made of: its header, and bytes of its sections as they are in the file. */
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
	announcedHeaderBytes,
	type ContainerHeader,
	decodeHeader,
	headerBytes,
	paddingAfter,
	type Section,
} from '../container/format.ts';
import { PangrafError } from '../errors.ts';
import { readError } from './raw-input.ts';

/**
 * Pieces that are read ahead of the one being checked. Much of the time of reading is the system's, for pages of fresh memory: reads
 * that are under way at the same time share it among cores. A piece of this size is still in the cache when it is checked.
 */
const READS_AHEAD = 3;
/** Bytes that are read at once. */
export const PIECE_BYTES: number = 1 << 20;

/** The checksum of containers. */
export function checksum(bytes: Uint8Array, before = 0): number {
	return crc32(bytes, before);
}

/** Header and table of an open container. Errors: E_PGX_MAGIC, E_PGX_VERSION, E_PGX_TRUNCATED, E_PGX_CORRUPT. */
export async function readHeader(handle: FileHandle, path: string): Promise<ContainerHeader> {
	const fileBytes = (await handle.stat()).size;
	const start = new Uint8Array(Math.min(headerBytes(0), fileBytes));
	await readFully(handle, start, 0);
	const head = new Uint8Array(Math.min(announcedHeaderBytes(start, path), fileBytes));
	await readFully(handle, head, 0);
	return decodeHeader(head, path, fileBytes, checksum);
}

/** The bytes of a section as they are in the file. */
export async function readStored(handle: FileHandle, section: Section, check: (piece: Uint8Array) => void): Promise<Uint8Array> {
	const bytes = new Uint8Array(section.storedBytes + paddingAfter(section.storedBytes));
	await readPieces(handle, bytes, section.offset, check);
	return bytes.subarray(0, section.storedBytes);
}

/** What `work` does with the open file; what goes wrong in reading is an error of inputs. */
export async function withFile<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
	let handle: FileHandle | undefined;
	try {
		handle = await open(path, 'r');
		return await work(handle);
	} catch (error) {
		throw error instanceof PangrafError ? error : readError(path, error);
	} finally {
		await handle?.close();
	}
}

/** Fills `target` from `fileOffset` on, and lets `check` have the pieces in order. No read is under way when it returns or throws. */
export async function readPieces(
	handle: FileHandle,
	target: Uint8Array,
	fileOffset: number,
	check: (piece: Uint8Array) => void,
): Promise<void> {
	const reading: Promise<Uint8Array>[] = [];
	let asked = 0;
	const ask = (): void => {
		if (asked >= target.length) return;
		const piece = target.subarray(asked, asked + PIECE_BYTES);
		reading.push(readFully(handle, piece, fileOffset + asked).then(() => piece));
		asked += piece.length;
	};
	for (let i = 0; i <= READS_AHEAD; i++) ask();
	try {
		for (let next = reading.shift(); next !== undefined; next = reading.shift()) {
			const piece = await next;
			ask();
			check(piece);
		}
	} finally {
		await Promise.allSettled(reading);
	}
}

/** Lets `check` have bytes [from, to) of the file, and keeps none. */
export async function checkRange(
	handle: FileHandle,
	from: number,
	to: number,
	check: (piece: Uint8Array) => void,
): Promise<void> {
	const buffer = new Uint8Array(Math.min(PIECE_BYTES, to - from));
	for (let at = from; at < to; at += buffer.length) {
		const piece = buffer.subarray(0, Math.min(buffer.length, to - at));
		await readFully(handle, piece, at);
		check(piece);
	}
}

/** Fills `target` from `fileOffset` on. */
export async function readFully(handle: FileHandle, target: Uint8Array, fileOffset: number): Promise<void> {
	let done = 0;
	while (done < target.length) {
		const { bytesRead } = await handle.read(target, done, target.length - done, fileOffset + done);
		// A file that shrinks while it is read leaves zeros, which its checksums will not match.
		if (bytesRead === 0) return;
		done += bytesRead;
	}
}
