/**
 * What one read's path says of the sites it passes.
 *
 * Every edge of the path narrows, for the sites it belongs to, the set of alleles that the read can come from; a read speaks
 * for a site if it crosses an edge at one of the anchors. The set is then widened by the alleles that look the same over the
 * bases the read covers (see shared-ends.ts). Mates of one fragment that pass the same site count once, with the alleles that
 * both allow; where they allow none in common, or where a read combines edges that no allele has, the site gets a `discordant`.
 * So it does from a read whose alignment has an indel in a short site, or in the repeat around it: then the read has neither the
 * allele of its path nor, for certain, another one.
 */
import { edgeIndex } from '@pangraf/graph';
import { type EdgeEntries, ENTERS_RIGHT, LEAVES_LEFT, maskWords } from '../sites/edge-entries.ts';
import { listedCount, type SharedEnds } from '../sites/shared-ends.ts';
import type { ReferenceSteps } from '../sites/reference-steps.ts';
import type { Sites } from '../sites/sites.ts';
import { SupportClasses } from './support-classes.ts';

/** What of the graph a {@link PathSupport} needs. */
export interface SupportTables {
	readonly reference: ReferenceSteps;
	readonly sites: Sites;
	readonly sharedEnds: SharedEnds;
	readonly edgeEntries: EdgeEntries;
}

/** Result of {@link PathSupport.addRead} for a path over two segments that have no link. */
export const NO_LINK = -1;

/** The sites one read or fragment speaks for; scratch, reused. */
class Touched {
	count = 0;
	readonly sites: Uint32Array;
	/** Mask of entry i in `words[i * width ..]`. */
	words: Uint32Array;
	readonly width: number;

	constructor(capacity: number, width: number) {
		this.sites = new Uint32Array(capacity);
		this.width = width;
		this.words = new Uint32Array(capacity * width);
	}
}

/** A read of 100 kb in the densest graphs touches fewer; further sites of one read are not counted. */
const MOST_SITES = 8192;

/** Adds reads to support classes, fragment by fragment. */
export class PathSupport {
	readonly classes: SupportClasses;
	/** Reads whose edges no single allele of the site has, or mates that disagree; by site. */
	readonly discordant: Uint32Array;
	readonly #tables: SupportTables;
	readonly #width: number;
	readonly #slotOfSite: Int32Array;
	readonly #flags = new Uint8Array(MOST_SITES);
	/** Bases of the read beyond the left anchor's end, and before the right anchor's start. */
	readonly #reachRight = new Float64Array(MOST_SITES);
	readonly #reachLeft = new Float64Array(MOST_SITES);
	#read: Touched;
	#fragment: Touched;

	constructor(tables: SupportTables) {
		this.#tables = tables;
		let width = 1;
		for (let site = 0; site < tables.sites.count; site++) width = Math.max(width, maskWords(tables.sites, site));
		this.#width = width;
		this.classes = new SupportClasses(tables.sites);
		this.discordant = new Uint32Array(tables.sites.count);
		this.#slotOfSite = new Int32Array(tables.sites.count).fill(-1);
		this.#read = new Touched(MOST_SITES, width);
		this.#fragment = new Touched(MOST_SITES, width);
	}

	/**
	 * Adds a read whose path `steps[from .. to)` runs in the reference's direction and whose alignment covers the bases
	 * `[start, end)` of that path, with indels at the path offsets `indels`, ascending. `sameFragment` says that the read before
	 * it was its mate. Returns the number of sites it speaks for, or {@link NO_LINK}.
	 */
	addRead(
		steps: Uint32Array,
		from: number,
		to: number,
		start: number,
		end: number,
		indels: readonly number[],
		sameFragment: boolean,
	): number {
		if (!sameFragment) this.flush();
		const crossed = this.#crossEdges(steps, from, to, start, end);
		if (crossed === NO_LINK) return NO_LINK;
		const kept = this.#settle(start, end, indels);
		if (this.#fragment.count === 0) [this.#read, this.#fragment] = [this.#fragment, this.#read];
		else this.#merge();
		return kept;
	}

	/** Counts the fragment in hand. To be called once after the last read. */
	flush(): void {
		const fragment = this.#fragment;
		for (let i = 0; i < fragment.count; i++) {
			const site = fragment.sites[i]!;
			if (this.#isEmpty(site, fragment.words, i * this.#width)) this.discordant[site]!++;
			else this.classes.add(site, fragment.words, i * this.#width);
		}
		fragment.count = 0;
	}

	#crossEdges(steps: Uint32Array, from: number, to: number, start: number, end: number): number {
		const { reference, edgeEntries: entries, sites } = this.#tables;
		const { nodeStarts } = reference.graph;
		const read = this.#read;
		read.count = 0;
		let offset = 0;
		for (let i = from; i + 1 < to; i++) {
			const node = steps[i]! >>> 1;
			offset += nodeStarts[node + 1]! - nodeStarts[node]!;
			const edge = edgeIndex(reference.graph, steps[i]!, steps[i + 1]!);
			if (edge < 0) {
				this.#forget();
				return NO_LINK;
			}
			for (let e = entries.starts[edge]!; e < entries.starts[edge + 1]!; e++) {
				const site = entries.sites[e]!;
				const words = maskWords(sites, site);
				let slot = this.#slotOfSite[site]!;
				if (slot < 0) {
					if (read.count === MOST_SITES) continue;
					slot = read.count++;
					this.#slotOfSite[site] = slot;
					read.sites[slot] = site;
					this.#flags[slot] = 0;
					for (let word = 0; word < words; word++) read.words[slot * this.#width + word] = 0xffffffff;
				}
				for (let word = 0; word < words; word++) {
					read.words[slot * this.#width + word]! &= entries.words[entries.maskStarts[e]! + word]!;
				}
				const flags = entries.flags[e]!;
				this.#flags[slot]! |= flags;
				if ((flags & LEAVES_LEFT) !== 0) this.#reachRight[slot] = end - offset;
				if ((flags & ENTERS_RIGHT) !== 0) this.#reachLeft[slot] = offset - start;
			}
		}
		return read.count;
	}

	#forget(): void {
		for (let slot = 0; slot < this.#read.count; slot++) this.#slotOfSite[this.#read.sites[slot]!] = -1;
		this.#read.count = 0;
	}

	/** Drops sites whose anchors the read does not cross or of which it says nothing; widens the other masks. */
	#settle(start: number, end: number, indels: readonly number[]): number {
		const read = this.#read;
		let kept = 0;
		for (let slot = 0; slot < read.count; slot++) {
			const site = read.sites[slot]!;
			this.#slotOfSite[site] = -1;
			if (this.#flags[slot] === 0) continue;
			if (indels.length > 0 && this.#hasIndel(site, slot, start, end, indels)) {
				this.discordant[site]!++;
				continue;
			}
			this.#widen(site, slot);
			if (this.#isFull(site, slot)) continue;
			read.sites[kept] = site;
			for (let word = 0; word < this.#width; word++)
				read.words[kept * this.#width + word] = read.words[slot * this.#width + word]!;
			kept++;
		}
		read.count = kept;
		return kept;
	}

	/** Whether one of the indels lies in a short site or where its alleles look the same. */
	#hasIndel(site: number, slot: number, start: number, end: number, indels: readonly number[]): boolean {
		const { sites, sharedEnds } = this.#tables;
		if (site >= sites.shortCount) return false;
		const flags = this.#flags[slot]!;
		const low = (flags & LEAVES_LEFT) === 0 ? start : end - this.#reachRight[slot]! - sharedEnds.longestSuffix[site]!;
		const high = (flags & ENTERS_RIGHT) === 0 ? end : start + this.#reachLeft[slot]! + sharedEnds.longestPrefix[site]!;
		return indels.some((place) => place >= low && place <= high);
	}

	#widen(site: number, slot: number): void {
		const { sharedEnds, sites } = this.#tables;
		const right = (this.#flags[slot]! & LEAVES_LEFT) === 0 ? Number.POSITIVE_INFINITY : this.#reachRight[slot]!;
		const left = (this.#flags[slot]! & ENTERS_RIGHT) === 0 ? Number.POSITIVE_INFINITY : this.#reachLeft[slot]!;
		if (sharedEnds.longestPrefix[site]! < right && sharedEnds.longestSuffix[site]! < left) return;
		const listed = listedCount(sites, site);
		const base = slot * this.#width;
		const { words } = this.#read;
		const narrow = words.slice(base, base + this.#width);
		for (let i = 0; i < listed; i++) {
			if (((narrow[i >>> 5]! >>> (i & 31)) & 1) === 0) continue;
			const row = sharedEnds.starts[site]! + i * listed;
			for (let j = 0; j < listed; j++) {
				if (sharedEnds.prefix[row + j]! >= right || sharedEnds.suffix[row + j]! >= left)
					words[base + (j >>> 5)]! |= 1 << (j & 31);
			}
		}
	}

	/** Whether the mask holds every allele but perhaps `other`. */
	#isFull(site: number, slot: number): boolean {
		const listed = listedCount(this.#tables.sites, site);
		const base = slot * this.#width;
		for (let i = 0; i < listed; i++) if (((this.#read.words[base + (i >>> 5)]! >>> (i & 31)) & 1) === 0) return false;
		return true;
	}

	#isEmpty(site: number, words: Uint32Array, from: number): boolean {
		for (let word = 0; word < maskWords(this.#tables.sites, site); word++) if (words[from + word] !== 0) return false;
		return true;
	}

	/** Adds the read's sites to its mate's. */
	#merge(): void {
		const read = this.#read;
		const fragment = this.#fragment;
		const mateCount = fragment.count;
		for (let i = 0; i < mateCount; i++) this.#slotOfSite[fragment.sites[i]!] = i;
		for (let i = 0; i < read.count; i++) {
			const site = read.sites[i]!;
			const shared = this.#slotOfSite[site]!;
			if (shared < 0 && fragment.count === MOST_SITES) continue;
			const slot = shared < 0 ? fragment.count++ : shared;
			fragment.sites[slot] = site;
			for (let word = 0; word < this.#width; word++) {
				const own = read.words[i * this.#width + word]!;
				if (shared < 0) fragment.words[slot * this.#width + word] = own;
				else fragment.words[slot * this.#width + word]! &= own;
			}
		}
		for (let i = 0; i < mateCount; i++) this.#slotOfSite[fragment.sites[i]!] = -1;
	}
}
