/**
 * The normal form of a record: no base that all alleles share at an end, and as far left as the bases allow.
 *
 * Tan, Abecasis and Kang 2015, doi:10.1093/bioinformatics/btv112; as `bcftools norm` writes it. All alleles of a record move together.
 */

/** REF and ALTs at a place. */
export interface PlacedAlleles {
	/** Offset of the first base of REF. */
	readonly start: number;
	/** REF first; none empty. */
	readonly alleles: readonly string[];
	/** How many bases an insertion or deletion moved left. */
	readonly shift: number;
}

/** The reference to move along: its upper-case letter at an offset. */
export type LetterAt = (offset: number) => string;

/**
 * The normal form of alleles that begin at `start`, some of which may be empty. At most `shiftMax` bases to the left; `letterAt` is
 * asked for offsets down to `start - shiftMax - 1`. `mayPass(offset)` is asked before the record begins at `offset`, bases to the left
 * of where it was, and stops it there.
 */
export function normalForm(
	start: number,
	alleles: readonly string[],
	letterAt: LetterAt,
	shiftMax: number,
	mayPass: (offset: number) => boolean = () => true,
): PlacedAlleles {
	const suffix = sharedSuffix(alleles);
	let rest = alleles.map((allele) => allele.slice(0, allele.length - suffix));
	let shift = 0;
	if (rest.some((allele) => allele === '')) {
		while (shift < shiftMax && movesTo(rest, start, shift + 1, letterAt) && mayPass(start - shift - 1)) shift++;
		let before = '';
		for (let offset = start - shift - 1; offset < start; offset++) before += letterAt(offset);
		// One base more, so that no allele is empty.
		rest = rest.map((allele) => (before + allele).slice(0, allele.length + 1));
		return { start: start - shift - 1, alleles: rest, shift };
	}
	const prefix = sharedPrefix(rest);
	return { start: start + prefix, alleles: rest.map((allele) => allele.slice(prefix)), shift };
}

/** Whether alleles that stand `shift - 1` bases to the left of `start` can stand one more: all would end with the base that comes in. */
function movesTo(alleles: readonly string[], start: number, shift: number, letterAt: LetterAt): boolean {
	const incoming = letterAt(start - shift);
	return alleles.every((allele) => {
		if (allele === '') return true;
		const last = allele.length - shift;
		return (last >= 0 ? allele[last] : letterAt(start + last)) === incoming;
	});
}

function sharedSuffix(alleles: readonly string[]): number {
	const shortest = Math.min(...alleles.map(({ length }) => length));
	const [first] = alleles;
	let shared = 0;
	while (shared < shortest && alleles.every((allele) => allele.at(-1 - shared) === first!.at(-1 - shared))) shared++;
	return shared;
}

/** At least one base of each allele is left. */
function sharedPrefix(alleles: readonly string[]): number {
	const most = Math.min(...alleles.map(({ length }) => length)) - 1;
	let shared = 0;
	while (shared < most && alleles.every((allele) => allele[shared] === alleles[0]![shared])) shared++;
	return shared;
}
