/**
 * How many fragments speak for which alleles of which site.
 *
 * A *class* is a site and a set of its alleles, as a bit mask: the alleles that a fragment cannot be told from. Counts are
 * integers, so the totals do not depend on the order of the fragments; {@link SupportClasses.bySite} sorts the classes, so the
 * result does not either.
 */
import { GrowableUint32 } from '../sites/growable.ts';
import { mix } from '../sites/path-table.ts';
import { maskWords } from '../sites/edge-entries.ts';
import type { Sites } from '../sites/sites.ts';

/** Support of all sites as columns. */
export interface SiteSupport {
	/** `classStarts[s] .. classStarts[s + 1])` are the classes of site s. */
	readonly classStarts: Uint32Array;
	/** Fragments by class. */
	readonly counts: Uint32Array;
	/** `words[maskStarts[c] ..]` is the mask of class c: `maskWords` words of its site. */
	readonly maskStarts: Uint32Array;
	readonly words: Uint32Array;
}

/** Counts classes in a hash table over one pool. */
export class SupportClasses {
	readonly #sites: Sites;
	readonly #siteOf = new GrowableUint32();
	readonly #counts = new GrowableUint32();
	readonly #maskStarts = new GrowableUint32();
	readonly #words = new GrowableUint32();
	/** Class + 1 by slot; 0 is empty. */
	#slots = new Int32Array(1 << 12);

	constructor(sites: Sites) {
		this.#sites = sites;
	}

	/** Counts one fragment for the class (site, `mask[from ..]`). */
	add(site: number, mask: Uint32Array, from: number): void {
		const width = maskWords(this.#sites, site);
		const slotMask = this.#slots.length - 1;
		let slot = hashClass(site, mask, from, width) & slotMask;
		for (; this.#slots[slot] !== 0; slot = (slot + 1) & slotMask) {
			const found = this.#slots[slot]! - 1;
			if (this.#siteOf.at(found) === site && this.#equals(found, mask, from, width)) {
				this.#counts.set(found, this.#counts.at(found) + 1);
				return;
			}
		}
		this.#slots[slot] = this.#siteOf.length + 1;
		this.#siteOf.push(site);
		this.#counts.push(1);
		this.#maskStarts.push(this.#words.length);
		this.#words.pushAll(mask, from, from + width);
		if (this.#siteOf.length * 2 > this.#slots.length) this.#rehash();
	}

	/** The classes of every site in the order of their masks. O(classes log classes). */
	bySite(): SiteSupport {
		const order = Array.from({ length: this.#siteOf.length }, (_, i) => i).sort((a, b) => this.#compare(a, b));
		const classStarts = new Uint32Array(this.#sites.count + 1);
		const words = new GrowableUint32();
		const maskStarts = new Uint32Array(order.length);
		for (const [place, found] of order.entries()) {
			const site = this.#siteOf.at(found);
			classStarts[site + 1]!++;
			maskStarts[place] = words.length;
			const start = this.#maskStarts.at(found);
			words.pushAll(this.#words.view(), start, start + maskWords(this.#sites, site));
		}
		for (let site = 0; site < this.#sites.count; site++) classStarts[site + 1]! += classStarts[site]!;
		const counts = Uint32Array.from(order, (found) => this.#counts.at(found));
		return { classStarts, counts, maskStarts, words: words.view() };
	}

	#equals(found: number, mask: Uint32Array, from: number, width: number): boolean {
		const start = this.#maskStarts.at(found);
		for (let word = 0; word < width; word++) if (this.#words.at(start + word) !== mask[from + word]) return false;
		return true;
	}

	#compare(a: number, b: number): number {
		const site = this.#siteOf.at(a);
		if (site !== this.#siteOf.at(b)) return site - this.#siteOf.at(b);
		for (let word = maskWords(this.#sites, site) - 1; word >= 0; word--) {
			const difference = this.#words.at(this.#maskStarts.at(a) + word) - this.#words.at(this.#maskStarts.at(b) + word);
			if (difference !== 0) return difference;
		}
		return 0;
	}

	#rehash(): void {
		const slots = new Int32Array(this.#slots.length * 2);
		const slotMask = slots.length - 1;
		for (let i = 0; i < this.#siteOf.length; i++) {
			const site = this.#siteOf.at(i);
			let slot = hashClass(site, this.#words.view(), this.#maskStarts.at(i), maskWords(this.#sites, site)) & slotMask;
			while (slots[slot] !== 0) slot = (slot + 1) & slotMask;
			slots[slot] = i + 1;
		}
		this.#slots = slots;
	}
}

function hashClass(site: number, mask: Uint32Array, from: number, width: number): number {
	let hash = mix(0x9e3779b9, site);
	for (let word = 0; word < width; word++) hash = mix(hash, mask[from + word]!);
	return hash >>> 0;
}
