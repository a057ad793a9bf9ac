import type { Sites } from '../sites/sites.ts';
import type { SiteSupport } from '../support/support-classes.ts';

/** Short sites on either side of a place of which the depth is taken. */
const SITES_EACH_SIDE = 8;
/** With fewer sites that hold reads, nothing is said. */
const LEAST_SITES = 4;

/**
 * Median number of fragments at the short sites nearest to `site`, up to eight on either side and outside of it: what a site with
 * both copies of everything has here, also where only some regions were sequenced. 0 where there are too few.
 */
export function nearbyDepth(sites: Sites, support: SiteSupport, site: number): number {
	const left = sites.left[site]!;
	const right = sites.right[site]!;
	let low = 0;
	let high = sites.shortCount;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (sites.left[middle]! < left) low = middle + 1;
		else high = middle;
	}
	const depths: number[] = [];
	for (let s = low - 1, taken = 0; s >= 0 && taken < SITES_EACH_SIDE; s--) {
		if (sites.right[s]! > left) continue;
		depths.push(depthOf(support, s));
		taken++;
	}
	for (let s = low, taken = 0; s < sites.shortCount && taken < SITES_EACH_SIDE; s++) {
		if (sites.left[s]! < right) continue;
		depths.push(depthOf(support, s));
		taken++;
	}
	const held = depths.filter((depth) => depth > 0).sort((a, b) => a - b);
	return held.length < LEAST_SITES ? 0 : held[held.length >>> 1]!;
}

/** Fragments that speak for a site. */
function depthOf(support: SiteSupport, site: number): number {
	let depth = 0;
	for (let c = support.classStarts[site]!; c < support.classStarts[site + 1]!; c++) depth += support.counts[c]!;
	return depth;
}
