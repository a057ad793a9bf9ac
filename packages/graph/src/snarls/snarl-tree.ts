/**
 * The snarls of a graph as a tree: chains hold snarls, snarls hold chains.
 *
 * Chains and snarls stand in columns, parents before children: the chain that a snarl belongs to lies inside a snarl of lower number,
 * or at the root. {@link findSnarls} makes it.
 */

/** The parent of what lies in no snarl; no snarl. */
export const NO_SNARL = -1;

/** Snarls as columns, chain by chain and in each in the order of the chain. */
export interface SnarlTree {
	readonly count: number;
	/** Handles reading into each snarl. */
	readonly starts: Uint32Array;
	/** Handles reading out of each snarl. */
	readonly ends: Uint32Array;
	/** 1 where a link is all that the snarl holds. */
	readonly isTrivial: Uint8Array;
	/** Snarls of chain c are `chainStarts[c] .. chainStarts[c + 1]`; length chains + 1. */
	readonly chainStarts: Uint32Array;
	/** By chain: the innermost snarl that it lies in, or {@link NO_SNARL} at the root. */
	readonly chainParents: Int32Array;
	/** Connected components of the graph. */
	readonly componentCount: number;
}

/** By snarl: the snarl that it lies in, or {@link NO_SNARL}. O(snarls). */
export function snarlParents({ count, chainStarts, chainParents }: SnarlTree): Int32Array {
	const parents = new Int32Array(count);
	for (let chain = 0; chain < chainParents.length; chain++) {
		parents.fill(chainParents[chain]!, chainStarts[chain], chainStarts[chain + 1]);
	}
	return parents;
}

/** By handle: the snarl that it reads into, from either side, or {@link NO_SNARL}. O(nodes + snarls). */
export function snarlsAhead({ count, starts, ends }: SnarlTree, nodeCount: number): Int32Array {
	const ahead = new Int32Array(nodeCount * 2).fill(NO_SNARL);
	for (let snarl = 0; snarl < count; snarl++) {
		ahead[starts[snarl]!] = snarl;
		ahead[ends[snarl]! ^ 1] = snarl;
	}
	return ahead;
}
