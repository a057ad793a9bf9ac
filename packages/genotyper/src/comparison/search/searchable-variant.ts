/** Variants of a set as the search takes them: where and on which haplotypes their records spell them. */
import { alleleCopies, BOTH_CARRY } from '../genotype.ts';
import { SEARCH_MAX_ALLELE } from '../thresholds.ts';
import { isUnanchored, isUnspelt, speltStart, type VariantSet } from '../variant-set.ts';
import type { HaplotypeSearch } from './haplotype-search.ts';
import { searchKey } from './search-variants.ts';

/** Whether a variant can take part in a search: its sequence is known, and not too long. */
export function isSearchable(set: VariantSet, i: number): boolean {
	return set.refLength[i]! <= SEARCH_MAX_ALLELE && set.altLength[i]! <= SEARCH_MAX_ALLELE && !isUnspelt(set, i);
}

/** Place of variant `i` in the order of a search. */
export function searchKeyOf(set: VariantSet, i: number): number {
	const start = speltStart(set, i);
	return searchKey(start, start + set.refLength[i]!, isUnanchored(set, i));
}

/** Adds variant `i` of a set, as one of side 0 or 1, in the order of {@link searchKeyOf}. */
export function addToSearch(search: HaplotypeSearch, side: 0 | 1, set: VariantSet, i: number, weight: number): void {
	const start = speltStart(set, i);
	const carriers = alleleCopies(set.genotype[i]!) === 2 ? BOTH_CARRY : set.genotype[i]! & BOTH_CARRY || 1;
	search.add(
		{
			set: side,
			start,
			end: start + set.refLength[i]!,
			isUnanchored: isUnanchored(set, i),
			carriers,
			record: carriers === BOTH_CARRY ? -1 : set.line[i]!,
			weight,
		},
		set.bytes,
		set.offset[i]! + set.refLength[i]!,
		set.altLength[i]!,
		set.refLength[i] === 0 ? start - set.position[i]! : 0,
	);
}
