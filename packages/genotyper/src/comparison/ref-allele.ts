import { PangrafError, type Reference } from '@pangraf/graph';

/** ASCII bytes of `text`, letters in upper case. */
export function upperBytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < bytes.length; i++) {
		const code = text.charCodeAt(i);
		bytes[i] = code >= 0x61 && code <= 0x7a ? code - 0x20 : code;
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
export function checkRefAllele(
	reference: Reference,
	contig: number,
	record: { readonly line: number; readonly position: number },
	ref: Uint8Array,
	file: string,
): void {
	const sequence = reference.sequences[contig]!;
	const { position } = record;
	let i = 0;
	// Past the end of the contig the sequence is undefined and differs.
	while (i < ref.length && (ref[i] === sequence[position + i] || ref[i] === REDUCED_CODES[sequence[position + i]!])) i++;
	if (i === ref.length) return;
	const held = sequence.subarray(position, position + ref.length);
	throw new PangrafError('E_COMPARE_REF_MISMATCH', {
		file,
		place: `line ${record.line} (${reference.names[contig]}:${position + 1})`,
		found: `REF ${shorten(ref)}`,
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
