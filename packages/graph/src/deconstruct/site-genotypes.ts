/**
 * The way of every haplotype through one site after another.
 *
 * A haplotype that passes through a site several times, or whose walks overlap there, has a way where all agree; where they differ
 * it is in conflict and has none.
 */
import type { SiteVisits } from './site-visits.ts';

/** The haplotype does not pass through the site. */
export const MISSING = -1;
/** It does in several ways. */
export const CONFLICT = -2;

/** Takes sites in their order. O(runs + sites × haplotypes). */
export class GenotypeSweep {
	readonly #visits: SiteVisits;
	/** By haplotype: how often it passes through the present site. */
	readonly #coverage: Uint32Array;
	/** Runs that are open at the present site. */
	#open: number[] = [];
	#nextRun: number;
	#site: number;
	/** By haplotype: its traversal through the present site, {@link MISSING} or {@link CONFLICT}. */
	readonly ways: Int32Array;

	/** Starts before `from`: the first of a row of sites that no run crosses. */
	constructor(visits: SiteVisits, haplotypeCount: number, from: number) {
		this.#visits = visits;
		this.#coverage = new Uint32Array(haplotypeCount);
		this.ways = new Int32Array(haplotypeCount);
		this.#site = from;
		const { low } = visits.runs;
		let run = 0;
		while (run < low.length && low[run]! < from) run++;
		this.#nextRun = run;
	}

	/** Fills `ways` for the next site and returns its number. */
	next(): number {
		const site = this.#site++;
		const { runs, entries } = this.#visits;
		this.#open = this.#open.filter((run) => {
			if (runs.high[run]! >= site) return true;
			this.#coverage[runs.haplotype[run]!]!--;
			return false;
		});
		for (; this.#nextRun < runs.low.length && runs.low[this.#nextRun]! <= site; this.#nextRun++) {
			this.#open.push(this.#nextRun);
			this.#coverage[runs.haplotype[this.#nextRun]!]!++;
		}
		const { ways } = this;
		for (let haplotype = 0; haplotype < ways.length; haplotype++)
			ways[haplotype] = this.#coverage[haplotype]! > 0 ? site : MISSING;
		const end = entries.starts[site + 1]!;
		for (let i = entries.starts[site]!; i < end; ) {
			const haplotype = entries.haplotypes[i]!;
			const traversal = entries.traversals[i]!;
			let count = 0;
			let isOne = true;
			for (; i < end && entries.haplotypes[i] === haplotype; i++) {
				count++;
				if (entries.traversals[i] !== traversal) isOne = false;
			}
			ways[haplotype] = isOne && count === this.#coverage[haplotype] ? traversal : CONFLICT;
		}
		return site;
	}
}
