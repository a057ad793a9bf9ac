/** Which haplotypes of which samples become walks of a contig. */
import type { AlleleTable } from './allele-table.ts';
import type { ContigAlleles } from './contig-alleles.ts';

/** A walk that a contig has besides the reference's. */
export interface WalkName {
	sample: string;
	/** 1 or 2. */
	haplotype: number;
	/** Its haplotype column. */
	column: number;
}

/**
 * The walks of a contig, in the order of their columns: none of a sample without a record on it, one of a sample whose
 * genotypes are all haploid, else two. GFA has no empty walk: a haplotype that lost the whole contig has none.
 */
export function nameWalks(
	samples: readonly string[],
	table: AlleleTable,
	alleles: ContigAlleles,
	contigLength: number,
): WalkName[] {
	const walks: WalkName[] = [];
	for (const [s, sample] of samples.entries()) {
		for (let h = 0; h < table.ploidy[s]!; h++) {
			const column = 2 * s + h;
			if (contigLength + alleles.lengthChanges[column]! > 0) walks.push({ sample, haplotype: h + 1, column });
		}
	}
	return walks;
}
