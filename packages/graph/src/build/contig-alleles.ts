/**
 * The alleles of one contig, sorted, each change once, and no two overlapping ones on the same haplotype.
 *
 * Order: by start, end, sequence. The overlap rule, per haplotype and in this order: an allele is dropped when it begins
 * before the end of the last allele kept, or when it is an insertion where an insertion was kept already (which of the two
 * comes first is not known). An insertion right before or right after a changed interval is kept. Equal changes from
 * different records are one allele and no overlap.
 */
import type { AlleleTable } from './allele-table.ts';

/** Alleles of a contig; columns as in {@link AlleleTable}, rows in the order above, each with at least one carrier. */
export interface ContigAlleles {
	readonly count: number;
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
	/** `sequences[sequenceStarts[i] .. sequenceEnds[i])`. */
	readonly sequenceStarts: Uint32Array;
	readonly sequenceEnds: Uint32Array;
	readonly sequences: Uint8Array;
	readonly wordsPerRow: number;
	readonly carriers: Uint32Array;
	/** Per haplotype column: how much longer the haplotype is than the reference, bp. */
	readonly lengthChanges: Float64Array;
	/** Alleles dropped from a haplotype, over all haplotypes. */
	readonly droppedOverlapping: number;
}

/** Sorts, merges and resolves the alleles of a contig. O(n log n) for n alleles, and linear in their carriers. */
export function resolveAlleles(table: AlleleTable): ContigAlleles {
	const { starts, ends, sequenceStarts, sequences, wordsPerRow: words } = table;
	const order = sortedRows(table);
	const kept = new Uint32Array(table.count);
	const carriers = new Uint32Array(table.count * words);
	let count = 0;
	let dropped = 0;
	const lastEnd = new Uint32Array(words * 32);
	const lengthChanges = new Float64Array(words * 32);
	/** Place of the last insertion kept, plus one. */
	const lastInsertion = new Uint32Array(words * 32);
	for (let i = 0; i < order.length; ) {
		const row = order[i]!;
		const start = starts[row]!;
		const end = ends[row]!;
		const change = sequenceStarts[row + 1]! - sequenceStarts[row]! - (end - start);
		const target = count * words;
		carriers.set(table.carriers.subarray(row * words, (row + 1) * words), target);
		for (i++; i < order.length && compareRows(table, row, order[i]!) === 0; i++) {
			const equal = order[i]! * words;
			for (let w = 0; w < words; w++) carriers[target + w]! |= table.carriers[equal + w]!;
		}
		let any = 0;
		for (let w = 0; w < words; w++) {
			let left = carriers[target + w]!;
			for (let bits = left; bits !== 0; ) {
				const bit = bits & -bits;
				bits ^= bit;
				const haplotype = (w << 5) + 31 - Math.clz32(bit);
				if (start < lastEnd[haplotype]! || (start === end && lastInsertion[haplotype] === start + 1)) {
					left ^= bit;
					dropped++;
					continue;
				}
				lastEnd[haplotype] = end;
				lengthChanges[haplotype]! += change;
				if (start === end) lastInsertion[haplotype] = start + 1;
			}
			carriers[target + w] = left;
			any |= left;
		}
		if (any !== 0) kept[count++] = row;
	}
	const rows = kept.subarray(0, count);
	return {
		count,
		starts: rows.map((row) => starts[row]!),
		ends: rows.map((row) => ends[row]!),
		sequenceStarts: rows.map((row) => sequenceStarts[row]!),
		sequenceEnds: rows.map((row) => sequenceStarts[row + 1]!),
		sequences,
		wordsPerRow: words,
		carriers,
		lengthChanges,
		droppedOverlapping: dropped,
	};
}

function sortedRows(table: AlleleTable): Uint32Array {
	const order = Uint32Array.from({ length: table.count }, (_, i) => i);
	return order.sort((a, b) => compareRows(table, a, b));
}

/** By start, end, sequence; 0 for equal changes. */
function compareRows(table: AlleleTable, a: number, b: number): number {
	const { starts, ends, sequenceStarts, sequences } = table;
	const byPlace = starts[a]! - starts[b]! || ends[a]! - ends[b]!;
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

/** `alleles[starts[j] .. starts[j + 1])`, ascending, are carried by column `j` of a block of 32; `starts` has length 33. */
export interface CarriedAlleles {
	starts: Uint32Array;
	alleles: Uint32Array;
}

/** The alleles carried by each of the haplotype columns `32 * block .. 32 * block + 31`. */
export function allelesOfBlock(alleles: ContigAlleles, block: number): CarriedAlleles {
	const { count, carriers, wordsPerRow } = alleles;
	const starts = new Uint32Array(33);
	for (let i = 0; i < count; i++) {
		for (let bits = carriers[i * wordsPerRow + block]!; bits !== 0; bits &= bits - 1) starts[32 - Math.clz32(bits & -bits)]!++;
	}
	for (let j = 0; j < 32; j++) starts[j + 1]! += starts[j]!;
	const places = starts.slice();
	const list = new Uint32Array(starts[32]!);
	for (let i = 0; i < count; i++) {
		for (let bits = carriers[i * wordsPerRow + block]!; bits !== 0; bits &= bits - 1) {
			list[places[31 - Math.clz32(bits & -bits)]!++] = i;
		}
	}
	return { starts, alleles: list };
}
