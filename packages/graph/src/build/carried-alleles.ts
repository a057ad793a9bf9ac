/** The alleles of each haplotype: carrier rows turned round, some columns at a time. */
import type { CarrierRows } from './carrier-rows.ts';

/** Most alleles that are listed at one time, over all columns, unless one column alone has more: 64 MiB. */
const LISTED_MAX = 1 << 24;

/** Lists of the columns `first .. end - 1`: column `h` carries the alleles `list[starts[h - first] .. starts[h - first + 1])`, ascending. */
export interface CarriedAlleles {
	readonly first: number;
	readonly end: number;
	readonly starts: Uint32Array;
	readonly list: Uint32Array;
}

/** The alleles that column `column` of `lists` carries. */
export function allelesOf({ first, starts, list }: CarriedAlleles, column: number): Uint32Array {
	return list.subarray(starts[column - first], starts[column - first + 1]);
}

/**
 * The alleles of all columns, in groups of columns as many as fit {@link LISTED_MAX}. Linear in the carriers for each group, and
 * once more to count.
 */
export function* carriedAlleles(carriers: CarrierRows, listedMax: number = LISTED_MAX): Generator<CarriedAlleles> {
	const columns = 32 * carriers.wordsPerRow;
	const counts = new Uint32Array(columns);
	for (let row = 0; row < carriers.count; row++) {
		carriers.forEach(row, (column) => {
			counts[column]!++;
		});
	}
	for (let first = 0; first < columns; ) {
		let end = first + 1;
		let listed = counts[first]!;
		while (end < columns && listed + counts[end]! <= listedMax) listed += counts[end++]!;
		yield listsOf(carriers, counts, first, end);
		first = end;
	}
}

function listsOf(carriers: CarrierRows, counts: Uint32Array, first: number, end: number): CarriedAlleles {
	const starts = new Uint32Array(end - first + 1);
	for (let column = first; column < end; column++) starts[column - first + 1] = starts[column - first]! + counts[column]!;
	const places = starts.slice();
	const list = new Uint32Array(starts.at(-1)!);
	for (let row = 0; row < carriers.count; row++) {
		carriers.forEach(row, (column) => {
			if (column >= first && column < end) list[places[column - first]!++] = row;
		});
	}
	return { first, end, starts, list };
}
