/**
 * Reading the sections of a container, each to where it is wanted, or several columns side by side. What is in another form is undone,
 * and every section is checked.
 */
import type { FileHandle } from 'node:fs/promises';
import { paddingAfter, type Section, sectionChecker } from '../container/format.ts';
import { ColumnDecoder, NUMBERS, RAW } from '../container/stored-forms.ts';
import { checkRange, checksum, PIECE_BYTES, readFully, readPieces, readStored, withFile } from './container-reader.ts';

/** Memory for a section and the zeros behind it, as many as `paddedBytes` says; undefined for one that is checked and not kept. */
export type SectionTarget = (section: Section) => Uint8Array | undefined;

/** Bytes that a section takes in memory with the zeros behind it. */
export function paddedBytes({ sizeBytes }: Section): number {
	return sizeBytes + paddingAfter(sizeBytes);
}

/** Reads sections of the container at `path`, in their order. Errors: those of inputs, E_PGX_CORRUPT. */
export async function readSections(path: string, sections: readonly Section[], targetOf: SectionTarget): Promise<void> {
	await withFile(path, async (handle) => await fillSections(handle, path, sections, targetOf));
}

/** The same of an open file. What is in another form is undone while the rest is read. */
export async function fillSections(
	handle: FileHandle,
	path: string,
	sections: readonly Section[],
	targetOf: SectionTarget,
): Promise<void> {
	const check = sectionChecker(sections, path, checksum);
	const work: Generator<void>[] = [];
	const take = (piece: Uint8Array): void => {
		check(piece);
		if (work[0]?.next().done === true) work.shift();
	};
	for (let i = 0; i < sections.length; ) {
		const section = sections[i]!;
		const target = targetOf(section);
		const end = runEnd(sections, i, targetOf);
		if (target === undefined) await checkRange(handle, section.offset, storedEnd(sections[end - 1]!), take);
		else if (section.form !== RAW) work.push(decodeInPieces(section, await readStored(handle, section, check), target));
		else {
			const run = new Uint8Array(target.buffer, target.byteOffset, storedEnd(sections[end - 1]!) - section.offset);
			await readPieces(handle, run, section.offset, take);
		}
		i = end;
	}
	for (const rest of work) for (; rest.next().done !== true; );
}

function storedEnd({ offset, storedBytes }: Section): number {
	return offset + storedBytes + paddingAfter(storedBytes);
}

/** Where the sections end that are read in one go with number `first`: none of them kept, or all of them in memory as in the file. */
function runEnd(sections: readonly Section[], first: number, targetOf: SectionTarget): number {
	let end = first + 1;
	const before = (): Section => sections[end - 1]!;
	const follows = (section: Section): boolean => {
		if (section.offset !== storedEnd(before())) return false;
		const [target, next] = [targetOf(before()), targetOf(section)];
		if (target === undefined || next === undefined) return target === next;
		if (before().form !== RAW || section.form !== RAW) return false;
		return next.buffer === target.buffer && next.byteOffset === target.byteOffset + paddedBytes(before());
	};
	while (end < sections.length && follows(sections[end]!)) end++;
	return end;
}

/** Puts a section in another form into `data`, a piece at a time, and zeros behind it. */
function* decodeInPieces(section: Section, bytes: Uint8Array, data: Uint8Array): Generator<void> {
	const { form, sizeBytes } = section;
	const decoder = new ColumnDecoder(bytes, form, sizeBytes);
	const pieceBytes = form === NUMBERS ? sizeBytes : PIECE_BYTES;
	for (let at = 0; at < sizeBytes; at += pieceBytes) {
		decoder.next(data.subarray(at, Math.min(sizeBytes, at + pieceBytes)));
		yield;
	}
	data.fill(0, sizeBytes, sizeBytes + paddingAfter(sizeBytes));
}

/** A column of a container that is read beside others. */
export interface ColumnStream {
	readonly section: Section;
	/** Bytes of a step. */
	readonly width: number;
}

/** Takes `count` steps from number `first` on, of all columns, in their order; the bytes are overwritten afterwards. */
export type TakeSteps = (first: number, count: number, pieces: readonly Uint8Array[]) => void;

/** Steps that are taken at once: what is read of all columns stays in a cache. */
const STEPS = 1 << 15;

/**
 * Reads columns of the container at `path` side by side, `steps` steps of each, of which at most 8 bytes may lie behind a column's end,
 * where there are zeros. Errors: those of inputs, E_PGX_CORRUPT.
 */
export async function readSideBySide(
	path: string,
	columns: readonly ColumnStream[],
	steps: number,
	take: TakeSteps,
): Promise<void> {
	await withFile(path, async (handle) => {
		const streams = await Promise.all(columns.map(async ({ section }) => await streamOf(handle, path, section)));
		const rooms = [0, 1].map(() => columns.map(({ width }) => new Uint8Array(width * Math.min(steps, STEPS))));
		const read = async (first: number): Promise<Uint8Array[]> => {
			const count = Math.min(STEPS, steps - first);
			rooms.reverse();
			const pieces = rooms[0]!.map((room, i) => room.subarray(0, columns[i]!.width * Math.max(0, count)));
			await Promise.all(pieces.map(async (piece, i) => await streams[i]!.next(piece)));
			return pieces;
		};
		let ahead = read(0);
		try {
			for (let first = 0; first < steps; first += STEPS) {
				const pieces = await ahead;
				ahead = read(first + STEPS);
				for (const [i, piece] of pieces.entries()) streams[i]!.check(piece);
				take(first, Math.min(STEPS, steps - first), pieces);
			}
		} finally {
			await Promise.allSettled([ahead]);
		}
		for (const stream of streams) await stream.end();
	});
}

/** A section that is read bit by bit. */
interface SectionStream {
	/** Fills `piece` with what comes next. */
	next(piece: Uint8Array): Promise<void>;
	/** To be called with each piece in turn. */
	check(piece: Uint8Array): void;
	/** Checks what was not asked for. */
	end(): Promise<void>;
}

async function streamOf(handle: FileHandle, path: string, section: Section): Promise<SectionStream> {
	const check = sectionChecker([section], path, checksum);
	let at = 0;
	if (section.form === RAW) {
		return {
			next: async (piece) => {
				const from = section.offset + at;
				at += piece.length;
				await readFully(handle, piece, from);
			},
			check,
			end: async () => await checkRange(handle, section.offset + at, storedEnd(section), check),
		};
	}
	const decoder = new ColumnDecoder(await readStored(handle, section, check), section.form, section.sizeBytes);
	return {
		next: async (piece) => {
			const size = Math.max(0, Math.min(piece.length, section.sizeBytes - at));
			at += piece.length;
			if (size > 0) decoder.next(piece.subarray(0, size));
			piece.fill(0, size);
		},
		check: () => undefined,
		end: async () => undefined,
	};
}
