import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExcursions } from '../../src/sites/excursions.ts';
import { referenceSteps } from '../../src/sites/reference-steps.ts';
import { findSites, type Sites } from '../../src/sites/sites.ts';
import { isLong, naiveAlleles, naiveExcursions, naiveShortSites } from './naive-sites.ts';
import { graphOf, randomGraph } from './random-graph.ts';

function sitesOf(graph: Parameters<typeof referenceSteps>[0]): Sites {
	const reference = referenceSteps(graph);
	return findSites(reference, findExcursions(reference));
}

function allelesOf(sites: Sites, site: number): Map<string, number> {
	const alleles = new Map<string, number>();
	for (let allele = sites.alleleStarts[site]! + 1; allele < sites.alleleStarts[site + 1]! - 1; allele++) {
		const path = sites.paths.subarray(sites.pathStarts[allele], sites.pathStarts[allele + 1]);
		alleles.set(path.join(), sites.walkCounts[allele]!);
	}
	return alleles;
}

describe('findSites', () => {
	it('groups short excursions and counts the ways through as the naive search does', () => {
		fc.assert(
			fc.property(randomGraph, (random) => {
				const sites = sitesOf(random.graph);
				const expected = naiveShortSites(random);
				expect(expected).toEqual(Array.from({ length: sites.shortCount }, (_, site) => [sites.left[site], sites.right[site]]));
				for (const [site, [left, right]] of expected.entries()) {
					expect(allelesOf(sites, site)).toEqual(naiveAlleles(random, left, right));
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('makes a site of the long excursions between the same anchors', () => {
		fc.assert(
			fc.property(randomGraph, (random) => {
				const sites = sitesOf(random.graph);
				const found = new Map<string, number>();
				for (let site = sites.shortCount; site < sites.count; site++) {
					for (const [path, count] of allelesOf(sites, site))
						found.set(`${sites.left[site]},${sites.right[site]}:${path}`, count);
				}
				expect(found).toEqual(new Map([...naiveExcursions(random)].filter(([key]) => isLong(random, key))));
			}),
			{ numRuns: 300 },
		);
	});

	it('begins every site with the reference and ends it with other', () => {
		fc.assert(
			fc.property(randomGraph, (random) => {
				const sites = sitesOf(random.graph);
				for (let site = 0; site < sites.count; site++) {
					const first = sites.alleleStarts[site]!;
					const last = sites.alleleStarts[site + 1]! - 1;
					const path = sites.paths.subarray(sites.pathStarts[first], sites.pathStarts[first + 1]);
					expect([...path]).toEqual(random.reference.slice(sites.left[site]! + 1, sites.right[site]));
					expect(sites.pathStarts[last]).toBe(sites.pathStarts[last + 1]);
					expect(sites.walkCounts[last]).toBe(0);
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('keeps SNVs inside a long deletion as sites of their own', () => {
		const long = 'ACGT'.repeat(20);
		// 0 >1 (long) >2 (T, SNV to node 5) >3 (long) >4; the second haplotype deletes 1 to 3.
		const graph = graphOf(
			['A', long, 'T', long, 'A', 'G'],
			[0, 2, 4, 6, 8],
			[
				[0, 2, 10, 6, 8],
				[0, 8],
			],
		);
		const sites = sitesOf(graph);
		expect([sites.shortCount, sites.count]).toEqual([1, 2]);
		expect([...sites.left]).toEqual([1, 0]);
		expect([...sites.right]).toEqual([3, 4]);
	});
});
