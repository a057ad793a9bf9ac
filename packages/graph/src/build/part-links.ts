/**
 * What the walks of one piece of the reference do between its parts: the links they use, where they begin and end, and which walk
 * comes first to each part.
 *
 * The reference walk uses every link between neighbouring pieces of the reference. All others touch an allele's part, jump over
 * a deletion or go round an inversion, and are found by going from allele to allele of each haplotype: linear in the alleles
 * carried, not in the steps of the walks.
 */
import { INVERTED } from './changes.ts';
import { allelesOf, carriedAlleles } from './carried-alleles.ts';
import type { ContigAlleles } from './contig-alleles.ts';
import { type ContigParts, NO_PART } from './contig-parts.ts';

/** Links between the parts, and ends of walks. */
export interface PartLinks {
	/** Pairs of handles, each link once. */
	readonly from: Uint32Array;
	readonly to: Uint32Array;
	/** By handle: 1 where a walk begins with it, or ends with its flip. */
	readonly begins: Uint8Array;
}

/** Collects the links and ends of all walks. */
export function findPartLinks(alleles: ContigAlleles, parts: ContigParts): PartLinks {
	const junctions = new LinkSet(2 * parts.count);
	const begins = new Uint8Array(2 * parts.count);
	const pieces = parts.cuts.length - 1;
	begins[0] = 1;
	begins[2 * pieces - 1] = 1;
	for (const carried of carriedAlleles(alleles.carriers)) {
		for (let column = carried.first; column < carried.end; column++) {
			const own = allelesOf(carried, column);
			if (own.length > 0) addJunctions(junctions, begins, alleles, parts, own);
		}
	}
	const from = new Uint32Array(pieces - 1 + junctions.count);
	const to = new Uint32Array(from.length);
	for (let piece = 1; piece < pieces; piece++) {
		from[piece - 1] = 2 * piece - 2;
		to[piece - 1] = 2 * piece;
	}
	from.set(junctions.from.subarray(0, junctions.count), pieces - 1);
	to.set(junctions.to.subarray(0, junctions.count), pieces - 1);
	return { from, to, begins };
}

const NO_HANDLE = 0xffffffff;

/** Adds what one haplotype does that the reference does not. */
function addJunctions(
	junctions: LinkSet,
	begins: Uint8Array,
	alleles: ContigAlleles,
	parts: ContigParts,
	carried: Uint32Array,
): void {
	const { alleleParts, alleleFrom, alleleTo, cuts } = parts;
	const pieces = cuts.length - 1;
	let tail = NO_HANDLE;
	const goOn = (first: number, last: number) => {
		if (tail === NO_HANDLE) begins[first] = 1;
		else if (!isAlongReference(tail, first, pieces)) junctions.add(tail, first);
		tail = last;
	};
	let piece = 0;
	for (let i = 0; i < carried.length; i++) {
		const allele = carried[i]!;
		const from = alleleFrom[allele]!;
		const to = alleleTo[allele]!;
		if (from > piece) goOn(2 * piece, 2 * (from - 1));
		if (alleles.kinds[allele] === INVERTED) goOn(2 * (to - 1) + 1, 2 * from + 1);
		else if (alleleParts[allele] !== NO_PART) goOn(2 * alleleParts[allele]!, 2 * alleleParts[allele]!);
		piece = to;
	}
	if (piece < pieces) goOn(2 * piece, 2 * (pieces - 1));
	if (tail !== NO_HANDLE) begins[tail ^ 1] = 1;
}

/** Whether a link is one that the reference walk uses, in either direction. */
function isAlongReference(from: number, to: number, pieces: number): boolean {
	return from < 2 * pieces && to < 2 * pieces && (from & 1) === (to & 1) && to - from === ((from & 1) === 0 ? 2 : -2);
}

/**
 * A set of links. A link and its mirror image are one. Links from one handle stand in a list: there are few, and haplotypes come
 * by in the order of the reference, so that a list is still in the cache when the next one looks (a hash table took 4 times
 * as long).
 */
class LinkSet {
	count = 0;
	from: Uint32Array = new Uint32Array(1024);
	to: Uint32Array = new Uint32Array(1024);
	/** By handle: the link from it that was added last, plus one; 0 for none. */
	readonly #heads: Uint32Array;
	/** By link: the one from the same handle before it, plus one. */
	#nexts: Uint32Array = new Uint32Array(1024);

	constructor(handleCount: number) {
		this.#heads = new Uint32Array(handleCount);
	}

	add(from: number, to: number): void {
		const isMirrored = (to ^ 1) < from;
		const a = isMirrored ? to ^ 1 : from;
		const b = isMirrored ? from ^ 1 : to;
		for (let link = this.#heads[a]!; link !== 0; link = this.#nexts[link - 1]!) if (this.to[link - 1] === b) return;
		if (this.count === this.from.length) this.#grow();
		this.from[this.count] = a;
		this.to[this.count] = b;
		this.#nexts[this.count] = this.#heads[a]!;
		this.#heads[a] = ++this.count;
	}

	#grow(): void {
		this.from = doubled(this.from);
		this.to = doubled(this.to);
		this.#nexts = doubled(this.#nexts);
	}
}

function doubled(column: Uint32Array): Uint32Array {
	const larger = new Uint32Array(column.length * 2);
	larger.set(column);
	return larger;
}
