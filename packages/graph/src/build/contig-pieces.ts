/**
 * The pieces of a contig that the graph has: all of it, or its regions.
 *
 * An allele belongs to a piece when all of what it changes lies in it; an insertion when both bases that it stands between do,
 * or the end of the contig is one of them. Places on a haplotype count its own bases: where a piece begins there is told by
 * the alleles before it.
 */
import type { Contig } from './changes.ts';
import { addLengthChanges, type ContigAlleles } from './contig-alleles.ts';
import type { Region } from './regions.ts';

/** A piece of a contig and its alleles, which count from its first base. */
export interface ContigPiece {
	readonly contig: string;
	/** First base on the contig, 0-based. */
	readonly start: number;
	readonly sequence: Uint8Array;
	readonly alleles: ContigAlleles;
	/** By haplotype column: first base of the piece on the haplotype, and length of the haplotype in it. */
	readonly haplotypeStarts: Float64Array;
	readonly haplotypeLengths: Float64Array;
}

/** Cuts a contig into its regions, which are in order and do not touch. No allele reaches over a border. */
export function* cutContig(contig: Contig, alleles: ContigAlleles, regions: readonly Region[]): Generator<ContigPiece> {
	const before = new Float64Array(alleles.carriers.wordsPerRow * 32);
	let counted = 0;
	for (const { from, to } of regions) {
		const first = firstAllele(alleles, from);
		const end = to === contig.sequence.length ? alleles.count : lowerBound(alleles.starts, to);
		addLengthChanges(alleles, counted, first, before);
		const inside = new Float64Array(before.length);
		addLengthChanges(alleles, first, end, inside);
		yield {
			contig: contig.name,
			start: from,
			sequence: contig.sequence.subarray(from, to),
			alleles: first === 0 && from === 0 && end === alleles.count ? alleles : slice(alleles, first, end, from),
			haplotypeStarts: before.map((change) => from + change),
			haplotypeLengths: inside.map((change) => to - from + change),
		};
		for (let h = 0; h < before.length; h++) before[h]! += inside[h]!;
		counted = end;
	}
}

/** The first allele in a piece that begins at `from`: insertions right there belong to what is before it. */
function firstAllele({ count, starts, ends }: ContigAlleles, from: number): number {
	if (from === 0) return 0;
	let first = lowerBound(starts, from);
	while (first < count && starts[first] === from && ends[first] === from) first++;
	return first;
}

/** Number of values below `value` in an ascending column. */
function lowerBound(column: Uint32Array, value: number): number {
	let low = 0;
	let high = column.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (column[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

function slice(alleles: ContigAlleles, first: number, end: number, from: number): ContigAlleles {
	return {
		...alleles,
		count: end - first,
		starts: alleles.starts.slice(first, end).map((start) => start - from),
		ends: alleles.ends.slice(first, end).map((place) => place - from),
		kinds: alleles.kinds.subarray(first, end),
		sequenceStarts: alleles.sequenceStarts.subarray(first, end),
		sequenceEnds: alleles.sequenceEnds.subarray(first, end),
		carriers: alleles.carriers.slice(first, end),
	};
}
