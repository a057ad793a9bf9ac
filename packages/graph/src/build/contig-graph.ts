/** The graph of one contig: `AlleleTable → ContigAlleles → ContigNodes → ContigEdges`. */
import type { AlleleTable } from './allele-table.ts';
import { type ContigAlleles, resolveAlleles } from './contig-alleles.ts';
import { type ContigEdges, findEdges } from './contig-edges.ts';
import { type ContigNodes, layOutNodes } from './contig-nodes.ts';

/** Alleles, nodes and edges of a contig; a haplotype's walk follows from the alleles it carries. */
export interface ContigGraph {
	readonly alleles: ContigAlleles;
	readonly nodes: ContigNodes;
	readonly edges: ContigEdges;
}

/** Builds the graph of a contig from a finished table. */
export function makeContigGraph(table: AlleleTable, contigLength: number): ContigGraph {
	const alleles = resolveAlleles(table);
	const nodes = layOutNodes(alleles, contigLength);
	return { alleles, nodes, edges: findEdges(alleles, nodes) };
}
