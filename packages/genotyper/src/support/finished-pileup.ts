/** A pileup sorted for questions: depth over an interval, mismatches by place, reads over a window. */
import { lastAtMost, type ReferenceBases } from '../sites/reference-steps.ts';
import {
	EVENT_DELETION,
	EVENT_INSERTION,
	EVENT_KNOWN,
	eventKind,
	eventValue,
	type IndelCount,
	MISMATCH_OFFSET_STEP,
	PILEUP_BASES,
	type PileupColumns,
} from './pileup-columns.ts';

/** Reads by strand of the reference. */
export interface StrandDepth {
	forward: number;
	reverse: number;
}

/** Answers do not depend on the order in which the reads came. */
export class FinishedPileup {
	/** Ascending by place. */
	readonly indels: readonly IndelCount[];
	/**
	 * Share of covered bases at which one read alone differs: sequencing errors, and the variants of too low a depth, which are few.
	 * 0 when nothing is covered.
	 */
	readonly errorRate: number;
	readonly #columns: PileupColumns;
	/** Sorted starts and ends of the blocks by strand. */
	readonly #starts: readonly [Uint32Array, Uint32Array];
	readonly #ends: readonly [Uint32Array, Uint32Array];
	readonly #mismatches: Float64Array;
	/** Blocks ascending by start. */
	readonly #order: Uint32Array;
	readonly #orderedStarts: Uint32Array;
	readonly #longestBlock: number;

	constructor(columns: PileupColumns) {
		this.#columns = columns;
		const { starts, ends, strands } = columns;
		const ofStrand = (values: Uint32Array, strand: number): Uint32Array => values.filter((_, i) => strands[i] === strand).sort();
		this.#starts = [ofStrand(starts, 0), ofStrand(starts, 1)];
		this.#ends = [ofStrand(ends, 0), ofStrand(ends, 1)];
		this.#mismatches = columns.mismatches.sort();
		this.#order = sortedOrder(starts);
		this.#orderedStarts = Uint32Array.from(this.#order, (block) => starts[block]!);
		let longest = 0;
		let covered = 0;
		for (let i = 0; i < starts.length; i++) {
			covered += ends[i]! - starts[i]!;
			longest = Math.max(longest, ends[i]! - starts[i]!);
		}
		this.#longestBlock = longest;
		this.indels = columns.indels.toSorted(
			(a, b) => a.start - b.start || a.deleted - b.deleted || (a.inserted < b.inserted ? -1 : Number(a.inserted > b.inserted)),
		);
		let lone = 0;
		this.forEachMismatch((_, counts) => {
			for (let i = 0; i < counts.length; i += 2) {
				const reads = counts[i]! + counts[i + 1]!;
				if (reads === 1) lone++;
			}
		});
		this.errorRate = covered === 0 ? 0 : lone / covered;
	}

	/**
	 * Reads whose block spans `[from, to)`: the blocks that begin at `from` or before less those that end before `to`, which is
	 * exact as long as no block lies within the interval. O(log reads).
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
		const counts = new Uint32Array(MISMATCH_OFFSET_STEP);
		const keys = this.#mismatches;
		for (let i = 0; i < keys.length; ) {
			const offset = Math.floor(keys[i]! / MISMATCH_OFFSET_STEP);
			counts.fill(0);
			for (; i < keys.length && keys[i]! < (offset + 1) * MISMATCH_OFFSET_STEP; i++) {
				counts[keys[i]! - offset * MISMATCH_OFFSET_STEP]!++;
			}
			visit(offset, counts);
		}
	}

	/** Calls `visit` for every block that has a base in `[from, to)`, ascending by start. */
	forEachBlock(from: number, to: number, visit: (block: number, start: number, end: number, strand: number) => void): void {
		const { starts, ends, strands } = this.#columns;
		const first = lastAtMost(this.#orderedStarts, from - this.#longestBlock, 0, this.#order.length);
		for (let i = Math.max(0, first); i < this.#order.length && this.#orderedStarts[i]! < to; i++) {
			const block = this.#order[i]!;
			if (ends[block]! > from) visit(block, starts[block]!, ends[block]!, strands[block]!);
		}
	}

	/**
	 * The letters that a block's read has in place of the reference interval `[from, to)`, which lies within the block. New
	 * mismatches for which `keeps` says no, taken for sequencing errors, are spelt as the reference.
	 */
	spell(
		block: number,
		from: number,
		to: number,
		bases: ReferenceBases,
		keeps: (offset: number, base: number) => boolean,
	): string {
		const { eventStarts, eventOffsets, eventCodes, insertions } = this.#columns;
		let letters = '';
		let at = from;
		for (let e = eventStarts[block]!; e < eventStarts[block + 1]!; e++) {
			const offset = eventOffsets[e]!;
			const code = eventCodes[e]!;
			const kind = eventKind(code);
			if (offset >= to && !(kind === EVENT_INSERTION && offset === to)) break;
			if (kind === EVENT_DELETION) {
				const end = Math.min(offset + eventValue(code), to);
				if (end <= at) continue;
				letters += bases.slice(at, Math.max(at, offset));
				at = end;
			} else if (offset >= at) {
				// An insertion right at the beginning of the interval belongs to what comes before.
				if (kind === EVENT_INSERTION && offset === from) continue;
				letters += bases.slice(at, offset);
				at = offset;
				if (kind === EVENT_INSERTION) letters += insertions[eventValue(code)]!;
				else {
					const kept = kind === EVENT_KNOWN || keeps(offset, eventValue(code));
					letters += kept ? PILEUP_BASES[eventValue(code)]! : bases.at(offset);
					at++;
				}
			}
		}
		return letters + bases.slice(at, to);
	}
}

/** Indices in the order of ascending values, equal ones in their own order (radix sort, two passes of 16 bits). */
function sortedOrder(values: Uint32Array): Uint32Array {
	let order: Uint32Array = Uint32Array.from(values, (_, i) => i);
	for (const shift of [0, 16]) {
		const starts = new Uint32Array(65_537);
		for (const value of values) starts[((value >>> shift) & 0xffff) + 1]!++;
		for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
		const next = new Uint32Array(order.length);
		for (const index of order) next[starts[(values[index]! >>> shift) & 0xffff]!++] = index;
		order = next;
	}
	return order;
}
