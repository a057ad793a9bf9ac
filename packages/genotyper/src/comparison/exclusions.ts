/** What of a file is not compared, and why. Nothing is left out without an entry here. */

/** Why an allele that a sample carries is not compared; the texts go into reports. */
export const EXCLUSION_REASONS = {
	filtered: 'FILTER, or the FT of the sample, is neither PASS nor empty',
	symbolic: 'symbolic allele of which the record says neither sequence nor length, such as <CNV>',
	too_long: 'symbolic allele of more than 1,000,000 bp, or behind 250,000,000 bp of them in one file',
	breakend: 'breakend or single breakend, which does not spell its sequence',
	spanning_deletion: 'the allele `*`: an overlapping deletion, which has a record of its own',
	unspecified: 'unspecified allele (<*>, <NON_REF>)',
	polyploid: 'genotype of more than two alleles',
	telomere: 'POS 0, which stands for the telomere and not for a base',
	ambiguous_letters: 'the allele holds letters other than A, C, G and T',
	same_as_reference: 'the allele is the reference',
	duplicate: 'another record of the file says the same of the same haplotype',
	contig_unknown: 'the reference does not hold the contig',
	outside_regions: 'does not lie wholly inside the regions',
} as const;

export type ExclusionReason = keyof typeof EXCLUSION_REASONS;

/** One entry per allele that is not compared, by line. */
export interface Exclusion {
	/** Line of the VCF, from 1. */
	readonly line: number;
	readonly contig: string;
	/** 0-based. */
	readonly position: number;
	readonly reason: ExclusionReason;
}

const SEQUENCE = /^[ACGT]+$/i;
const UNSPECIFIED = /^<(\*|NON_REF)>$/;

/** Why an ALT cannot be compared as it stands; `undefined` for one that spells a sequence. */
export function unsupportedAllele(alt: string): ExclusionReason | undefined {
	if (SEQUENCE.test(alt)) return undefined;
	if (alt.startsWith('*')) return 'spanning_deletion';
	if (UNSPECIFIED.test(alt)) return 'unspecified';
	if (alt.startsWith('<')) return 'symbolic';
	if (/[[\].]/.test(alt)) return 'breakend';
	return 'ambiguous_letters';
}
