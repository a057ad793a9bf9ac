/** What each sample brings to the graph. */
import { type Graph, nodeLength, stringAt } from '../store/graph.ts';
import { KIND_PATH, KIND_STABLE } from '../store/walk-builder.ts';
import { walkSteps } from '../store/walk-steps.ts';

/** The walks of one sample and the nodes that they visit. */
export interface SampleStats {
	readonly sample: string;
	/** Different haplotype numbers; 1 for a path whose name has none. */
	readonly haplotypes: number;
	readonly paths: number;
	readonly walks: number;
	/** bp of all its paths and walks. */
	readonly length: number;
	readonly steps: number;
	/** Different nodes that it visits, and their bp. */
	readonly nodes: number;
	readonly nodeLength: number;
	/** Of these: those that no other sample visits. */
	readonly privateNodes: number;
	readonly privateLength: number;
}

/** Owner of a node that nobody visits, and of one that several samples visit. */
const NOBODY = 0;
const SEVERAL = 0xffffffff;

/** All samples in the order of the file. O(nodes + steps). */
export function sampleStats(graph: Graph): SampleStats[] {
	const { walks, strings, nodeCount } = graph;
	const walksOf = new Map<number, number[]>();
	for (let walk = 0; walk < walks.count; walk++) {
		if (walks.kind[walk] === KIND_STABLE) continue;
		const own = walksOf.get(walks.sample[walk]!);
		if (own === undefined) walksOf.set(walks.sample[walk]!, [walk]);
		else own.push(walk);
	}
	const lastVisit = new Uint32Array(nodeCount);
	const owners = new Uint32Array(nodeCount).fill(NOBODY);
	const stats = Array.from(walksOf.values(), (own, sample) => {
		const sums = { length: 0, steps: 0, nodes: 0, nodeLength: 0 };
		for (const walk of own) {
			for (const step of walkSteps(graph, walk)) {
				const node = step >>> 1;
				const length = nodeLength(graph, node);
				sums.length += length;
				sums.steps++;
				if (lastVisit[node] === sample + 1) continue;
				lastVisit[node] = sample + 1;
				owners[node] = owners[node] === NOBODY ? sample + 1 : SEVERAL;
				sums.nodes++;
				sums.nodeLength += length;
			}
		}
		const paths = own.filter((walk) => walks.kind[walk] === KIND_PATH).length;
		return {
			sample: stringAt(strings, walks.sample[own[0]!]!),
			haplotypes: new Set(own.map((walk) => walks.haplotype[walk])).size,
			paths,
			walks: own.length - paths,
			...sums,
			privateNodes: 0,
			privateLength: 0,
		};
	});
	for (let node = 0; node < nodeCount; node++) {
		const owner = owners[node]!;
		if (owner === NOBODY || owner === SEVERAL) continue;
		stats[owner - 1]!.privateNodes++;
		stats[owner - 1]!.privateLength += nodeLength(graph, node);
	}
	return stats;
}
