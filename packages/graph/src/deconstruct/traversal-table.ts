/**
 * Distinct traversals of sites: a hash table over steps in one pool, no object per traversal.
 *
 * A traversal is the handles between a site's boundary nodes, in the reference's direction. They are numbered in the order in
 * which they were first added.
 */
import { GrowingUint32 } from '../store/columns.ts';

/** Traversals as columns. */
export class TraversalTable {
	/** By traversal. */
	readonly sites: GrowingUint32 = new GrowingUint32();
	/** `steps[starts[t] .. starts[t + 1])` are the handles of traversal t. */
	readonly starts: GrowingUint32 = new GrowingUint32();
	readonly steps: GrowingUint32 = new GrowingUint32();
	readonly #hashes = new GrowingUint32();
	/** Number of a traversal + 1 by slot; 0 is empty. */
	#slots = new Uint32Array(1 << 12);

	constructor() {
		this.starts.push(0);
	}

	/** Number of distinct traversals. */
	get count(): number {
		return this.sites.length;
	}

	/** The number of the traversal `steps[from .. to)` of `site`, turned round where `reverse`. */
	add(site: number, steps: Uint32Array, from: number, to: number, reverse: boolean): number {
		const start = this.steps.length;
		const pool = this.steps.reserve(to - from);
		let hash = mix(0x9e3779b9, site);
		for (let i = 0; i < to - from; i++) {
			const step = reverse ? steps[to - 1 - i]! ^ 1 : steps[from + i]!;
			pool[start + i] = step;
			hash = mix(hash, step);
		}
		hash >>>= 0;
		const mask = this.#slots.length - 1;
		let slot = hash & mask;
		for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
			const known = this.#slots[slot]! - 1;
			if (this.#hashes.values[known] === hash && this.#isSame(known, site, start, to - from)) return known;
		}
		const added = this.count;
		this.#slots[slot] = added + 1;
		this.steps.length = start + to - from;
		this.sites.push(site);
		this.#hashes.push(hash);
		this.starts.push(this.steps.length);
		if (this.count * 2 > this.#slots.length) this.#rehash();
		return added;
	}

	/** The handles of a traversal; a view. */
	stepsOf(traversal: number): Uint32Array {
		return this.steps.values.subarray(this.starts.values[traversal], this.starts.values[traversal + 1]);
	}

	/** Whether a traversal is the `count` steps that stand in the pool from `start` on. */
	#isSame(known: number, site: number, start: number, count: number): boolean {
		const { values } = this.starts;
		const first = values[known]!;
		if (this.sites.values[known] !== site || values[known + 1]! - first !== count) return false;
		const pool = this.steps.values;
		for (let i = 0; i < count; i++) if (pool[first + i] !== pool[start + i]) return false;
		return true;
	}

	#rehash(): void {
		this.#slots = new Uint32Array(this.#slots.length * 2);
		const mask = this.#slots.length - 1;
		for (let known = 0; known < this.count; known++) {
			let slot = this.#hashes.values[known]! & mask;
			while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
			this.#slots[slot] = known + 1;
		}
	}
}

/** A step of MurmurHash3's body and finaliser (Appleby, public domain). */
function mix(hash: number, value: number): number {
	let k = Math.imul(value, 0xcc9e2d51);
	k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
	let h = hash ^ k;
	h = (h << 13) | (h >>> 19);
	h = (Math.imul(h, 5) + 0xe6546b64) | 0;
	return h ^ (h >>> 16);
}
