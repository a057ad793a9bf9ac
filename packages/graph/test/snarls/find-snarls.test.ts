import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSnarls } from '../../src/snarls/find-snarls.ts';
import { adjacencyComponents } from '../../src/snarls/node-multigraph.ts';
import { NO_SNARL, snarlParents, snarlsAhead } from '../../src/snarls/snarl-tree.ts';
import type { Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { connectedSets, randomGraph } from './random-graph.ts';

/** Pairs `start>end` of all snarls, each in the smaller of its two ways of writing, sorted. */
function snarlPairs(graph: Graph): string[] {
	const { count, starts, ends } = findSnarls(graph);
	return Array.from({ length: count }, (_, i) => canonical(starts[i]!, ends[i]!)).toSorted();
}

function canonical(start: number, end: number): string {
	return [`${start}>${end}`, `${end ^ 1}>${start ^ 1}`].toSorted()[0]!;
}

/**
 * What lies between the handles, `start` reading in and `end` out: a test for handles both of whose ends are there. Undefined where
 * cutting their nodes does not leave the end of `start` and the start of `end` together and apart from the other two.
 */
function separate(graph: Graph, start: number, end: number): ((handle: number) => boolean) | undefined {
	if (start >>> 1 === end >>> 1) return undefined;
	const { vertexOf, vertexCount } = adjacencyComponents(graph);
	const nodes = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
		(node) => node !== start >>> 1 && node !== end >>> 1,
	);
	const sets = connectedSets(
		vertexCount,
		nodes.map((node) => [vertexOf[2 * node]!, vertexOf[2 * node + 1]!]),
	);
	const setAfter = (handle: number) => sets[vertexOf[handle]!];
	const inside = setAfter(start);
	if (inside !== setAfter(end ^ 1) || inside === setAfter(start ^ 1) || inside === setAfter(end)) return undefined;
	return (handle) => handle >>> 1 !== start >>> 1 && handle >>> 1 !== end >>> 1 && setAfter(handle) === inside;
}

/** All pairs that are separable and that no node in between divides into two such pairs. */
function snarlsByDefinition(graph: Graph): Set<string> {
	const handles = Array.from({ length: graph.nodeCount * 2 }, (_, handle) => handle);
	const between = (start: number, end: number) => separate(graph, start, end);
	const table = handles.map((start) => handles.map((end) => between(start, end)));
	const snarls = new Set<string>();
	for (const start of handles) {
		for (const end of handles) {
			const isInside = table[start]![end];
			if (isInside === undefined) continue;
			const divides = (middle: number) =>
				isInside(middle) && table[start]![middle] !== undefined && table[middle]![end] !== undefined;
			if (!handles.some(divides)) snarls.add(canonical(start, end));
		}
	}
	return snarls;
}

describe('findSnarls', () => {
	it('finds pairs that are snarls by the definition, and no other pair twice', () => {
		fc.assert(
			fc.property(randomGraph({ maxNodes: 8, maxLinks: 11 }), (graph) => {
				const found = snarlPairs(graph);
				const all = snarlsByDefinition(graph);
				expect(found.filter((pair) => !all.has(pair))).toEqual([]);
				expect(new Set(found).size).toBe(found.length);
			}),
			{ numRuns: 400 },
		);
	});

	it('finds all of them but those outside a chain, where there are no bridges', () => {
		fc.assert(
			fc.property(randomGraph({ maxNodes: 8, maxLinks: 14 }), (graph) => {
				const multigraph = adjacencyComponents(graph);
				const edges = Array.from({ length: graph.nodeCount }, (_, n) => [
					multigraph.vertexOf[2 * n]!,
					multigraph.vertexOf[2 * n + 1]!,
				]);
				const setCount = (some: number[][]) => new Set(connectedSets(multigraph.vertexCount, some)).size;
				fc.pre(edges.every((_, i) => setCount(edges.filter((__, other) => other !== i)) === setCount(edges)));
				const { starts, ends, chainStarts } = findSnarls(graph);
				// A chain that is a whole cycle has no outside.
				const outside = Array.from({ length: chainStarts.length - 1 }, (_, chain) => [
					ends[chainStarts[chain + 1]! - 1]!,
					starts[chainStarts[chain]!]!,
				]).flatMap(([last, first]) => (last === first ? [] : [canonical(last!, first!)]));
				expect([...snarlsByDefinition(graph)].toSorted()).toEqual([...new Set([...snarlPairs(graph), ...outside])].toSorted());
			}),
			{ numRuns: 300 },
		);
	});

	it('makes chains of snarls that follow each other', () => {
		fc.assert(
			fc.property(randomGraph({ maxNodes: 12, maxLinks: 16 }), (graph) => {
				const { starts, ends, chainStarts, count } = findSnarls(graph);
				expect(chainStarts.at(-1)).toBe(count);
				for (let chain = 0; chain + 1 < chainStarts.length; chain++) {
					const [first, end] = [chainStarts[chain]!, chainStarts[chain + 1]!];
					expect(end).toBeGreaterThan(first);
					for (let i = first + 1; i < end; i++) expect(starts[i]).toBe(ends[i - 1]);
				}
			}),
		);
	});

	it('nests each snarl in the smallest that holds it', () => {
		fc.assert(
			fc.property(randomGraph({ maxNodes: 9, maxLinks: 13 }), (graph) => {
				const tree = findSnarls(graph);
				const insides = Array.from({ length: tree.count }, (_, i) => separate(graph, tree.starts[i]!, tree.ends[i]!)!);
				const handles = Array.from({ length: graph.nodeCount * 2 }, (_, handle) => handle);
				const sizes = insides.map((isInside) => handles.filter(isInside).length);
				const holds = (outer: number, inner: number) =>
					[tree.starts[inner]!, tree.starts[inner]! ^ 1, tree.ends[inner]!, tree.ends[inner]! ^ 1].every(insides[outer]!);
				const all = Array.from({ length: tree.count }, (_, i) => i);
				const smallest = all.map((inner) =>
					all.reduce(
						(best, outer) => (holds(outer, inner) && (best === NO_SNARL || sizes[outer]! < sizes[best]!) ? outer : best),
						NO_SNARL,
					),
				);
				expect([...snarlParents(tree)]).toEqual(smallest);
				for (const [inner, outer] of smallest.entries()) expect(outer).toBeLessThan(Math.max(inner, 0));
			}),
			{ numRuns: 600 },
		);
	});

	it('tells of each handle the snarl that it reads into', () => {
		fc.assert(
			fc.property(randomGraph({ maxNodes: 12, maxLinks: 16 }), (graph) => {
				const tree = findSnarls(graph);
				const ahead = snarlsAhead(tree, graph.nodeCount);
				let told = 0;
				for (const [handle, snarl] of ahead.entries()) {
					if (snarl === NO_SNARL) continue;
					told++;
					expect([tree.starts[snarl], tree.ends[snarl]! ^ 1]).toContain(handle);
				}
				expect(told).toBe(2 * tree.count); // no handle reads into two of them
			}),
		);
	});

	it('finds the snarls that vg finds, and nests them as vg does', () => {
		const fixture = join(import.meta.dirname, '../../../../fixtures/snarls/random-graphs.tsv');
		const rows = readFileSync(fixture, 'utf8').trimEnd().split('\n').slice(1);
		expect(rows.length).toBe(240);
		const handle = (text: string) => (Number(text.slice(0, -1)) - 1) * 2 + (text.endsWith('-') ? 1 : 0);
		const pairs = (column: string) =>
			column
				.split(' ')
				.filter((pair) => pair !== '')
				.map((pair) => pair.split('>').map(handle) as [number, number]);
		for (const [row, line] of rows.entries()) {
			const [lengths, links, snarls, parents] = line.split('\t');
			const segments = lengths!.split(' ').map((length, i) => [`${i + 1}`, 'A'.repeat(Number(length))] as const);
			const graph = graphFromArrays({ segments, links: pairs(links!) });
			const expected = pairs(snarls!).map(([start, end]) => canonical(start, end));
			expect(snarlPairs(graph), `graph ${row}`).toEqual(expected.toSorted());
			const { starts, ends, ...tree } = findSnarls(graph);
			const found = Array.from(snarlParents({ starts, ends, ...tree }), (parent, snarl) => {
				const outer = parent === NO_SNARL ? '.' : canonical(starts[parent]!, ends[parent]!);
				return `${canonical(starts[snarl]!, ends[snarl]!)} in ${outer}`;
			});
			const wanted = parents!.split(' ').map((pair, i) => {
				const outer = pairs(pair === '.' ? '' : pair).map(([start, end]) => canonical(start, end));
				return `${expected[i]!} in ${outer[0] ?? '.'}`;
			});
			expect(found.toSorted(), `graph ${row}`).toEqual(expected.length === 0 ? [] : wanted.toSorted());
		}
	});

	it('finds nothing in nothing', () => {
		const alone = findSnarls(
			graphFromArrays({
				segments: [
					['1', 'A'],
					['2', 'C'],
				],
				links: [],
			}),
		);
		expect([alone.count, alone.componentCount]).toEqual([0, 2]);
		const loop = findSnarls(
			graphFromArrays({
				segments: [['1', 'A']],
				links: [
					[0, 0],
					[0, 1],
					[1, 0],
				],
			}),
		);
		expect([loop.count, loop.componentCount]).toEqual([0, 1]);
	});
});
