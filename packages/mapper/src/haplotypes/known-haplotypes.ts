/** What is known of haplotypes, and what it costs to leave them. */
import { type Graph, referenceWalks } from '@pangraf/graph';

/**
 * Score that a path loses for each switch: less than a mismatch (5 with the base that it does not match), so that a read that shows two
 * alleles which no haplotype has together is placed with both; more than nothing, so that of equal paths those of haplotypes win.
 */
export const HAPLOTYPE_PENALTY = 4;

/** Whether a graph has walks beside those of its reference, as `linearCoordinates` takes it. */
export function knowsHaplotypes(graph: Graph): boolean {
	const { sample } = graph.walks;
	const reference = sample[referenceWalks(graph)[0] ?? 0];
	return sample.subarray(0, graph.walks.count).some((name) => name !== reference);
}
