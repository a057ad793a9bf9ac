/**
 * What an ALT changes of the reference, without the letters that it shares with REF.
 *
 * Rule: the first letter, where both begin with it (the anchor base of VCF), is set aside; then the shared suffix goes, then
 * the rest of the shared prefix. An indel so stands as far left as its record allows, and all indels of a multiallelic record
 * begin at one place. The remaining interval may be empty (an insertion before `start`), the remaining sequence too (a
 * deletion); when both are empty the ALT is the reference. Equal changes written differently beyond their own record (an
 * indel that is not left-aligned) are not recognised as equal; the haplotypes spell the same all the same.
 */

/** A change of the reference: `[start, end)` becomes `sequence`. 0-based. */
export interface TrimmedAllele {
	start: number;
	end: number;
	sequence: string;
}

/** Trims `alt` against `ref`, both upper-case; `position` is where `ref` begins. */
export function trimAllele(position: number, ref: string, alt: string): TrimmedAllele {
	let from = ref.length > 0 && ref.charCodeAt(0) === alt.charCodeAt(0) ? 1 : 0;
	let refEnd = ref.length;
	let altEnd = alt.length;
	while (refEnd > from && altEnd > from && ref.charCodeAt(refEnd - 1) === alt.charCodeAt(altEnd - 1)) {
		refEnd--;
		altEnd--;
	}
	while (from < refEnd && from < altEnd && ref.charCodeAt(from) === alt.charCodeAt(from)) from++;
	return { start: position + from, end: position + refEnd, sequence: alt.slice(from, altEnd) };
}
