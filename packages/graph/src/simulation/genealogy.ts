/**
 * The genealogy of a sample of haplotypes along a contig: the sequentially Markov coalescent (McVean and Cardin 2005,
 * doi:10.1098/rstb.2005.1673), constant population size.
 *
 * It gives what counts for a panel: allele frequencies as under neutrality, linkage disequilibrium that decays with
 * distance, and, for haplotypes that are set aside, variants that a panel of this size would really miss.
 *
 * Times are in units of 2N generations: two lineages meet after 1 on average.
 */
import type { Random } from './random.ts';

const NONE = -1;

/** The tree at one place of a contig; nodes `0 .. leafCount - 1` are the haplotypes. */
export class Genealogy {
	readonly leafCount: number;
	/** Sum of all branch lengths. */
	totalLength = 0;
	readonly #random: Random;
	readonly #parent: Int32Array;
	readonly #left: Int32Array;
	readonly #right: Int32Array;
	readonly #time: Float64Array;
	#root = NONE;

	constructor(random: Random, leafCount: number) {
		this.#random = random;
		this.leafCount = leafCount;
		const nodeCount = 2 * leafCount - 1;
		this.#parent = new Int32Array(nodeCount).fill(NONE);
		this.#left = new Int32Array(nodeCount).fill(NONE);
		this.#right = new Int32Array(nodeCount).fill(NONE);
		this.#time = new Float64Array(nodeCount);
		this.#coalesceAll();
	}

	/** Changes the tree as one recombination does: a branch is cut at a uniform place and joins the tree again above. */
	recombine(): void {
		if (this.leafCount < 2) return;
		const { branch, height } = this.pickBranch();
		const parent = this.#parent[branch]!;
		const sibling = this.#left[parent] === branch ? this.#right[parent]! : this.#left[parent]!;
		const grandparent = this.#parent[parent]!;
		this.#parent[sibling] = grandparent;
		if (grandparent === NONE) this.#root = sibling;
		else this.#replaceChild(grandparent, parent, sibling);
		this.#parent[branch] = NONE;
		this.#rejoin(branch, height, parent);
		this.#measure();
	}

	/** A uniform place on the tree: the node below it and its time. */
	pickBranch(): { branch: number; height: number } {
		let left = this.#random.real() * this.totalLength;
		let last = 0;
		for (let node = 0; node < this.#parent.length; node++) {
			if (this.#parent[node] === NONE) continue;
			const length = this.#time[this.#parent[node]!]! - this.#time[node]!;
			if (left < length) return { branch: node, height: this.#time[node]! + left };
			left -= length;
			last = node;
		}
		return { branch: last, height: this.#time[this.#parent[last]!]! };
	}

	/** A branch on the way from a leaf to the root, by length. */
	pickBranchAbove(leaf: number): number {
		let left = this.#random.real() * this.#time[this.#root]!;
		let node = leaf;
		while (this.#parent[node] !== this.#root) {
			left -= this.#time[this.#parent[node]!]! - this.#time[node]!;
			if (left < 0) break;
			node = this.#parent[node]!;
		}
		return node;
	}

	/** Adds `amount` to the entry of each haplotype below a branch. */
	addBelow(branch: number, counts: Int32Array, amount: number): void {
		if (branch < this.leafCount) {
			counts[branch]! += amount;
			return;
		}
		this.addBelow(this.#left[branch]!, counts, amount);
		this.addBelow(this.#right[branch]!, counts, amount);
	}

	#coalesceAll(): void {
		const lineages = Array.from({ length: this.leafCount }, (_, i) => i);
		let time = 0;
		for (let node = this.leafCount; lineages.length > 1; node++) {
			time += (2 * this.#random.exponential()) / (lineages.length * (lineages.length - 1));
			const [first, second] = [this.#takeOne(lineages), this.#takeOne(lineages)];
			this.#time[node] = time;
			this.#left[node] = first;
			this.#right[node] = second;
			this.#parent[first] = node;
			this.#parent[second] = node;
			lineages.push(node);
		}
		this.#root = lineages[0] ?? NONE;
		this.#measure();
	}

	#takeOne(lineages: number[]): number {
		const i = this.#random.below(lineages.length);
		const taken = lineages[i]!;
		lineages[i] = lineages.at(-1)!;
		lineages.pop();
		return taken;
	}

	/** Lets a cut lineage meet the rest of the tree; `free` is the node that its end above had. */
	#rejoin(branch: number, height: number, free: number): void {
		// Times above `height` at which the number of other lineages changes, ascending.
		const times: number[] = [];
		for (let node = this.leafCount; node < this.#time.length; node++) {
			if (node !== free && this.#time[node]! > height) times.push(this.#time[node]!);
		}
		times.sort((a, b) => a - b);
		let time = height;
		let left = this.#random.exponential();
		for (const next of times) {
			const lineages = this.#lineagesAt(time, branch, free).length;
			if (left < lineages * (next - time)) {
				time += left / lineages;
				left = -1;
				break;
			}
			left -= lineages * (next - time);
			time = next;
		}
		// Above the root of the rest there is one lineage.
		if (left >= 0) time += left;
		const target = this.#random.pick(this.#lineagesAt(time, branch, free));
		const above = this.#parent[target]!;
		this.#time[free] = time;
		this.#left[free] = branch;
		this.#right[free] = target;
		this.#parent[free] = above;
		if (above === NONE) this.#root = free;
		else this.#replaceChild(above, target, free);
		this.#parent[branch] = free;
		this.#parent[target] = free;
	}

	/**
	 * Nodes whose branch crosses `time`, in the tree without the cut branch; the root's branch has no end. What hangs below the
	 * cut is all younger than `time`.
	 */
	#lineagesAt(time: number, cut: number, free: number): number[] {
		const crossing: number[] = [];
		for (let node = 0; node < this.#parent.length; node++) {
			if (node === free || node === cut || this.#time[node]! > time) continue;
			const above = this.#parent[node]!;
			if (above === NONE || this.#time[above]! > time) crossing.push(node);
		}
		return crossing;
	}

	#replaceChild(parent: number, from: number, to: number): void {
		if (this.#left[parent] === from) this.#left[parent] = to;
		else this.#right[parent] = to;
	}

	#measure(): void {
		let sum = 0;
		for (let node = 0; node < this.#parent.length; node++) {
			const parent = this.#parent[node]!;
			if (parent !== NONE) sum += this.#time[parent]! - this.#time[node]!;
		}
		this.totalLength = sum;
	}
}
