import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import { type Graph, nodeLength } from '../../src/store/graph.ts';
import { findLocus } from '../../src/view/locus.ts';
import { locusWays } from '../../src/view/locus-ways.ts';
import { type TubeMap, tubeMap } from '../../src/view/tube-map.ts';
import { tubeSvg } from '../../src/view/tube-svg.ts';
import { walkedGraph } from '../coordinates/walked-graph.ts';
import { bubbleGraphs } from '../deconstruct/bubble-graph.ts';

const flipped = (steps: readonly number[]) => steps.map((handle) => handle ^ 1).reverse();

/** A part of the reference of a bubble graph, by two thousandths of its length. */
const loci = fc.tuple(bubbleGraphs, fc.nat(999), fc.nat(999));

/** The region between two thousandths of the reference; positions as `findLocus` takes them. */
function regionOf(graph: Graph, ...parts: [number, number]): string {
	const [start, end] = [graph.walks.start[0]!, graph.walks.end[0]!];
	const [from, to] = parts.toSorted((a, b) => a - b).map((part) => start + Math.floor((part * (end - start)) / 1000) + 1);
	return `c:${from}-${to}`;
}

describe('findLocus and locusWays', () => {
	it('find what a look at every walk finds', () => {
		fc.assert(
			fc.property(loci, ([made, ...parts]) => {
				const { graph, walks } = made;
				const region = regionOf(graph, ...parts);
				const locus = findLocus(graph, region, 'REF');
				const reference = walks[0]!.steps;
				const [left, right] = [reference[locus.left]!, reference[locus.right]!];
				// The region lies between the boundaries, and no closer ones are on every whole haplotype.
				const start = graph.walks.start[0]!;
				const before = reference.slice(0, locus.left).reduce((sum, step) => sum + nodeLength(graph, step >> 1), start);
				const upTo = reference.slice(0, locus.right + 1).reduce((sum, step) => sum + nodeLength(graph, step >> 1), start);
				expect(before).toBeLessThanOrEqual(locus.from);
				expect(upTo).toBeGreaterThanOrEqual(locus.to);

				// Which way round a haplotype is read that begins and ends inside, only its surroundings tell.
				const told = (walk: number, steps: number[]) => {
					const isEnclosed = !steps.includes(left) && !steps.includes(right);
					return `${walk}: ${isEnclosed ? [steps.join(), flipped(steps).join()].toSorted()[0] : steps.join()}`;
				};
				const found = locusWays(buildHaplotypeStore(graph), locus).flatMap(({ steps, walks: own }) =>
					own.map((walk) => told(walk, [...steps])),
				);
				const inside = new Set(locus.nodes);
				inside.delete(left >> 1);
				inside.delete(right >> 1);
				const expected = walks.flatMap(({ steps }, walk) => {
					// Haplotypes of these graphs read the reference's way, or the other way throughout.
					const isForward = steps.some((step) => step === left || step === right);
					const isBackward = steps.some((step) => step === (left ^ 1) || step === (right ^ 1));
					const ordered = isBackward ? flipped(steps) : [...steps];
					const [from, to] = [ordered.indexOf(left), ordered.indexOf(right)];
					if (!isForward && !isBackward) return ordered.some((step) => inside.has(step >> 1)) ? [told(walk, ordered)] : [];
					if (from < 0 && to === 0 && left !== right) return []; // touches the right boundary alone
					const part = ordered.slice(Math.max(from, 0), to < 0 ? undefined : to + 1);
					return [told(walk, part)];
				});
				expect(found.toSorted()).toEqual(expected.toSorted());
			}),
			{ numRuns: 500 },
		);
	});
});

function mapOf(graph: Graph, region: string, wayMax = 8): TubeMap {
	const locus = findLocus(graph, region, 'REF');
	return tubeMap(locus, locusWays(buildHaplotypeStore(graph), locus), wayMax);
}

/** Everything is there once, inside, and apart from everything else. */
function expectOrder(map: TubeMap, wayMax: number): void {
	expect(map.nodes.map(({ node }) => node).toSorted((a, b) => a - b)).toEqual([...map.locus.nodes]);
	expect(map.ribbons.map(({ way }) => way)).toEqual([...map.ways.keys()]);
	expect(map.lanes.flatMap(({ ways }) => ways).toSorted((a, b) => a - b)).toEqual([...map.ways.keys()]);
	expect(map.lanes.filter(({ kind }) => kind === 'way').length).toBeLessThanOrEqual(wayMax);
	expect(map.lanes.reduce((sum, { count }) => sum + count, 0)).toBe(map.ways.reduce((sum, { walks }) => sum + walks.length, 0));
	const { top, bottom } = map.backbone;
	for (const [i, a] of map.nodes.entries()) {
		expect(a.x).toBeGreaterThanOrEqual(0);
		expect(a.x + a.width).toBeLessThanOrEqual(map.width + 1e-9);
		expect(a.y).toBeGreaterThanOrEqual(0);
		expect(a.y + a.height).toBeLessThanOrEqual(map.height + 1e-9);
		// The reference's nodes make one row, and nothing else is in it.
		if (a.rank >= 0) expect([a.y, a.y + a.height]).toEqual([top, bottom]);
		for (const b of map.nodes.slice(0, i)) {
			const isApart = a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
			expect(isApart, `nodes ${a.node} and ${b.node}`).toBe(true);
		}
	}
	const ranked = map.nodes.filter(({ rank }) => rank >= 0).toSorted((a, b) => a.rank - b.rank);
	for (const [i, node] of ranked.slice(1).entries()) expect(node.x).toBeGreaterThanOrEqual(ranked[i]!.x + ranked[i]!.width);
}

describe('tubeMap', () => {
	it('shows each node and way once, on nothing else', () => {
		fc.assert(
			fc.property(loci, fc.integer({ min: 0, max: 8 }), ([made, ...parts], wayMax) => {
				const map = mapOf(made.graph, regionOf(made.graph, ...parts), wayMax);
				expectOrder(map, wayMax);
				// The reference's own ribbon never bends.
				for (const ribbon of map.ribbons)
					if (map.ways[ribbon.way]!.isReference) expect(ribbon.path).toMatch(/^M[\d.]+ [\d.]+(H[\d.]+)+$/);
			}),
			{ numRuns: 300 },
		);
	});

	it('does so on graphs with cycles, reversals and a reference that comes back', () => {
		const size = { maxNodes: 9, maxLinks: 14, maxSteps: 12, samples: ['REF', 'a', 'b', 'a'] };
		fc.assert(
			fc.property(walkedGraph(size), fc.nat(999), fc.nat(999), (graph, ...parts) => {
				const region = regionOf(graph, ...parts).replace(/^c/, 'c0');
				const map = mapOf(graph, region, 3);
				expectOrder(map, 3);
				expect(tubeSvg(map)).not.toMatch(/NaN|undefined|Infinity/);
			}),
			{ numRuns: 300 },
		);
	});

	it('draws pictures that are well-formed, and the same each time', () => {
		fc.assert(
			fc.property(loci, ([made, ...parts]) => {
				const region = regionOf(made.graph, ...parts);
				const svg = tubeSvg(mapOf(made.graph, region));
				expect(tubeSvg(mapOf(made.graph, region))).toBe(svg);
				const open: string[] = [];
				for (const [tag, slash, name] of svg.matchAll(
					/<(\/?)([a-z]+)(?:\s+[\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*\/?>/g,
				)) {
					if (slash === '/') expect(open.pop()).toBe(name);
					else if (!tag.endsWith('/>')) open.push(name!);
				}
				expect(open).toEqual([]);
				expect(svg.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
				expect(svg).not.toMatch(/NaN|undefined|Infinity/);
			}),
			{ numRuns: 150 },
		);
	});
});
