/**
 * What reads show against the reference, as columns: the blocks of reference bases they cover, their mismatches and indels.
 *
 * A *block* is a run of reference bases that one read covers without a gap in its projection (its own indels do not end a
 * block). Blocks are kept as sorted starts and sorted ends by strand: how many reads span an interval is two look-ups, and the
 * memory is linear in the reads, not in the reference.
 */
import { GrowableFloat64, GrowableUint32 } from '../sites/growable.ts';
import { lastAtMost } from '../sites/reference-steps.ts';

/** An indel that reads show, at its leftmost place. */
export interface IndelCount {
	/** Reference offset: first deleted base, or the base before which the insertion stands. */
	readonly start: number;
	/** Rightmost offset at which it could stand. */
	readonly lastStart: number;
	/** Number of deleted bases; 0 for an insertion. */
	readonly deleted: number;
	readonly inserted: string;
	/** Reads that show it, by strand of the reference. */
	forward: number;
	reverse: number;
}

/** Reads on either strand. */
export interface StrandDepth {
	forward: number;
	reverse: number;
}

/** Bits of a mismatch key: offset, then the base (A C G T), then the strand. */
const BASE_STEP = 2;
const OFFSET_STEP = 8;

/** The bases of a mismatch key in order. */
export const PILEUP_BASES = 'ACGT';

/** Collects blocks, mismatches and indels; sums are the same in any order of the reads. */
export class Pileup {
	readonly #starts = [new GrowableUint32(), new GrowableUint32()] as const;
	readonly #ends = [new GrowableUint32(), new GrowableUint32()] as const;
	readonly #mismatches = new GrowableFloat64();
	readonly #indels = new Map<string, IndelCount>();

	/** A block `[start, end)` of a read on the forward (0) or reverse (1) strand. */
	addBlock(start: number, end: number, strand: 0 | 1): void {
		this.#starts[strand].push(start);
		this.#ends[strand].push(end);
	}

	/** A read that shows base `base` (index into {@link PILEUP_BASES}) at `offset`. */
	addMismatch(offset: number, base: number, strand: 0 | 1): void {
		this.#mismatches.push(offset * OFFSET_STEP + base * BASE_STEP + strand);
	}

	/** A read that shows an indel at its leftmost place. */
	addIndel(start: number, lastStart: number, deleted: number, inserted: string, strand: 0 | 1): void {
		const key = `${start}:${deleted}:${inserted}`;
		let indel = this.#indels.get(key);
		if (indel === undefined) {
			indel = { start, lastStart, deleted, inserted, forward: 0, reverse: 0 };
			this.#indels.set(key, indel);
		}
		if (strand === 0) indel.forward++;
		else indel.reverse++;
	}

	/** Sorts what was collected. O(n log n). The pileup must not be added to afterwards. */
	finish(): FinishedPileup {
		const sorted = (column: GrowableUint32): Uint32Array => column.view().sort();
		const indels = [...this.#indels.values()].sort(
			(a, b) => a.start - b.start || a.deleted - b.deleted || (a.inserted < b.inserted ? -1 : Number(a.inserted > b.inserted)),
		);
		return new FinishedPileup(
			[sorted(this.#starts[0]), sorted(this.#starts[1])],
			[sorted(this.#ends[0]), sorted(this.#ends[1])],
			this.#mismatches.view().sort(),
			indels,
		);
	}
}

/** A pileup to ask. */
export class FinishedPileup {
	readonly #starts: readonly [Uint32Array, Uint32Array];
	readonly #ends: readonly [Uint32Array, Uint32Array];
	readonly #mismatches: Float64Array;
	/** Ascending by place. */
	readonly indels: readonly IndelCount[];

	constructor(
		starts: readonly [Uint32Array, Uint32Array],
		ends: readonly [Uint32Array, Uint32Array],
		mismatches: Float64Array,
		indels: readonly IndelCount[],
	) {
		this.#starts = starts;
		this.#ends = ends;
		this.#mismatches = mismatches;
		this.indels = indels;
	}

	/**
	 * Reads whose block spans `[from, to)`. Counts the blocks that begin at `from` or before less those that end before `to`,
	 * which is exact as long as no block lies within the interval. O(log reads).
	 */
	spanning(from: number, to: number): StrandDepth {
		const depth = (strand: 0 | 1): number => {
			const starts = this.#starts[strand];
			const ends = this.#ends[strand];
			return Math.max(0, lastAtMost(starts, from, 0, starts.length) - lastAtMost(ends, to - 1, 0, ends.length));
		};
		return { forward: depth(0), reverse: depth(1) };
	}

	/** Calls `visit` for every offset at which a read has a mismatch, ascending; `counts[2 * base + strand]` is reused. */
	forEachMismatch(visit: (offset: number, counts: Uint32Array) => void): void {
		const counts = new Uint32Array(OFFSET_STEP);
		const keys = this.#mismatches;
		for (let i = 0; i < keys.length; ) {
			const offset = Math.floor(keys[i]! / OFFSET_STEP);
			counts.fill(0);
			for (; i < keys.length && keys[i]! < (offset + 1) * OFFSET_STEP; i++) counts[keys[i]! - offset * OFFSET_STEP]!++;
			visit(offset, counts);
		}
	}
}
