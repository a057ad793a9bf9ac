/** Records as they come to a haplotype store: handle by handle in any order, one range of handles after the other. */
import { GrowingBytes, GrowingUint32, toShared } from '../store/columns.ts';
import { firstVisits, type HaplotypeStore } from './haplotype-store.ts';
import { type ArrivalOffset, RecordWriter } from './records.ts';

/** Visits of a sequence between two samples, about: what `locate` walks at most, against a word for each sample. */
const SAMPLE_DISTANCE = 1024;

/** The visits of one handle, in order. */
export interface Visits {
	readonly count: number;
	/** By visit: its sequence. */
	readonly sequences: Uint32Array;
	/** By visit: what follows it, ENDS or a handle + 1. */
	readonly keys: Uint32Array;
	/** Which step of its sequence the first of them is. */
	readonly firstPlace: number;
}

/** Collects a store: `begin` a range of handles, `add` those of it that are visited, …, `finish`. */
export class StoreWriter {
	readonly #records: GrowingBytes = new GrowingBytes();
	readonly #recordStarts: GrowingUint32 = new GrowingUint32();
	readonly #sampledHandles: GrowingUint32 = new GrowingUint32();
	readonly #sampleStarts: GrowingUint32 = new GrowingUint32();
	readonly #samples: GrowingUint32 = new GrowingUint32();
	// Of the range that was begun: records in the order in which they came, and where each handle's lies.
	#written: RecordWriter = new RecordWriter();
	#firstHandle = 0;
	#starts = new Float64Array();
	#sizes = new Uint32Array();
	#sampled: { handle: number; sequences: Uint32Array }[] = [];

	/** Starts the range of the next `handleCount` handles. Errors: E_MEMORY. */
	begin(handleCount: number): void {
		this.#endRange();
		this.#firstHandle += this.#sizes.length;
		this.#starts = new Float64Array(handleCount);
		this.#sizes = new Uint32Array(handleCount);
	}

	/** Writes the record of a handle of the range. Handles, and sequences, count from the first of the store. */
	add(handle: number, { count, sequences, keys, firstPlace }: Visits, arrivalOffset: ArrivalOffset): void {
		const start = this.#written.size;
		const hasEnds = this.#written.write(handle, keys, count, arrivalOffset);
		this.#starts[handle - this.#firstHandle] = start;
		this.#sizes[handle - this.#firstHandle] = this.#written.size - start;
		if (hasEnds || firstPlace % SAMPLE_DISTANCE === SAMPLE_DISTANCE - 1)
			this.#sampled.push({ handle, sequences: sequences.slice(0, count) });
	}

	/** The bytes in which a record of the range that was added lies, and its bounds there. Valid until the next `add`. */
	recordOf(handle: number): { bytes: Uint8Array; start: number; end: number } {
		const start = this.#starts[handle - this.#firstHandle]!;
		return { bytes: this.#written.bytes, start, end: start + this.#sizes[handle - this.#firstHandle]! };
	}

	/** The store; `firstHandles` by sequence. */
	finish(firstHandles: Uint32Array): HaplotypeStore {
		this.#endRange();
		this.#recordStarts.push(this.#records.length);
		return {
			sequenceCount: firstHandles.length,
			recordStarts: toShared(this.#recordStarts.view()),
			records: toShared(this.#records.view()),
			firstHandles: toShared(firstHandles),
			firstVisits: firstVisits(firstHandles),
			sampledHandles: toShared(this.#sampledHandles.view()),
			sampleStarts: toShared(this.#sampleStarts.view()),
			samples: toShared(this.#samples.view()),
		};
	}

	/** Puts the records of the range in the order of handles. */
	#endRange(): void {
		const { bytes } = this.#written;
		for (let i = 0; i < this.#sizes.length; i++) {
			this.#recordStarts.push(this.#records.length);
			this.#records.append(bytes, this.#starts[i]!, this.#starts[i]! + this.#sizes[i]!);
		}
		this.#sampled.sort((a, b) => a.handle - b.handle);
		for (const { handle, sequences } of this.#sampled) {
			this.#sampledHandles.push(handle);
			this.#sampleStarts.push(this.#samples.length);
			this.#samples.reserve(sequences.length).set(sequences, this.#samples.length);
			this.#samples.length += sequences.length;
		}
		this.#sampled = [];
		this.#written = new RecordWriter();
	}
}
