import type { Reference } from '@pangraf/graph';
import { altOf, refOf, type VariantSet } from '../comparison/variant-set.ts';
import { encoded, type RowBuffer } from './row-buffer.ts';

/** A variant as VCF writes it. */
export interface VcfAllele {
	contig: string;
	/** POS, from 1. */
	position: number;
	ref: string;
	alt: string;
}

const decoder = new TextDecoder();
const NO_BASES = new Uint8Array(0);

/** Gives an indel its anchor: the base before it, or at the start of a contig the base after it (VCF 4.3, 1.4.1 REF). */
export function vcfAllele(set: VariantSet, i: number, reference: Reference): VcfAllele {
	const [before, after] = anchorsOf(set, i, reference);
	const [left, right] = [decoder.decode(before), decoder.decode(after)];
	return {
		contig: reference.names[set.contig[i]!]!,
		position: set.position[i]! + 1 - before.length,
		ref: left + decoder.decode(refOf(set, i)) + right,
		alt: left + decoder.decode(altOf(set, i)) + right,
	};
}

/** The bases that VCF wants before and after a variant; at most one in all. */
function anchorsOf(set: VariantSet, i: number, reference: Reference): [before: Uint8Array, after: Uint8Array] {
	if (set.refLength[i]! > 0 && set.altLength[i]! > 0) return [NO_BASES, NO_BASES];
	const sequence = reference.sequences[set.contig[i]!]!;
	const position = set.position[i]!;
	if (position > 0) return [sequence.subarray(position - 1, position), NO_BASES];
	const end = set.refLength[i]!;
	return [NO_BASES, sequence.subarray(end, end + 1)];
}

const TAB = 9;
const COLON = 58;
const GREATER = 62;
const SPACE = 32;

/** Adds POS, the cells of `between`, REF and ALT, separated by tabs: {@link vcfAllele} without texts. */
export function addVcfAllele(row: RowBuffer, set: VariantSet, i: number, reference: Reference, between: Uint8Array): void {
	const refLength = set.refLength[i]!;
	const altLength = set.altLength[i]!;
	const isAnchored = refLength === 0 || altLength === 0;
	const [before, after] = isAnchored ? anchorsOf(set, i, reference) : [NO_BASES, NO_BASES];
	const offset = set.offset[i]!;
	row.number(set.position[i]! + 1 - before.length);
	row.byte(TAB);
	row.bytes(between);
	if (isAnchored) row.bytes(before);
	row.bytes(set.bytes, offset, offset + refLength);
	if (isAnchored) row.bytes(after);
	row.byte(TAB);
	if (isAnchored) row.bytes(before);
	row.bytes(set.bytes, offset + refLength, offset + refLength + altLength);
	if (isAnchored) row.bytes(after);
}

/** Longest allele that is written out where people read. */
const MAX_SHOWN = 24;

/** An allele pair for people: short ones in full, long ones by their size. */
export function shortAlleles({ ref, alt }: Pick<VcfAllele, 'ref' | 'alt'>): string {
	if (ref.length <= MAX_SHOWN && alt.length <= MAX_SHOWN) return `${ref}>${alt}`;
	const difference = alt.length - ref.length;
	if (difference === 0) return `replacement of ${ref.length} bp`;
	return difference > 0 ? `insertion of ${difference} bp` : `deletion of ${-difference} bp`;
}

/** Adds `contig:POS alleles`, as people read them. `contigs` are the encoded names. */
export function addShortAllele(
	row: RowBuffer,
	set: VariantSet,
	i: number,
	reference: Reference,
	contigs: readonly Uint8Array[],
): void {
	const refLength = set.refLength[i]!;
	const altLength = set.altLength[i]!;
	const contig = contigs[set.contig[i]!]!;
	// SNVs are nine of ten.
	if (refLength === 1 && altLength === 1) {
		const offset = set.offset[i]!;
		row.bytes(contig);
		row.byte(COLON);
		row.number(set.position[i]! + 1);
		row.byte(SPACE);
		row.byte(set.bytes[offset]!);
		row.byte(GREATER);
		row.byte(set.bytes[offset + 1]!);
		return;
	}
	const allele = vcfAllele(set, i, reference);
	row.bytes(contig);
	row.bytes(encoded(`:${allele.position} ${shortAlleles(allele)}`));
}
