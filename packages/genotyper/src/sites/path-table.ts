/**
 * Distinct paths with how often each was seen: a hash table over steps in one pool, no object per path.
 *
 * A path's identity is two keys (such as its anchors) and its steps. Paths are numbered in the order in which they were first
 * added, so that the numbers depend on the input alone.
 */
import { GrowableUint32 } from './growable.ts';

/** Distinct paths under two keys each. */
export class PathTable {
	readonly firstKeys: GrowableUint32 = new GrowableUint32();
	readonly secondKeys: GrowableUint32 = new GrowableUint32();
	/** How often each path was added. */
	readonly counts: GrowableUint32 = new GrowableUint32();
	/** `pool[starts[i] .. starts[i + 1])` are the steps of path i. */
	readonly starts: GrowableUint32 = new GrowableUint32();
	readonly pool: GrowableUint32 = new GrowableUint32();
	readonly #hashes = new GrowableUint32();
	/** Path number + 1 by slot; 0 is empty. */
	#slots = new Int32Array(1 << 12);

	constructor() {
		this.starts.push(0);
	}

	/** Number of distinct paths. */
	get count(): number {
		return this.counts.length;
	}

	/** Counts the path `steps[from .. to)` under its keys; its number. */
	add(firstKey: number, secondKey: number, steps: Uint32Array, from: number, to: number): number {
		let hash = mix(mix(0x9e3779b9, firstKey), secondKey);
		for (let i = from; i < to; i++) hash = mix(hash, steps[i]!);
		hash >>>= 0;
		const mask = this.#slots.length - 1;
		let slot = hash & mask;
		for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
			const path = this.#slots[slot]! - 1;
			if (this.#hashes.at(path) === hash && this.#equals(path, firstKey, secondKey, steps, from, to)) {
				this.counts.set(path, this.counts.at(path) + 1);
				return path;
			}
		}
		const path = this.count;
		this.#slots[slot] = path + 1;
		this.#hashes.push(hash);
		this.firstKeys.push(firstKey);
		this.secondKeys.push(secondKey);
		this.counts.push(1);
		this.pool.pushAll(steps, from, to);
		this.starts.push(this.pool.length);
		if (this.count * 2 > this.#slots.length) this.#rehash();
		return path;
	}

	#equals(path: number, firstKey: number, secondKey: number, steps: Uint32Array, from: number, to: number): boolean {
		const start = this.starts.at(path);
		if (this.firstKeys.at(path) !== firstKey || this.secondKeys.at(path) !== secondKey) return false;
		if (this.starts.at(path + 1) - start !== to - from) return false;
		for (let i = from; i < to; i++) if (this.pool.at(start + i - from) !== steps[i]) return false;
		return true;
	}

	#rehash(): void {
		const slots = new Int32Array(this.#slots.length * 2);
		const mask = slots.length - 1;
		for (let path = 0; path < this.count; path++) {
			let slot = this.#hashes.at(path) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = path + 1;
		}
		this.#slots = slots;
	}
}

/** One round of a 32-bit multiplicative hash (the finaliser of MurmurHash3, public domain, A. Appleby). */
export function mix(hash: number, value: number): number {
	let h = Math.imul(hash ^ value, 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}
