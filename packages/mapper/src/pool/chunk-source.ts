/**
 * Reads, one file or two, as chunks in the slots of the shared memory.
 *
 * A chunk holds a fixed number of reads or, where they are long, what fits; both files give the same number of records to each.
 */
import { PangrafError } from '@pangraf/graph/errors';
import type { KernelExports } from '../kernels/kernel.ts';
import { mateMissing, type RecordReader } from '../reads/record-reader.ts';
import type { ChunkTask } from './map-chunk.ts';
import type { MemoryPlan } from './memory-plan.ts';

/** Reads in a chunk, mates counted singly. Fixed: the first chunks teach the fragment length, which must not depend on threads. */
const CHUNK_READS = 4096;

/** A filled slot. */
export interface Chunk extends Pick<ChunkTask, 'slot' | 'records' | 'firstBytes' | 'secondBytes' | 'mates'> {
	/** Records of each file before this chunk. */
	readonly firstRecord: number;
}

/** Fills slots from one or two readers. */
export class ChunkSource {
	readonly #readers: readonly RecordReader[];
	readonly #mates: ChunkTask['mates'];
	readonly #kernel: KernelExports;
	readonly #buffer: ArrayBufferLike;
	readonly #plan: MemoryPlan;

	constructor(
		readers: readonly RecordReader[],
		interleaved: boolean,
		kernel: KernelExports,
		buffer: ArrayBufferLike,
		plan: MemoryPlan,
	) {
		this.#readers = readers;
		this.#mates = interleaved ? 'interleaved' : readers.length === 2 ? 'files' : 'none';
		this.#kernel = kernel;
		this.#buffer = buffer;
		this.#plan = plan;
	}

	/** The next chunk in `slot`, or undefined at the end. Errors: those of the reader, E_FASTQ_MATE_MISSING, E_INPUT_EMPTY. */
	async fill(slot: number): Promise<Chunk | undefined> {
		const [first, second] = this.#readers;
		const address = this.#plan.slots + 2 * slot * this.#plan.slotBytes;
		const target = new Uint8Array(this.#buffer, address, this.#plan.slotBytes);
		const firstRecord = first!.records;
		const chunk = { slot, firstRecord, mates: this.#mates };
		const wanted = this.#mates === 'files' ? CHUNK_READS / 2 : CHUNK_READS;
		let mine = await first!.read(this.#kernel, target, address, wanted);
		if (second === undefined) {
			if (mine.records === 0) return endOf(first!);
			if (this.#mates === 'none') return { ...chunk, records: mine.records, firstBytes: mine.sizeBytes, secondBytes: 0 };
			if (mine.records % 2 === 1) {
				// A slot that was full may end between mates; the end of the file may not.
				if (await first!.atEnd()) throw oddMates(first!.file, first!.records);
				// A record alone in a slot that is not full stands before one that is cut: reading on says so.
				if (mine.records === 1 && !mine.isFull) await first!.read(this.#kernel, target, address, 1);
				mine = first!.giveBack(this.#kernel, target, address, mine, mine.records - 1);
				if (mine.records === 0) throw first!.tooLarge(target.length);
			}
			return { ...chunk, records: mine.records / 2, firstBytes: mine.sizeBytes, secondBytes: 0 };
		}
		const mateAddress = address + this.#plan.slotBytes;
		const mateTarget = new Uint8Array(this.#buffer, mateAddress, this.#plan.slotBytes);
		const mates = await second.read(this.#kernel, mateTarget, mateAddress, Math.max(1, mine.records));
		if (mine.records === 0 && mates.records === 0) return endOf(first!);
		if (mine.records === 0) throw mateMissing(second.file, first!.file, first!.records);
		if (mates.records < mine.records) {
			if (await second.atEnd()) throw mateMissing(first!.file, second.file, second.records);
			mine = first!.giveBack(this.#kernel, target, address, mine, mates.records);
		}
		return { ...chunk, records: mine.records, firstBytes: mine.sizeBytes, secondBytes: mates.sizeBytes };
	}

	/** Ends the inputs early. */
	async close(): Promise<void> {
		for (const reader of this.#readers) await reader.close();
	}
}

/** Nothing more to read; an input without a single record is no reads at all. */
function endOf(reader: RecordReader): undefined {
	if (reader.records > 0) return undefined;
	throw new PangrafError('E_INPUT_EMPTY', {
		file: reader.file,
		found: 'no record',
		expected: 'reads',
		remedy: 'check the program that wrote the file',
	});
}

function oddMates(file: string, records: number): PangrafError {
	return new PangrafError('E_FASTQ_MATE_MISSING', {
		file,
		place: `after record ${records}`,
		found: 'the end of the file and an odd number of records',
		expected: 'two records for each pair',
		remedy: 'copy the file again from its source, or leave out --interleaved for single reads',
	});
}
