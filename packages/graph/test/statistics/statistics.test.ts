import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGfa } from '../../src/files/gfa.ts';
import { graphStats } from '../../src/graph-stats.ts';
import { connectedComponents } from '../../src/snarls/connected-components.ts';
import { findSnarls } from '../../src/snarls/find-snarls.ts';
import { componentStats } from '../../src/statistics/component-stats.ts';
import { listWalks, pathStats } from '../../src/statistics/path-stats.ts';
import { sampleStats } from '../../src/statistics/sample-stats.ts';
import { walkFasta } from '../../src/statistics/walk-fasta.ts';
import { type Graph, handleSequence, nodeLength, stringAt } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { KIND_PATH, KIND_STABLE, KIND_WALK } from '../../src/store/walk-builder.ts';
import { walkedGraph } from '../coordinates/walked-graph.ts';
import { connectedSets, randomGraph } from '../snarls/random-graph.ts';

const stepsOf = ({ walks }: Graph, walk: number) => [...walks.steps.subarray(walks.stepStarts[walk], walks.stepStarts[walk + 1])];
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('componentStats', () => {
	it('parts the graph as its links do, and its counts add up', () => {
		fc.assert(
			fc.property(randomGraph({ maxNodes: 9, maxLinks: 9 }), (graph) => {
				const links: number[][] = [];
				for (let handle = 0; handle < graph.nodeCount * 2; handle++) {
					for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++)
						links.push([handle >> 1, graph.edgeTargets[edge]! >> 1]);
				}
				const sets = connectedSets(graph.nodeCount, links);
				const firsts = [...new Set(sets)];
				const { labels, count } = connectedComponents(graph);
				expect([...labels]).toEqual(sets.map((set) => firsts.indexOf(set)));
				const tree = findSnarls(graph);
				const stats = componentStats(graph, tree);
				expect([stats.length, count]).toEqual([firsts.length, tree.componentCount]);
				const total = graphStats(graph);
				for (const name of ['nodes', 'edges', 'length', 'snarls'] as const) {
					expect(sum(stats.map((own) => own[name])), name).toBe(total[name]);
				}
				for (const [i, own] of stats.entries()) expect(own.nodes).toBe(sets.filter((set) => set === firsts[i]).length);
			}),
		);
	});
});

describe('pathStats and sampleStats', () => {
	it('count what a look at every step counts', () => {
		const samples = ['a', 'b', 'a', 'c'];
		fc.assert(
			fc.property(walkedGraph({ maxNodes: 7, maxLinks: 12, maxSteps: 9, samples }), (graph) => {
				const length = (nodes: Iterable<number>) => sum(Array.from(nodes, (node) => nodeLength(graph, node)));
				const paths = pathStats(graph);
				const listed = listWalks(graph, [...samples.keys()]);
				for (const [walk, path] of paths.entries()) {
					const steps = stepsOf(graph, walk);
					const nodes = new Set(steps.map((step) => step >> 1));
					expect(path).toEqual({
						...listed[walk]!,
						nodes: nodes.size,
						nodeLength: length(nodes),
						reverseSteps: steps.filter((step) => step % 2 === 1).length,
					});
					expect(path).toMatchObject({ steps: steps.length, length: length(steps.map((step) => step >> 1)) });
					expect(path.end! - path.start!).toBe(path.length);
				}
				const nodesOf = (wanted: (sample: string) => boolean) =>
					new Set(samples.flatMap((sample, walk) => (wanted(sample) ? stepsOf(graph, walk).map((step) => step >> 1) : [])));
				const stats = sampleStats(graph);
				expect(stats.map(({ sample }) => sample)).toEqual(['a', 'b', 'c']);
				for (const own of stats) {
					const nodes = nodesOf((sample) => sample === own.sample);
					const others = nodesOf((sample) => sample !== own.sample);
					const isPrivate = [...nodes].filter((node) => !others.has(node));
					const walks = paths.filter((_, walk) => samples[walk] === own.sample);
					expect(own).toEqual({
						sample: own.sample,
						haplotypes: 1,
						paths: 0,
						walks: walks.length,
						length: sum(walks.map((walk) => walk.length)),
						steps: sum(walks.map(({ steps }) => steps)),
						nodes: nodes.size,
						nodeLength: length(nodes),
						privateNodes: isPrivate.length,
						privateLength: length(isPrivate),
					});
				}
			}),
		);
	});

	it('name paths as they stand, walks by PanSN, and leave out what only rGFA tags tell', () => {
		const place = { haplotype: 2, start: 0, end: 2, steps: [0] };
		const graph = graphFromArrays({
			segments: [['1', 'AC']],
			links: [],
			walks: [
				{ ...place, kind: KIND_PATH, sample: 's', contig: 'c', name: 's#2#c[0]' },
				{ ...place, kind: KIND_WALK, sample: 's', contig: 'c', name: 'c', start: 7, end: 9 },
				{ ...place, kind: KIND_WALK, sample: 's', contig: 'c', name: 'c', start: NaN, end: NaN },
				{ ...place, kind: KIND_STABLE, haplotype: -1, sample: 'chr1', contig: 'chr1', name: 'chr1' },
			],
		});
		const named = listWalks(graph, [0, 1, 2, 3]).map(({ name, line, haplotype, start }) => [name, line, haplotype, start]);
		expect(named).toEqual([
			['s#2#c[0]', 'P', 2, 0],
			['s#2#c[7-9]', 'W', 2, 7],
			['s#2#c', 'W', 2, undefined],
			['chr1', 'SN', undefined, 0],
		]);
		expect(sampleStats(graph)).toMatchObject([{ sample: 's', haplotypes: 1, paths: 1, walks: 2, privateNodes: 1 }]);
		expect(componentStats(graph, findSnarls(graph))).toMatchObject([{ paths: 1, walks: 2, contigs: ['chr1'] }]);
	});
});

describe('walkFasta', () => {
	const textOf = (graph: Graph, walk: number) =>
		Array.from(walkFasta(graph, walk), (piece) => new TextDecoder().decode(piece)).join('');

	it('spells walks in lines of 60, on both strands', () => {
		const walks = fc
			.integer({ min: 0, max: 60 })
			.chain((maxSteps) => walkedGraph({ maxNodes: 5, maxLinks: 12, maxSteps, samples: ['a'] }));
		fc.assert(
			fc.property(walks, (graph) => {
				const letters = stepsOf(graph, 0)
					.map((step) => handleSequence(graph, step))
					.join('');
				const [name, ...lines] = textOf(graph, 0).trimEnd().split('\n');
				expect(name).toMatch(/^>a#0#c0(\[\d+-\d+\])?$/);
				expect(lines.join('')).toBe(letters);
				for (const line of lines.slice(0, -1)) expect(line.length).toBe(60);
			}),
		);
	});

	it('keeps lower case, also on the other strand, and long segments', () => {
		const long = 'ACGTN'.repeat(200_000);
		const graph = graphFromArrays({
			segments: [
				['1', 'ACgtRn'],
				['2', long],
			],
			links: [],
			walks: [{ kind: KIND_WALK, sample: 's', haplotype: 1, contig: 'c', name: 'c', start: 0, end: 0, steps: [0, 1, 2, 0] }],
		});
		const [, ...lines] = textOf(graph, 0).trimEnd().split('\n');
		expect(lines.join('') === `ACgtRnnYacGT${long}ACgtRn`).toBe(true);
	});
});

const HPRC = join(import.meta.dirname, '../../../../../shared/data/hprc-micb-kir3dl1/micb-kir3dl1.gfa');

it.skipIf(!existsSync(HPRC))('tells the two loci of the HPRC graph apart', async () => {
	const graph = await readGfa(HPRC);
	const stats = componentStats(graph, findSnarls(graph));
	expect(stats.map(({ contigs, walks }) => [contigs, walks])).toEqual([
		[['chr6'], 91],
		[['chr19'], 78],
	]);
	const total = graphStats(graph);
	for (const name of ['nodes', 'edges', 'length', 'walks', 'snarls'] as const)
		expect(sum(stats.map((own) => own[name]))).toBe(total[name]);
	const lengths = new Map<string, number>();
	for (let walk = 0; walk < graph.walks.count; walk++) {
		const sample = stringAt(graph.strings, graph.walks.sample[walk]!);
		lengths.set(sample, (lengths.get(sample) ?? 0) + graph.walks.end[walk]! - graph.walks.start[walk]!);
	}
	expect(new Map(sampleStats(graph).map(({ sample, length }) => [sample, length]))).toEqual(lengths);
});
