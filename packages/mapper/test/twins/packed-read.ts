/** Twin of assembly/reads.ts: what a read is after parsing and packing, base by base. */

/** 2-bit code of a base; others are packed as A. */
export const CODES: Readonly<Record<string, number>> = { A: 0, C: 1, T: 2, G: 3 };

/** One strand: its codes, and which of its bases are no A, C, G or T. */
export interface PackedStrand {
	readonly codes: number[];
	readonly others: boolean[];
}

/** Both strands of a read's letters in any case. */
export function packedStrands(bases: string): [PackedStrand, PackedStrand] {
	const upper = Array.from(bases.toUpperCase());
	const codes = upper.map((letter) => CODES[letter] ?? 0);
	const others = upper.map((letter) => CODES[letter] === undefined);
	const reverseCodes = codes.map((code, i) => (others[i] === true ? 0 : code ^ 2)).reverse();
	return [
		{ codes, others },
		{ codes: reverseCodes, others: [...others].reverse() },
	];
}

/** Name of a read: the header line from behind `@` to the first blank. */
export function readName(header: string): string {
	return header.slice(1).split(/[\t\r\n ]/)[0]!;
}

/** Whether two names are those of mates: equal, or equal but for `/1` and `/2`. */
export function areMates(first: string, second: string): boolean {
	if (first === second) return true;
	return /.\/1$/.test(first) && /.\/2$/.test(second) && first.slice(0, -2) === second.slice(0, -2);
}
