/**
 * Sites: places of the reference at which the graph's haplotypes differ, each with its alleles as columns.
 *
 * Short excursions (replaced reference and path both below {@link LONG_LENGTH}) that overlap, transitively, form one site; its
 * alleles are the distinct ways in which haplotypes go from the site's left anchor to its right one, so that two neighbouring
 * changes on one haplotype are one allele. Long excursions between the same anchors form a site of their own, so that a
 * deletion of 5 kb does not swallow the SNVs inside it. Two excursions overlap when they replace a common reference edge.
 *
 * Allele 0 of a site is the reference path. The last allele is `other`: every way through the anchors that no listed allele
 * takes, such as a long insertion at the anchors of a short site. It has no path and no records; it takes up the reads that
 * would otherwise make a heterozygous site look homozygous.
 */
import type { Excursions } from './excursions.ts';
import { GrowableUint32 } from './growable.ts';
import type { ReferenceSteps } from './reference-steps.ts';
import { countShortAlleles } from './short-alleles.ts';

/** Length in bp from which an excursion (its path or what it replaces) is a site of its own: the usual bound of SVs. */
export const LONG_LENGTH = 50;

/** Sites as columns; short ones first, both kinds ascending by left anchor. */
export interface Sites {
	readonly count: number;
	/** Number of short sites; sites from here on are long. */
	readonly shortCount: number;
	/** Ranks of the anchors. */
	readonly left: Uint32Array;
	readonly right: Uint32Array;
	/** Haplotype walks that cover the site. */
	readonly coverage: Uint32Array;
	/** `alleleStarts[s] .. alleleStarts[s + 1])` are the alleles of site s; length count + 1. */
	readonly alleleStarts: Uint32Array;
	/** `paths[pathStarts[a] .. pathStarts[a + 1])` are the handles of allele a between the anchors. */
	readonly pathStarts: Uint32Array;
	readonly paths: Uint32Array;
	/** Haplotype walks that take allele a. */
	readonly walkCounts: Uint32Array;
}

/** Groups excursions into sites and lists their alleles. O(excursions log excursions + steps). */
export function findSites(reference: ReferenceSteps, excursions: Excursions): Sites {
	const all = Array.from({ length: excursions.count }, (_, i) => i);
	const isLong = Uint8Array.from(all, (i) => (longExcursion(reference, excursions, i) ? 1 : 0));
	const byAnchors = (a: number, b: number) =>
		excursions.left[a]! - excursions.left[b]! || excursions.right[a]! - excursions.right[b]! || a - b;
	const shortIntervals = mergeOverlapping(all.filter((i) => isLong[i] === 0).sort(byAnchors), excursions);
	const short = countShortAlleles(reference, shortIntervals.left, shortIntervals.right);
	const columns = new SiteColumns(reference, excursions.coverage);
	for (let site = 0; site < shortIntervals.left.length; site++) {
		columns.open(shortIntervals.left[site]!, shortIntervals.right[site]!);
		for (let i = short.siteStarts[site]!; i < short.siteStarts[site + 1]!; i++) {
			const path = short.order[i]!;
			columns.allele(short.paths, short.pathStarts[path]!, short.pathStarts[path + 1]!, short.walkCounts[path]!);
		}
		columns.close();
	}
	const long = all.filter((i) => isLong[i] === 1).sort(byAnchors);
	for (let i = 0; i < long.length; ) {
		const left = excursions.left[long[i]!]!;
		const right = excursions.right[long[i]!]!;
		columns.open(left, right);
		for (; i < long.length && excursions.left[long[i]!] === left && excursions.right[long[i]!] === right; i++) {
			const e = long[i]!;
			columns.allele(excursions.paths, excursions.pathStarts[e]!, excursions.pathStarts[e + 1]!, excursions.walkCounts[e]!);
		}
		columns.close();
	}
	return columns.sites(shortIntervals.left.length);
}

function longExcursion(reference: ReferenceSteps, excursions: Excursions, i: number): boolean {
	if (replacedLength(reference, excursions.left[i]!, excursions.right[i]!) >= LONG_LENGTH) return true;
	const { nodeStarts } = reference.graph;
	let length = 0;
	for (let step = excursions.pathStarts[i]!; step < excursions.pathStarts[i + 1]!; step++) {
		const node = excursions.paths[step]! >>> 1;
		length += nodeStarts[node + 1]! - nodeStarts[node]!;
	}
	return length >= LONG_LENGTH;
}

/** Reference bases between two anchors. */
export function replacedLength(reference: ReferenceSteps, left: number, right: number): number {
	return reference.starts[right]! - reference.starts[left + 1]!;
}

/** Unions of the excursions' rank intervals; `sorted` ascends by left anchor. */
function mergeOverlapping(sorted: readonly number[], excursions: Excursions): { left: Uint32Array; right: Uint32Array } {
	const left = new GrowableUint32();
	const right = new GrowableUint32();
	for (const i of sorted) {
		const last = right.length - 1;
		// The half-open interval [left, right) of ranks stands for the reference edges that the excursion replaces.
		if (last >= 0 && excursions.left[i]! < right.at(last)) right.set(last, Math.max(right.at(last), excursions.right[i]!));
		else {
			left.push(excursions.left[i]!);
			right.push(excursions.right[i]!);
		}
	}
	return { left: left.view(), right: right.view() };
}

/** Appends sites one by one: the reference allele first, `other` last. */
class SiteColumns {
	readonly #reference: ReferenceSteps;
	readonly #depths: Uint32Array;
	readonly #left = new GrowableUint32();
	readonly #right = new GrowableUint32();
	readonly #coverage = new GrowableUint32();
	readonly #alleleStarts = new GrowableUint32();
	readonly #pathStarts = new GrowableUint32();
	readonly #paths = new GrowableUint32();
	readonly #walkCounts = new GrowableUint32();

	constructor(reference: ReferenceSteps, depths: Uint32Array) {
		this.#reference = reference;
		this.#depths = depths;
		this.#alleleStarts.push(0);
		this.#pathStarts.push(0);
	}

	open(left: number, right: number): void {
		this.#left.push(left);
		this.#right.push(right);
		this.#coverage.push(Math.min(this.#depths[left]!, this.#depths[right]!));
		this.allele(this.#reference.handles, left + 1, right, 0);
	}

	allele(paths: Uint32Array, from: number, to: number, walkCount: number): void {
		this.#paths.pushAll(paths, from, to);
		this.#pathStarts.push(this.#paths.length);
		this.#walkCounts.push(walkCount);
	}

	/** Walks that take no listed allele count for the reference: inside a long site they follow it but for small changes. */
	close(): void {
		const first = this.#alleleStarts.at(this.#alleleStarts.length - 1);
		let listed = 0;
		for (let allele = first + 1; allele < this.#walkCounts.length; allele++) listed += this.#walkCounts.at(allele);
		const coverage = this.#coverage.at(this.#coverage.length - 1);
		this.#walkCounts.set(first, Math.max(0, coverage - listed));
		this.allele(this.#paths.view(), 0, 0, 0);
		this.#alleleStarts.push(this.#walkCounts.length);
	}

	sites(shortCount: number): Sites {
		return {
			count: this.#left.length,
			shortCount,
			left: this.#left.view(),
			right: this.#right.view(),
			coverage: this.#coverage.view(),
			alleleStarts: this.#alleleStarts.view(),
			pathStarts: this.#pathStarts.view(),
			paths: this.#paths.view(),
			walkCounts: this.#walkCounts.view(),
		};
	}
}
