/** Containers on disk: written whole, opened straight into a buffer of the caller's, which may be shared or a module's memory. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { TEXT_PREFIX } from '../container/annotation-sections.ts';
import { storedSections } from '../container/stored-sections.ts';
import { ColumnDecoder, NUMBERS, RAW } from '../container/stored-forms.ts';
import { type Container, containerMeta, type ContainerMeta } from '../container/graph-sections.ts';
import {
	announcedHeaderBytes,
	type ContainerHeader,
	decodeHeader,
	encodeHeader,
	headerBytes,
	paddingAfter,
	type Section,
	type SectionData,
	sectionChecker,
} from '../container/format.ts';
import { PangrafError } from '../errors.ts';
import { createOutput } from './output.ts';
import { readError } from './raw-input.ts';

/**
 * Pieces that are read ahead of the one being checked. Much of the time of reading is the system's, for pages of fresh memory: reads
 * that are under way at the same time share it among cores. A piece of this size is still in the cache when it is checked.
 */
const READS_AHEAD = 3;
const PIECE_BYTES = 1 << 20;

const checksum = (bytes: Uint8Array, before = 0): number => crc32(bytes, before);
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * Writes sections as a container under `path`, each in its form, and returns its header.
 * Errors: those of `createOutput`.
 */
export async function writeContainer(path: string, given: readonly SectionData[]): Promise<ContainerHeader> {
	const sections = storedSections(given);
	const head = encodeHeader(sections, checksum, sha256);
	const output = await createOutput(path);
	try {
		await output.write(head);
		for (const { bytes } of sections) {
			await output.write(bytes);
			await output.write(new Uint8Array(paddingAfter(bytes.length)));
		}
		await output.close();
	} catch (error) {
		await output.abort();
		throw error;
	}
	const fileBytes = sections.reduce((sum, { bytes }) => sum + bytes.length + paddingAfter(bytes.length), head.length);
	return decodeHeader(head, path, fileBytes, checksum);
}

/** Where a container's sections are to be put: a buffer and the address in it, a multiple of 64, of its first byte. */
export interface Placement {
	readonly buffer: ArrayBufferLike;
	readonly address: number;
}

/** A shared buffer of its own for a container. */
export function sharedPlacement(sizeBytes: number): Placement {
	return { buffer: new SharedArrayBuffer(sizeBytes), address: 0 };
}

/** What of a container to keep. */
export interface OpenOptions {
	/** Whether to keep the sections that only give the GFA back (tags, comments, lower case); by default, yes. */
	withText?: boolean;
}

/**
 * Reads a container's sections into the buffer that `place` gives for their size in bytes, and checks each, those that are not kept
 * too.
 * Errors: E_INPUT_MISSING and the other errors of inputs, E_PGX_MAGIC, E_PGX_VERSION, E_PGX_TRUNCATED, E_PGX_CORRUPT.
 */
export async function openContainer(
	path: string,
	place: (sizeBytes: number) => Placement = sharedPlacement,
	{ withText = true }: OpenOptions = {},
): Promise<Container> {
	return await withFile(path, async (handle) => {
		const header = await readHeader(handle, path);
		const text = withText ? -1 : header.sections.findIndex(({ name }) => name.startsWith(TEXT_PREFIX));
		const kept = text === -1 ? header.sections : header.sections.slice(0, text);
		const last = kept.at(-1);
		const dataBytes = last === undefined ? 0 : last.dataOffset + last.sizeBytes + paddingAfter(last.sizeBytes);
		const { buffer, address } = place(dataBytes);
		const check = sectionChecker(header, path, checksum);
		await readSections(handle, kept, new Uint8Array(buffer, address, dataBytes), check);
		if (text !== -1) await checkRest(handle, header.sections[text]!.offset, header.fileBytes, check);
		return { file: path, header, buffer, dataAddress: address, dataBytes };
	});
}

async function readHeader(handle: FileHandle, path: string): Promise<ContainerHeader> {
	const fileBytes = (await handle.stat()).size;
	const start = new Uint8Array(Math.min(headerBytes(0), fileBytes));
	await readFully(handle, start, 0);
	const head = new Uint8Array(Math.min(announcedHeaderBytes(start, path), fileBytes));
	await readFully(handle, head, 0);
	return decodeHeader(head, path, fileBytes, checksum);
}

/** The header of a container and what its first section, `meta`, says, without the rest. Errors: those of {@link openContainer}, E_PGX_SECTION. */
export async function readContainerMeta(path: string): Promise<{ header: ContainerHeader; meta: ContainerMeta }> {
	return await withFile(path, async (handle) => {
		const header = await readHeader(handle, path);
		const section = header.sections[0];
		const buffer = new Uint8Array(section === undefined ? 0 : section.storedBytes + paddingAfter(section.storedBytes));
		await readFully(handle, buffer, header.dataStart);
		sectionChecker(header, path, checksum)(buffer);
		const dataBytes = buffer.length;
		return { header, meta: containerMeta({ file: path, header, buffer: buffer.buffer, dataAddress: 0, dataBytes }) };
	});
}

/** Takes bytes of a section as it is in memory, from byte `at` of it on; they are overwritten afterwards. */
export type TakeSection = (section: Section, at: number, bytes: Uint8Array) => void;

/** Reads a container from start to end, checks it and hands its sections on in pieces, in order. Errors: those of {@link openContainer}. */
export async function scanContainer(path: string, take: TakeSection): Promise<void> {
	await withFile(path, async (handle) => {
		const header = await readHeader(handle, path);
		const check = sectionChecker(header, path, checksum);
		const piece = new Uint8Array(PIECE_BYTES);
		for (const section of header.sections) {
			if (section.form === RAW) await scanRaw(handle, section, check, take);
			else {
				const decoder = new ColumnDecoder(await readStored(handle, section, check), section.form, section.sizeBytes);
				const pieceBytes = section.form === NUMBERS ? section.sizeBytes : PIECE_BYTES;
				const room = section.form === NUMBERS ? new Uint8Array(pieceBytes) : piece;
				for (let at = 0; at < section.sizeBytes; at += pieceBytes) {
					const bytes = room.subarray(0, Math.min(pieceBytes, section.sizeBytes - at));
					decoder.next(bytes);
					take(section, at, bytes);
				}
			}
		}
	});
}

/** Hands on a section that is in the file as in memory; a piece is read while the one before is taken. */
async function scanRaw(
	handle: FileHandle,
	section: Section,
	check: (piece: Uint8Array) => void,
	take: TakeSection,
): Promise<void> {
	const { offset, sizeBytes } = section;
	const end = sizeBytes + paddingAfter(sizeBytes);
	const buffers = [new Uint8Array(Math.min(PIECE_BYTES, end)), new Uint8Array(Math.min(PIECE_BYTES, end))];
	const read = async (at: number): Promise<Uint8Array> => {
		const piece = buffers[0]!.subarray(0, Math.max(0, Math.min(PIECE_BYTES, end - at)));
		buffers.reverse();
		await readFully(handle, piece, offset + at);
		return piece;
	};
	let ahead = read(0);
	for (let at = 0; at < end; at += PIECE_BYTES) {
		const piece = await ahead;
		ahead = read(at + PIECE_BYTES);
		check(piece);
		if (at < sizeBytes) take(section, at, piece.subarray(0, sizeBytes - at));
	}
	await ahead;
}

/** Fills `data` with sections that follow each other in the file. What is in another form is undone while the others are read. */
async function readSections(
	handle: FileHandle,
	sections: readonly Section[],
	data: Uint8Array,
	check: (piece: Uint8Array) => void,
): Promise<void> {
	const work: Generator<void>[] = [];
	for (let i = 0; i < sections.length; ) {
		const section = sections[i]!;
		if (section.form !== RAW) {
			work.push(decodeInPieces(section, await readStored(handle, section, check), data));
			i++;
			continue;
		}
		// All that lie in the file as in memory, in one go.
		let end = i + 1;
		while (end < sections.length && sections[end]!.form === RAW) end++;
		await readPieces(handle, data.subarray(section.dataOffset, sections[end]?.dataOffset), section.offset, (piece) => {
			check(piece);
			if (work[0]?.next().done === true) work.shift();
		});
		i = end;
	}
	for (const rest of work) for (; rest.next().done !== true; );
}

/** Puts a section in another form where it belongs in memory, a piece at a time. */
function* decodeInPieces(section: Section, bytes: Uint8Array, data: Uint8Array): Generator<void> {
	const { form, dataOffset, sizeBytes } = section;
	const end = dataOffset + sizeBytes;
	const decoder = new ColumnDecoder(bytes, form, sizeBytes);
	const pieceBytes = form === NUMBERS ? sizeBytes : PIECE_BYTES;
	for (let at = dataOffset; at < end; at += pieceBytes) {
		decoder.next(data.subarray(at, Math.min(end, at + pieceBytes)));
		yield;
	}
	data.fill(0, end, end + paddingAfter(sizeBytes));
}

/** The bytes of a section as they are in the file. */
async function readStored(handle: FileHandle, section: Section, check: (piece: Uint8Array) => void): Promise<Uint8Array> {
	const bytes = new Uint8Array(section.storedBytes + paddingAfter(section.storedBytes));
	await readPieces(handle, bytes, section.offset, check);
	return bytes.subarray(0, section.storedBytes);
}

async function withFile<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
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
async function readPieces(
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

async function checkRest(handle: FileHandle, from: number, to: number, check: (piece: Uint8Array) => void): Promise<void> {
	const buffer = new Uint8Array(Math.min(PIECE_BYTES, to - from));
	for (let at = from; at < to; at += buffer.length) {
		const piece = buffer.subarray(0, Math.min(buffer.length, to - at));
		await readFully(handle, piece, at);
		check(piece);
	}
}

async function readFully(handle: FileHandle, target: Uint8Array, fileOffset: number): Promise<void> {
	let done = 0;
	while (done < target.length) {
		const { bytesRead } = await handle.read(target, done, target.length - done, fileOffset + done);
		// A file that shrinks while it is read leaves zeros, which its checksums will not match.
		if (bytesRead === 0) return;
		done += bytesRead;
	}
}

/** The first bytes of a file, for telling formats apart; empty where it cannot be read. */
export async function firstBytes(path: string, count: number): Promise<Uint8Array> {
	const handle = await open(path, 'r').catch(() => undefined);
	if (handle === undefined) return new Uint8Array();
	try {
		const bytes = new Uint8Array(count);
		const { bytesRead } = await handle.read(bytes, 0, count, 0);
		return bytes.subarray(0, bytesRead);
	} catch {
		return new Uint8Array();
	} finally {
		await handle.close();
	}
}
