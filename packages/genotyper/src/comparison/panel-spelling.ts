/** Whether several variants of a sample together spell a diagnostic one, as an SNV and a deletion do what one complex record does. */
import type { Reference } from '@pangraf/graph';
import { HaplotypeSearch } from './search/haplotype-search.ts';
import { addToSearch, isSearchable, searchKeyOf } from './search/searchable-variant.ts';
import { reachOf } from './superloci.ts';
import { firstFrom, recordStart, type VariantSet } from './variant-set.ts';

/** How far before the entry a variant may start that has a part in it, in bp. */
const MARGIN = 64;
/** With more variants in its reach an entry is not looked for: the search would be cut. */
const MOST_VARIANTS = 48;
/** An entry gains this much, and each of the sample's variants that is needed costs one. */
const WEIGHT = 1000;

/** Looks for entries one after the other, in memory of its own. */
export class PanelSpelling {
	readonly #reference: Reference;
	readonly #search = new HaplotypeSearch();

	constructor(reference: Reference) {
		this.#reference = reference;
	}

	/**
	 * The variants of `set` that on one haplotype spell the variants `members` of `entries` (on one contig, ascending) all together;
	 * empty where none do. Phase between records is not compared. Bounded by what lies in reach of the entry.
	 */
	spelledBy(entries: VariantSet, members: readonly number[], set: VariantSet): number[] {
		const contig = entries.contig[members[0]!]!;
		const sequence = this.#reference.sequences[contig]!;
		const start = Math.min(...members.map((i) => recordStart(entries, i)));
		const end = Math.max(...members.map((i) => reachOf(entries, i, sequence)));
		const near: number[] = [];
		for (let j = firstFrom(set, contig, start - MARGIN); j < set.count && set.contig[j] === contig; j++) {
			if (recordStart(set, j) >= end || near.length > MOST_VARIANTS) break;
			if (isSearchable(set, j) && reachOf(set, j, sequence) > start) near.push(j);
		}
		if (near.length === 0 || near.length > MOST_VARIANTS || !members.every((i) => isSearchable(entries, i))) return [];

		const order = [
			...members.map((i) => ({ side: 0 as const, set: entries, i })),
			...near.map((i) => ({ side: 1 as const, set, i })),
		];
		order.sort((a, b) => searchKeyOf(a.set, a.i) - searchKeyOf(b.set, b.i));
		const first = Math.min(start, ...near.map((j) => recordStart(set, j)));
		this.#search.begin(sequence, first, 1, true);
		for (const variant of order)
			addToSearch(this.#search, variant.side, variant.set, variant.i, variant.side === 0 ? WEIGHT : -1);
		this.#search.run(sequence.length);
		this.#search.finish();
		const taken = order.filter((_, k) => this.#search.decisions[k] !== 0);
		if (taken.filter(({ side }) => side === 0).length < members.length) return [];
		return taken.flatMap(({ side, i }) => (side === 1 ? [i] : []));
	}
}
