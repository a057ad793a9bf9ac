/** The genotypes of one site as VCF has them: a column for each sample and counts of alleles. */
import type { HaplotypeColumns } from './haplotype-columns.ts';
import { CONFLICT } from './site-genotypes.ts';

/** Columns and counts. */
export interface GenotypeColumns {
	/** GT by sample: alleles of its haplotypes in the order of their numbers, `|` between them, `.` where one has none. */
	readonly texts: string[];
	/** Number of haplotypes with each allele, the reference's first. */
	readonly counts: readonly number[];
	/** Samples with an allele. */
	readonly sampleCount: number;
	/** Samples with a haplotype whose walks disagree. */
	readonly conflicts: readonly string[];
}

/** Columns for haplotypes that take `ways`; `alleleOf` gives the allele of each. */
export function genotypeColumns(
	columns: HaplotypeColumns,
	ways: Int32Array,
	alleleOf: ReadonlyMap<number, number>,
	alleleCount: number,
): GenotypeColumns {
	const counts = Array.from({ length: alleleCount }, () => 0);
	const texts: string[] = [];
	const conflicts: string[] = [];
	let sampleCount = 0;
	for (const [sample, name] of columns.samples.entries()) {
		let text = '';
		let hasAllele = false;
		const first = columns.sampleStarts[sample]!;
		for (let haplotype = first; haplotype < columns.sampleStarts[sample + 1]!; haplotype++) {
			const way = ways[haplotype]!;
			const allele = way >= 0 ? alleleOf.get(way)! : undefined;
			if (haplotype > first) text += '|';
			text += allele ?? '.';
			if (way === CONFLICT && conflicts.at(-1) !== name) conflicts.push(name);
			if (allele === undefined) continue;
			counts[allele]!++;
			hasAllele = true;
		}
		texts.push(text);
		if (hasAllele) sampleCount++;
	}
	return { texts, counts, sampleCount, conflicts };
}
