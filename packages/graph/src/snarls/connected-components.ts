/** Which nodes hang together. */
import type { Graph } from '../store/graph.ts';
import { UnionFind } from './union-find.ts';

/** Connected components, numbered from 0 in the order of their first nodes. */
export interface ConnectedComponents {
	readonly count: number;
	/** By node. */
	readonly labels: Uint32Array;
}

/** The components of `graph`, over links alone. O(nodes + edges). */
export function connectedComponents({ nodeCount, edgeStarts, edgeTargets }: Graph): ConnectedComponents {
	const nodes = new UnionFind(nodeCount);
	for (let handle = 0; handle < nodeCount * 2; handle++) {
		for (let edge = edgeStarts[handle]!; edge < edgeStarts[handle + 1]!; edge++)
			nodes.join(handle >>> 1, edgeTargets[edge]! >>> 1);
	}
	return nodes.labels();
}
