/**
 * How haplotypes pass through sites, gathered walk by walk.
 *
 * Most haplotypes take the reference's way through most sites. So what is kept is sparse: of each haplotype the runs of consecutively
 * numbered sites that it passes through, and an entry for each site where it takes another way. Only one walk is spelled out at a
 * time, and a nation's haplotypes cost little more than their differences.
 */
import type { ReferenceSteps } from '../coordinates/reference-steps.ts';
import { GrowingUint32 } from '../store/columns.ts';
import { walkSteps } from '../store/walk-steps.ts';
import type { HaplotypeColumns } from './haplotype-columns.ts';
import { forEachPassage, type SnarlSites } from './snarl-sites.ts';
import { TraversalTable } from './traversal-table.ts';

/** Runs of sites, and entries, as columns. */
export interface SiteVisits {
	/** The traversal that the reference takes through site s is number s; the others follow. */
	readonly traversals: TraversalTable;
	/** `haplotype` passes through sites `low` to `high` (inclusive), each once. */
	readonly runs: { readonly low: Uint32Array; readonly high: Uint32Array; readonly haplotype: Uint32Array };
	/** Entries of site s are `starts[s] .. starts[s + 1]`: a haplotype, and the traversal that it takes, which is not the reference's. */
	readonly entries: { readonly starts: Uint32Array; readonly haplotypes: Uint32Array; readonly traversals: Uint32Array };
}

/** Gathers the visits of all haplotypes. Linear in the steps of their walks. `onWalk` is told how many walks are done. */
export function siteVisits(
	reference: ReferenceSteps,
	sites: SnarlSites,
	columns: HaplotypeColumns,
	onWalk: (done: number) => void = () => {},
): SiteVisits {
	const { handles, graph } = reference;
	const traversals = new TraversalTable();
	for (let site = 0; site < sites.count; site++) {
		traversals.add(site, handles, sites.left[site]! + 1, sites.right[site]!, false);
	}
	const entries = new VisitList();
	const runs = new VisitList();
	let done = 0;
	for (const [haplotype, walks] of columns.walks.entries()) {
		for (const walk of walks) {
			const steps = walkSteps(graph, walk);
			let [low, high] = [-1, -1];
			// Nested sites are no part of the rows that their parents stand in.
			forEachPassage(steps, sites.ahead, (site, from, to) => {
				const reverse = steps[from] !== handles[sites.left[site]!];
				const traversal = traversals.add(site, steps, from + 1, to, reverse);
				if (traversal !== site) entries.add(site, haplotype, traversal);
				if (site >= sites.topCount) runs.add(site, haplotype, site);
				else if (low >= 0 && site === high + 1) high = site;
				else if (low >= 0 && site === low - 1) low = site;
				else {
					if (low >= 0) runs.add(low, haplotype, high);
					[low, high] = [site, site];
				}
			});
			if (low >= 0) runs.add(low, haplotype, high);
			onWalk(++done);
		}
	}
	const sortedRuns = runs.sorted(sites.count);
	const sortedEntries = entries.sorted(sites.count);
	return {
		traversals,
		runs: { low: sortedRuns.keys, haplotype: sortedRuns.haplotypes, high: sortedRuns.values },
		entries: { starts: sortedEntries.starts, haplotypes: sortedEntries.haplotypes, traversals: sortedEntries.values },
	};
}

/** Triples of a key, a haplotype and a value. */
class VisitList {
	readonly #keys = new GrowingUint32();
	readonly #haplotypes = new GrowingUint32();
	readonly #values = new GrowingUint32();

	add(key: number, haplotype: number, value: number): void {
		this.#keys.push(key);
		this.#haplotypes.push(haplotype);
		this.#values.push(value);
	}

	/** Sorted by key; equal ones stay in their order. `starts` tells where those of each key below `keyCount` begin. */
	sorted(keyCount: number): { starts: Uint32Array; keys: Uint32Array; haplotypes: Uint32Array; values: Uint32Array } {
		const keys = this.#keys.view();
		const starts = new Uint32Array(keyCount + 1);
		for (const key of keys) starts[key + 1]!++;
		for (let key = 0; key < keyCount; key++) starts[key + 1]! += starts[key]!;
		const next = starts.slice();
		const order = new Uint32Array(keys.length);
		for (let i = 0; i < keys.length; i++) order[next[keys[i]!]!++] = i;
		const column = (values: Uint32Array) => order.map((i) => values[i]!);
		return { starts, keys: column(keys), haplotypes: column(this.#haplotypes.values), values: column(this.#values.values) };
	}
}
