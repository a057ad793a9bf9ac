/** What a build made. */
export interface BuildSummary {
	/** Contigs of the reference. */
	contigs: number;
	/** VCF records read. */
	records: number;
	/** Changes of the reference in the graph, each once. */
	alleles: number;
	nodes: number;
	edges: number;
	/** W lines, the reference's included. */
	walks: number;
	/** Alleles left out of a haplotype because they overlap an earlier one there, over all haplotypes. */
	droppedOverlapping: number;
	/** Haplotypes that follow the reference at a record because their genotype is missing, over all records. */
	missingGenotypes: number;
	/** Bases in all nodes. */
	bases: number;
}
