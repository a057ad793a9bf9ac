/** Small random graphs, and connectivity found the slow way. */
import * as fc from 'fast-check';
import type { Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';

/** Graphs of a few nodes and any links, loops and reversals too. */
export function randomGraph(size: { maxNodes: number; maxLinks: number }): fc.Arbitrary<Graph> {
	return fc.integer({ min: 1, max: size.maxNodes }).chain((nodeCount) => {
		const handle = fc.nat(nodeCount * 2 - 1);
		return fc
			.record({
				lengths: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: nodeCount, maxLength: nodeCount }),
				links: fc.array(fc.tuple(handle, handle), { maxLength: size.maxLinks }),
			})
			.map(({ lengths, links }) =>
				graphFromArrays({ segments: lengths.map((length, i) => [`${i}`, 'A'.repeat(length)]), links }),
			);
	});
}

/** For each vertex the least vertex that it is connected to. */
export function connectedSets(vertexCount: number, edges: readonly (readonly number[])[]): number[] {
	const sets = Array.from({ length: vertexCount }, (_, v) => v);
	for (let hasChanged = true; hasChanged; ) {
		hasChanged = false;
		for (const [a, b] of edges) {
			const least = Math.min(sets[a!]!, sets[b!]!);
			if (sets[a!] === least && sets[b!] === least) continue;
			sets[a!] = least;
			sets[b!] = least;
			hasChanged = true;
		}
	}
	return sets;
}
