/**
 * Chains: runs of nodes that no walk tells apart.
 *
 * Node `v` follows node `u` in a chain when all walks that leave `u` at its end go on to the start of `v`, all that come to the
 * start of `v` come from the end of `u`, and no walk begins or ends between them.
 */
import type { UnnumberedGraph } from './unnumbered-graph.ts';

/** Nodes as chains; a node that is in no longer one is a chain of its own. */
export interface Chains {
	readonly count: number;
	/** `members[starts[c] .. starts[c + 1])` are the nodes of chain `c`, first to last. */
	readonly starts: Uint32Array;
	readonly members: Uint32Array;
	/** Chain of each node. */
	readonly chainOf: Uint32Array;
}

const NO_NODE = 0xffffffff;
const SEVERAL = 0xffffffff;

/** The longest chains. Linear in nodes and links. */
export function findChains(graph: UnnumberedGraph): Chains {
	const { nodeCount } = graph;
	const next = findFollowers(graph);
	const isFollower = new Uint8Array(nodeCount);
	for (let node = 0; node < nodeCount; node++) if (next[node] !== NO_NODE) isFollower[next[node]!] = 1;
	const starts = new Uint32Array(nodeCount + 1);
	const members = new Uint32Array(nodeCount);
	const chainOf = new Uint32Array(nodeCount);
	let count = 0;
	let at = 0;
	for (let head = 0; head < nodeCount; head++) {
		if (isFollower[head] === 1) continue;
		for (let node = head; node !== NO_NODE; node = next[node]!) {
			members[at++] = node;
			chainOf[node] = count;
		}
		starts[++count] = at;
	}
	return { count, starts: starts.subarray(0, count + 1), members, chainOf };
}

/** By node: the node that follows it in its chain, or NO_NODE. */
function findFollowers({ nodeCount, linkFrom, linkTo, begins }: UnnumberedGraph): Uint32Array {
	/** By handle: the way on from it, plus one; SEVERAL where there is more than one. */
	const ways = new Uint32Array(2 * nodeCount);
	for (let i = 0; i < linkFrom.length; i++) {
		const from = linkFrom[i]!;
		const to = linkTo[i]!;
		ways[from] = ways[from] === 0 ? to + 1 : SEVERAL;
		if (from !== (to ^ 1)) ways[to ^ 1] = ways[to ^ 1] === 0 ? (from ^ 1) + 1 : SEVERAL;
	}
	const next = new Uint32Array(nodeCount).fill(NO_NODE);
	for (let node = 0; node < nodeCount; node++) {
		const handle = 2 * node;
		if (ways[handle] === 0 || ways[handle] === SEVERAL) continue;
		const follower = ways[handle]! - 1;
		if ((follower & 1) === 1 || follower === handle || ways[follower ^ 1] !== (handle ^ 1) + 1) continue;
		if (begins[follower] === 0 && begins[handle ^ 1] === 0) next[node] = follower >>> 1;
	}
	return next;
}
