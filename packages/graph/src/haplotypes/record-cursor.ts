/**
 * Reading a record of the haplotype store (see records.ts for its layout) where it lies: one cursor a thread, used again for every
 * look-up, so that a step of a search allocates nothing.
 */
import { ENDS, PACKED_SUCCESSORS } from './records.ts';

/** The head of the record that was opened last, and counts of its visits by successor. Arrays are valid up to `successors`. */
export class RecordCursor {
	/** How often haplotypes come through the handle; 0 where none does. */
	visits = 0;
	successors = 0;
	/** ENDS or a handle + 1, ascending. */
	keys: Uint32Array = new Uint32Array(64);
	/** Visits to the successor that stand before those from here. */
	offsets: Uint32Array = new Uint32Array(64);
	/** Visits that go on to the successor: all of them. */
	totals: Uint32Array = new Uint32Array(64);
	/** After {@link RecordCursor.count}: those of its range, and those before it. */
	counts: Uint32Array = new Uint32Array(64);
	before: Uint32Array = new Uint32Array(64);
	#records: Uint8Array = new Uint8Array();
	/** Next byte to read. */
	#at = 0;
	#checkpoints = 0;
	#tableStart = 0;
	#fieldBytes = 0;
	#runsStart = 0;
	/** Visits in front of the run at `#at`, and how many of these go on to successor 0. */
	#visit = 0;
	#first = 0;

	/** Reads the head of the record `records[start .. end)` of a handle. */
	open(records: Uint8Array, start: number, end: number, handle: number): void {
		this.#records = records;
		this.#at = start;
		if (start === end) {
			this.visits = 0;
			this.successors = 0;
			return;
		}
		this.visits = this.#varint();
		const successors = this.#varint();
		this.successors = successors;
		if (successors > this.keys.length) this.#makeRoom(2 * successors);
		let key = 0;
		for (let i = 0; i < successors; i++) {
			const difference = this.#varint();
			if (i === 0 && difference === 0) key = ENDS;
			else if (key === ENDS) key = handle + 1 + ((difference & 1) === 1 ? (difference - 1) / 2 : -difference / 2);
			else key += difference;
			this.keys[i] = key;
			this.offsets[i] = this.#varint();
			this.totals[i] = successors === 1 ? this.visits : this.#varint();
		}
		if (successors > 1) {
			const checkpoints = this.#varint();
			this.#fieldBytes = (checkpoints & 1) === 1 ? 4 : 2;
			this.#checkpoints = checkpoints >>> 1;
			this.#tableStart = this.#at;
			this.#runsStart = this.#at + this.#checkpoints * (successors + 1) * this.#fieldBytes;
		}
	}

	/** Counts, by successor, the visits before `start` (into `before`) and in [start, end) (into `counts`). */
	count(start: number, end: number): void {
		const { successors, totals, before, counts } = this;
		if (successors === 1) {
			before[0] = start;
			counts[0] = end - start;
		} else if (successors === 2) {
			// Of two, the first tells the second.
			this.#at = this.#runsStart;
			this.#visit = 0;
			this.#first = 0;
			const firstBefore = this.#firstsBefore(start);
			const first = this.#firstsBefore(end) - firstBefore;
			before[0] = firstBefore;
			before[1] = start - firstBefore;
			counts[0] = first;
			counts[1] = end - start - first;
		} else {
			this.#countBefore(start, before);
			if (start === 0 && end === this.visits) {
				counts.set(totals.subarray(0, successors));
				return;
			}
			this.#countBefore(end, counts);
			for (let i = 0; i < successors; i++) counts[i]! -= before[i]!;
		}
	}

	/** Of two successors: how many of the visits before `visit` go on to the first. Rises from call to call. */
	#firstsBefore(visit: number): number {
		if (visit === 0) return 0;
		if (visit === this.visits) return this.totals[0]!;
		const records = this.#records;
		const checkpoint = this.#lastCheckpoint(visit);
		if (checkpoint >= 0) {
			const found = this.#field(3 * checkpoint);
			if (found > this.#visit) {
				this.#visit = found;
				this.#at = this.#runsStart + this.#field(3 * checkpoint + 1);
				this.#first = this.#field(3 * checkpoint + 2);
			}
		}
		let at = this.#at;
		let stop = this.#visit;
		let first = this.#first;
		for (;;) {
			const runStart = at;
			const byte = records[at++]!;
			let length = (byte >>> 1) + 1;
			if (length === 127) {
				this.#at = at;
				length += this.#varint();
				at = this.#at;
			}
			if (stop + length >= visit) {
				this.#at = runStart;
				this.#visit = stop;
				this.#first = first;
				return (byte & 1) === 0 ? first + visit - stop : first;
			}
			stop += length;
			first += length & ((byte & 1) - 1);
		}
	}

	/** Counts the visits before `visit` by successor. */
	#countBefore(visit: number, counts: Uint32Array): void {
		const { successors } = this;
		if (visit === this.visits) {
			for (let i = 0; i < successors; i++) counts[i] = this.totals[i]!;
			return;
		}
		let stop = this.#goTo(visit, counts);
		const isPacked = successors < PACKED_SUCCESSORS;
		const lengths = isPacked ? Math.floor(255 / successors) : 0;
		while (stop < visit) {
			let rank: number;
			let length: number;
			if (isPacked) {
				const byte = this.#records[this.#at++]!;
				length = ((byte / successors) | 0) + 1;
				rank = byte - successors * (length - 1);
				if (length === lengths) length += this.#varint();
			} else {
				rank = this.#varint();
				length = this.#varint() + 1;
			}
			counts[rank]! += Math.min(stop + length, visit) - stop;
			stop += length;
		}
	}

	/** Stands at the last checkpoint that is not behind `visit`, or at the first run; returns the visits in front of it. */
	#goTo(visit: number, counts: Uint32Array): number {
		const { successors } = this;
		const checkpoint = this.#lastCheckpoint(visit);
		if (checkpoint < 0) {
			for (let i = 0; i < successors; i++) counts[i] = 0;
			this.#at = this.#runsStart;
			return 0;
		}
		const field = checkpoint * (successors + 1);
		const start = this.#field(field);
		this.#at = this.#runsStart + this.#field(field + 1);
		let left = start;
		for (let i = 0; i < successors - 1; i++) {
			counts[i] = this.#field(field + 2 + i);
			left -= counts[i]!;
		}
		counts[successors - 1] = left;
		return start;
	}

	/** The last checkpoint with at most `visit` visits before it, or -1. */
	#lastCheckpoint(visit: number): number {
		const fields = this.successors + 1;
		let low = 0;
		let high = this.#checkpoints;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.#field(middle * fields) <= visit) low = middle + 1;
			else high = middle;
		}
		return low - 1;
	}

	#field(index: number): number {
		const records = this.#records;
		const at = this.#tableStart + index * this.#fieldBytes;
		const low = records[at]! | (records[at + 1]! << 8);
		return this.#fieldBytes === 2 ? low : (low | (records[at + 2]! << 16) | (records[at + 3]! << 24)) >>> 0;
	}

	#varint(): number {
		const records = this.#records;
		let byte = records[this.#at++]!;
		if (byte < 128) return byte;
		let value = byte - 128;
		let scale = 128;
		do {
			byte = records[this.#at++]!;
			value += (byte & 127) * scale;
			scale *= 128;
		} while (byte > 127);
		return value;
	}

	#makeRoom(successors: number): void {
		this.keys = new Uint32Array(successors);
		this.offsets = new Uint32Array(successors);
		this.totals = new Uint32Array(successors);
		this.counts = new Uint32Array(successors);
		this.before = new Uint32Array(successors);
	}
}
