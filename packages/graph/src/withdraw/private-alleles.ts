/**
 * Alleles that only walks that go carry.
 *
 * An allele here is a run of private edges (edges that no other walk uses) with private nodes between them, taken as far as it
 * goes: a SNV is two edges and the node between, a deletion one edge. A walk that is one private node is one too. However
 * often and in which direction the walks take it, it counts once.
 */
import { edgeIndex, type Graph } from '../store/graph.ts';
import { walkSteps } from '../store/walk-steps.ts';
import { GOES, type GraphUse } from './graph-use.ts';

/** Number of different ones. Linear in the steps of walks that go. */
export function countPrivateAlleles(graph: Graph, withdrawn: Uint8Array, use: GraphUse): number {
	const found = new Set<string>();
	for (let walk = 0; walk < graph.walks.count; walk++) {
		if (withdrawn[walk] === 0) continue;
		const steps = walkSteps(graph, walk);
		const isPrivateNode = (i: number) => use.nodes[steps[i]! >>> 1] === GOES;
		let start = 0;
		for (let i = 1; i <= steps.length; i++) {
			const isPrivateEdge = i < steps.length && use.edges[edgeIndex(graph, steps[i - 1]!, steps[i]!)] === GOES;
			if (isPrivateEdge && isPrivateNode(i)) continue;
			// A run of private edges ends with this one, or ended before it.
			const end = isPrivateEdge ? i : i - 1;
			if (end > start || (end === start && isPrivateNode(start))) found.add(keyOf(steps.subarray(start, end + 1)));
			start = i;
		}
	}
	return found.size;
}

/** A text that is the same for both directions. */
function keyOf(steps: Uint32Array): string {
	const forward = steps.join(' ');
	const backward = steps
		.map((step) => step ^ 1)
		.reverse()
		.join(' ');
	return forward < backward ? forward : backward;
}
