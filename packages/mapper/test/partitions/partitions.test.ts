import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertGraph } from '@pangraf/graph/files';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphFromArrays } from '../../../graph/src/store/graph-builder.ts';
import { buildIndex } from '../../src/files/build-index.ts';
import { loadKernel } from '../../src/files/kernel-file.ts';
import { openIndex } from '../../src/files/open-index.ts';
import { HAPLOTYPE_PENALTY } from '../../src/haplotypes/haplotype-penalty.ts';
import { writeTables } from '../../src/kernels/kernel.ts';
import { mappingKernel } from '../../src/pool/mapping-kernel.ts';
import { gfaText, textOf, workFolder, writeIn } from '../files/work-folder.ts';
import { fastq, mapTexts, type Mapped, type MappingOptions, type Read } from '../mapping.ts';
import {
	bubbleGraph,
	randomLetters,
	randomNumbers,
	reverseComplement,
	type SmallGraph,
	smallGraph,
	spell,
} from '../random-graphs.ts';

const module = await loadKernel();

/** Graphs side by side as components of one; `mixed` puts the nodes of the first two in turn, so that they lie among each other. */
function together(graphs: readonly SmallGraph[], mixed = false): SmallGraph {
	const places = graphs.flatMap(({ literal }, graph) => literal.segments.map((_, node) => ({ graph, node })));
	const turn = ({ graph, node }: { graph: number; node: number }): number => (mixed && graph < 2 ? node - 1e6 : graph);
	places.sort((a, b) => turn(a) - turn(b));
	const numbers = new Map(places.map(({ graph, node }, i) => [`${graph} ${node}`, i]));
	const moved = (graph: number, handle: number): number => numbers.get(`${graph} ${handle >> 1}`)! * 2 + (handle & 1);
	const walks = graphs.flatMap(({ literal }, graph) =>
		(literal.walks ?? []).map((walk) => ({ ...walk, contig: `c${graph}`, steps: walk.steps.map((step) => moved(graph, step)) })),
	);
	const literal = {
		segments: places.map(({ graph, node }, i) => [`s${i + 1}`, graphs[graph]!.literal.segments[node]![1]] as const),
		links: graphs.flatMap(({ literal }, graph) =>
			literal.links.map(([from, to]) => [moved(graph, from), moved(graph, to)] as const),
		),
		walks,
	};
	return { literal, graph: graphFromArrays(literal), walks: walks.map(({ steps }) => steps) };
}

/** Indexes of a graph: in one partition, and divided as these sizes ask. */
async function indexes(
	small: SmallGraph,
	sizes: readonly number[],
	k = 21,
	s = 13,
): Promise<{ path: string; partitions: number }[]> {
	const folder = workFolder();
	const graph = writeIn(folder, 'graph.gfa', gfaText(small));
	const made: { path: string; partitions: number }[] = [];
	for (const [i, partitionBytes] of [2 ** 32, ...sizes].entries()) {
		const path = join(folder, `${i}.pgx`);
		const { partitions } = await buildIndex({ graph, output: path, k, s, partitionBytes });
		made.push({ path, partitions });
	}
	return made;
}

/** Maps in this thread. */
async function mapOn(path: string, texts: readonly string[], options?: MappingOptions): Promise<Mapped> {
	const index = await openIndex(path, 1, 4, 3);
	const setup = { module, ...index, haplotypePenalty: HAPLOTYPE_PENALTY, maxMultimaps: 3, tickets: new SharedArrayBuffer(4) };
	const exports = mappingKernel(setup, 0);
	writeTables(exports, index.memory, index.plan.tables);
	return await mapTexts({ exports: exports as never, memory: index.memory, plan: index.plan }, texts, options);
}

/** Pairs from the graph's walks with a few errors; some mates come from another place, some from none, some end in other letters. */
function pairsOf(small: SmallGraph, seed: number, count: number): [Read[], Read[]] {
	const next = randomNumbers(seed);
	const walks = small.walks.map((steps) => spell(small, steps)).filter((walk) => walk.length >= 60);
	const piece = (): string => {
		const walk = walks[next() % walks.length]!;
		const size = Math.min(walk.length, 250 + (next() % 200));
		const from = next() % (walk.length - size + 1);
		const fragment = walk.slice(from, from + size);
		return next() % 2 === 0 ? fragment : reverseComplement(fragment);
	};
	const changed = (bases: string): string =>
		Array.from(bases, (base) => {
			const what = next() % 150;
			return what === 0 ? 'ACGT'[next() % 4]! : what === 1 && next() % 3 === 0 ? '' : base;
		}).join('');
	const both = Array.from({ length: count }, (_, i) => {
		const fragment = piece();
		const length = 90 + (next() % 60);
		const mate = next() % 12 === 0 ? piece() : fragment;
		const kind = next() % 25;
		const cut = kind === 1 ? 60 : length;
		const second =
			kind === 0 ? randomLetters(next, 100) : reverseComplement(mate).slice(0, cut) + randomLetters(next, length - cut);
		return [changed(fragment.slice(0, length)), changed(second)].map((bases) => ({
			name: `p${i}`,
			bases: bases.padEnd(30, 'A'),
		}));
	});
	return [both.map(([first]) => first!), both.map(([, second]) => second!)];
}

/** Maps pairs and single reads to all indexes; the first says what the others must give. */
async function expectSame(made: readonly { path: string }[], first: readonly Read[], second: readonly Read[]): Promise<Mapped> {
	const [whole, ...divided] = made;
	const pairs = [fastq(first), fastq(second)];
	const paired = await mapOn(whole!.path, pairs);
	const single = await mapOn(whole!.path, [fastq([...first, ...second])]);
	for (const { path } of divided) {
		expect(await mapOn(path, pairs)).toEqual(paired);
		expect(await mapOn(path, [fastq([...first, ...second])])).toEqual(single);
	}
	return paired;
}

describe('an index of several partitions', () => {
	it('gives the same records as one, of pairs, other alignments and paths that no haplotype takes', async () => {
		const seen = { secondary: 0, haplotype_switch: 0, soft_clipped: 0, gapped: 0, properly_paired: 0 };
		await fc.assert(
			fc.asyncProperty(fc.noShrink(fc.integer()), fc.integer({ min: 2, max: 5 }), fc.boolean(), async (seed, count, mixed) => {
				const next = randomNumbers(seed);
				const graphs = Array.from({ length: count }, () => bubbleGraph(next(), { bubbles: 4 + (next() % 20) }));
				// What lies in two components, and twice in one.
				const shared = spell(graphs[0]!, graphs[0]!.walks[0]!);
				graphs.push(
					smallGraph([shared, `${shared.slice(200)}${randomLetters(next, 300)}${shared.slice(0, 400)}`], [], [[0], [2]]),
				);
				const small = together(graphs, mixed);
				const made = await indexes(small, [1, 4000]);
				expect(made[0]!.partitions).toBe(1);
				expect(made[1]!.partitions).toBe(count + (mixed ? 1 : 2));
				const { counts } = await expectSame(made, ...pairsOf(small, seed, 150));
				expect(counts.mapped).toBeGreaterThan(200);
				for (const name of Object.keys(seen) as (keyof typeof seen)[]) seen[name] += counts[name];
			}),
			{ numRuns: 4 },
		);
		for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(0);
	});

	it('keeps the limits of all partitions together: frequent seeds, many hits, many places', async () => {
		const next = randomNumbers(8);
		const unit = randomLetters(next, 160);
		// 900 copies in three components: each seed has fewer than 1,024 entries, and a read more than 4,096 hits.
		const copies = (count: number): string =>
			Array.from({ length: count }, () => (next() % 3 === 0 ? reverseComplement(unit) : unit) + randomLetters(next, 90)).join('');
		const edges = Array.from({ length: 6 }, () => randomLetters(next, 500));
		const parts = [250, 400, 250].map((count, i) => edges[2 * i]! + copies(count) + edges[2 * i + 1]!);
		const small = together(parts.map((sequence) => smallGraph([sequence], [], [[0]])));
		const made = await indexes(small, [1, 250_000]);
		expect(made.map(({ partitions }) => partitions)).toEqual([1, 3, 2]);
		const inside = Array.from({ length: 12 }, (_, i) => ({ name: `u${i}`, bases: unit.slice(i, i + 130) }));
		// One mate in a copy, the other where it can only be told which: beside the first or last copy of a component.
		const beside = edges.map((edge, i) => (i % 2 === 0 ? edge.slice(300, 420) : reverseComplement(edge.slice(80, 200))));
		const repeat = (i: number): string =>
			i % 2 === 0 ? reverseComplement(parts[i >> 1]!.slice(520, 640)) : parts[i >> 1]!.slice(-640, -520);
		const first = [...inside, ...beside.map((bases, i) => ({ name: `e${i}`, bases }))];
		const second = [...inside, ...beside.map((_, i) => ({ name: `e${i}`, bases: repeat(i) }))];
		const { lines, counts } = await expectSame(
			made,
			first,
			second.map(({ name, bases }) => ({ name, bases })),
		);
		expect(lines.filter((line) => line.includes('pp:A:1')).length).toBeGreaterThanOrEqual(12);
		expect(counts.rescued).toBeGreaterThan(0);
		const [whole] = made;
		expect((await mapOn(whole!.path, [fastq(inside)])).counts.unmapped_no_seed).toBe(0);
	});

	it('calls a seed frequent by its places in all partitions', async () => {
		const next = randomNumbers(12);
		const often = randomLetters(next, 120);
		const seldom = randomLetters(next, 120);
		const parts = Array.from({ length: 3 }, () => {
			const copies = Array.from({ length: 60 }, (_, i) => often + (i % 20 === 0 ? seldom : '') + randomLetters(next, 70));
			return randomLetters(next, 200) + copies.join('');
		});
		const small = together(parts.map((sequence) => smallGraph([sequence], [], [[0]])));
		const made = await indexes(small, [1]);
		const pieces = parts.flatMap((part) => [150, 210, 260, 350].map((from) => part.slice(from, from + 200)));
		const reads = pieces.map((bases, i) => ({ name: `r${i}`, bases }));
		const mates = pieces.map((bases, i) => ({ name: `r${i}`, bases: reverseComplement(bases.slice(100)) }));
		await expectSame(made, reads, mates);
	});

	it('takes seeds of any length, of which a table holds less than all bits', async () => {
		const next = randomNumbers(9);
		const small = together([1, 2, 3].map((seed) => bubbleGraph(seed, { bubbles: 30 })));
		for (const [k, s] of [
			[11, 5],
			[28, 16],
		] as const) {
			const made = await indexes(small, [1], k, s);
			await expectSame(made, ...pairsOf(small, next(), 60));
		}
	});

	it('takes components that are only Ns, or shorter than a seed, or of no walk', async () => {
		const next = randomNumbers(10);
		const bubble = bubbleGraph(4, { bubbles: 12 });
		const odd = [
			smallGraph(['N'.repeat(300)], [], [[0]]),
			smallGraph(['ACGT', 'T'], [[0, 2]], [[0, 2]]),
			smallGraph([`${randomLetters(next, 200)}NNRY${randomLetters(next, 150)}`, randomLetters(next, 90)], [[0, 2]]),
		];
		const small = together([odd[0]!, bubble, odd[1]!, odd[2]!]);
		const made = await indexes(small, [1, 2500]);
		expect(made[1]!.partitions).toBe(4);
		const walkless = { ...small, walks: [...small.walks, [small.literal.segments.length * 2 - 4]] };
		await expectSame(made, ...pairsOf(walkless, 3, 80));
	});

	it('is the same graph to who does not map', async () => {
		const small = together(
			[1, 2, 3].map((seed) => bubbleGraph(seed)),
			true,
		);
		const [whole, divided] = await indexes(small, [1]);
		expect([whole!.partitions, divided!.partitions]).toEqual([1, 2]);
		const texts: string[] = [];
		for (const { path } of [whole!, divided!]) {
			await convertGraph({ graph: path, output: `${path}.gfa` });
			texts.push(textOf(`${path}.gfa`));
		}
		expect(texts[1]).toBe(texts[0]);
		for (const line of gfaText(small)
			.split('\n')
			.filter((line) => line.startsWith('S')))
			expect(texts[0]).toContain(line);
		expect(readFileSync(divided!.path)).not.toEqual(readFileSync(whole!.path));
	});
});
