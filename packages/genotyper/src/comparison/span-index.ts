import { recordEnd, recordStart, type VariantSet } from './variant-set.ts';

/**
 * Answers which of some variants of a set overlap an interval, each in logarithmic time.
 *
 * Of all variants that start before the interval's end, the one that reaches furthest overlaps it if any does; so a running
 * maximum of the ends is all that is kept.
 */
export class SpanIndex {
	readonly #set: VariantSet;
	readonly #indices: Uint32Array;
	/** For each of `indices`: the one up to it on its contig that ends last. */
	readonly #furthest: Uint32Array;

	/** `indices` of `set`, ascending. */
	constructor(set: VariantSet, indices: Uint32Array) {
		this.#set = set;
		this.#indices = indices;
		this.#furthest = new Uint32Array(indices.length);
		for (let k = 0; k < indices.length; k++) {
			const i = indices[k]!;
			const before = k === 0 ? undefined : this.#furthest[k - 1]!;
			const isFurther =
				before === undefined || set.contig[before] !== set.contig[i] || recordEnd(set, i) >= recordEnd(set, before);
			this.#furthest[k] = isFurther ? i : before;
		}
	}

	/** One variant whose record overlaps `[start, end)`, the one that ends last; -1 where there is none. */
	overlapping(contig: number, start: number, end: number): number {
		let low = 0;
		let high = this.#indices.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const i = this.#indices[middle]!;
			if ((this.#set.contig[i]! - contig || recordStart(this.#set, i) - end) < 0) low = middle + 1;
			else high = middle;
		}
		if (low === 0) return -1;
		const i = this.#furthest[low - 1]!;
		return this.#set.contig[i] === contig && recordEnd(this.#set, i) > start ? i : -1;
	}
}
