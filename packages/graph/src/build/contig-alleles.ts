/**
 * The alleles of one contig that its graph has: sorted, each change once, and no two overlapping ones on the same haplotype.
 *
 * Order: by start, end, kind, sequence. Left out, in this order:
 *
 * 1. alleles of which there are too few: rarer than asked for among all samples of the files;
 * 2. alleles that reach over the border of a region;
 * 3. from a haplotype, an allele that begins before the end of the last one kept, and an insertion where an insertion was kept
 *    already (which of the two comes first is not known). An insertion right before or right after a changed interval is kept.
 *    Equal changes from different records are one allele and no overlap.
 */
import type { AlleleTable } from './allele-table.ts';
import { CarrierRowWriter, type CarrierRows } from './carrier-rows.ts';
import { INVERTED } from './changes.ts';

/** Alleles of a contig or of a piece of it; columns as in {@link AlleleTable}, rows in the order above, each with a carrier. */
export interface ContigAlleles {
	readonly count: number;
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
	readonly kinds: Uint8Array;
	/** `sequences[sequenceStarts[i] .. sequenceEnds[i])`. */
	readonly sequenceStarts: Uint32Array;
	readonly sequenceEnds: Uint32Array;
	readonly sequences: Uint8Array;
	/** Which haplotype columns carry each. */
	readonly carriers: CarrierRows;
}

/** What was left out. */
export interface LeftOut {
	/** Alleles that are too rare. */
	rare: number;
	/** Alleles over the border of a region. */
	crossing: number;
	/** Alleles dropped from a haplotype because they overlap another, over all haplotypes. */
	overlapping: number;
}

/** What is asked of alleles. */
export interface AlleleDemands {
	/** Least number of haplotypes of all samples that carry an allele. */
	countMin: number;
	/** Places inside the contig where regions begin or end, ascending. */
	borders: readonly number[];
}

/** Sorts, merges and resolves the alleles of a contig. O(n log n) for n alleles, and linear in their carriers. */
export function resolveAlleles(
	table: AlleleTable,
	demands: AlleleDemands = { countMin: 0, borders: [] },
): { alleles: ContigAlleles; leftOut: LeftOut } {
	const { starts, ends, kinds, sequenceStarts, sequences, wordsPerRow: words } = table;
	const order = sortedRows(table);
	const kept = new Uint32Array(table.count);
	const given = table.carriers;
	const carriers = new CarrierRowWriter(words);
	/** Carriers of one change, as bits. */
	const own = new Uint32Array(words);
	const haplotypes = new Haplotypes(words);
	const leftOut: LeftOut = { rare: 0, crossing: 0, overlapping: 0 };
	const { borders } = demands;
	let border = 0;
	let count = 0;
	for (let i = 0; i < order.length; ) {
		const row = order[i]!;
		let alleleCount = table.alleleCounts[row]!;
		own.fill(0);
		given.addBits(row, own, 0);
		for (i++; i < order.length && compareRows(table, row, order[i]!) === 0; i++) {
			given.addBits(order[i]!, own, 0);
			alleleCount += table.alleleCounts[order[i]!]!;
		}
		if (!own.some((bits) => bits !== 0)) continue;
		if (alleleCount < demands.countMin) {
			leftOut.rare++;
			continue;
		}
		while (border < borders.length && borders[border]! <= starts[row]!) border++;
		if (border < borders.length && borders[border]! < ends[row]!) {
			leftOut.crossing++;
			continue;
		}
		leftOut.overlapping += haplotypes.place(starts[row]!, ends[row]!, own);
		if (!own.some((bits) => bits !== 0)) continue;
		kept[count++] = row;
		carriers.append(own, 0);
	}
	const rows = kept.subarray(0, count);
	const alleles = {
		count,
		starts: rows.map((row) => starts[row]!),
		ends: rows.map((row) => ends[row]!),
		kinds: Uint8Array.from(rows, (row) => kinds[row]!),
		sequenceStarts: rows.map((row) => sequenceStarts[row]!),
		sequenceEnds: rows.map((row) => sequenceStarts[row + 1]!),
		sequences,
		carriers: carriers.rows(),
	};
	return { alleles, leftOut };
}

/** How far each haplotype is taken up by alleles. */
class Haplotypes {
	readonly #words: number;
	readonly #lastEnds: Uint32Array;
	/** Place of the last insertion kept, plus one. */
	readonly #lastInsertions: Uint32Array;

	constructor(words: number) {
		this.#words = words;
		this.#lastEnds = new Uint32Array(words * 32);
		this.#lastInsertions = new Uint32Array(words * 32);
	}

	/** Puts an allele on its carriers, takes the bits of those off on which it finds no room, and returns how many these are. */
	place(start: number, end: number, carriers: Uint32Array): number {
		let dropped = 0;
		for (let w = 0; w < this.#words; w++) {
			let left = carriers[w]!;
			for (let bits = left; bits !== 0; ) {
				const bit = bits & -bits;
				bits ^= bit;
				const haplotype = (w << 5) + 31 - Math.clz32(bit);
				if (start < this.#lastEnds[haplotype]! || (start === end && this.#lastInsertions[haplotype] === start + 1)) {
					left ^= bit;
					dropped++;
					continue;
				}
				this.#lastEnds[haplotype] = end;
				if (start === end) this.#lastInsertions[haplotype] = start + 1;
			}
			carriers[w] = left;
		}
		return dropped;
	}
}

function sortedRows(table: AlleleTable): Uint32Array {
	const order = Uint32Array.from({ length: table.count }, (_, i) => i);
	return order.sort((a, b) => compareRows(table, a, b));
}

/** By start, end, kind, sequence; 0 for equal changes. */
function compareRows(table: AlleleTable, a: number, b: number): number {
	const { starts, ends, kinds, sequenceStarts, sequences } = table;
	const byPlace = starts[a]! - starts[b]! || ends[a]! - ends[b]! || kinds[a]! - kinds[b]!;
	if (byPlace !== 0) return byPlace;
	const fromA = sequenceStarts[a]!;
	const fromB = sequenceStarts[b]!;
	const lengthA = sequenceStarts[a + 1]! - fromA;
	const lengthB = sequenceStarts[b + 1]! - fromB;
	const shared = Math.min(lengthA, lengthB);
	for (let i = 0; i < shared; i++) {
		const difference = sequences[fromA + i]! - sequences[fromB + i]!;
		if (difference !== 0) return difference;
	}
	return lengthA - lengthB;
}

/** Adds to `changes`, by haplotype column, how much longer the alleles `[from, to)` make the haplotype than the reference, bp. */
export function addLengthChanges(alleles: ContigAlleles, from: number, to: number, changes: Float64Array): void {
	const { starts, ends, kinds, sequenceStarts, sequenceEnds, carriers } = alleles;
	for (let i = from; i < to; i++) {
		const change = kinds[i] === INVERTED ? 0 : sequenceEnds[i]! - sequenceStarts[i]! - (ends[i]! - starts[i]!);
		if (change === 0) continue;
		carriers.forEach(i, (column) => {
			changes[column]! += change;
		});
	}
}
