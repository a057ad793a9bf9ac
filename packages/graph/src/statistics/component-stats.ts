/** What each connected component holds. */
import { type Graph, nodeLength, referenceWalks, stringAt } from '../store/graph.ts';
import { KIND_PATH, KIND_WALK } from '../store/walk-builder.ts';
import { walkSteps } from '../store/walk-steps.ts';
import { connectedComponents } from '../snarls/connected-components.ts';
import type { SnarlTree } from '../snarls/snarl-tree.ts';

/** Counts as in `GraphStats`, of one component. */
export interface ComponentStats {
	/** From 1, in the order of the components' first segments in the file. */
	component: number;
	nodes: number;
	edges: number;
	length: number;
	paths: number;
	walks: number;
	snarls: number;
	/** Contigs of the graph's own reference that run through it. */
	contigs: string[];
}

/** Counts each component of `graph`, whose snarls are `tree`. O(nodes + edges + steps + snarls). */
export function componentStats(graph: Graph, tree: SnarlTree): ComponentStats[] {
	const { labels, count } = connectedComponents(graph);
	const stats = Array.from(
		{ length: count },
		(_, i): ComponentStats => ({ component: i + 1, nodes: 0, edges: 0, length: 0, paths: 0, walks: 0, snarls: 0, contigs: [] }),
	);
	for (let node = 0; node < graph.nodeCount; node++) {
		const own = stats[labels[node]!]!;
		own.nodes++;
		own.length += nodeLength(graph, node);
	}
	for (let handle = 0; handle < graph.nodeCount * 2; handle++) {
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++) {
			// A link is stored under both its ends; one that is its own mirror image once.
			if (handle <= (graph.edgeTargets[edge]! ^ 1)) stats[labels[handle >>> 1]!]!.edges++;
		}
	}
	for (let snarl = 0; snarl < tree.count; snarl++) {
		if (tree.isTrivial[snarl] === 0) stats[labels[tree.starts[snarl]! >>> 1]!]!.snarls++;
	}
	const { walks, strings } = graph;
	const componentOf = Int32Array.from({ length: walks.count }, (_, walk) => {
		const step = walkSteps(graph, walk)[0];
		return step === undefined ? -1 : labels[step >>> 1]!;
	});
	for (let walk = 0; walk < walks.count; walk++) {
		const own = stats[componentOf[walk]!];
		if (own === undefined) continue;
		if (walks.kind[walk] === KIND_PATH) own.paths++;
		else if (walks.kind[walk] === KIND_WALK) own.walks++;
	}
	for (const walk of referenceWalks(graph)) {
		const own = stats[componentOf[walk]!];
		const contig = stringAt(strings, walks.contig[walk]!);
		if (own?.contigs.includes(contig) === false) own.contigs.push(contig);
	}
	return stats;
}
