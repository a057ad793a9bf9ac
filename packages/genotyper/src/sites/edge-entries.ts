/**
 * Which alleles an edge of the graph speaks for: the table that turns a read's path into support.
 *
 * Per edge (by its place in `graph.edgeTargets`, in the reference's direction only) a list of entries: the site, the alleles
 * that use the edge as a bit mask, and whether the edge leaves the site's left anchor or enters its right one. Edges at the
 * anchors that no listed allele uses stand for `other`. The reference's edges stand for `other` too: another deletion that
 * begins at the same anchor comes back to the reference before the right one. Inside a long site the reference allele's inner edges are left out:
 * a read there does not touch the breakpoints and says nothing of how often they occur.
 */
import { edgeIndex, PangrafError } from '@pangraf/graph';
import { GrowableUint32 } from './growable.ts';
import type { ReferenceSteps } from './reference-steps.ts';
import type { Sites } from './sites.ts';

/** The edge leaves the site's left anchor. */
export const LEAVES_LEFT = 1;
/** The edge enters the site's right anchor. */
export const ENTERS_RIGHT = 2;

/** Entries by edge. */
export interface EdgeEntries {
	/** `starts[e] .. starts[e + 1])` are the entries of the edge at place e of `graph.edgeTargets`. */
	readonly starts: Uint32Array;
	readonly sites: Uint32Array;
	/** {@link LEAVES_LEFT} and {@link ENTERS_RIGHT}. */
	readonly flags: Uint8Array;
	/** `words[maskStarts[i] ..]` is the mask of entry i: {@link maskWords} words, allele k of the site in bit k. */
	readonly maskStarts: Uint32Array;
	readonly words: Uint32Array;
}

/** Words of 32 bits that the allele mask of a site takes. */
export function maskWords(sites: Sites, site: number): number {
	return (sites.alleleStarts[site + 1]! - sites.alleleStarts[site]! + 31) >>> 5;
}

/**
 * Builds the table. O(steps of all alleles × log degree).
 *
 * Errors: E_GRAPH_EDGE, a walk goes where the graph has no link.
 */
export function edgeEntries(reference: ReferenceSteps, sites: Sites): EdgeEntries {
	const list = new EntryList(reference, sites);
	for (let site = 0; site < sites.count; site++) list.addSite(site);
	return list.byEdge();
}

class EntryList {
	readonly #reference: ReferenceSteps;
	readonly #sites: Sites;
	readonly #edges = new GrowableUint32();
	readonly #siteOf = new GrowableUint32();
	readonly #flags = new GrowableUint32();
	readonly #maskStarts = new GrowableUint32();
	readonly #words = new GrowableUint32();
	/** Entries of the site in hand, by edge. */
	readonly #own = new Map<number, number>();

	constructor(reference: ReferenceSteps, sites: Sites) {
		this.#reference = reference;
		this.#sites = sites;
	}

	addSite(site: number): void {
		const { handles, graph } = this.#reference;
		const { alleleStarts, pathStarts, paths, left, right, shortCount } = this.#sites;
		this.#own.clear();
		const from = handles[left[site]!]!;
		const to = handles[right[site]!]!;
		const other = alleleStarts[site + 1]! - alleleStarts[site]! - 1;
		for (let allele = 0; allele < other; allele++) {
			const first = pathStarts[alleleStarts[site]! + allele]!;
			const end = pathStarts[alleleStarts[site]! + allele + 1]!;
			const ends = allele === 0 && site >= shortCount;
			for (let i = first; i <= end; i++) {
				if (ends && i > first && i < end) continue;
				const flags = (i === first ? LEAVES_LEFT : 0) | (i === end ? ENTERS_RIGHT : 0);
				const edge = this.#edge(i === first ? from : paths[i - 1]!, i === end ? to : paths[i]!);
				this.#add(site, edge, allele, flags);
				if (allele === 0) this.#add(site, edge, other, flags);
			}
		}
		for (let e = graph.edgeStarts[from]!; e < graph.edgeStarts[from + 1]!; e++) {
			if (!this.#own.has(e)) this.#add(site, e, other, LEAVES_LEFT);
		}
		for (let e = graph.edgeStarts[to ^ 1]!; e < graph.edgeStarts[(to ^ 1) + 1]!; e++) {
			const entering = this.#edge(graph.edgeTargets[e]! ^ 1, to);
			if (!this.#own.has(entering)) this.#add(site, entering, other, ENTERS_RIGHT);
		}
	}

	#edge(from: number, to: number): number {
		const edge = edgeIndex(this.#reference.graph, from, to);
		if (edge >= 0) return edge;
		throw new PangrafError('E_GRAPH_EDGE', {
			found: `a path or walk over two segments without a link (nodes ${from >>> 1} and ${to >>> 1})`,
			expected: 'a link for every step',
			remedy: 'build the graph again',
		});
	}

	#add(site: number, edge: number, allele: number, flags: number): void {
		let entry = this.#own.get(edge);
		if (entry === undefined) {
			entry = this.#edges.length;
			this.#own.set(edge, entry);
			this.#edges.push(edge);
			this.#siteOf.push(site);
			this.#flags.push(0);
			this.#maskStarts.push(this.#words.length);
			for (let word = 0; word < maskWords(this.#sites, site); word++) this.#words.push(0);
		}
		this.#flags.set(entry, this.#flags.at(entry) | flags);
		const word = this.#maskStarts.at(entry) + (allele >>> 5);
		this.#words.set(word, this.#words.at(word) | (1 << (allele & 31)));
	}

	/** Counting sort by edge; the entries of an edge ascend by site. */
	byEdge(): EdgeEntries {
		const starts = new Uint32Array(this.#reference.graph.edgeTargets.length + 1);
		const count = this.#edges.length;
		for (let i = 0; i < count; i++) starts[this.#edges.at(i) + 1]!++;
		for (let e = 1; e < starts.length; e++) starts[e]! += starts[e - 1]!;
		const next = starts.slice();
		const sites = new Uint32Array(count);
		const flags = new Uint8Array(count);
		const maskStarts = new Uint32Array(count);
		for (let i = 0; i < count; i++) {
			const at = next[this.#edges.at(i)]!++;
			sites[at] = this.#siteOf.at(i);
			flags[at] = this.#flags.at(i);
			maskStarts[at] = this.#maskStarts.at(i);
		}
		return { starts, sites, flags, maskStarts, words: this.#words.view().slice() };
	}
}
