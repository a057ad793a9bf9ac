import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlleleTable, type Contig, type PhasedRecord } from '../../src/build/allele-table.ts';
import { makeContigGraph } from '../../src/build/contig-graph.ts';
import { contigLines } from '../../src/build/gfa-lines.ts';
import { nameWalks } from '../../src/build/walk-names.ts';
import { asRead, naiveHaplotype, type PlainGfa, type PlainRecord, parseGfa, spell } from './panel.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Builds one contig and gives its text and its counts. */
function build(reference: string, records: PhasedRecord[], sampleCount: number) {
	const contig: Contig = { name: 'c', sequence: encoder.encode(reference) };
	const table = new AlleleTable(contig, sampleCount);
	const samples = Array.from({ length: sampleCount }, (_, i) => `s${i}`);
	const source = { file: 'x.vcf', samples, columns: Int32Array.from(samples.keys()) };
	for (const record of records) table.add(record, source);
	table.finish();
	const graph = makeContigGraph(table, reference.length);
	const walks = nameWalks(samples, table, graph.alleles, reference.length);
	const text = [...contigLines(contig, graph, 1, 'REF', walks)].map((chunk) => decoder.decode(chunk)).join('');
	return { table, graph, gfa: parseGfa(text) };
}

/** A small reference with random, overlapping, multiallelic records on it, sorted by position. */
const panel = fc
	.record({
		reference: fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T'), minLength: 1, maxLength: 30 }),
		haplotypes: fc.constantFrom(2, 4, 34),
	})
	.chain(({ reference, haplotypes }) =>
		fc.record({
			reference: fc.constant(reference),
			haplotypes: fc.constant(haplotypes),
			records: fc.array(
				fc
					.record({
						position: fc.nat(reference.length - 1),
						refLength: fc.integer({ min: 1, max: 6 }),
						alts: fc.array(
							fc.oneof(
								{ weight: 6, arbitrary: fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T'), minLength: 1, maxLength: 6 }) },
								{ weight: 1, arbitrary: fc.constant('*') },
							),
							{ minLength: 1, maxLength: 3 },
						),
						anchored: fc.boolean(),
						picks: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: haplotypes, maxLength: haplotypes }),
					})
					.map(({ position, refLength, alts, anchored, picks }): PlainRecord => {
						const ref = reference.slice(position, position + refLength);
						return {
							position,
							ref,
							alts: alts.map((alt) => (anchored && alt !== '*' ? ref[0] + alt.slice(1) : alt)),
							genotypes: picks.map((pick) => (pick < 0 ? undefined : pick > alts.length ? 0 : pick)),
						};
					}),
				{ maxLength: 12 },
			),
		}),
	)
	.map(({ reference, haplotypes, records }) => ({
		reference,
		haplotypes,
		records: records.toSorted((a, b) => a.position - b.position),
	}));

/** Links that the walks step over. */
function usedLinks(gfa: PlainGfa): Set<string> {
	return new Set(gfa.walks.flatMap(({ steps }) => steps.slice(1).map((name, i) => `${steps[i]}>${name}`)));
}

describe('makeContigGraph and contigLines', () => {
	it('spell, in every walk, what the records say of the haplotype', () => {
		fc.assert(
			fc.property(panel, ({ reference, haplotypes, records }) => {
				const { graph, gfa } = build(
					reference,
					records.map((record, i) => asRead(record, i + 1)),
					haplotypes / 2,
				);
				const naive = Array.from({ length: haplotypes }, (_, h) => naiveHaplotype(reference, records, h));
				const walks = new Map(gfa.walks.map((walk) => [`${walk.sample}#${walk.haplotype}`, walk]));
				expect(spell(gfa, walks.get('REF#0')!)).toBe(reference);
				const spelled = naive.map((_, h) => walks.get(`s${h >> 1}#${(h & 1) + 1}`)).map((w) => (w ? spell(gfa, w) : undefined));
				// Without a record there is no walk, and a haplotype that lost everything has none either.
				const expected = naive.map(({ sequence }) => (records.length === 0 || sequence === '' ? undefined : sequence));
				expect(spelled).toEqual(expected);
				for (const walk of gfa.walks) expect([walk.start, walk.end]).toEqual([0, spell(gfa, walk).length]);
				expect(graph.alleles.droppedOverlapping).toBe(naive.reduce((sum, { dropped }) => sum + dropped, 0));
			}),
			{ numRuns: 400 },
		);
	});

	it('have ascending segment names, the edges of the walks and no others, and no node that no walk visits', () => {
		fc.assert(
			fc.property(panel, ({ reference, haplotypes, records }) => {
				const { graph, gfa } = build(
					reference,
					records.map((record, i) => asRead(record, i + 1)),
					haplotypes / 2,
				);
				expect([...gfa.segments.keys()]).toEqual(Array.from({ length: graph.nodes.count }, (_, i) => String(i + 1)));
				expect([...gfa.segments.values()].join('').length).toBe(graph.nodes.bases);
				for (const { steps } of gfa.walks)
					for (let i = 1; i < steps.length; i++) expect(+steps[i]!).toBeGreaterThan(+steps[i - 1]!);
				expect(gfa.links).toEqual(usedLinks(gfa));
				expect(gfa.links.size).toBe(graph.edges.count);
				expect(new Set(gfa.walks.flatMap(({ steps }) => steps)).size).toBe(gfa.segments.size);
			}),
			{ numRuns: 300 },
		);
	});

	it('cut the reference only at borders of alleles and give equal changes one node', () => {
		const records = [
			{ position: 2, ref: 'GA', alts: ['G', 'GTTA'], genotypes: [1, 2] },
			{ position: 3, ref: 'A', alts: ['C'], genotypes: [0, 0] },
			{ position: 5, ref: 'C', alts: ['T'], genotypes: [1, 0] },
			{ position: 5, ref: 'CG', alts: ['TG'], genotypes: [0, 1] },
		];
		const { gfa } = build(
			'ACGAACGT',
			records.map((r, i) => asRead(r, i)),
			1,
		);
		expect([...gfa.segments.values()]).toEqual(['ACG', 'TT', 'A', 'A', 'T', 'C', 'GT']);
		expect(gfa.walks.map((walk) => spell(gfa, walk))).toEqual(['ACGAACGT', 'ACGATGT', 'ACGTTAATGT']);
	});

	it('keep an insertion beside a changed interval and drop a second one at its place', () => {
		const base = { genotypes: [1, 1] };
		const { graph, gfa } = build(
			'ACGTACGT',
			[
				{ ...base, position: 1, ref: 'C', alts: ['CAA'] },
				{ ...base, position: 1, ref: 'C', alts: ['CT'] },
				{ ...base, position: 1, ref: 'CGT', alts: ['C'] },
				{ ...base, position: 3, ref: 'T', alts: ['TGG'] },
			].map((r, i) => asRead(r, i)),
			1,
		);
		expect(spell(gfa, gfa.walks[1]!)).toBe('ACAAGGACGT');
		expect(graph.alleles.droppedOverlapping).toBe(2);
	});

	it('write more haplotypes than fit a word, and walks longer than a chunk, whole', () => {
		const reference = 'ACGT'.repeat(25_000);
		const records: PhasedRecord[] = [];
		for (let position = 1; position < reference.length; position += 2) {
			const alt = reference[position] === 'C' ? 'G' : 'C';
			records.push(
				asRead({ position, ref: reference[position]!, alts: [alt], genotypes: [position & 2 ? 1 : 0, 1, 0, 0] }, position),
			);
		}
		const { gfa } = build(reference, records, 2);
		expect(gfa.walks.length).toBe(5);
		for (const walk of gfa.walks) expect(spell(gfa, walk).length).toBe(walk.end);
		expect(spell(gfa, gfa.walks[3]!)).toBe(reference);
		expect(spell(gfa, gfa.walks[2]!)).toBe('AGGC'.repeat(25_000));
	});
});
