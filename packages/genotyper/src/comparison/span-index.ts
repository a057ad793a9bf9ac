import { firstFrom, recordEnd, type VariantSet } from './variant-set.ts';

/**
 * Answers which variants of a set overlap an interval, each in logarithmic time.
 *
 * Of all variants that start before the interval's end, the one that reaches furthest overlaps it if any does; so a running
 * maximum of the ends is all that is kept.
 */
export class SpanIndex {
	readonly #set: VariantSet;
	readonly #endOf: (i: number) => number;
	/** For each variant: the one up to it on its contig that ends last. */
	readonly #furthest: Uint32Array;

	/** `endOf` gives the end of a variant's interval; by default that of its record. */
	constructor(set: VariantSet, endOf: (i: number) => number = (i) => recordEnd(set, i)) {
		this.#set = set;
		this.#endOf = endOf;
		this.#furthest = new Uint32Array(set.count);
		let before = 0;
		let beforeEnd = 0;
		for (let i = 0; i < set.count; i++) {
			const end = endOf(i);
			if (i === 0 || set.contig[before] !== set.contig[i] || end >= beforeEnd) {
				before = i;
				beforeEnd = end;
			}
			this.#furthest[i] = before;
		}
	}

	/** One variant whose interval, from the start of its record on, overlaps `[start, end)`: the one that ends last. -1 where there is none. */
	overlapping(contig: number, start: number, end: number): number {
		const after = firstFrom(this.#set, contig, end);
		if (after === 0) return -1;
		const i = this.#furthest[after - 1]!;
		return this.#set.contig[i] === contig && this.#endOf(i) > start ? i : -1;
	}
}
