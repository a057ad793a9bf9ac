/**
 * What a haplotype does at an allele border, asked of who carries the alleles there: no list of its alleles is needed.
 *
 * A haplotype stands at a *cut* between two pieces of the reference, behind some allele or none. Going on, it takes the next allele
 * that it carries and that begins there; a deletion brings it to another cut; without one it follows the reference. Going back is
 * the same with alleles that end at the cut.
 */
import type { ContigAlleles } from './contig-alleles.ts';
import { type ContigParts, NO_PART } from './contig-parts.ts';

/** No part: the haplotype ends. */
export const END = 0xffffffff;

/** Rows of carriers that are kept as bits: haplotypes come by in the order of the reference. */
const ROWS_KEPT = 256;

/** Steps of the haplotypes of a piece, none of whose alleles is an inversion. */
export class AlleleSteps {
	readonly #parts: ContigParts;
	readonly #alleles: ContigAlleles;
	/** By walk: its haplotype column, -1 of the reference. */
	readonly #columns: Int32Array;
	/** By cut: the first allele that begins there, or behind it. */
	readonly #firsts: Uint32Array;
	/** Alleles by the cut at which they end, each cut's ascending. */
	readonly #endStarts: Uint32Array;
	readonly #ending: Uint32Array;
	/** By slot: the allele whose carriers are kept there, and its bits. */
	readonly #kept: Int32Array = new Int32Array(ROWS_KEPT).fill(-1);
	readonly #bits: Uint32Array;

	constructor(alleles: ContigAlleles, parts: ContigParts, columns: Int32Array) {
		const cuts = parts.cuts.length;
		this.#alleles = alleles;
		this.#parts = parts;
		this.#columns = columns;
		this.#bits = new Uint32Array(ROWS_KEPT * alleles.carriers.wordsPerRow);
		this.#firsts = new Uint32Array(cuts + 1);
		this.#endStarts = new Uint32Array(cuts + 1);
		for (let allele = 0; allele < alleles.count; allele++) {
			this.#firsts[parts.alleleFrom[allele]! + 1]!++;
			this.#endStarts[parts.alleleTo[allele]! + 1]!++;
		}
		for (let cut = 0; cut < cuts; cut++) {
			this.#firsts[cut + 1]! += this.#firsts[cut]!;
			this.#endStarts[cut + 1]! += this.#endStarts[cut]!;
		}
		const next = this.#endStarts.slice();
		this.#ending = new Uint32Array(alleles.count);
		for (let allele = 0; allele < alleles.count; allele++) this.#ending[next[parts.alleleTo[allele]!]!++] = allele;
	}

	/** Whether all haplotypes go on from a cut, or all come to it, along the reference. */
	isPlain(cut: number, isForward: boolean): boolean {
		const starts = isForward ? this.#firsts : this.#endStarts;
		return starts[cut] === starts[cut + 1];
	}

	/** The part that a walk takes from `cut` on, where it stands behind allele `after` (-1: none). */
	next(cut: number, after: number, walk: number): number {
		const { alleleParts, alleleTo, cuts } = this.#parts;
		for (;;) {
			const end = this.#firsts[cut + 1]!;
			let allele = Math.max(this.#firsts[cut]!, after + 1);
			while (allele < end && !this.#carries(walk, allele)) allele++;
			if (allele >= end) return cut === cuts.length - 1 ? END : cut;
			if (alleleParts[allele] !== NO_PART) return alleleParts[allele]!;
			cut = alleleTo[allele]!;
			after = allele;
		}
	}

	/** The part from which a walk comes to `cut`, where it stands before allele `before` (count of alleles: before none). */
	previous(cut: number, before: number, walk: number): number {
		const { alleleParts, alleleFrom } = this.#parts;
		for (;;) {
			const first = this.#endStarts[cut]!;
			let at = this.#endStarts[cut + 1]! - 1;
			while (at >= first && (this.#ending[at]! >= before || !this.#carries(walk, this.#ending[at]!))) at--;
			if (at < first) return cut === 0 ? END : cut - 1;
			const allele = this.#ending[at]!;
			if (alleleParts[allele] !== NO_PART) return alleleParts[allele]!;
			cut = alleleFrom[allele]!;
			before = allele;
		}
	}

	#carries(walk: number, allele: number): boolean {
		const column = this.#columns[walk]!;
		if (column < 0) return false;
		const { carriers } = this.#alleles;
		const slot = allele % ROWS_KEPT;
		const row = slot * carriers.wordsPerRow;
		if (this.#kept[slot] !== allele) {
			this.#bits.fill(0, row, row + carriers.wordsPerRow);
			carriers.addBits(allele, this.#bits, row);
			this.#kept[slot] = allele;
		}
		return ((this.#bits[row + (column >>> 5)]! >>> (column & 31)) & 1) === 1;
	}
}
