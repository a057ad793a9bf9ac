import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReferenceBases, referenceSteps, referenceTrunks } from '../../src/coordinates/reference-steps.ts';
import { haplotypeColumns } from '../../src/deconstruct/haplotype-columns.ts';
import { siteVisits } from '../../src/deconstruct/site-visits.ts';
import { type SnarlSites, snarlSites } from '../../src/deconstruct/snarl-sites.ts';
import { type RecordCounts, VariantRecords } from '../../src/deconstruct/variant-records.ts';
import { findSnarls } from '../../src/snarls/find-snarls.ts';
import type { Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { KIND_PATH, KIND_WALK } from '../../src/store/walk-builder.ts';
import { type BubbleGraph, bubbleGraphs } from './bubble-graph.ts';

/** A record as a reader of the text sees it. */
interface Read {
	contig: string;
	position: number;
	id: string;
	alleles: string[];
	info: Map<string, string>;
	/** Alleles by `sample#haplotype`; undefined where missing. */
	genotypes: Map<string, number | undefined>;
}

interface Deconstructed {
	lines: string[];
	records: Read[];
	counts: RecordCounts;
	sites: SnarlSites;
}

function deconstruct(graph: Graph, hasNested: boolean, sample = 'REF'): Deconstructed {
	const reference = referenceSteps(graph, sample);
	const sites = snarlSites(reference, findSnarls(graph, referenceTrunks(reference)));
	const columns = haplotypeColumns(graph, reference.walks);
	const visits = siteVisits(reference, sites, columns);
	const records = new VariantRecords({ bases: new ReferenceBases(reference), sites, visits, columns, hasNested });
	const lines = [...records.lines()];
	const read = lines.map((line): Read => {
		const [contig, position, id, ref, alts, , , info, format, ...texts] = line.trimEnd().split('\t');
		expect(format).toBe('GT');
		const genotypes = texts.flatMap((text, i) =>
			text.split('|').map((allele, h): [string, number | undefined] => {
				return [`${columns.samples[i]}#${h + 1}`, allele === '.' ? undefined : Number(allele)];
			}),
		);
		return {
			contig: contig!,
			position: Number(position) - 1,
			id: id!,
			alleles: [ref!, ...alts!.split(',')],
			info: new Map(info!.split(';').map((field) => field.split('=') as [string, string])),
			genotypes: new Map(genotypes),
		};
	});
	return { lines, records: read, counts: records.counts, sites };
}

const flipped = (steps: readonly number[]) => steps.map((handle) => handle ^ 1).reverse();

/** Handles of `>n1<n2`. */
const handlesOf = (path: string) =>
	Array.from(path.matchAll(/([<>])n(\d+)/g), ([, strand, node]) => 2 * Number(node) + Number(strand === '<'));

describe('on graphs of nested bubbles', () => {
	const spell = ({ lettersOf }: BubbleGraph, steps: readonly number[]) => steps.map(lettersOf).join('');

	it('gives back every whole haplotype when the top-level records are applied to the reference', () => {
		fc.assert(
			fc.property(bubbleGraphs, (made) => {
				const { records } = deconstruct(made.graph, false);
				const reference = spell(made, made.walks[0]!.steps);
				const start = made.graph.walks.start[0]!;
				for (const [i, record] of records.entries()) {
					expect(reference.slice(record.position - start).startsWith(record.alleles[0]!)).toBe(true);
					expect(record.info.get('LV')).toBe('0');
					expect(record.position).toBeGreaterThanOrEqual(records[i - 1]?.position ?? 0);
				}
				for (const { sample, haplotype, isWhole, steps } of made.walks.slice(1)) {
					if (!isWhole) continue;
					let applied = reference;
					for (const { position, alleles, genotypes } of records.toReversed()) {
						const allele = genotypes.get(`${sample}#${haplotype}`) ?? 0;
						// An anchor that another record changed would show as a wrong haplotype.
						if (allele === 0) continue;
						const at = position - start;
						applied = applied.slice(0, at) + alleles[allele]! + applied.slice(at + alleles[0]!.length);
					}
					const expected = steps[0] === made.walks[0]!.steps[0] ? steps : flipped(steps);
					expect(applied).toBe(spell(made, expected));
				}
			}),
			{ numRuns: 600 },
		);
	});

	it('tells of each site and haplotype the way that its walk takes', () => {
		fc.assert(
			fc.property(bubbleGraphs, (made) => {
				const { records, counts } = deconstruct(made.graph, true);
				for (const { id, alleles, info, genotypes } of records) {
					const paths = info.get('AT')!.split(',').map(handlesOf);
					expect(paths.length).toBe(alleles.length);
					const [left, right] = handlesOf(id);
					const alleleCounts = paths.map(() => 0);
					for (const { sample, haplotype, steps } of made.walks.slice(1)) {
						const key = `${sample}#${haplotype}`;
						const inOrder = steps.includes(left!) || steps.includes(right!) ? steps : flipped(steps);
						const [from, to] = [inOrder.indexOf(left!), inOrder.indexOf(right!)];
						const allele = genotypes.get(key);
						if (from < 0 || to < 0) expect(allele, `${key} at ${id}`).toBe(undefined);
						else {
							expect(spell(made, paths[allele!]!), `${key} at ${id}`).toBe(spell(made, inOrder.slice(from, to + 1)));
							alleleCounts[allele!]!++;
						}
					}
					for (const path of paths) expect([path[0], path.at(-1)]).toEqual([left, right]);
					expect(new Set(paths.map((path) => spell(made, path))).size).toBe(paths.length);
					expect(info.get('AC')).toBe(alleleCounts.slice(1).join());
					expect(Number(info.get('AN'))).toBe(alleleCounts.reduce((a, b) => a + b, 0));
					expect(alleleCounts.slice(1).toSorted((a, b) => b - a)).toEqual(alleleCounts.slice(1));
					const called = new Set([...genotypes].flatMap(([key, allele]) => (allele === undefined ? [] : [key.split('#')[0]])));
					expect(Number(info.get('NS'))).toBe(called.size);
				}
				expect(counts.records).toBe(records.length);
				expect(counts.nested).toBe(records.filter(({ info }) => info.has('PS')).length);
				expect(counts.conflicts).toBe(0);
			}),
			{ numRuns: 400 },
		);
	});

	it('gives nested sites their level and parent, and the same top-level records with them as without', () => {
		let nested = 0;
		fc.assert(
			fc.property(bubbleGraphs, (made) => {
				const all = deconstruct(made.graph, true);
				const top = deconstruct(made.graph, false);
				expect(all.lines.filter((_, i) => all.records[i]!.info.get('LV') === '0')).toEqual(top.lines);
				// The reference is whole: sites nest as its intervals do, whether or not they differ.
				const { left, right, levels, parents, count } = all.sites;
				for (let site = 0; site < count; site++) {
					const around = Array.from({ length: count }, (_, other) => other).filter(
						(other) => left[other]! < left[site]! && right[site]! < right[other]!,
					);
					const innermost = around.toSorted((a, b) => right[a]! - left[a]! - (right[b]! - left[b]!))[0];
					expect([levels[site], parents[site]]).toEqual([around.length, innermost ?? -1]);
				}
				nested += all.counts.nested;
			}),
			{ numRuns: 300 },
		);
		expect(nested).toBeGreaterThan(20);
	});
});

/** A reference a-b-c-d-e where haplotypes may leave out b or d, and P lines. */
function deletions(haplotypes: Record<string, number[][]>, reference: number[] = [0, 2, 4, 6, 8]): Graph {
	const walks = [['REF#0', [reference]] as const, ...Object.entries(haplotypes)].flatMap(([name, all]) =>
		all.map((steps) => {
			const [sample, haplotype] = name.split('#');
			const kind: typeof KIND_PATH | typeof KIND_WALK = haplotype === undefined ? KIND_PATH : KIND_WALK;
			return { kind, sample: sample!, haplotype: Number(haplotype ?? -1), contig: 'c', name, start: 0, end: 0, steps };
		}),
	);
	return graphFromArrays({
		segments: [
			['1', 'GG'],
			['2', 'A'],
			['3', 'AAA'],
			['4', 'AA'],
			['5', 'T'],
			['6', 'G'],
		],
		links: [
			[0, 2],
			[0, 4],
			[2, 4],
			[4, 6],
			[4, 8],
			[6, 8],
			[8, 10],
			...(reference.join().includes('8,4') ? [[8, 4] as [number, number]] : []),
		],
		walks,
	});
}

describe('VariantRecords', () => {
	const places = (graph: Graph) => deconstruct(graph, false).records.map(({ position, alleles }) => [position, ...alleles]);

	it('moves a deletion over another site where no haplotype has both, and only there', () => {
		const apart = { 'a#1': [[0, 4, 6, 8]], 'a#2': [[0, 2, 4, 8]] };
		expect(places(deletions(apart))).toEqual([
			[1, 'GA', 'G'],
			[1, 'GAA', 'G'],
		]);
		const together = { ...apart, 'b#1': [[0, 4, 8]] };
		expect(places(deletions(together))).toEqual([
			[1, 'GA', 'G'],
			[3, 'AAA', 'A'],
		]);
		expect(deconstruct(deletions(together), false).counts.held).toBe(1);
	});

	it('leaves a haplotype out whose walks disagree, and names its sample', () => {
		const { records, counts } = deconstruct(
			deletions({
				'a#1': [
					[0, 4, 6],
					[0, 2, 4, 6, 8],
				],
				'a#2': [
					[0, 2, 4],
					[4, 6, 8],
				],
				'b#1': [[0, 4, 8]],
			}),
			false,
		);
		expect(records.map(({ genotypes, info }) => [[...genotypes.values()], info.get('CONFLICT'), info.get('AN')])).toEqual([
			[[undefined, 0, 1], 'a', '2'],
			[[0, 0, 1], undefined, '3'],
		]);
		expect(counts.conflicts).toBe(1);
	});

	it('makes each P line without a PanSN name a haploid sample', () => {
		const { records } = deconstruct(deletions({ p: [[0, 4, 6, 8]], q: [[0, 2, 4, 6, 8]] }), false);
		expect(records.map(({ genotypes }) => [...genotypes])).toEqual([
			[
				['p#1', 1],
				['q#1', 0],
			],
		]);
	});

	it('leaves out sites that the reference passes through again, or not at all', () => {
		const again = deconstruct(deletions({ 'a#1': [[0, 4, 8, 4, 6, 8, 10]] }, [0, 2, 4, 6, 8, 4, 6, 8, 10]), true);
		expect(again.records.map(({ id }) => id)).toEqual(['>1>6']);
		expect([again.sites.repeated, again.sites.offReference]).toEqual([1, 0]);
		const part = deconstruct(deletions({ 'a#1': [[0, 4, 8]] }, [0, 2]), false);
		expect([part.sites.count, part.sites.repeated, part.sites.offReference]).toEqual([0, 0, 2]);
	});
});
