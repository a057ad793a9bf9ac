/** A graph whose nodes are not numbered yet: what there is to know of its walks. */
export interface UnnumberedGraph {
	readonly nodeCount: number;
	/** 1 of nodes that a reference walk visits. */
	readonly onReference: Uint8Array;
	/**
	 * Place by node: of a reference node its own, ascending from reference walk to reference walk and along each, with one place
	 * left free before each; of any other node the free place before the reference walk of its contig.
	 */
	readonly places: Uint32Array;
	/** Above all places. */
	readonly placeCount: number;
	/** Links as pairs of handles, in any order, each once in either of its two readings. */
	readonly linkFrom: Uint32Array;
	readonly linkTo: Uint32Array;
	/** By handle: 1 where a walk begins with it, or ends with its flip. */
	readonly begins: Uint8Array;
	/** By node: the first walk through it. Read of nodes off the reference only. */
	readonly firstWalks: Uint32Array;
	/** Compares the sequences of two runs of nodes as bytes; less than 0 where the first comes first. */
	readonly compareSequences: (a: Uint32Array, b: Uint32Array) => number;
}
