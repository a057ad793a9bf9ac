/**
 * The one spelling of an allele: trimmed and left-aligned.
 *
 * Source: A. Tan, G. R. Abecasis, H. M. Kang 2015, "Unified representation of genetic variants",
 * doi:10.1093/bioinformatics/btv112. Theirs keeps an anchor base because VCF needs one; here the anchor is left away, so that
 * an insertion has an empty `ref` and stands before the base at `position`, and a deletion has an empty `alt`.
 *
 * Assumptions: upper-case ASCII; `ref` is what the sequence holds at `position` (the caller has checked it). An allele is
 * moved past other variants of the sample as if they were not there.
 */

import { repeatStart } from './repeat-runs.ts';

/** `ref` at 0-based `position` becomes `alt`. Views of their own or of the arrays given. */
export interface Allele {
	readonly position: number;
	readonly ref: Uint8Array;
	readonly alt: Uint8Array;
	/**
	 * How far, in bp, an indel was moved left: it stood at `position + shift`, behind its anchor. Its complement (`~shift`, below 0)
	 * for an indel whose record has no anchor before it: of two insertions at one place it is the second.
	 */
	readonly shift: number;
}

/** The normal form of an allele of `sequence`; both parts are empty where the allele is the reference. Linear in its length, and in its shift but for long repeats that were walked before. */
export function normaliseAllele(sequence: Uint8Array, position: number, ref: Uint8Array, alt: Uint8Array): Allele {
	// Nine of ten alleles are SNVs and stand as they are.
	if (ref.length === 1 && alt.length === 1 && ref[0] !== alt[0]) return { position, ref, alt, shift: 0 };
	let refEnd = ref.length;
	let altEnd = alt.length;
	while (refEnd > 0 && altEnd > 0 && ref[refEnd - 1] === alt[altEnd - 1]) {
		refEnd--;
		altEnd--;
	}
	let from = 0;
	while (from < refEnd && from < altEnd && ref[from] === alt[from]) from++;
	const trimmed = { position: position + from, ref: ref.subarray(from, refEnd), alt: alt.subarray(from, altEnd), shift: 0 };
	if (trimmed.ref.length > 0 && trimmed.alt.length > 0) return trimmed;
	// Anchored as VCF has it, bases shared on the left come before those shared on the right.
	const shorter = Math.min(ref.length, alt.length);
	let anchor = from;
	while (anchor < shorter && ref[anchor] === alt[anchor]) anchor++;
	const aligned = trimmed.ref.length > 0 ? leftAlignDeletion(sequence, trimmed) : leftAlignInsertion(sequence, trimmed);
	const shift = position + anchor - aligned.position;
	return { ...aligned, shift: anchor === 0 ? ~shift : shift };
}

function leftAlignDeletion(sequence: Uint8Array, { position, ref, alt }: Allele): Allele {
	const length = ref.length;
	const start = repeatStart(sequence, position, length);
	return { position: start, ref: sequence.subarray(start, start + length), alt, shift: 0 };
}

function leftAlignInsertion(sequence: Uint8Array, allele: Allele): Allele {
	const { position, alt } = allele;
	const length = alt.length;
	if (length === 0) return allele;
	// Each step left turns the inserted sequence by one: its last base goes to the front.
	let start = position;
	const once = Math.max(0, position - length);
	while (start > once && sequence[start - 1] === alt[length - (position - start) - 1]) start--;
	// Turned round once, it is what the sequence holds from here on.
	if (start === once) start = repeatStart(sequence, start, length);
	if (start === position) return allele;
	const last = length - ((position - start) % length) - 1;
	const turned = new Uint8Array(length);
	turned.set(alt.subarray(last + 1));
	turned.set(alt.subarray(0, last + 1), length - last - 1);
	return { position: start, ref: allele.ref, alt: turned, shift: 0 };
}
