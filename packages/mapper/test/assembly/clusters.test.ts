import type { Graph } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearCoordinates } from '../../src/clusters/coordinates.ts';
import type { SeedTable } from '../../src/seeds/seed-table.ts';
import { fastq, mapTexts } from '../mapping.ts';
import { anyGraph, bubbleGraph, randomLetters, randomNumbers, reverseComplement, smallGraph, spell } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { groupsOf, type Hit, hitsOf } from '../twins/hits.ts';
import { seedsOf } from '../twins/syncmers.ts';

const kernel = new TestingKernel();

/** A cluster as the kernel has it. */
interface Cluster extends Omit<Hit, 'seed' | 'along'> {
	readonly score: number;
	/** Of a diagonal beside the one that most hits lie on. */
	readonly other: boolean;
}

function clustersOf(read: string, most: number, strandWanted = 2, low = 0, high = 0): Cluster[] {
	kernel.putRead(read);
	kernel.exports.lookUp(kernel.exports.seedSlot(0));
	const count = kernel.exports.clusterSlot(0, most, strandWanted, low, high);
	return Array.from({ length: count }, (_, i) => {
		const words = kernel.words(kernel.exports.clusterAddress(0, i), 8);
		const [referenceStrand, strand, position, readPosition, score, diagonal, state] = words;
		return {
			referenceStrand: referenceStrand!,
			strand: strand!,
			position: position!,
			readPosition: readPosition!,
			score: score!,
			diagonal: diagonal!,
			other: state === 2,
		};
	});
}

/** Every cluster is one of a group, and every group has one; anchors are hits on the diagonal that most hits of the group lie on. */
function expectClusters(clusters: readonly Cluster[], hits: readonly Hit[], all: readonly Hit[] = hits): void {
	const groups = groupsOf(hits);
	const has = (hit: Hit, cluster: Cluster): boolean =>
		(['referenceStrand', 'strand', 'position', 'readPosition', 'diagonal'] as const).every((name) => hit[name] === cluster[name]);
	for (const cluster of clusters) expect(groups.some((group) => group.some((hit) => has(hit, cluster)))).toBe(true);
	if (groups.length >= 64) return;
	for (const group of groups) {
		const own = clusters.filter((cluster) => !cluster.other && group.some((hit) => has(hit, cluster)));
		expect(own.length).toBeGreaterThan(0);
		const onDiagonal = (diagonal: number): number => group.filter((hit) => hit.diagonal === diagonal).length;
		const most = Math.max(...group.map((hit) => onDiagonal(hit.diagonal)));
		for (const cluster of own) {
			expect(cluster.score).toBe(new Set(group.map(({ seed }) => seed)).size);
			expect(onDiagonal(cluster.diagonal)).toBe(most);
			expect(isFewest(cluster, group, all)).toBe(true);
		}
	}
}

/** Whether no other seed lies on the cluster's diagonal more often, nor as often with fewer places in all. */
function isFewest(cluster: Cluster, group: readonly Hit[], hits: readonly Hit[]): boolean {
	const run = group.filter(({ diagonal }) => diagonal === cluster.diagonal);
	const copies = (hit: Hit): number => run.filter(({ seed, along }) => seed === hit.seed && along === hit.along).length;
	const places = (hit: Hit): number => hits.filter(({ seed }) => seed === hit.seed).length;
	const own = run.filter(({ position, readPosition }) => position === cluster.position && readPosition === cluster.readPosition);
	return own.some((hit) =>
		run.every((other) => copies(other) < copies(hit) || (copies(other) === copies(hit) && places(other) >= places(hit))),
	);
}

function hitsIn(graph: Graph, table: SeedTable, read: string, most: number): Hit[] {
	return hitsOf(graph, table, linearCoordinates(graph).left, seedsOf(read, table.scheme), read.length, most);
}

describe('clusters', () => {
	it('are the hits that hang together by diagonal', () => {
		const graphs = fc.oneof(
			anyGraph({ nodeLength: 60, walkSteps: 20 }),
			fc.noShrink(fc.integer()).map((seed) => bubbleGraph(seed, { bubbles: 5 })),
		);
		fc.assert(
			fc.property(graphs, fc.nat(), fc.boolean(), (small, from, turned) => {
				fc.pre(small.walks.length > 0);
				const scheme = { k: 11, s: 5 };
				const table = kernel.useGraph(small.graph, scheme);
				const walk = spell(small, small.walks[from % small.walks.length]!);
				const piece = walk.slice(from % walk.length).slice(0, 150);
				const read = turned ? reverseComplement(piece) : piece;
				// No seed of so small a graph is rare enough to put the others off.
				expectClusters(clustersOf(read, 1000), hitsIn(small.graph, table, read, 1000).slice(0, 4096));
			}),
			{ numRuns: 60 },
		);
	});

	it.each([
		[1, 1],
		[40, 1],
		[41, 2],
		[400, 2],
	])('hold together over %i bases that the read lacks or has more: %i', (size, count) => {
		const next = randomNumbers(size);
		const [left, middle, right] = [100, size, 100].map((length) => randomLetters(next, length)) as [string, string, string];
		for (const [sequence, read] of [
			[left + middle + right, left + right],
			[left + right, left + middle + right],
		] as const) {
			const small = smallGraph([sequence], [], [[0]]);
			const table = kernel.useGraph(small.graph, { k: 11, s: 5 });
			for (const bases of [read, reverseComplement(read)]) {
				const clusters = clustersOf(bases, 1000);
				expectClusters(clusters, hitsIn(small.graph, table, bases, 1000));
				expect(clusters.filter(({ other }) => !other).length).toBe(count);
			}
		}
	});

	it('in a window are those of its strand and diagonals', () => {
		for (const seed of [1, 2, 3]) {
			const small = bubbleGraph(seed, { bubbles: 4 });
			const table = kernel.useGraph(small.graph, { k: 11, s: 5 });
			const read = spell(small, small.walks[0]!).slice(20, 160);
			const hits = hitsIn(small.graph, table, read, 1000);
			for (const strand of [0, 1]) {
				const diagonals = hits.filter((hit) => hit.referenceStrand === strand).map(({ diagonal }) => diagonal);
				const low = Math.min(...diagonals);
				for (const [from, to] of [
					[low - 1, low + 1],
					[low + 1, low + 1000],
					[low + 10_000, low + 20_000],
				] as const) {
					const inside = hits.filter((hit) => hit.referenceStrand === strand && hit.diagonal >= from && hit.diagonal <= to);
					const clusters = clustersOf(read, 0xffffffff, strand, from, to);
					expectClusters(clusters, inside, hits);
					expect(clusters.length > 0).toBe(inside.length > 0);
				}
			}
		}
	});

	it('of more copies than are kept leave no confidence in any', async () => {
		const next = randomNumbers(11);
		const unit = randomLetters(next, 200);
		const copies = Array.from({ length: 90 }, () => unit + randomLetters(next, 300)).join('');
		const small = smallGraph([copies], [], [[0]]);
		kernel.useGraph(small.graph);
		expect(clustersOf(unit.slice(20, 170), 128).length).toBe(64);
		const { lines } = await mapTexts(kernel, [fastq([{ name: 'r', bases: unit.slice(20, 170) }])]);
		expect(lines[0]).toMatch(/\t0\tAS:i:150\t/);
	});

	it('with one place far better than many poor ones keep their confidence', async () => {
		const next = randomNumbers(12);
		const motif = randomLetters(next, 30);
		const unique = randomLetters(next, 60) + motif + randomLetters(next, 60);
		const small = smallGraph([Array.from({ length: 100 }, () => motif + randomLetters(next, 300)).join('') + unique], [], [[0]]);
		kernel.useGraph(small.graph);
		const { lines } = await mapTexts(kernel, [fastq([{ name: 'r', bases: unique }])]);
		expect(lines[0]).toMatch(/\t60\tAS:i:150\t/);
	});
});
