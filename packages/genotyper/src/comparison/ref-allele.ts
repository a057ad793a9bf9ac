import { NUCLEOTIDES, PangrafError, type Reference, type VcfRecord } from '@pangraf/graph';

/** Letters in upper case: the array itself where they are already. */
export function upperBytes(bytes: Uint8Array): Uint8Array {
	for (let i = 0; i < bytes.length; i++) {
		if (NUCLEOTIDES[bytes[i]!] !== bytes[i]) return bytes.map((letter) => NUCLEOTIDES[letter]!);
	}
	return bytes;
}

/** What VCF 4.3 (section 1.6.1, REF) writes where the reference holds an ambiguity code: the first base of its set. */
const REDUCED: Readonly<Record<string, string>> = {
	R: 'A',
	Y: 'C',
	S: 'C',
	W: 'A',
	K: 'G',
	M: 'A',
	B: 'C',
	D: 'A',
	H: 'A',
	V: 'A',
};
const REDUCED_CODES: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
	const letter = REDUCED[String.fromCharCode(code)];
	return letter === undefined ? code : letter.charCodeAt(0);
});

/**
 * Checks that REF is what the reference holds. Calls against another reference would be compared to nothing.
 *
 * Errors: E_COMPARE_REF_MISMATCH with file and line.
 */
export function checkRefAllele(reference: Reference, contig: number, record: VcfRecord, file: string): void {
	const sequence = reference.sequences[contig]!;
	const { position, bytes, refStart, refEnd } = record;
	let at = refStart;
	for (let p = position; at < refEnd; at++, p++) {
		// Past the end of the contig the sequence is undefined and differs.
		const letter = NUCLEOTIDES[bytes[at]!]!;
		if (letter !== sequence[p] && letter !== REDUCED_CODES[sequence[p]!]) break;
	}
	if (at === refEnd) return;
	const ref = bytes.subarray(refStart, refEnd);
	const held = sequence.subarray(position, position + ref.length);
	throw new PangrafError('E_COMPARE_REF_MISMATCH', {
		file,
		place: `line ${record.line} (${reference.names[contig]}:${position + 1})`,
		found: `REF ${shorten(upperBytes(ref))}`,
		expected:
			held.length < ref.length
				? `a REF that ends within the contig (${sequence.length} bp)`
				: `${shorten(held)}, as in the reference`,
		remedy: 'use the reference that the calls were made against',
	});
}

function shorten(sequence: Uint8Array): string {
	const text = String.fromCharCode(...sequence.subarray(0, 20));
	return sequence.length > 20 ? `${text}… (${sequence.length} bp)` : text;
}
