import { firstFrom as firstInSet, kindOf, recordStart, type VariantKind, type VariantSet } from './variant-set.ts';

/** Some variants of a set by kind, so that those of one kind near a place are found without passing by the others. */
export class KindIndex {
	readonly #set: VariantSet;
	readonly #lists: Record<VariantKind, Uint32Array>;

	/** Holds the variants that `isHeld` accepts. */
	constructor(set: VariantSet, isHeld: (i: number) => boolean) {
		this.#set = set;
		const lists: Record<VariantKind, number[]> = { insertion: [], deletion: [], replacement: [] };
		for (let i = 0; i < set.count; i++) if (isHeld(i)) lists[kindOf(set, i)].push(i);
		this.#lists = {
			insertion: Uint32Array.from(lists.insertion),
			deletion: Uint32Array.from(lists.deletion),
			replacement: Uint32Array.from(lists.replacement),
		};
	}

	/** Variants of a kind, in the order of the set. */
	of(kind: VariantKind): Uint32Array {
		return this.#lists[kind];
	}

	/** Place in {@link of} of the first variant whose record starts at or behind `start`; its length where there is none. */
	firstFrom(kind: VariantKind, contig: number, start: number): number {
		const list = this.#lists[kind];
		const inSet = firstInSet(this.#set, contig, start);
		let low = 0;
		let high = list.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (list[middle]! < inSet) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/**
	 * The variant of a kind whose record starts nearest to `start`, between `low` and `high` (both included); of several as near
	 * the first. -1 where there is none. Logarithmic, however many there are.
	 */
	nearest(kind: VariantKind, contig: number, start: number, low: number, high: number): number {
		const set = this.#set;
		const list = this.#lists[kind];
		const at = this.firstFrom(kind, contig, start);
		const isIn = (i: number | undefined): i is number =>
			i !== undefined && set.contig[i] === contig && recordStart(set, i) >= low && recordStart(set, i) <= high;
		const behind = list[at];
		const before = list[at - 1];
		if (!isIn(before)) return isIn(behind) ? behind : -1;
		if (isIn(behind) && recordStart(set, behind) - start < start - recordStart(set, before)) return behind;
		return list[this.firstFrom(kind, contig, recordStart(set, before))]!;
	}
}
