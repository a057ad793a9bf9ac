/** The whole pipeline in this thread, over the testing kernel: FASTQ in, GAF out, no files and no workers. */
import type { FragmentLengths } from '../src/pairs/fragment-lengths.ts';
import type { FragmentPicture } from '../src/pairs/fragment-histogram.ts';
import { type FragmentReport, mapAll } from '../src/pipeline.ts';
import { ChunkSource } from '../src/pool/chunk-source.ts';
import { mapChunk } from '../src/pool/map-chunk.ts';
import { RecordReader } from '../src/reads/record-reader.ts';
import type { ReadCounts } from '../src/records/read-classes.ts';
import type { TestingKernel } from './testing-kernel.ts';

/** One read of a FASTQ. */
export interface Read {
	readonly name: string;
	readonly bases: string;
	readonly quality?: string;
}

/** How to map. */
export interface MappingOptions {
	readonly interleaved?: boolean;
	readonly fragment?: FragmentLengths;
	/** Sizes of the pieces in which the bytes of every file arrive; the last is repeated. All at once without it. */
	readonly pieces?: readonly number[];
}

/** What came of it. */
export interface Mapped {
	readonly gaf: string;
	readonly lines: string[];
	readonly counts: ReadCounts;
	readonly fragment: FragmentReport | undefined;
	readonly properFragments: FragmentPicture | undefined;
}

/** FASTQ text of reads. */
export function fastq(reads: readonly Read[]): string {
	return reads.map(({ name, bases, quality }) => `@${name}\n${bases}\n+\n${quality ?? 'F'.repeat(bases.length)}\n`).join('');
}

/** Bytes in pieces of these sizes. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
	let at = 0;
	for (let i = 0; at < bytes.length; i++) {
		const size = sizes.length === 0 ? bytes.length : sizes[Math.min(i, sizes.length - 1)]!;
		yield bytes.subarray(at, at + size);
		at += size;
	}
}

/** The pieces, every other one put where the reader wants it if it fits there. */
async function* everyOtherInPlace(
	pieces: AsyncGenerator<Uint8Array>,
	room: (sizeBytes: number) => Uint8Array,
): AsyncGenerator<Uint8Array> {
	let isInPlace = false;
	for await (const piece of pieces) {
		isInPlace = !isInPlace;
		const place = isInPlace ? room(piece.length) : piece;
		if (place !== piece && place.length === piece.length) place.set(piece);
		yield place.length === piece.length ? place : piece;
	}
}

/** Maps the reads of one or two texts, named `1.fq` and `2.fq`, on the kernel's graph. */
export async function mapTexts(
	kernel: Pick<TestingKernel, 'exports' | 'memory' | 'plan'>,
	texts: readonly (string | Uint8Array)[],
	options: MappingOptions = {},
): Promise<Mapped> {
	const files = texts.map((_, i) => `${i + 1}.fq`);
	const readers = texts.map((text, i) => {
		const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
		return new RecordReader(files[i]!, (room) => everyOtherInPlace(inPieces(bytes, options.pieces), room));
	});
	const { exports, memory, plan } = kernel;
	const interleaved = options.interleaved ?? false;
	const parts: Uint8Array[] = [];
	const { counts, fragment, properFragments } = await mapAll({
		source: new ChunkSource(readers, interleaved, exports, memory.buffer, plan),
		slotCount: plan.slotCount,
		files,
		fragment: options.fragment,
		paired: interleaved || texts.length === 2,
		// As late as a worker would answer.
		map: async (task) => {
			await Promise.resolve();
			return mapChunk(exports, memory.buffer, plan, task);
		},
		outputOf: (slot, bytes) => new Uint8Array(memory.buffer, plan.outputs + slot * plan.outputBytes, bytes),
		write: (records) => {
			parts.push(records.slice());
			return Promise.resolve(true);
		},
	});
	const gaf = parts.map((part) => new TextDecoder().decode(part)).join('');
	return { gaf, lines: gaf.split('\n').slice(0, -1), counts, fragment, properFragments };
}
