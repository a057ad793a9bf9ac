/** Random small panels, and the graph of one as plain maps. */
import * as fc from 'fast-check';
import { AlleleTable } from '../../src/build/allele-table.ts';
import { BuiltColumns, type BuiltGraph } from '../../src/build/built-columns.ts';
import type { Contig } from '../../src/build/changes.ts';
import { resolveAlleles } from '../../src/build/contig-alleles.ts';
import { makeContigGraph } from '../../src/build/contig-graph.ts';
import { cutContig } from '../../src/build/contig-pieces.ts';
import { contigLines } from '../../src/build/gfa-lines.ts';
import { nameWalks } from '../../src/build/walk-names.ts';
import { asRead, type PlainGfa, type PlainRecord, parseGfa } from './panel.ts';

/** A reference and records on it. */
export interface Panel {
	reference: string;
	haplotypes: number;
	records: PlainRecord[];
}

const letters = (minLength: number, maxLength: number) =>
	fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T'), minLength, maxLength });

/** An ALT with what INFO says of it. */
interface Alt {
	alt: string;
	length: number;
	sequence: string;
}

const sequenceAlt: fc.Arbitrary<Alt> = fc.record({ alt: letters(1, 6), length: fc.constant(0), sequence: fc.constant('') });
const symbolicAlt: fc.Arbitrary<Alt> = fc.record({
	alt: fc.constantFrom('*', '<DEL>', '<INV>', '<DUP>', '<INS>'),
	length: fc.integer({ min: 1, max: 8 }),
	sequence: letters(1, 5),
});

/** Panels of overlapping, nested, multiallelic and symbolic records, sorted by position. */
export function randomPanels(options: { isSymbolic?: boolean } = {}): fc.Arbitrary<Panel> {
	const alts = fc.array(
		fc.oneof({ weight: 4, arbitrary: sequenceAlt }, { weight: options.isSymbolic === true ? 2 : 0, arbitrary: symbolicAlt }),
		{ minLength: 1, maxLength: 3 },
	);
	return fc
		.record({ reference: letters(1, 30), haplotypes: fc.constantFrom(2, 4, 34) })
		.chain(({ reference, haplotypes }) =>
			fc.record({
				reference: fc.constant(reference),
				haplotypes: fc.constant(haplotypes),
				records: fc.array(
					fc
						.record({
							position: fc.nat(reference.length - 1),
							refLength: fc.integer({ min: 1, max: 6 }),
							alts,
							anchored: fc.boolean(),
							picks: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: haplotypes, maxLength: haplotypes }),
						})
						.map((draft) => makeRecord(reference, draft)),
					{ maxLength: 12 },
				),
			}),
		)
		.map((panel) => ({ ...panel, records: panel.records.toSorted((a, b) => a.position - b.position) }));
}

function makeRecord(
	reference: string,
	draft: { position: number; refLength: number; alts: Alt[]; anchored: boolean; picks: number[] },
): PlainRecord {
	const { position, anchored } = draft;
	const ref = reference.slice(position, position + draft.refLength);
	const left = reference.length - position - 1;
	// Symbolic alleles need bases behind the anchor.
	const alts = draft.alts.map((alt) => ({ ...alt, alt: left === 0 && /^<(DEL|INV|DUP)/.test(alt.alt) ? '*' : alt.alt }));
	const lengths = alts.map(({ alt, length }) => (alt.startsWith('<') ? Math.min(length, left) : '.'));
	const info =
		alts.length === 1 && lengths[0] !== '.' && alts[0]!.alt !== '<INS>'
			? `SVTYPE=X;END=${position + 1 + (lengths[0] as number)}`
			: `SVLEN=${lengths.join(',')};SEQ=${alts.map(({ alt, sequence }) => (alt === '<INS>' ? sequence : '.')).join(',')}`;
	return {
		position,
		ref,
		alts: alts.map(({ alt }) => (anchored && /^[A-Z]/.test(alt) ? ref[0] + alt.slice(1) : alt)),
		genotypes: draft.picks.map((pick) => (pick < 0 ? undefined : pick > alts.length ? 0 : pick)),
		info,
	};
}

/** What a contig's build says. */
export interface BuiltContig {
	text: string;
	gfa: PlainGfa;
	nodes: number;
	edges: number;
	bases: number;
	alleles: number;
	dropped: number;
	rare: number;
	crossing: number;
	/** The same, not by way of text. */
	columns: BuiltGraph;
}

/** Builds the graph of one contig `c`, or of its regions, for the samples s0, s1, … or those of them that are `listed`. */
export function buildContig(
	reference: string,
	records: PlainRecord[],
	haplotypes: number,
	options: { regions?: { from: number; to: number }[]; countMin?: number; listed?: readonly number[] } = {},
): BuiltContig {
	const contig: Contig = { name: 'c', sequence: new TextEncoder().encode(reference) };
	const all = Array.from({ length: haplotypes / 2 }, (_, i) => `s${i}`);
	const listed = options.listed ?? [...all.keys()];
	const samples = listed.map((i) => all[i]!);
	const table = new AlleleTable(contig, samples.length, options.countMin !== undefined);
	const source = { file: 'x.vcf', samples: all, columns: Int32Array.from(all.keys(), (i) => listed.indexOf(i)) };
	for (const [i, record] of records.entries()) table.add(asRead(record, i + 1), source);
	table.finish();
	const regions = (options.regions ?? [{ from: 0, to: reference.length }]).map((region) => ({ contig: 'c', ...region }));
	const borders = regions.flatMap(({ from, to }) => [from, to]).filter((at) => at > 0 && at < reference.length);
	const { alleles, leftOut } = resolveAlleles(table, { countMin: options.countMin ?? 0, borders });
	const built = { text: '', nodes: 0, edges: 0, bases: 0, alleles: 0 };
	const columns = new BuiltColumns('REF', 'ref.fa');
	for (const piece of cutContig(contig, alleles, regions)) {
		const graph = makeContigGraph(piece);
		const walks = nameWalks(samples, table.ploidy, piece);
		for (const chunk of contigLines(piece, graph, built.nodes + 1, 'REF', walks)) built.text += new TextDecoder().decode(chunk);
		columns.add(piece, graph, walks);
		built.nodes += graph.nodeCount;
		built.edges += graph.edges.count;
		built.bases += graph.bases;
		built.alleles += piece.alleles.count;
	}
	const { overlapping: dropped, rare, crossing } = leftOut;
	return { ...built, gfa: parseGfa(built.text), dropped, rare, crossing, columns: columns.finish() };
}
