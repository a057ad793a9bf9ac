/**
 * The nodes of one contig: the reference cut at every allele border, and one node per sequence that stands in its place.
 *
 * Node numbers ascend along the reference. At a border come first the alternatives that begin there, in the order of
 * {@link ContigAlleles}, then the piece of the reference: every walk has ascending numbers, and the graph has no cycle.
 * Numbers here are from 0 within the contig.
 */
import type { ContigAlleles } from './contig-alleles.ts';

/** Says that an allele has no node: it is a deletion. */
export const NO_NODE = 0xffffffff;

/** Nodes of a contig. */
export interface ContigNodes {
	readonly count: number;
	/** Bases in all nodes. */
	readonly bases: number;
	/** `[cuts[i], cuts[i + 1])` is piece `i` of the reference. */
	readonly cuts: Uint32Array;
	/** Node of each piece of the reference. */
	readonly pieceNodes: Uint32Array;
	/** Node of each allele, or {@link NO_NODE}. */
	readonly alleleNodes: Uint32Array;
	/** The allele stands in place of the pieces `alleleFrom[i] .. alleleTo[i] - 1` (none for an insertion before the first). */
	readonly alleleFrom: Uint32Array;
	readonly alleleTo: Uint32Array;
}

/** Cuts the reference and numbers the nodes. O(contig length / 32 + alleles). */
export function layOutNodes(alleles: ContigAlleles, contigLength: number): ContigNodes {
	const cuts = findCuts(alleles, contigLength);
	const pieces = cuts.length - 1;
	const pieceNodes = new Uint32Array(pieces);
	const alleleNodes = new Uint32Array(alleles.count).fill(NO_NODE);
	const alleleFrom = new Uint32Array(alleles.count);
	const alleleTo = new Uint32Array(alleles.count);
	let bases = contigLength;
	let node = 0;
	let allele = 0;
	for (let piece = 0; piece <= pieces; piece++) {
		for (; allele < alleles.count && alleles.starts[allele] === cuts[piece]; allele++) {
			alleleFrom[allele] = piece;
			alleleTo[allele] = pieceAt(cuts, alleles.ends[allele]!, piece);
			const length = alleles.sequenceEnds[allele]! - alleles.sequenceStarts[allele]!;
			if (length === 0) continue;
			alleleNodes[allele] = node++;
			bases += length;
		}
		if (piece < pieces) pieceNodes[piece] = node++;
	}
	return { count: node, bases, cuts, pieceNodes, alleleNodes, alleleFrom, alleleTo };
}

/** All borders of alleles, and both ends of the contig, ascending and once each. */
function findCuts(alleles: ContigAlleles, contigLength: number): Uint32Array {
	const marks = new Uint32Array((contigLength >>> 5) + 1);
	let count = 0;
	const mark = (position: number) => {
		const word = position >>> 5;
		const bit = 1 << (position & 31);
		if ((marks[word]! & bit) !== 0) return;
		marks[word]! |= bit;
		count++;
	};
	mark(0);
	mark(contigLength);
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
