/**
 * The container `graph.pgx`: one self-describing file of sections that are read straight into shared memory, but for columns that
 * are shorter in another form (stored-forms.ts), which are put into theirs on the way.
 *
 *   0    8   magic `PANGRAF\0`
 *   8    4   format version (u32)
 *   12   4   number of sections (u32)
 *   16   8   size of the file in bytes (u64)
 *   24   32  content hash: SHA-256 over the section table
 *   56   4   CRC-32 of header and table with this field as 0
 *   60   4   0
 *   64       section table, 64 bytes a section:
 *              0  24  name, ASCII, zero-padded
 *              24  8  offset in the file (u64), a multiple of 64
 *              32  8  length in the file in bytes (u64)
 *              40  4  CRC-32 of the section, as it is in the file, with the zero padding behind it
 *              44  4  form (u32), see stored-forms.ts
 *              48  8  length in memory in bytes (u64): that in the file where the form is RAW
 *              56  8  0
 *   then the sections, each followed by zeros: at least 8, up to the next multiple of 64
 *
 * All numbers are little-endian. The table holds the checksum of every byte behind it, so that the hash over the table stands for
 * the whole content. Sections follow each other in the order of the table without gaps; nothing follows the last.
 */
import { PangrafError } from '../errors.ts';
import type { ColumnForm, StoredForm } from './stored-forms.ts';

/** Version of the layout above and of the meaning of the sections. Raised with every change that an older reader would misread. */
export const FORMAT_VERSION = 5;
const MAGIC = 'PANGRAF\0';
const HEADER_BYTES = 64;
const ENTRY_BYTES = 64;
const NAME_BYTES = 24;
/** Alignment of sections, and least number of zero bytes behind each. */
const ALIGNMENT = 64;
const PADDING_MIN = 8;

/** A named block of bytes to write. */
export interface SectionData {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** How it may be written where that is shorter; by default as it is. */
	readonly form?: ColumnForm;
}

/** A section as it is written. */
export interface StoredSection {
	readonly name: string;
	/** In its form. */
	readonly bytes: Uint8Array;
	readonly form: StoredForm;
	/** Length in memory. */
	readonly sizeBytes: number;
}

/** Where a section lies in the file, and in memory. */
export interface Section {
	readonly name: string;
	readonly offset: number;
	readonly storedBytes: number;
	readonly form: StoredForm;
	readonly checksum: number;
	/** Behind the first section's first byte: sections stand in memory as in the file, each in its full length. */
	readonly dataOffset: number;
	/** Length in memory. */
	readonly sizeBytes: number;
}

/** What the head of a container says. */
export interface ContainerHeader {
	readonly version: number;
	readonly fileBytes: number;
	/** Hexadecimal SHA-256: the identity of graph, haplotypes and seeds that outputs carry. */
	readonly contentHash: string;
	readonly sections: readonly Section[];
	/** Offset of the first section. */
	readonly dataStart: number;
}

/** CRC-32 (the gzip one) of `bytes`, continued from `before`. */
export type Crc32 = (bytes: Uint8Array, before?: number) => number;
/** SHA-256 of `bytes`. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const REBUILD = 'make it again with `pangraf index graph.gfa -o graph.pgx`';

/** Zero bytes that follow `sizeBytes` of a section, in the file as in memory. */
export function paddingAfter(sizeBytes: number): number {
	return Math.ceil((sizeBytes + PADDING_MIN) / ALIGNMENT) * ALIGNMENT - sizeBytes;
}

/** Bytes of header and table of a container of `sectionCount` sections. */
export function headerBytes(sectionCount: number): number {
	return HEADER_BYTES + sectionCount * ENTRY_BYTES;
}

/** Header and table for these sections, in this order. */
export function encodeHeader(sections: readonly StoredSection[], crc32: Crc32, sha256: Sha256): Uint8Array {
	const head = new Uint8Array(headerBytes(sections.length));
	const view = new DataView(head.buffer);
	const encoder = new TextEncoder();
	let offset = head.length;
	for (const [i, { name, bytes, form, sizeBytes }] of sections.entries()) {
		const at = HEADER_BYTES + i * ENTRY_BYTES;
		const label = encoder.encode(name);
		if (label.length >= NAME_BYTES) throw new RangeError(`section name ${name} is too long`);
		head.set(label, at);
		const padding = paddingAfter(bytes.length);
		view.setBigUint64(at + 24, BigInt(offset), true);
		view.setBigUint64(at + 32, BigInt(bytes.length), true);
		view.setUint32(at + 40, crc32(new Uint8Array(padding), crc32(bytes)), true);
		view.setUint32(at + 44, form, true);
		view.setBigUint64(at + 48, BigInt(sizeBytes), true);
		offset += bytes.length + padding;
	}
	head.set(encoder.encode(MAGIC), 0);
	view.setUint32(8, FORMAT_VERSION, true);
	view.setUint32(12, sections.length, true);
	view.setBigUint64(16, BigInt(offset), true);
	head.set(sha256(head.subarray(HEADER_BYTES)), 24);
	view.setUint32(56, crc32(head), true);
	return head;
}

/** Whether a file that starts with `head` is a container of any version. */
export function isContainer(head: Uint8Array): boolean {
	return head.length >= MAGIC.length && new TextDecoder().decode(head.subarray(0, MAGIC.length)) === MAGIC;
}

/** Number of bytes of header and table, told by the first 64 bytes; for reading the rest before {@link decodeHeader}. */
export function announcedHeaderBytes(head: Uint8Array, file: string): number {
	if (!isContainer(head)) {
		throw new PangrafError('E_PGX_MAGIC', {
			file,
			found: 'another kind of file',
			expected: 'an index made by pangraf',
			remedy: REBUILD,
		});
	}
	if (head.length < HEADER_BYTES) throw truncated(file, head.length, HEADER_BYTES);
	const view = new DataView(head.buffer, head.byteOffset);
	const version = view.getUint32(8, true);
	if (version !== FORMAT_VERSION) {
		throw new PangrafError('E_PGX_VERSION', {
			file,
			found: `index format ${version}`,
			expected: `format ${FORMAT_VERSION}`,
			remedy: version > FORMAT_VERSION ? 'use the pangraf that made it, or a newer one' : REBUILD,
		});
	}
	return headerBytes(view.getUint32(12, true));
}

/**
 * Checks and reads header and table.
 * Errors: E_PGX_MAGIC, E_PGX_VERSION, E_PGX_TRUNCATED, E_PGX_CORRUPT.
 */
export function decodeHeader(head: Uint8Array, file: string, fileBytes: number, crc32: Crc32): ContainerHeader {
	const wanted = announcedHeaderBytes(head, file);
	if (head.length < wanted) throw truncated(file, fileBytes, wanted);
	const copy = head.slice(0, wanted);
	const view = new DataView(copy.buffer);
	const said = view.getUint32(56, true);
	view.setUint32(56, 0, true);
	if (crc32(copy) !== said) throw corrupt(file, 'header');
	const announced = Number(view.getBigUint64(16, true));
	if (announced > fileBytes) throw truncated(file, fileBytes, announced);
	if (announced < fileBytes)
		throw corrupt(file, `byte ${announced}`, `${fileBytes - announced} more bytes`, 'the end of the file');
	const decoder = new TextDecoder();
	let dataEnd = 0;
	const sections = Array.from({ length: view.getUint32(12, true) }, (_, i): Section => {
		const at = HEADER_BYTES + i * ENTRY_BYTES;
		const name = decoder.decode(copy.subarray(at, at + NAME_BYTES));
		const dataOffset = dataEnd;
		const sizeBytes = Number(view.getBigUint64(at + 48, true));
		dataEnd += sizeBytes + paddingAfter(sizeBytes);
		return {
			name: name.slice(0, name.indexOf('\0')),
			offset: Number(view.getBigUint64(at + 24, true)),
			storedBytes: Number(view.getBigUint64(at + 32, true)),
			form: view.getUint32(at + 44, true),
			checksum: view.getUint32(at + 40, true),
			dataOffset,
			sizeBytes,
		};
	});
	const contentHash = Array.from(copy.subarray(24, 56), (byte) => byte.toString(16).padStart(2, '0')).join('');
	return { version: FORMAT_VERSION, fileBytes, contentHash, sections, dataStart: wanted };
}

/**
 * Checks sections as their bytes come: call it with each piece of the file, as they are there with the zeros behind them, in the order
 * of `sections` and without gaps.
 * Errors: E_PGX_CORRUPT with the section's name.
 */
export function sectionChecker(sections: readonly Section[], file: string, crc32: Crc32): (piece: Uint8Array) => void {
	let next = 0;
	let sum = 0;
	let left = 0;
	const begin = () => {
		const section = sections[next];
		left = section === undefined ? 0 : section.storedBytes + paddingAfter(section.storedBytes);
		sum = 0;
	};
	begin();
	return (piece) => {
		for (let at = 0; at < piece.length && next < sections.length; ) {
			const taken = Math.min(left, piece.length - at);
			sum = crc32(piece.subarray(at, at + taken), sum);
			at += taken;
			left -= taken;
			if (left > 0) continue;
			if (sum !== sections[next]!.checksum) throw corrupt(file, `section ${sections[next]!.name}`);
			next++;
			begin();
		}
	};
}

function truncated(file: string, found: number, expected: number): PangrafError {
	return new PangrafError('E_PGX_TRUNCATED', {
		file,
		found: `${found} bytes`,
		expected: `${expected} bytes`,
		remedy: `copy it again, or ${REBUILD}`,
	});
}

function corrupt(file: string, place: string, found = 'bytes that do not match their checksum', expected?: string): PangrafError {
	return new PangrafError('E_PGX_CORRUPT', {
		file,
		place,
		found,
		...(expected === undefined ? {} : { expected }),
		remedy: `copy it again, or ${REBUILD}`,
	});
}
