import type { Reference } from '@pangraf/graph';
import { altOf, refOf, type VariantSet } from '../comparison/variant-set.ts';

/** A variant as VCF writes it. */
export interface VcfAllele {
	contig: string;
	/** POS, from 1. */
	position: number;
	ref: string;
	alt: string;
}

const decoder = new TextDecoder();

/** Gives an indel its anchor: the base before it, or at the start of a contig the base after it (VCF 4.3, 1.4.1 REF). */
export function vcfAllele(set: VariantSet, i: number, reference: Reference): VcfAllele {
	const contig = set.contig[i]!;
	const sequence = reference.sequences[contig]!;
	const name = reference.names[contig]!;
	const position = set.position[i]!;
	const ref = decoder.decode(refOf(set, i));
	const alt = decoder.decode(altOf(set, i));
	if (ref !== '' && alt !== '') return { contig: name, position: position + 1, ref, alt };
	if (position > 0) {
		const anchor = String.fromCharCode(sequence[position - 1]!);
		return { contig: name, position, ref: anchor + ref, alt: anchor + alt };
	}
	const next = sequence[ref.length];
	const anchor = next === undefined ? '' : String.fromCharCode(next);
	return { contig: name, position: 1, ref: ref + anchor, alt: alt + anchor };
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
