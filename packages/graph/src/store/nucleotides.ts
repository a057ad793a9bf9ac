/** What a byte means as a nucleotide. */

/** IUPAC nucleotide codes of DNA. */
export const IUPAC_CODES = 'ACGTRYKMSWBDHVN';

/** Upper-case letter (ASCII) of each byte that is an IUPAC nucleotide code in either case; 0 of all others. */
export const NUCLEOTIDES: Uint8Array = new Uint8Array(256);
for (const letter of IUPAC_CODES) {
	const code = letter.charCodeAt(0);
	NUCLEOTIDES[code] = code;
	NUCLEOTIDES[code | 0x20] = code;
}

/**
 * Two-bit code of each byte that is A, C, G or T in either case (A C T G are 0 1 2 3, as in {@link Graph.packedBases});
 * 4 of the other IUPAC codes; 255 of bytes that are no nucleotide.
 */
export const BASE_CODES: Uint8Array = NUCLEOTIDES.map((letter) => {
	if (letter === 0) return 255;
	return 'ACGT'.includes(String.fromCharCode(letter)) ? (letter >> 1) & 3 : 4;
});
