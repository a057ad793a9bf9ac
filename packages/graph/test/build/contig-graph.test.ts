import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, linkOf, naiveChange, naiveHaplotype, type PlainGfa, type PlainRecord, reversed, spell } from './panel.ts';
import { buildContig, randomPanels } from './random-panel.ts';

const panels = randomPanels({ isSymbolic: true });

/** Links that the walks step over. */
function usedLinks(gfa: PlainGfa): Set<string> {
	return new Set(gfa.walks.flatMap(({ steps }) => steps.slice(1).map((step, i) => linkOf(steps[i]!, step))));
}

/** Spelled walks of the haplotypes; undefined where there is none. */
function spelledHaplotypes(gfa: PlainGfa, haplotypes: number): (string | undefined)[] {
	const walks = new Map(gfa.walks.map((walk) => [`${walk.sample}#${walk.haplotype}`, walk]));
	return Array.from({ length: haplotypes }, (_, h) => {
		const walk = walks.get(`s${h >> 1}#${(h & 1) + 1}`);
		return walk === undefined ? undefined : spell(gfa, walk);
	});
}

/** Pairs of steps that could be one node: whenever a walk, in either direction, takes one of them it takes both. */
function mergeablePairs(gfa: PlainGfa): string[] {
	const flipped = (step: string) => step.slice(0, -1) + (step.endsWith('+') ? '-' : '+');
	const walks = gfa.walks.flatMap(({ steps }) => [steps, steps.toReversed().map(flipped)]);
	const around = (move: 1 | -1) => {
		const found = new Map<string, Set<string>>();
		for (const steps of walks) {
			for (const [i, step] of steps.entries())
				found.set(step, (found.get(step) ?? new Set<string>()).add(steps[i + move] ?? 'end'));
		}
		return found;
	};
	const [after, before] = [around(1), around(-1)];
	return [...after].flatMap(([step, next]) => {
		const [only] = next;
		if (next.size > 1 || only === 'end' || before.get(only!)!.size > 1 || only!.slice(0, -1) === step.slice(0, -1)) return [];
		return [`${step}${only}`];
	});
}

describe('the graph of a contig', () => {
	it('spells, in every walk, what the records say of the haplotype', () => {
		fc.assert(
			fc.property(panels, ({ reference, haplotypes, records }) => {
				const { gfa, dropped } = buildContig(reference, records, haplotypes);
				const naive = Array.from({ length: haplotypes }, (_, h) => naiveHaplotype(reference, records, h));
				expect(spell(gfa, gfa.walks[0]!)).toBe(reference);
				// Without a record there is no walk, and a haplotype that lost everything has none either.
				const expected = naive.map(({ sequence }) => (records.length === 0 || sequence === '' ? undefined : sequence));
				expect(spelledHaplotypes(gfa, haplotypes)).toEqual(expected);
				for (const walk of gfa.walks) expect([walk.start, walk.end]).toEqual([0, spell(gfa, walk).length]);
				expect(dropped).toBe(naive.reduce((sum, haplotype) => sum + haplotype.dropped, 0));
			}),
			{ numRuns: 200 },
		);
	});

	it('has the links of the walks and no others, no node that no walk visits, and no two nodes that could be one', () => {
		fc.assert(
			fc.property(panels, ({ reference, haplotypes, records }) => {
				const { gfa, ...counts } = buildContig(reference, records, haplotypes);
				expect([...gfa.segments.keys()]).toEqual(Array.from({ length: counts.nodes }, (_, i) => String(i + 1)));
				expect(gfa.links).toEqual(usedLinks(gfa));
				expect(gfa.links.size).toBe(counts.edges);
				expect(new Set(gfa.walks.flatMap(({ steps }) => steps.map((step) => step.slice(0, -1)))).size).toBe(gfa.segments.size);
				expect([...gfa.segments.values()].join('').length).toBe(counts.bases);
				expect(mergeablePairs(gfa)).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});

	it('has names that ascend along the reference and, without inversions, along every walk', () => {
		fc.assert(
			fc.property(randomPanels(), panels, (plain, { reference, haplotypes, records }) => {
				const isAscending = (steps: string[]) =>
					steps.every((step, i) => i === 0 || Number.parseInt(step) > parseInt(steps[i - 1]!));
				for (const { steps } of buildContig(plain.reference, plain.records, plain.haplotypes).gfa.walks) {
					expect(isAscending(steps)).toBe(true);
				}
				expect(isAscending(buildContig(reference, records, haplotypes).gfa.walks[0]!.steps)).toBe(true);
			}),
			{ numRuns: 100 },
		);
	});

	it('does not depend on how the records are written', () => {
		fc.assert(
			fc.property(panels, fc.infiniteStream(fc.nat(1000)), ({ reference, haplotypes, records }, numbers) => {
				// One record for each ALT, in any order, and records of changes that nobody carries.
				const single = records.flatMap((record) => record.alts.map((_, i) => onlyAlt(record, i)));
				const idle = single.map((record) => ({ ...record, genotypes: record.genotypes.map(() => 0) }));
				const shuffled = [...single, ...idle].map((record) => ({ record, key: numbers.next().value }));
				const rewritten = shuffled.toSorted((a, b) => a.key - b.key).map(({ record }) => record);
				expect(buildContig(reference, rewritten, haplotypes).text).toBe(buildContig(reference, records, haplotypes).text);
			}),
			{ numRuns: 200 },
		);
	});

	it('leaves out alleles that too few haplotypes carry, before any other rule', () => {
		fc.assert(
			fc.property(panels, fc.integer({ min: 2, max: 6 }), ({ reference, haplotypes, records }, countMin) => {
				const counts = new Map<string, number>();
				for (const record of records) {
					for (const allele of record.genotypes) {
						const change = (allele ?? 0) > 0 ? naiveChange(reference, record, allele! - 1) : undefined;
						if (change !== undefined) counts.set(keyOf(change), (counts.get(keyOf(change)) ?? 0) + 1);
					}
				}
				const { gfa, rare } = buildContig(reference, records, haplotypes, { countMin });
				const allowed = (change: Parameters<typeof keyOf>[0]) => counts.get(keyOf(change))! >= countMin;
				const naive = Array.from({ length: haplotypes }, (_, h) => naiveHaplotype(reference, records, h, allowed).sequence);
				const expected = naive.map((sequence) => (records.length === 0 || sequence === '' ? undefined : sequence));
				expect(spelledHaplotypes(gfa, haplotypes)).toEqual(expected);
				expect(rare).toBe([...counts.values()].filter((count) => count < countMin).length);
			}),
			{ numRuns: 200 },
		);
	});

	it('holds, of regions, the pieces of the haplotypes with their places on them', () => {
		fc.assert(
			fc.property(panels, fc.array(fc.nat(30), { minLength: 2, maxLength: 6 }), ({ reference, haplotypes, records }, cuts) => {
				const places = [...new Set(cuts.map((cut) => cut % (reference.length + 1)))].sort((a, b) => a - b);
				const regions: { from: number; to: number }[] = [];
				for (let i = 1; i < places.length; i += 2) regions.push({ from: places[i - 1]!, to: places[i]! });
				if (regions.length === 0) return;
				const borders = regions.flatMap(({ from, to }) => [from, to]);
				const allowed = ({ start, end }: { start: number; end: number }) => !borders.some((at) => start < at && at < end);
				const { gfa } = buildContig(reference, records, haplotypes, { regions });
				const expected = regions.flatMap(({ from, to }) => {
					const walks = [{ sample: 'REF', start: from, end: to, sequence: reference.slice(from, to) }];
					for (let h = 0; records.length > 0 && h < haplotypes; h++) {
						const { changes, sequence } = naiveHaplotype(reference, records, h, allowed);
						const lengthOf = (isBefore: (change: { start: number; end: number }) => boolean) =>
							changes.reduce((sum, change) => {
								const growth = change.kind === 'inverted' ? 0 : change.sequence.length - change.end + change.start;
								return isBefore(change) ? sum + growth : sum;
							}, 0);
						const start = from + lengthOf((change) => change.end <= from && (from > 0 || change.start < 0));
						const end = to + lengthOf((change) => change.end <= to && (change.start < to || to === reference.length));
						if (end > start) walks.push({ sample: `s${h >> 1}`, start, end, sequence: sequence.slice(start, end) });
					}
					return walks;
				});
				expect(gfa.walks.map((walk) => ({ ...pick(walk), sequence: spell(gfa, walk) }))).toEqual(expected);
			}),
			{ numRuns: 150 },
		);
	});

	it('gives equal changes one node and merges what no walk tells apart', () => {
		const records = [
			{ position: 2, ref: 'GA', alts: ['G', 'GTTA'], genotypes: [1, 2] },
			{ position: 3, ref: 'A', alts: ['C'], genotypes: [0, 0] },
			{ position: 5, ref: 'C', alts: ['T'], genotypes: [1, 0] },
			{ position: 5, ref: 'CG', alts: ['TG'], genotypes: [0, 1] },
			// Two neighbours that always come together are one node.
			{ position: 6, ref: 'G', alts: ['A'], genotypes: [1, 1] },
		];
		const { gfa } = buildContig('ACGAACGT', records, 2);
		expect([...gfa.segments.values()]).toEqual(['ACG', 'TT', 'A', 'A', 'TA', 'CG', 'T']);
		expect(gfa.walks.map((walk) => spell(gfa, walk))).toEqual(['ACGAACGT', 'ACGATAT', 'ACGTTAATAT']);
	});

	it('numbers alternatives at one place by sequence, then by the first walk that takes them', () => {
		const records = [
			{ position: 1, ref: 'C', alts: ['T', 'A', 'G'], genotypes: [1, 2, 3, 0] },
			// The same two bases, once as one change and once as two that part with others.
			{ position: 5, ref: 'CG', alts: ['TA'], genotypes: [0, 0, 1, 0] },
			{ position: 5, ref: 'C', alts: ['T'], genotypes: [1, 1, 0, 0] },
			{ position: 6, ref: 'G', alts: ['A'], genotypes: [1, 1, 0, 0] },
		];
		const { gfa } = buildContig('ACGAACGT', records, 4);
		expect([...gfa.segments.values()]).toEqual(['A', 'A', 'G', 'T', 'C', 'GAA', 'TA', 'TA', 'CG', 'T']);
		expect(gfa.walks.map(({ steps }) => steps.join(''))).toEqual([
			'1+5+6+9+10+',
			'1+4+6+7+10+',
			'1+2+6+7+10+',
			'1+3+6+8+10+',
			'1+5+6+9+10+',
		]);
	});

	it('reads inversions backwards over the nodes of the reference, and repeats as insertions', () => {
		const records: PlainRecord[] = [
			{ position: 1, ref: 'C', alts: ['<INV>'], genotypes: [1, 0], info: 'END=6' },
			{ position: 3, ref: 'T', alts: ['G'], genotypes: [1, 1] },
			{ position: 6, ref: 'T', alts: ['<DUP>'], genotypes: [0, 1], info: 'END=9' },
		];
		const reference = 'ACGTTATGGC';
		const { gfa, dropped } = buildContig(reference, records, 2);
		expect(gfa.walks.map((walk) => spell(gfa, walk))).toEqual([reference, `AC${reversed('GTTA')}TGGC`, 'ACGGTATGGGGC']);
		expect(gfa.walks[1]!.steps.filter((step) => step.endsWith('-'))).toEqual(['5-', '4-', '2-']);
		expect(dropped).toBe(1);
	});

	it('keeps an insertion beside a changed interval and drops a second one at its place', () => {
		const base = { genotypes: [1, 1] };
		const { gfa, dropped } = buildContig(
			'ACGTACGT',
			[
				{ ...base, position: 1, ref: 'C', alts: ['CAA'] },
				{ ...base, position: 1, ref: 'C', alts: ['CT'] },
				{ ...base, position: 1, ref: 'CGT', alts: ['C'] },
				{ ...base, position: 3, ref: 'T', alts: ['TGG'] },
			],
			2,
		);
		expect(spell(gfa, gfa.walks[1]!)).toBe('ACAAGGACGT');
		expect(dropped).toBe(2);
	});

	it('writes more haplotypes than fit a word, and walks longer than a chunk, whole', () => {
		const reference = 'ACGT'.repeat(25_000);
		const records: PlainRecord[] = [];
		for (let position = 1; position < reference.length; position += 2) {
			const alt = reference[position] === 'C' ? 'G' : 'C';
			records.push({ position, ref: reference[position]!, alts: [alt], genotypes: [position & 2 ? 1 : 0, 1, 0, 0] });
		}
		const { gfa } = buildContig(reference, records, 4);
		expect(gfa.walks.length).toBe(5);
		for (const walk of gfa.walks) expect(spell(gfa, walk).length).toBe(walk.end);
		expect(spell(gfa, gfa.walks[3]!)).toBe(reference);
		expect(spell(gfa, gfa.walks[2]!)).toBe('AGGC'.repeat(25_000));
	});
});

function pick({ sample, start, end }: PlainGfa['walks'][number]): { sample: string; start: number; end: number } {
	return { sample, start, end };
}

/** The record with one of its ALTs alone. */
function onlyAlt(record: PlainRecord, index: number): PlainRecord {
	const info = (record.info ?? '').replace(
		/(SVLEN|SEQ)=([^;]*)/g,
		(_, key: string, list: string) => `${key}=${list.split(',')[index]}`,
	);
	return {
		...record,
		alts: [record.alts[index]!],
		genotypes: record.genotypes.map((allele) => (allele === index + 1 ? 1 : allele === undefined ? undefined : 0)),
		info,
	};
}
