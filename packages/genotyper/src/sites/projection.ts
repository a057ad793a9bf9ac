/**
 * Where nodes lie on the reference, base by base.
 *
 * A node that the reference visits once lies where it is visited. A node of a short excursion that replaces as many bases as it
 * has (an SNV, an MNV) lies on the bases it replaces, so that a new variant next to a known one has its full depth. Other nodes
 * (insertions, paths of another length, repeats of the reference) have no place.
 */
import type { Excursions } from './excursions.ts';
import { OFF_REFERENCE, type ReferenceSteps } from './reference-steps.ts';
import { LONG_LENGTH, replacedLength } from './sites.ts';

/** `offsets` of a node without a place. */
export const NO_PLACE = 0xffffffff;

/** Place of each node on the reference. */
export interface Projection {
	/** Reference offset of the lowest base of each node, or {@link NO_PLACE}. */
	readonly offsets: Uint32Array;
	/** The handle bit with which a node runs along the reference. */
	readonly orientations: Uint8Array;
}

/** Places all nodes. Where excursions disagree on a node's place it has none. O(nodes + excursion steps). */
export function projectNodes(reference: ReferenceSteps, excursions: Excursions): Projection {
	const { graph, handles, starts, rankOfNode } = reference;
	const offsets = new Uint32Array(graph.nodeCount).fill(NO_PLACE);
	const orientations = new Uint8Array(graph.nodeCount);
	for (let rank = 0; rank < handles.length; rank++) {
		const node = handles[rank]! >>> 1;
		if (rankOfNode[node]! < 0) continue;
		offsets[node] = starts[rank]!;
		orientations[node] = handles[rank]! & 1;
	}
	const contradicted = new Set<number>();
	for (let i = 0; i < excursions.count; i++) {
		const from = excursions.pathStarts[i]!;
		const to = excursions.pathStarts[i + 1]!;
		let length = 0;
		for (let step = from; step < to; step++) length += nodeLengthOf(graph.nodeStarts, excursions.paths[step]! >>> 1);
		if (length === 0 || length >= LONG_LENGTH || length !== replacedLength(reference, excursions.left[i]!, excursions.right[i]!))
			continue;
		let offset = starts[excursions.left[i]! + 1]!;
		for (let step = from; step < to; step++) {
			const handle = excursions.paths[step]!;
			const node = handle >>> 1;
			if (rankOfNode[node] === OFF_REFERENCE) {
				if (offsets[node] === NO_PLACE) {
					offsets[node] = offset;
					orientations[node] = handle & 1;
				} else if (offsets[node] !== offset || orientations[node] !== (handle & 1)) contradicted.add(node);
			}
			offset += nodeLengthOf(graph.nodeStarts, node);
		}
	}
	for (const node of contradicted) offsets[node] = NO_PLACE;
	return { offsets, orientations };
}

function nodeLengthOf(nodeStarts: Uint32Array, node: number): number {
	return nodeStarts[node + 1]! - nodeStarts[node]!;
}
