/** The changes that the alleles of one site make, and who carries them. */
import type { ReferenceBases } from '../sites/reference-steps.ts';
import { listedCount } from '../sites/shared-ends.ts';
import type { Sites } from '../sites/sites.ts';
import { alleleChanges, type Change, changeKey } from './changes.ts';

/** Changes by allele of the site; none for the reference, allele 0, and for `other`. */
export type SiteChanges = readonly (readonly Change[])[];

/** The changes of all alleles of a site. */
export function changesOfSite(bases: ReferenceBases, sites: Sites, site: number): SiteChanges {
	const first = sites.alleleStarts[site]!;
	const listed = listedCount(sites, site);
	return Array.from({ length: listed + 1 }, (_, i) =>
		i === 0 || i === listed ? [] : alleleChanges(bases, sites, site, first + i),
	);
}

/** 1 for each allele that makes the change with this key. */
export function carriersOf(changes: SiteChanges, key: string): Uint8Array {
	return Uint8Array.from(changes, (own) => (own.some((change) => changeKey(change) === key) ? 1 : 0));
}

/** Share of the haplotypes that cover the site which take an allele with `carries` 1. */
export function panelFrequency(sites: Sites, site: number, carries: Uint8Array): number {
	let walks = 0;
	for (const [allele, carried] of carries.entries())
		if (carried === 1) walks += sites.walkCounts[sites.alleleStarts[site]! + allele]!;
	return sites.coverage[site] === 0 ? 0 : Math.min(1, walks / sites.coverage[site]!);
}
