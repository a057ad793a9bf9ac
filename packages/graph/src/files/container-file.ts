/** Containers on disk: written whole, opened straight into a buffer of the caller's, which may be shared or a module's memory. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { TEXT_PREFIX } from '../container/annotation-sections.ts';
import {
	type ContainerHeader,
	decodeHeader,
	encodeHeader,
	paddingAfter,
	type Section,
	type SectionData,
	sectionChecker,
} from '../container/format.ts';
import { type Container, containerMeta, type ContainerMeta } from '../container/graph-sections.ts';
import { storedSections } from '../container/stored-sections.ts';
import { ColumnDecoder, NUMBERS, RAW } from '../container/stored-forms.ts';
import { checksum, PIECE_BYTES, readFully, readHeader, readStored, withFile } from './container-reader.ts';
import { createOutput } from './output.ts';
import { fillSections, paddedBytes } from './section-reader.ts';

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
		const isKept = ({ name }: Section): boolean => withText || !name.startsWith(TEXT_PREFIX);
		const last = header.sections.findLast(isKept);
		const dataBytes = last === undefined ? 0 : last.dataOffset + paddedBytes(last);
		const { buffer, address } = place(dataBytes);
		await fillSections(handle, path, header.sections, (section) => {
			return isKept(section) ? new Uint8Array(buffer, address + section.dataOffset, paddedBytes(section)) : undefined;
		});
		return { file: path, header, buffer, dataAddress: address, dataBytes };
	});
}

/** The header of a container and what its first section, `meta`, says, without the rest. Errors: those of {@link openContainer}, E_PGX_SECTION. */
export async function readContainerMeta(path: string): Promise<{ header: ContainerHeader; meta: ContainerMeta }> {
	return await withFile(path, async (handle) => {
		const header = await readHeader(handle, path);
		const section = header.sections[0];
		const buffer = new Uint8Array(section === undefined ? 0 : section.storedBytes + paddingAfter(section.storedBytes));
		await readFully(handle, buffer, header.dataStart);
		sectionChecker(header.sections, path, checksum)(buffer);
		const dataBytes = buffer.length;
		return { header, meta: containerMeta({ file: path, header, buffer: buffer.buffer, dataAddress: 0, dataBytes }) };
	});
}

/** Takes bytes of a section as it is in memory, from byte `at` of it on; they are overwritten afterwards. */
export type TakeSection = (section: Section, at: number, bytes: Uint8Array) => void;

/** Reads sections of a container one after the other, checks them and hands them on in pieces. Errors: those of inputs, E_PGX_CORRUPT. */
export async function scanSections(path: string, sections: readonly Section[], take: TakeSection): Promise<void> {
	await withFile(path, async (handle) => {
		const check = sectionChecker(sections, path, checksum);
		const piece = new Uint8Array(PIECE_BYTES);
		for (const section of sections) {
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
