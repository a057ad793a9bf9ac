/**
 * Records of the haplotype store: bytes per handle, written once, decoded where they lie (record-cursor.ts).
 *
 *   visits       varint: how often haplotypes come through the handle
 *   successors   varint: how many different ways they go on, ENDS among them
 *   for each, ascending by key:
 *     varint     0 for ENDS, whose key is 0; for the first handle, whose key is the handle + 1, its zigzag difference from this
 *                handle, plus 1; for the others the difference of their key from the one before
 *     varint     offset: visits to the successor that stand before those from here; 0 for ENDS
 *     varint     how many visits go on to it; absent where there is one successor
 *   where there is more than one successor:
 *   checkpoints  varint: twice their number, plus 1 where their fields have four bytes, else two
 *     for each, a place behind every 16 * successors runs, as fields of that width, little-endian:
 *       field    visits before the place
 *       field    bytes from the first run to the place
 *       fields   for each successor but the last: how many of the visits before the place go on to it
 *   runs         which successor, how many visits in a row, in the order of the visits. One byte `rank + successors * (length - 1)`
 *                where length is below `lengths`, that is 255 / successors rounded down; a longer run has `lengths` there and the
 *                rest of its length behind it as varint. From PACKED_SUCCESSORS on: varints of rank and length - 1.
 *
 * A varint has seven bits a byte, least first, the top bit set on all but the last. Runs are packed as in GBWT (Sirén et al. 2020,
 * doi:10.1093/bioinformatics/btz575). Counts by successor answer a search that has all visits of a handle, as every search begins,
 * without a look at the runs; checkpoints bound the runs that any other search decodes.
 */

/** Key of the end of a haplotype among successors. */
export const ENDS = 0;

/** From this many successors on, ranks and lengths of runs are varints. */
export const PACKED_SUCCESSORS = 128;

/** Runs between two checkpoints, for each successor. */
export const RUNS_PER_SUCCESSOR = 16;

/** Of an edge that sequences use: how many visits to its target stand before those that come over it. */
export type ArrivalOffset = (from: number, to: number) => number;

/** So many successors are found among by a look at each; more by sorting. */
const FEW_SUCCESSORS = 16;

/** Records, written one after the other. */
export class RecordWriter {
	/** The first `size` are written. Another array after the next record. */
	bytes: Uint8Array = new Uint8Array(1 << 16);
	size = 0;
	/** By run: key, then rank of its successor; number of visits. */
	#ranks: Uint32Array = new Uint32Array(1 << 10);
	#lengths: Uint32Array = new Uint32Array(1 << 10);
	#runCount = 0;
	/** Keys of the successors, ascending, and the visits that go on to each. */
	#successors: Uint32Array = new Uint32Array(FEW_SUCCESSORS + 1);
	#totals: Uint32Array = new Uint32Array(FEW_SUCCESSORS + 1);
	#successorCount = 0;

	/**
	 * Writes the record of a handle: visit i of `count` goes on to `keys[i]`, ENDS or a handle + 1. Returns whether any of them ends.
	 */
	write(handle: number, keys: Uint32Array, count: number, arrivalOffset: ArrivalOffset): boolean {
		this.#findRuns(keys, count);
		this.#findSuccessors();
		const successors = this.#successors;
		const successorCount = this.#successorCount;
		this.#varint(count);
		this.#varint(successorCount);
		let previous = ENDS;
		for (let i = 0; i < successorCount; i++) {
			const key = successors[i]!;
			if (i === 0 && key === ENDS) this.#varint(0);
			else if (previous === ENDS) this.#varint(zigzag(key - 1 - handle) + 1);
			else this.#varint(key - previous);
			this.#varint(key === ENDS ? 0 : arrivalOffset(handle, key - 1));
			if (successorCount > 1) this.#varint(this.#totals[i]!);
			previous = key;
		}
		if (successorCount > 1) this.#writeRuns(successorCount);
		return successors[0] === ENDS;
	}

	/** Takes runs apart, with keys in place of ranks. */
	#findRuns(keys: Uint32Array, count: number): void {
		let runs = 0;
		for (let i = 0; i < count; ) {
			const key = keys[i]!;
			let end = i + 1;
			while (end < count && keys[end] === key) end++;
			if (runs === this.#ranks.length) {
				this.#ranks = grown(this.#ranks);
				this.#lengths = grown(this.#lengths);
			}
			this.#ranks[runs] = key;
			this.#lengths[runs++] = end - i;
			i = end;
		}
		this.#runCount = runs;
	}

	/** Finds successors and visits of each; puts ranks in place of the keys of runs. */
	#findSuccessors(): void {
		const [ranks, lengths, runCount] = [this.#ranks, this.#lengths, this.#runCount];
		this.#successorCount = 0;
		for (let run = 0; run < runCount && this.#successorCount <= FEW_SUCCESSORS; run++) this.#insert(ranks[run]!);
		if (this.#successorCount > FEW_SUCCESSORS) this.#successorCount = this.#sort();
		if (this.#totals.length < this.#successors.length) this.#totals = new Uint32Array(this.#successors.length);
		const [successors, totals, count] = [this.#successors, this.#totals, this.#successorCount];
		totals.fill(0, 0, count);
		for (let run = 0; run < runCount; run++) {
			const rank = rankOf(successors, count, ranks[run]!);
			ranks[run] = rank;
			totals[rank]! += lengths[run]!;
		}
	}

	/** Puts a key among the successors, if it is not there. */
	#insert(key: number): void {
		const successors = this.#successors;
		let at = this.#successorCount;
		while (at > 0 && successors[at - 1]! >= key) at--;
		if (at < this.#successorCount && successors[at] === key) return;
		for (let i = this.#successorCount++; i > at; i--) successors[i] = successors[i - 1]!;
		successors[at] = key;
	}

	/** Makes successors of the keys of all runs, however many there are; returns their number. */
	#sort(): number {
		const keys = this.#ranks.slice(0, this.#runCount).sort();
		if (keys.length > this.#successors.length) this.#successors = new Uint32Array(keys.length);
		let count = 0;
		for (let i = 0; i < keys.length; i++) if (i === 0 || keys[i] !== keys[i - 1]) this.#successors[count++] = keys[i]!;
		return count;
	}

	#writeRuns(successorCount: number): void {
		const distance = RUNS_PER_SUCCESSOR * successorCount;
		const checkpoints = Math.ceil(this.#runCount / distance) - 1;
		if (checkpoints === 0) {
			this.#varint(0);
			for (let run = 0; run < this.#runCount; run++) this.#run(run, successorCount);
			return;
		}
		// Runs are written to know where they lie, and moved behind the table.
		const fields: number[] = [];
		const before = new Uint32Array(successorCount);
		const start = this.size;
		let visits = 0;
		for (let run = 0; run < this.#runCount; run++) {
			if (run > 0 && run % distance === 0) fields.push(visits, this.size - start, ...before.subarray(0, -1));
			this.#run(run, successorCount);
			before[this.#ranks[run]!]! += this.#lengths[run]!;
			visits += this.#lengths[run]!;
		}
		const runs = this.bytes.slice(start, this.size);
		this.size = start;
		const isWide = visits > 0xffff || runs.length > 0xffff;
		this.#varint(2 * checkpoints + Number(isWide));
		for (const field of fields) {
			this.#byte(field & 255);
			this.#byte((field >>> 8) & 255);
			if (!isWide) continue;
			this.#byte((field >>> 16) & 255);
			this.#byte(field >>> 24);
		}
		for (const byte of runs) this.#byte(byte);
	}

	#run(run: number, successors: number): void {
		const rank = this.#ranks[run]!;
		const length = this.#lengths[run]!;
		if (successors >= PACKED_SUCCESSORS) {
			this.#varint(rank);
			this.#varint(length - 1);
			return;
		}
		const lengths = Math.floor(255 / successors);
		this.#byte(rank + successors * (Math.min(length, lengths) - 1));
		if (length >= lengths) this.#varint(length - lengths);
	}

	#varint(value: number): void {
		let rest = value;
		while (rest > 127) {
			this.#byte((rest % 128) + 128);
			rest = Math.floor(rest / 128);
		}
		this.#byte(rest);
	}

	#byte(value: number): void {
		if (this.size === this.bytes.length) {
			const larger = new Uint8Array(this.bytes.length * 2);
			larger.set(this.bytes);
			this.bytes = larger;
		}
		this.bytes[this.size++] = value;
	}
}

/** Place of a key among the first `count` of `successors`, where it is. */
function rankOf(successors: Uint32Array, count: number, key: number): number {
	let low = 0;
	for (let high = count - 1; low < high; ) {
		const middle = (low + high) >> 1;
		if (successors[middle]! < key) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Non-negative number for a difference of either sign, small for small ones. */
function zigzag(difference: number): number {
	return difference >= 0 ? 2 * difference : -2 * difference - 1;
}

/** A column of twice the length. */
function grown(column: Uint32Array): Uint32Array {
	const larger = new Uint32Array(2 * column.length);
	larger.set(column);
	return larger;
}
