import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { adjacencyComponents } from '../../src/snarls/node-multigraph.ts';
import { threeEdgeComponents } from '../../src/snarls/three-edge-components.ts';
import { connectedSets, randomGraph } from './random-graph.ts';

it('joins what no two nodes part', () => {
	fc.assert(
		fc.property(randomGraph({ maxNodes: 9, maxLinks: 12 }), (graph) => {
			const multigraph = adjacencyComponents(graph);
			const { components, connectedCount } = threeEdgeComponents(multigraph);
			const edges = Array.from({ length: graph.nodeCount }, (_, n) => [
				multigraph.vertexOf[2 * n]!,
				multigraph.vertexOf[2 * n + 1]!,
			]);
			const parted = new Set<string>();
			for (let a = 0; a < edges.length; a++) {
				for (let b = a; b < edges.length; b++) {
					const sets = connectedSets(
						multigraph.vertexCount,
						edges.filter((_, i) => i !== a && i !== b),
					);
					for (let v = 0; v < sets.length; v++) for (let w = 0; w < v; w++) if (sets[v] !== sets[w]) parted.add(`${v} ${w}`);
				}
			}
			for (let v = 0; v < multigraph.vertexCount; v++) {
				for (let w = 0; w < v; w++) {
					expect(components.find(v) === components.find(w), `${v} and ${w}`).toBe(!parted.has(`${v} ${w}`));
				}
			}
			expect(connectedCount).toBe(new Set(connectedSets(multigraph.vertexCount, edges)).size);
		}),
		{ numRuns: 1500 },
	);
});
