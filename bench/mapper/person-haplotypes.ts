/**
 * The two haplotypes of a simulated person as sequence, with each base's place on the reference: from the reference and the phased
 * variants that make_big.py of the data's tools wrote, by the rules by which it made the reads.
 */
import { type Reference, readVcf } from '@pangraf/graph/files';

/** What a base of a haplotype touches, as bits of `touches`. */
export const SNV: number = 1;
export const INDEL: number = 2;
export const SV: number = 4;

/** A variant this long is an SV where its INFO does not say so. */
const SV_BASES = 50;

/** One haplotype of a contig. */
export interface PersonHaplotype {
	readonly contig: string;
	/** ASCII. */
	readonly bases: Uint8Array;
	/** By base: 0-based place on the reference; of an inserted base that of the one before the insertion. */
	readonly places: Int32Array;
	/** By base: variants that it shows, or that follow it. */
	readonly touches: Uint8Array;
}

interface Change {
	readonly start: number;
	readonly end: number;
	readonly alt: Uint8Array;
	readonly kind: number;
}

/** Haplotypes by contig, two each. Records must have one ALT and be phased, and those of a haplotype must not overlap. */
export async function personHaplotypes(reference: Reference, variants: string): Promise<Map<string, PersonHaplotype[]>> {
	const changes = new Map(reference.names.map((name) => [name, [[], []] as [Change[], Change[]]]));
	const encoder = new TextEncoder();
	const vcf = await readVcf(variants);
	await vcf.forEach(({ contig, position, ref, alts, info, alleles }) => {
		const alt = alts[0]!;
		const isSnv = ref.length === 1 && alt.length === 1;
		const isSv = /(^|;)SVTYPE=/.test(info) || Math.abs(alt.length - ref.length) >= SV_BASES;
		const kept = isSnv ? 0 : 1;
		const change: Change = {
			start: position + kept,
			end: position + ref.length,
			alt: encoder.encode(alt.slice(kept)),
			kind: isSnv ? SNV : isSv ? SV : INDEL,
		};
		for (const copy of [0, 1] as const) if (alleles[copy] === 1) changes.get(contig)![copy].push(change);
	});
	return new Map(
		reference.names.map((contig, i) => [
			contig,
			changes.get(contig)!.map((those) => haplotypeOf(contig, reference.sequences[i]!, those)),
		]),
	);
}

function haplotypeOf(contig: string, sequence: Uint8Array, changes: readonly Change[]): PersonHaplotype {
	const length = changes.reduce((sum, { start, end, alt }) => sum + alt.length - (end - start), sequence.length);
	const bases = new Uint8Array(length);
	const places = new Int32Array(length);
	const touches = new Uint8Array(length);
	let from = 0;
	let at = 0;
	const copyTo = (end: number): void => {
		bases.set(sequence.subarray(from, end), at);
		for (; from < end; from++) places[at++] = from;
	};
	for (const { start, end, alt, kind } of changes) {
		copyTo(start);
		bases.set(alt, at);
		if (kind === SNV) {
			places[at] = start;
			touches[at++] = SNV;
		} else {
			touches[at - 1]! |= INDEL | (kind & SV);
			places.fill(start - 1, at, at + alt.length);
			touches.fill(kind & SV, at, at + alt.length);
			at += alt.length;
		}
		from = end;
	}
	copyTo(sequence.length);
	return { contig, bases, places, touches };
}

/** Bases [start, end) of a haplotype that come from [low, high) of the reference, insertions between them included. */
export function basesFrom({ places }: PersonHaplotype, low: number, high: number): { start: number; end: number } {
	const firstFrom = (place: number): number => {
		let [from, to] = [0, places.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if (places[middle]! < place) from = middle + 1;
			else to = middle;
		}
		return from;
	};
	return { start: firstFrom(low), end: firstFrom(high) };
}
