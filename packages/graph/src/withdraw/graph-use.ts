/** Which nodes and edges the walks that stay use, and which those that go. */
import { edgeIndex, type Graph } from '../store/graph.ts';
import { walkSteps } from '../store/walk-steps.ts';

/** Bit of what a walk that stays uses. */
export const STAYS = 1;
/** Bit of what a walk that goes uses. */
export const GOES = 2;

/** Bits of {@link STAYS} and {@link GOES}; 0 of what no walk uses. */
export interface GraphUse {
	/** By node. */
	readonly nodes: Uint8Array;
	/** By place in `edgeTargets`; both halves of a link have the same bits. */
	readonly edges: Uint8Array;
}

/** `withdrawn[walk]` is 1 of walks that go. Linear in steps. */
export function findUse(graph: Graph, withdrawn: Uint8Array): GraphUse {
	const nodes = new Uint8Array(graph.nodeCount);
	const edges = new Uint8Array(graph.edgeTargets.length);
	// By handle: the handle after it that was marked last, plus one, for walks that stay and walks that go; most take the same.
	const known = [new Uint32Array(2 * graph.nodeCount), new Uint32Array(2 * graph.nodeCount)] as const;
	for (let walk = 0; walk < graph.walks.count; walk++) {
		const bit = withdrawn[walk] === 1 ? GOES : STAYS;
		const marked = known[bit - 1]!;
		const steps = walkSteps(graph, walk);
		for (let i = 0; i < steps.length; i++) {
			const to = steps[i]!;
			nodes[to >>> 1]! |= bit;
			if (i === 0) continue;
			const from = steps[i - 1]!;
			if (marked[from] === to + 1) continue;
			marked[from] = to + 1;
			edges[edgeIndex(graph, from, to)]! |= bit;
			edges[edgeIndex(graph, to ^ 1, from ^ 1)]! |= bit;
		}
	}
	return { nodes, edges };
}
