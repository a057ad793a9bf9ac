/** Alleles of short sites: the distinct ways in which haplotype walks pass from a site's left anchor to its right one. */
import { followsReference, forEachStretch, forwardSteps, haplotypeWalks, longestWalk, type Stretch } from './anchors.ts';
import { PathTable } from './path-table.ts';
import type { ReferenceSteps } from './reference-steps.ts';

/** Non-reference alleles of disjoint sites as columns. */
export interface ShortAlleles {
	/** `order[siteStarts[s] .. siteStarts[s + 1])` are the path numbers of site s, in the order of the walks. */
	readonly siteStarts: Uint32Array;
	readonly order: Uint32Array;
	readonly pathStarts: Uint32Array;
	readonly paths: Uint32Array;
	readonly walkCounts: Uint32Array;
}

/** What stands in the table for ranks at which no site begins or ends. */
const NO_SITE = -1;

/**
 * Counts how the walks pass through sites, given as rank intervals that share no reference edge, ascending. A walk that leaves a
 * site in another way than through its far anchor (a long excursion, an inversion) is not counted there. O(steps).
 */
export function countShortAlleles(reference: ReferenceSteps, left: Uint32Array, right: Uint32Array): ShortAlleles {
	const { steps } = reference.graph.walks;
	const siteAtLeft = new Int32Array(reference.handles.length).fill(NO_SITE);
	const siteAtRight = new Int32Array(reference.handles.length).fill(NO_SITE);
	for (let site = 0; site < left.length; site++) {
		siteAtLeft[left[site]!] = site;
		siteAtRight[right[site]!] = site;
	}
	const table = new PathTable();
	const scratch = new Uint32Array(longestWalk(reference));
	let site = NO_SITE;
	let from = 0;
	const visitor = {
		collinear(stretch: Stretch): void {
			// In the walk's direction a site begins at `entry` and the stretch ends at `exit`.
			const entry = stretch.reverse ? stretch.right : stretch.left;
			const exit = stretch.reverse ? stretch.left : stretch.right;
			const opened = stretch.reverse ? siteAtRight[entry]! : siteAtLeft[entry]!;
			if (opened !== NO_SITE) {
				site = opened;
				from = stretch.from;
			}
			if (site === NO_SITE) return;
			const end = stretch.reverse ? left[site]! : right[site]!;
			if (exit === end) {
				const count = forwardSteps(steps, from, stretch.to, stretch.reverse, scratch);
				if (!followsReference(reference, left[site]!, right[site]!, scratch, count)) table.add(site, 0, scratch, 0, count);
				site = NO_SITE;
			} else if (stretch.reverse ? exit < end : exit > end) {
				site = NO_SITE;
			}
		},
		broken(): void {
			site = NO_SITE;
		},
	};
	for (const walk of haplotypeWalks(reference)) {
		site = NO_SITE;
		forEachStretch(reference, walk, visitor);
	}
	return bySite(table, left.length);
}

/** Counting sort of the paths by site; within a site the order in which they were found. */
function bySite(table: PathTable, siteCount: number): ShortAlleles {
	const siteStarts = new Uint32Array(siteCount + 1);
	for (let path = 0; path < table.count; path++) siteStarts[table.firstKeys.at(path) + 1]!++;
	for (let site = 0; site < siteCount; site++) siteStarts[site + 1]! += siteStarts[site]!;
	const next = siteStarts.slice();
	const order = new Uint32Array(table.count);
	for (let path = 0; path < table.count; path++) order[next[table.firstKeys.at(path)]!++] = path;
	return { siteStarts, order, pathStarts: table.starts.view(), paths: table.pool.view(), walkCounts: table.counts.view() };
}
