/** Walks that wait at nodes, in the order of their visits: those that begin there, then those that have come from other nodes. */

const NONE = 0xffffffff;

/** One queue a node; a walk stands in at most one. Every operation takes the same time. */
export class WalkQueues {
	/** By walk: steps taken, those of the node that was taken last counted in. */
	readonly places: Uint32Array;
	/** By node: walks in the queue. */
	readonly #sizes: Uint32Array;
	readonly #startHeads: Uint32Array;
	readonly #startTails: Uint32Array;
	readonly #heads: Uint32Array;
	readonly #tails: Uint32Array;
	/** By walk: the one behind it. */
	readonly #next: Uint32Array;

	constructor(nodeCount: number, walkCount: number) {
		this.places = new Uint32Array(walkCount);
		this.#sizes = new Uint32Array(nodeCount);
		this.#startHeads = new Uint32Array(nodeCount).fill(NONE);
		this.#startTails = new Uint32Array(nodeCount).fill(NONE);
		this.#heads = new Uint32Array(nodeCount).fill(NONE);
		this.#tails = new Uint32Array(nodeCount).fill(NONE);
		this.#next = new Uint32Array(walkCount);
	}

	/** Walks that wait at a node. */
	size(node: number): number {
		return this.#sizes[node]!;
	}

	/** Puts a walk behind those that begin at a node. */
	start(node: number, walk: number): void {
		this.#append(this.#startHeads, this.#startTails, node, walk);
	}

	/** Puts a walk behind those that have come to a node. */
	pushBack(node: number, walk: number): void {
		this.#append(this.#heads, this.#tails, node, walk);
	}

	/** Puts a walk before those that have come to a node, behind those that begin there. */
	pushFront(node: number, walk: number): void {
		this.#next[walk] = this.#heads[node]!;
		if (this.#heads[node] === NONE) this.#tails[node] = walk;
		this.#heads[node] = walk;
		this.#sizes[node]!++;
	}

	/** Empties the queue of a node into `walks`, counts their step, and returns their number. */
	take(node: number, walks: Uint32Array): number {
		let count = 0;
		for (const heads of [this.#startHeads, this.#heads]) {
			for (let walk = heads[node]!; walk !== NONE; walk = this.#next[walk]!) {
				walks[count++] = walk;
				this.places[walk]!++;
			}
			heads[node] = NONE;
		}
		this.#sizes[node] = 0;
		return count;
	}

	#append(heads: Uint32Array, tails: Uint32Array, node: number, walk: number): void {
		this.#next[walk] = NONE;
		if (heads[node] === NONE) heads[node] = walk;
		else this.#next[tails[node]!] = walk;
		tails[node] = walk;
		this.#sizes[node]!++;
	}
}
