/**
 * The parts that walks of one piece of the reference are made of: the reference cut at every allele border, and one part per
 * sequence that stands in its place.
 *
 * Parts become nodes once their canonical form is known (contig-graph.ts). Numbers here: the cuts' pieces in order, then the
 * alleles that have a sequence, in order.
 */
import type { ContigAlleles } from './contig-alleles.ts';

/** Says that an allele has no part of its own: a deletion or an inversion. */
export const NO_PART = 0xffffffff;

/** Parts of a piece of the reference. */
export interface ContigParts {
	readonly count: number;
	/** `[cuts[i], cuts[i + 1])` is part `i` for `i < cuts.length - 1`. */
	readonly cuts: Uint32Array;
	/** Part of each allele, or {@link NO_PART}. */
	readonly alleleParts: Uint32Array;
	/** Allele of each part from `cuts.length - 1` on. */
	readonly partAlleles: Uint32Array;
	/** The allele stands in place of the parts `alleleFrom[i] .. alleleTo[i] - 1` (none for an insertion before the first). */
	readonly alleleFrom: Uint32Array;
	readonly alleleTo: Uint32Array;
}

/** Cuts the reference. O(length / 32 + alleles). */
export function layOutParts(alleles: ContigAlleles, length: number): ContigParts {
	const cuts = findCuts(alleles, length);
	const pieces = cuts.length - 1;
	const alleleParts = new Uint32Array(alleles.count).fill(NO_PART);
	const partAlleles = new Uint32Array(alleles.count);
	const alleleFrom = new Uint32Array(alleles.count);
	const alleleTo = new Uint32Array(alleles.count);
	let sequences = 0;
	let allele = 0;
	for (let piece = 0; piece <= pieces; piece++) {
		for (; allele < alleles.count && alleles.starts[allele] === cuts[piece]; allele++) {
			alleleFrom[allele] = piece;
			alleleTo[allele] = pieceAt(cuts, alleles.ends[allele]!, piece);
			if (alleles.sequenceStarts[allele] === alleles.sequenceEnds[allele]) continue;
			partAlleles[sequences] = allele;
			alleleParts[allele] = pieces + sequences++;
		}
	}
	return {
		count: pieces + sequences,
		cuts,
		alleleParts,
		partAlleles: partAlleles.subarray(0, sequences),
		alleleFrom,
		alleleTo,
	};
}

/** All borders of alleles, and both ends, ascending and once each. */
function findCuts(alleles: ContigAlleles, length: number): Uint32Array {
	const marks = new Uint32Array((length >>> 5) + 1);
	let count = 0;
	const mark = (position: number) => {
		const word = position >>> 5;
		const bit = 1 << (position & 31);
		if ((marks[word]! & bit) !== 0) return;
		marks[word]! |= bit;
		count++;
	};
	mark(0);
	mark(length);
	for (let i = 0; i < alleles.count; i++) {
		mark(alleles.starts[i]!);
		mark(alleles.ends[i]!);
	}
	const cuts = new Uint32Array(count);
	let at = 0;
	for (let word = 0; word < marks.length; word++) {
		for (let bits = marks[word]!; bits !== 0; bits &= bits - 1) cuts[at++] = (word << 5) + 31 - Math.clz32(bits & -bits);
	}
	return cuts;
}

/** Index of `position` among the cuts, at or after `from`. Doubling steps: most alleles end a piece or two after they begin. */
function pieceAt(cuts: Uint32Array, position: number, from: number): number {
	let low = from;
	let step = 1;
	while (low + step < cuts.length && cuts[low + step]! <= position) {
		low += step;
		step *= 2;
	}
	let high = Math.min(low + step, cuts.length);
	while (high - low > 1) {
		const middle = (low + high) >>> 1;
		if (cuts[middle]! <= position) low = middle;
		else high = middle;
	}
	return low;
}
