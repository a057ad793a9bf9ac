/** By block of 32 bases of the concatenated sequence: the node that holds the block's first base. For going from base to node. */
import type { Graph } from '@pangraf/graph';

/** Length ceil(baseCount / 32) + 1. SYNC: nodeAt in assembly/graph.ts. */
export function blockNodes(graph: Graph): Uint32Array {
	const blocks = new Uint32Array(new SharedArrayBuffer(4 * (Math.ceil(graph.baseCount / 32) + 1)));
	let node = 0;
	for (let block = 0; block < blocks.length; block++) {
		while (node + 1 < graph.nodeCount && graph.nodeStarts[node + 1]! <= block * 32) node++;
		blocks[block] = node;
	}
	return blocks;
}
