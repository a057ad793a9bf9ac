import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sites } from '../../src/sites/sites.ts';
import { SupportClasses } from '../../src/support/support-classes.ts';

/** Sites with the given numbers of alleles; only those are looked at. */
function sitesWith(alleles: readonly number[]): Sites {
	const alleleStarts = Uint32Array.from([
		0,
		...alleles.map((_, i) => alleles.slice(0, i + 1).reduce((sum, count) => sum + count, 0)),
	]);
	const none = new Uint32Array(0);
	return {
		count: alleles.length,
		shortCount: 0,
		left: none,
		right: none,
		coverage: none,
		alleleStarts,
		pathStarts: none,
		paths: none,
		walkCounts: none,
	};
}

const ALLELES = [3, 40, 100];
const sites = sitesWith(ALLELES);

const fragment = fc.nat({ max: 2 }).chain((site) =>
	fc.record({
		site: fc.constant(site),
		alleles: fc.uniqueArray(fc.nat({ max: ALLELES[site]! - 1 }), { minLength: 1, maxLength: 3 }),
	}),
);

function maskOf(alleles: readonly number[]): Uint32Array {
	const mask = new Uint32Array(4);
	for (const allele of alleles) mask[allele >>> 5]! |= 1 << (allele & 31);
	return mask;
}

describe('SupportClasses', () => {
	it('counts classes of any width, with the same result in any order', () => {
		fc.assert(
			fc.property(fc.array(fragment, { maxLength: 60 }), (fragments) => {
				const counted = [fragments, fragments.toReversed()].map((order) => {
					const classes = new SupportClasses(sites);
					for (const { site, alleles } of order) classes.add(site, maskOf(alleles), 0);
					return classes.bySite();
				});
				expect(counted[1]).toEqual(counted[0]);
				const { classStarts, counts, maskStarts, words } = counted[0]!;
				const expected = new Map<string, number>();
				for (const { site, alleles } of fragments) {
					const key = `${site}:${alleles.toSorted((a, b) => a - b).join()}`;
					expected.set(key, (expected.get(key) ?? 0) + 1);
				}
				const found = new Map<string, number>();
				for (let site = 0; site < 3; site++) {
					for (let c = classStarts[site]!; c < classStarts[site + 1]!; c++) {
						const holds = (allele: number): boolean => ((words[maskStarts[c]! + (allele >>> 5)]! >>> (allele & 31)) & 1) === 1;
						found.set(
							`${site}:${Array.from({ length: ALLELES[site]! }, (_, i) => i)
								.filter(holds)
								.join()}`,
							counts[c]!,
						);
					}
				}
				expect(found).toEqual(expected);
			}),
			{ numRuns: 200 },
		);
	});

	it('counts past the first size of its table', () => {
		const classes = new SupportClasses(sites);
		for (let i = 0; i < 12_000; i++) classes.add(2, Uint32Array.of(i, 0, 1, 1), 0);
		for (let i = 0; i < 12_000; i++) classes.add(2, Uint32Array.of(i, 0, 1, 1), 0);
		const { classStarts, counts } = classes.bySite();
		expect(classStarts[3]).toBe(12_000);
		expect(counts.every((count) => count === 2)).toBe(true);
	});
});
