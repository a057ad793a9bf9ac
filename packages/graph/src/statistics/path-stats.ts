/** What each path and walk is and visits. */
import { type Graph, nodeLength } from '../store/graph.ts';
import { walkSteps } from '../store/walk-steps.ts';
import { stepsLength, walkPlace, type WalkPlace } from './walk-names.ts';

/** A path or walk with the length of what it spells. */
export interface ListedWalk extends WalkPlace {
	/** bp */
	readonly length: number;
	readonly steps: number;
}

/** A listed walk and the nodes that it visits. */
export interface PathStats extends ListedWalk {
	/** Different nodes. */
	readonly nodes: number;
	/** bp of these. */
	readonly nodeLength: number;
	/** Steps against the direction in which the segment stands in the file. */
	readonly reverseSteps: number;
}

/** Names, place and length of each walk of `wanted`. Linear in their steps. */
export function listWalks(graph: Graph, wanted: readonly number[]): ListedWalk[] {
	return wanted.map((walk) => {
		const steps = walkSteps(graph, walk);
		return { ...walkPlace(graph, walk), length: stepsLength(graph, steps), steps: steps.length };
	});
}

/** All walks with what they visit. O(nodes + steps). */
export function pathStats(graph: Graph): PathStats[] {
	const { walks, nodeCount } = graph;
	const lastVisit = new Uint32Array(nodeCount);
	return Array.from({ length: walks.count }, (_, walk) => {
		const steps = walkSteps(graph, walk);
		let nodes = 0;
		let visitedLength = 0;
		let reverseSteps = 0;
		for (const step of steps) {
			reverseSteps += step & 1;
			if (lastVisit[step >>> 1] === walk + 1) continue;
			lastVisit[step >>> 1] = walk + 1;
			nodes++;
			visitedLength += nodeLength(graph, step >>> 1);
		}
		const length = stepsLength(graph, steps);
		return { ...walkPlace(graph, walk), length, steps: steps.length, nodes, nodeLength: visitedLength, reverseSteps };
	});
}
