import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_INDELS } from '../../src/support/indel-places.ts';
import { NO_LINK, PathSupport } from '../../src/support/path-support.ts';
import { type CallTables, callTables } from '../../src/variants/call-sample.ts';
import { flip, graphOf, type RandomGraph, randomGraph } from '../sites/random-graph.ts';
import { type NaiveRead, naiveSupport } from './naive-support.ts';

/** Parts of haplotypes, turned into the reference's direction, with the covered bases cut at random. */
const readsArbitrary = (random: RandomGraph, count: number): fc.Arbitrary<NaiveRead[]> =>
	fc.array(
		fc
			.record({
				walk: fc.nat({ max: random.haplotypes.length }),
				from: fc.nat({ max: 20 }),
				length: fc.integer({ min: 1, max: 10 }),
				cutFront: fc.nat({ max: 4 }),
				cutBack: fc.nat({ max: 4 }),
			})
			.map(({ walk, from, length, cutFront, cutBack }) => {
				const own = walk === random.haplotypes.length ? random.reference : random.haplotypes[walk]!;
				const forward = own[0] === random.reference[0] ? own : flip(own);
				const steps = forward.slice(from % forward.length, (from % forward.length) + length);
				const lengths = steps.map((handle) => random.letters[handle >> 1]!.length);
				const total = lengths.reduce((sum, bases) => sum + bases, 0);
				// At least one base of the first and of the last node is covered.
				const start = Math.min(cutFront, lengths[0]! - 1);
				return { steps, start, end: Math.max(start + 1, total - Math.min(cutBack, lengths.at(-1)! - 1)) };
			}),
		{ minLength: 1, maxLength: count },
	);

const withReads = (count: number): fc.Arbitrary<{ random: RandomGraph; reads: NaiveRead[] }> =>
	randomGraph.chain((random) => fc.record({ random: fc.constant(random), reads: readsArbitrary(random, count) }));

/** Classes of all sites as `site:alleles` with counts; discordant ones with no alleles. */
function classesOf(tables: CallTables, fragments: readonly (readonly NaiveRead[])[]): Map<string, number> {
	const support = new PathSupport(tables);
	for (const fragment of fragments) {
		for (const [i, { steps, start, end }] of fragment.entries()) {
			expect(support.addRead(Uint32Array.from(steps), 0, steps.length, start, end, NO_INDELS, i > 0)).not.toBe(NO_LINK);
		}
	}
	support.flush();
	const { classStarts, counts, maskStarts, words } = support.classes.bySite();
	const classes = new Map<string, number>();
	for (let site = 0; site < tables.sites.count; site++) {
		if (support.discordant[site]! > 0) classes.set(`${site}:`, support.discordant[site]!);
		for (let c = classStarts[site]!; c < classStarts[site + 1]!; c++) {
			const word = words[maskStarts[c]!]!;
			classes.set(
				`${site}:${Array.from({ length: 32 }, (_, i) => i)
					.filter((i) => (word >>> i) & 1)
					.join()}`,
				counts[c]!,
			);
		}
	}
	return classes;
}

function naiveClasses(
	random: RandomGraph,
	tables: CallTables,
	fragments: readonly (readonly NaiveRead[])[],
): Map<string, number> {
	const classes = new Map<string, number>();
	for (const fragment of fragments) {
		const merged = new Map<number, Set<number>>();
		for (const read of fragment) {
			for (const [site, alleles] of naiveSupport(random, tables.sites, read)) {
				merged.set(site, merged.has(site) ? merged.get(site)!.intersection(alleles) : alleles);
			}
		}
		for (const [site, alleles] of merged) {
			const key = `${site}:${[...alleles].sort((a, b) => a - b).join()}`;
			classes.set(key, (classes.get(key) ?? 0) + 1);
		}
	}
	return classes;
}

describe('PathSupport', () => {
	it('counts single reads as the naive search does', () => {
		fc.assert(
			fc.property(withReads(6), ({ random, reads }) => {
				const tables = callTables(random.graph);
				const fragments = reads.map((read) => [read]);
				expect(classesOf(tables, fragments)).toEqual(naiveClasses(random, tables, fragments));
			}),
			{ numRuns: 300 },
		);
	});

	it('counts the mates of a fragment once, with the alleles that both allow', () => {
		fc.assert(
			fc.property(withReads(6), ({ random, reads }) => {
				const tables = callTables(random.graph);
				const fragments = [reads.slice(0, 2), reads.slice(2, 4), reads.slice(4)].filter((fragment) => fragment.length > 0);
				expect(classesOf(tables, fragments)).toEqual(naiveClasses(random, tables, fragments));
			}),
			{ numRuns: 300 },
		);
	});

	it('sums to the same in any order', () => {
		fc.assert(
			fc.property(withReads(8), ({ random, reads }) => {
				const tables = callTables(random.graph);
				const fragments = reads.map((read) => [read]);
				expect([...classesOf(tables, fragments.toReversed())]).toEqual([...classesOf(tables, fragments)]);
			}),
			{ numRuns: 100 },
		);
	});

	it('sees that two segments have no link', () => {
		const tables = callTables(graphOf(['A', 'C', 'G'], [0, 2, 4], [[0, 4]]));
		expect(new PathSupport(tables).addRead(Uint32Array.of(4, 0), 0, 2, 0, 2, NO_INDELS, false)).toBe(NO_LINK);
	});

	it('takes the end of a read in a run of equal bases for undecided', () => {
		// Reference CAAAAG, the haplotype lacks one A.
		const tables = callTables(graphOf(['C', 'A', 'AAA', 'G'], [0, 2, 4, 6], [[0, 4, 6]]));
		const read = (steps: number[], end: number): Map<string, number> => classesOf(tables, [[{ steps, start: 0, end }]]);
		expect(read([0, 4], 4)).toEqual(new Map());
		expect(read([0, 2, 4], 5)).toEqual(new Map([['0:0,2', 1]]));
		expect(read([0, 2, 4], 4)).toEqual(new Map());
		expect(read([0, 4, 6], 5)).toEqual(new Map([['0:1', 1]]));
	});

	it('does not count a read with an indel in a short site or the repeat around it', () => {
		const tables = callTables(graphOf(['C', 'A', 'AAA', 'GTT'], [0, 2, 4, 6], [[0, 4, 6]]));
		const add = (indel: number): number => {
			const support = new PathSupport(tables);
			support.addRead(Uint32Array.of(0, 4, 6), 0, 3, 0, 7, [indel], false);
			support.flush();
			return support.discordant[0]!;
		};
		expect(add(3)).toBe(1);
		expect(add(6)).toBe(0);
	});
});
