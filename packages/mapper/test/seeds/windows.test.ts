import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockNodes } from '../../src/seeds/block-nodes.ts';
import { forEachWindow } from '../../src/seeds/windows.ts';
import { anyGraph, lettersOf, smallGraph } from '../random-graphs.ts';

function windowsOf(graph: Parameters<typeof forEachWindow>[0], k: number): string[] {
	const found: string[] = [];
	forEachWindow(graph, k, { firstNode: 0, endNode: graph.nodeCount }, (handles, count) =>
		found.push(handles.subarray(0, count).join(' ')),
	);
	return found;
}

describe('windows', () => {
	it('are every run of a walk that a k-mer from its first node needs, once', () => {
		fc.assert(
			fc.property(anyGraph({ nodeLength: 6, walkSteps: 40 }), fc.integer({ min: 2, max: 12 }), (small, k) => {
				const visited = new Set(small.walks.flat().map((handle) => handle >> 1));
				const expected = new Set<string>();
				for (const walk of small.walks) {
					for (let i = 0; i < walk.length; i++) {
						let end = i + 1;
						let behind = 0;
						while (behind < k - 1 && end < walk.length) behind += lettersOf(small, walk[end++]!).length;
						expected.add(walk.slice(i, end).join(' '));
					}
				}
				const found = windowsOf(small.graph, k).filter((window) => visited.has(Number(window.split(' ')[0]) >> 1));
				expect(found.length).toBe(new Set(found).size);
				expect(new Set(found)).toEqual(expected);
			}),
			{ numRuns: 200 },
		);
	});

	it('are bounded in number where every base branches and no walk says which way', () => {
		const handles = [0, 2, 4, 6];
		const links = handles.flatMap((from) => handles.map((to) => [from, to] as const));
		const { graph } = smallGraph(['A', 'C', 'G', 'T'], links);
		expect(windowsOf(graph, 28).length).toBeLessThanOrEqual(4 * 64);
	});
});

describe('block nodes', () => {
	it('name the node that holds the first base of each block', () => {
		fc.assert(
			fc.property(anyGraph({ nodeLength: 90 }), ({ graph }) => {
				const blocks = blockNodes(graph);
				expect(blocks.length).toBe(Math.ceil(graph.baseCount / 32) + 1);
				for (let block = 0; block * 32 < graph.baseCount; block++) {
					const node = blocks[block]!;
					expect(graph.nodeStarts[node]).toBeLessThanOrEqual(block * 32);
					expect(graph.nodeStarts[node + 1]).toBeGreaterThan(block * 32);
				}
			}),
			{ numRuns: 100 },
		);
	});
});
