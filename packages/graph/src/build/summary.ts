/** What a build made. */
export interface BuildSummary {
	/** Contigs of the reference; with regions, those that have one. */
	contigs: number;
	/** VCF records read on them. */
	records: number;
	/** Changes of the reference in the graph, each once. */
	alleles: number;
	nodes: number;
	edges: number;
	/** W lines, the reference's included. */
	walks: number;
	/** Alleles left out of a haplotype because they overlap an earlier one there, over all haplotypes. */
	droppedOverlapping: number;
	/** Alleles left out because too few haplotypes carry them. */
	droppedRare: number;
	/** Alleles left out because they reach over the border of a region. */
	droppedAtBorders: number;
	/** Haplotypes that follow the reference at a record because their genotype is missing, over all records. */
	missingGenotypes: number;
	/** Haplotypes that follow the reference at a position because only other files have a record there, over all positions. */
	absentGenotypes: number;
	/** Bases in all nodes. */
	bases: number;
}

/** A summary of nothing. */
export function emptySummary(): BuildSummary {
	return {
		contigs: 0,
		records: 0,
		alleles: 0,
		nodes: 0,
		edges: 0,
		walks: 0,
		droppedOverlapping: 0,
		droppedRare: 0,
		droppedAtBorders: 0,
		missingGenotypes: 0,
		absentGenotypes: 0,
		bases: 0,
	};
}
