/** Sets of numbers that are joined and never parted. */
export class UnionFind {
	readonly #parents: Uint32Array;
	readonly #sizes: Uint32Array;

	/** `count` sets of one member each. */
	constructor(count: number) {
		this.#parents = new Uint32Array(count);
		for (let i = 0; i < count; i++) this.#parents[i] = i;
		this.#sizes = new Uint32Array(count).fill(1);
	}

	/** The member that stands for the set of `member`. */
	find(member: number): number {
		const parents = this.#parents;
		let at = member;
		while (parents[at] !== at) {
			parents[at] = parents[parents[at]!]!; // halves the way for the next time
			at = parents[at]!;
		}
		return at;
	}

	/** Joins the sets of `a` and `b`. */
	join(a: number, b: number): void {
		let [large, small] = [this.find(a), this.find(b)];
		if (large === small) return;
		if (this.#sizes[large]! < this.#sizes[small]!) [large, small] = [small, large];
		this.#parents[small] = large;
		this.#sizes[large]! += this.#sizes[small]!;
	}

	/** For each member the number of its set, from 0 in the order of the sets' first members. */
	labels(): { labels: Uint32Array; count: number } {
		const length = this.#parents.length;
		const labels = new Uint32Array(length);
		const ofRoot = new Int32Array(length).fill(-1);
		let count = 0;
		for (let member = 0; member < length; member++) {
			const root = this.find(member);
			if (ofRoot[root] === -1) ofRoot[root] = count++;
			labels[member] = ofRoot[root]!;
		}
		return { labels, count };
	}
}
