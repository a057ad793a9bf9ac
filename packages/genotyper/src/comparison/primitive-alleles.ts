import { editDistance } from './edit-distance.ts';
import { type Allele, normaliseAllele } from './normalise.ts';
import { MAX_CERTAIN_SNVS, REPLACEMENT_MIN_DIFFERENCE, SV_MIN_LENGTH } from './thresholds.ts';

/**
 * What an allele is compared as: itself in normal form, or, where it replaces bases by as many others (MNV), one SNV for each
 * base that differs. Both sides of a comparison are taken apart alike, so that `AC>GT` meets `A>G` and `C>T`. Replacements stay
 * whole where indels make fewer changes of them, and where they are 50 bp and more of which over half differs (inversions,
 * mostly). Empty where the allele is the reference.
 */
export function primitiveAlleles(sequence: Uint8Array, position: number, ref: Uint8Array, alt: Uint8Array): Allele[] {
	const allele = normaliseAllele(sequence, position, ref, alt);
	const length = allele.ref.length;
	if (length !== allele.alt.length) return [allele];
	if (length === 0) return [];
	if (length === 1) return [allele];
	let differing = 0;
	for (let i = 0; i < length; i++) if (allele.ref[i] !== allele.alt[i]) differing++;
	if (length >= SV_MIN_LENGTH && differing > length * REPLACEMENT_MIN_DIFFERENCE) return [allele];
	// An insertion and a deletion that make up for each other shift what is between them: those are no SNVs.
	if (differing > MAX_CERTAIN_SNVS && differing > editDistance(allele.ref, allele.alt) + 1) return [allele];
	const parts: Allele[] = [];
	for (let i = 0; i < length; i++) {
		if (allele.ref[i] === allele.alt[i]) continue;
		parts.push({
			position: allele.position + i,
			ref: allele.ref.subarray(i, i + 1),
			alt: allele.alt.subarray(i, i + 1),
			shift: 0,
		});
	}
	return parts;
}
