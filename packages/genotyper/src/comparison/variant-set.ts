/**
 * Variants of one sample as columns: biallelic, in normal form, sorted, each allele once.
 *
 * Order: contig, then the 0-based position of the VCF record (the anchor base of an indel), then ref, then alt, by bytes.
 */
import { SV_MIN_LENGTH } from './thresholds.ts';

export interface VariantSet {
	readonly count: number;
	/** Index into the reference's contigs. */
	readonly contig: Uint32Array;
	/** 0-based position of the first changed base; of an insertion the base that it stands before. */
	readonly position: Int32Array;
	/** `bytes[offset .. offset + refLength)` is the replaced sequence, `altLength` bytes after it the new one. */
	readonly offset: Uint32Array;
	readonly refLength: Uint32Array;
	readonly altLength: Uint32Array;
	readonly bytes: Uint8Array;
	/**
	 * How far, in bp, right of the normal form the record spells the allele. What else lies on the haplotype makes the place
	 * matter: a deletion left of an SNV in its repeat is another haplotype than the deletion right of it. See {@link speltStart}
	 * and {@link isUnanchored}: below 0 it is the complement.
	 */
	readonly shift: Int32Array;
	/** Packed as in genotype.ts. */
	readonly genotype: Uint8Array;
	/** Index into `filters`. */
	readonly filter: Uint16Array;
	/** Values of the FILTER column. */
	readonly filters: readonly string[];
	/** Line of the VCF, from 1. */
	readonly line: Uint32Array;
}

/** Variant types, as in the tables. */
export const VARIANT_TYPES = ['SNV', 'INDEL', 'SV'] as const;
export type VariantType = (typeof VARIANT_TYPES)[number];

/** What a variant does to the length of the sequence. */
export type VariantKind = 'insertion' | 'deletion' | 'replacement';

const N = 0x4e;

export function refOf(set: VariantSet, i: number): Uint8Array {
	const offset = set.offset[i]!;
	return set.bytes.subarray(offset, offset + set.refLength[i]!);
}

export function altOf(set: VariantSet, i: number): Uint8Array {
	const offset = set.offset[i]! + set.refLength[i]!;
	return set.bytes.subarray(offset, offset + set.altLength[i]!);
}

/** Bp added or removed; of a replacement its length. */
export function sizeOf(set: VariantSet, i: number): number {
	const difference = Math.abs(set.altLength[i]! - set.refLength[i]!);
	return difference === 0 ? set.refLength[i]! : difference;
}

export function typeOf(set: VariantSet, i: number): VariantType {
	if (set.refLength[i] === 1 && set.altLength[i] === 1) return 'SNV';
	return sizeOf(set, i) >= SV_MIN_LENGTH ? 'SV' : 'INDEL';
}

export function kindOf(set: VariantSet, i: number): VariantKind {
	const difference = set.altLength[i]! - set.refLength[i]!;
	if (difference === 0) return 'replacement';
	return difference > 0 ? 'insertion' : 'deletion';
}

/** 0-based place at which the record of variant `i` has it: right of `position` where it was moved left. */
export function speltStart(set: VariantSet, i: number): number {
	const shift = set.shift[i]!;
	return set.position[i]! + (shift < 0 ? ~shift : shift);
}

/** Whether the record has no base before the indel: of two insertions at one place it is then the second. */
export function isUnanchored(set: VariantSet, i: number): boolean {
	return set.shift[i]! < 0;
}

/** Whether only the length of the new sequence is known (`<INS>`): it is then all N. */
export function isUnspelt(set: VariantSet, i: number): boolean {
	return set.altLength[i]! > 0 && set.bytes[set.offset[i]! + set.refLength[i]!] === N;
}

/** 0-based first base of the VCF record: an insertion or a deletion carries the base before it. Never below 0. */
export function recordStart(set: VariantSet, i: number): number {
	const position = set.position[i]!;
	const isAnchored = set.refLength[i] === 0 || set.altLength[i] === 0;
	return isAnchored && position > 0 ? position - 1 : position;
}

/** End of the VCF record, exclusive; at least one base after its start. */
export function recordEnd(set: VariantSet, i: number): number {
	return Math.max(set.position[i]! + set.refLength[i]!, recordStart(set, i) + 1);
}

/** Order of two variants, of one set or of two: below 0, 0 (the same allele) or above 0. */
export function compareVariants(a: VariantSet, i: number, b: VariantSet, j: number): number {
	return (
		a.contig[i]! - b.contig[j]! ||
		recordStart(a, i) - recordStart(b, j) ||
		// At the start of a contig an indel has no anchor before it and shares its record's position with an SNV.
		a.position[i]! - b.position[j]! ||
		compareBytes(a.bytes, a.offset[i]!, a.refLength[i]!, b.bytes, b.offset[j]!, b.refLength[j]!) ||
		compareBytes(
			a.bytes,
			a.offset[i]! + a.refLength[i]!,
			a.altLength[i]!,
			b.bytes,
			b.offset[j]! + b.refLength[j]!,
			b.altLength[j]!,
		)
	);
}

function compareBytes(a: Uint8Array, aFrom: number, aLength: number, b: Uint8Array, bFrom: number, bLength: number): number {
	const shared = Math.min(aLength, bLength);
	for (let k = 0; k < shared; k++) {
		const difference = a[aFrom + k]! - b[bFrom + k]!;
		if (difference !== 0) return difference;
	}
	return aLength - bLength;
}

/** First variant at or after a place, by record start; `set.count` where there is none. */
export function firstFrom(set: VariantSet, contig: number, start: number): number {
	let low = 0;
	let high = set.count;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((set.contig[middle]! - contig || recordStart(set, middle) - start) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
