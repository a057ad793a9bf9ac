/** Collects what reads show against the reference, block by block; the layout is in pileup-columns.ts. */
import { GrowableFloat64, GrowableUint32 } from '../sites/growable.ts';
import { FinishedPileup } from './finished-pileup.ts';
import {
	EVENT_MISMATCH,
	eventKind,
	eventValue,
	type IndelCount,
	MISMATCH_BASE_STEP,
	MISMATCH_OFFSET_STEP,
} from './pileup-columns.ts';

/** Blocks and events in the order of the reads. */
export class Pileup {
	readonly #starts = new GrowableUint32();
	readonly #ends = new GrowableUint32();
	readonly #strands = new GrowableUint32();
	readonly #eventStarts = new GrowableUint32();
	readonly #eventOffsets = new GrowableUint32();
	readonly #eventCodes = new GrowableUint32();
	readonly #insertions: string[] = [];
	readonly #insertionIndex = new Map<string, number>();
	readonly #mismatches = new GrowableFloat64();
	readonly #indels = new Map<string, IndelCount>();

	/** Begins a block `[start, end)` of a read on the forward (0) or reverse (1) strand; the events that follow are its own. */
	beginBlock(start: number, end: number, strand: 0 | 1): void {
		this.#starts.push(start);
		this.#ends.push(end);
		this.#strands.push(strand);
		this.#eventStarts.push(this.#eventOffsets.length);
	}

	/** An event of the block in hand, in ascending order; a mismatch also counts at its place. */
	addEvent(offset: number, code: number): void {
		this.#eventOffsets.push(offset);
		this.#eventCodes.push(code);
		if (eventKind(code) === EVENT_MISMATCH) {
			const strand = this.#strands.at(this.#strands.length - 1);
			this.#mismatches.push(offset * MISMATCH_OFFSET_STEP + eventValue(code) * MISMATCH_BASE_STEP + strand);
		}
	}

	/** Number of an inserted sequence, for event codes. */
	insertion(letters: string): number {
		let index = this.#insertionIndex.get(letters);
		if (index === undefined) {
			index = this.#insertions.length;
			this.#insertionIndex.set(letters, index);
			this.#insertions.push(letters);
		}
		return index;
	}

	/** The inserted sequence with a number. */
	inserted(index: number): string {
		return this.#insertions[index]!;
	}

	/** Counts an indel of the block in hand at its leftmost place. */
	countIndel(start: number, lastStart: number, deleted: number, inserted: string): void {
		const key = `${start}:${deleted}:${inserted}`;
		let indel = this.#indels.get(key);
		if (indel === undefined) {
			indel = { start, lastStart, deleted, inserted, forward: 0, reverse: 0 };
			this.#indels.set(key, indel);
		}
		if (this.#strands.at(this.#strands.length - 1) === 0) indel.forward++;
		else indel.reverse++;
	}

	/** The pileup to ask; nothing may be added afterwards. */
	finish(): FinishedPileup {
		this.#eventStarts.push(this.#eventOffsets.length);
		return new FinishedPileup({
			starts: this.#starts.view(),
			ends: this.#ends.view(),
			strands: this.#strands.view(),
			eventStarts: this.#eventStarts.view(),
			eventOffsets: this.#eventOffsets.view(),
			eventCodes: this.#eventCodes.view(),
			insertions: this.#insertions,
			mismatches: this.#mismatches.view(),
			indels: [...this.#indels.values()],
		});
	}
}
