/**
 * What of an index's columns a partition takes: a run of each, with node and base numbers that begin anew.
 *
 * The columns in the file are those of the whole graph. Seeds and coordinates are by partition already; all else moves by what
 * stands before the partition. Bases begin at a multiple of 32, at most 31 before the partition's own first: words and blocks stay
 * whole.
 */
import type { Graph, HaplotypeStore } from '@pangraf/graph';

/** Where a partition lies in the columns of its index; ends are exclusive. In `meta`, as JSON. */
export interface Partition {
	readonly firstNode: number;
	readonly endNode: number;
	/** A multiple of 32. */
	readonly firstBase: number;
	readonly endBase: number;
	/** In `edge.target`. */
	readonly firstEdge: number;
	readonly endEdge: number;
	/** Bytes in `segment.name`. */
	readonly firstName: number;
	readonly endName: number;
	/** Bytes in `haplotype.record`. */
	readonly firstRecord: number;
	readonly endRecord: number;
	/** Bytes of its longest segment name. */
	readonly nameMax: number;
	/** Linear coordinate behind its last component. */
	readonly coordinateEnd: number;
	/** Of its seed table. */
	readonly bucketBits: number;
	readonly placeBits: number;
}

/** Nodes and edges of a partition. */
export type PartitionRange = Omit<Partition, 'coordinateEnd' | 'bucketBits' | 'placeBits'>;

/** Where nodes [firstNode, endNode) lie in the columns. */
export function partitionRange(
	graph: Graph,
	{ recordStarts }: Pick<HaplotypeStore, 'recordStarts'>,
	firstNode: number,
	endNode: number,
): PartitionRange {
	const { nodeStarts, edgeStarts, segmentNames } = graph;
	let nameMax = 0;
	for (let node = firstNode; node < endNode; node++) {
		nameMax = Math.max(nameMax, segmentNames.offsets[node + 1]! - segmentNames.offsets[node]!);
	}
	return {
		firstNode,
		endNode,
		firstBase: nodeStarts[firstNode]! - (nodeStarts[firstNode]! % 32),
		endBase: nodeStarts[endNode]!,
		firstEdge: edgeStarts[2 * firstNode]!,
		endEdge: edgeStarts[2 * endNode]!,
		firstName: segmentNames.offsets[firstNode]!,
		endName: segmentNames.offsets[endNode]!,
		firstRecord: recordStarts[2 * firstNode]!,
		endRecord: recordStarts[2 * endNode]!,
		nameMax,
	};
}

/** Part of a section, and what its numbers lose on the way. */
export interface ColumnPart {
	readonly section: string;
	/** Bytes of an element. */
	readonly width: 1 | 2 | 4;
	/** Elements [first, end) of the section; fewer where it ends before. */
	readonly first: number;
	readonly end: number;
	/** Taken from each element; what would be less than 0 is 0. */
	readonly less: number;
}

/** Name of a section of a partition's own. */
export function sectionOf(name: string, partition: number): string {
	return `${name}.${partition}`;
}

/** The parts of sections that partition number `number` takes as they are, in no particular order: all but what is in node records. */
export function columnParts(partition: Partition, number: number): ColumnPart[] {
	const { firstNode, firstBase, endBase, firstEdge, endEdge, firstName, endName, firstRecord, endRecord } = partition;
	const words = (section: string, first: number, end: number, less = 0): ColumnPart => ({ section, width: 4, first, end, less });
	const whole = (name: string, width: 2 | 4): ColumnPart => {
		return { section: sectionOf(name, number), width, first: 0, end: Number.POSITIVE_INFINITY, less: 0 };
	};
	return [
		words('base.packed', firstBase / 16, Math.ceil(endBase / 16)),
		words('base.other', firstBase / 32, Math.ceil(endBase / 32)),
		words('edge.target', firstEdge, endEdge, 2 * firstNode),
		words('block.node', firstBase / 32, Math.ceil(endBase / 32), firstNode),
		{ section: 'segment.name', width: 1, first: firstName, end: endName, less: 0 },
		// Handles in a record are relative to its own.
		{ section: 'haplotype.record', width: 1, first: firstRecord, end: endRecord, less: 0 },
		whole('seed.bucket', 4),
		whole('seed.entry', 2),
	];
}
