/** Segment names to nodes: a hash table over the bytes of the graph's name table, without a string per segment. */
import type { Graph } from '@pangraf/graph';
import type { SegmentFinder } from '@pangraf/mapper';

/** A finder for the graph's segment names. O(bytes of all names) to build, O(name) a look-up. */
export function segmentFinder(graph: Graph): SegmentFinder {
	const { bytes: names, offsets } = graph.segmentNames;
	let size = 16;
	while (size < graph.nodeCount * 2) size *= 2;
	const mask = size - 1;
	/** Node + 1 by slot; 0 is empty. */
	const slots = new Int32Array(size);
	for (let node = 0; node < graph.nodeCount; node++) {
		let slot = hashBytes(names, offsets[node]!, offsets[node + 1]!) & mask;
		while (slots[slot] !== 0) slot = (slot + 1) & mask;
		slots[slot] = node + 1;
	}
	return (bytes, from, to) => {
		for (let slot = hashBytes(bytes, from, to) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
			const node = slots[slot]! - 1;
			const start = offsets[node]!;
			if (offsets[node + 1]! - start !== to - from) continue;
			let i = from;
			while (i < to && names[start + i - from] === bytes[i]) i++;
			if (i === to) return node;
		}
		return -1;
	};
}

/** FNV-1a (public domain; G. Fowler, L. C. Noll, K.-P. Vo) with a last mix, because short decimal names differ in low bits only. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
	let hash = 0x811c9dc5;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
	return (hash ^ (hash >>> 13)) >>> 0;
}
