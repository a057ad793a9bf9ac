/** What is known of haplotypes. */
import { type Graph, referenceWalks } from '@pangraf/graph';

/** Whether a graph has walks beside those of its reference, as `linearCoordinates` takes it. */
export function knowsHaplotypes(graph: Graph): boolean {
	const { sample } = graph.walks;
	const reference = sample[referenceWalks(graph)[0] ?? 0];
	return sample.subarray(0, graph.walks.count).some((name) => name !== reference);
}
