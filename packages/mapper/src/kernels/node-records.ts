/**
 * Node records: what the kernel asks of a node together, in 32 bytes; assembly/graph.ts says what stands where (SYNC).
 *
 * In six columns, each longer than a cache holds, every node that a read comes by would be six ways to memory. Records of neighbouring
 * nodes share a line.
 */

/** Bytes of a node's record. */
const NODE_RECORD_BYTES = 32;
/** A line of the cache. */
const LINE_BYTES = 64;

/** Columns of a graph that its node records are made of, or the same run of nodes of each. */
export interface NodeColumns {
	/** By node: first base in the concatenated sequence, first byte of its name. */
	readonly nodeStarts: Uint32Array;
	readonly nameOffsets: Uint32Array;
	/** By node: linear coordinates, see `LinearCoordinates`. */
	readonly coordinatesLeft: Uint32Array;
	readonly coordinatesRight: Uint32Array;
	/** By handle: first edge, first byte of its record in the haplotype store. */
	readonly edgeStarts: Uint32Array;
	readonly recordStarts: Uint32Array;
}

/** What stands before the first node of the graph in memory, which is taken from every number: zeros for a whole graph. */
export interface NodeOrigins {
	readonly firstBase: number;
	readonly firstName: number;
	readonly firstEdge: number;
	readonly firstRecord: number;
}

/** Bytes that the records of `nodeCount` nodes take, with the one behind the last. */
export function nodeRecordsBytes(nodeCount: number): number {
	return (nodeCount + 1) * NODE_RECORD_BYTES;
}

/** Bytes from the first of them, at a multiple of 64, to what may lie behind: the kernel reads a line further than it needs. */
export function placedRecordsBytes(nodeCount: number): number {
	return Math.ceil(nodeRecordsBytes(nodeCount) / LINE_BYTES + 1) * LINE_BYTES;
}

/** Makes the records of nodes [from, end) of the columns, from record `at` of `records` on. Linear. */
export function writeNodeRecords(
	records: Uint32Array,
	at: number,
	columns: NodeColumns,
	from: number,
	end: number,
	{ firstBase, firstName, firstEdge, firstRecord }: NodeOrigins,
): void {
	const { nodeStarts, nameOffsets, coordinatesLeft, coordinatesRight, edgeStarts, recordStarts } = columns;
	let word = (at * NODE_RECORD_BYTES) / 4;
	for (let node = from; node < end; node++, word += 8) {
		const handle = 2 * node;
		records[word] = edgeStarts[handle]! - firstEdge;
		records[word + 1] = recordStarts[handle]! - firstRecord;
		records[word + 2] = nodeStarts[node]! - firstBase;
		records[word + 3] = coordinatesLeft[node]!;
		records[word + 4] = edgeStarts[handle + 1]! - firstEdge;
		records[word + 5] = recordStarts[handle + 1]! - firstRecord;
		records[word + 6] = nameOffsets[node]! - firstName;
		records[word + 7] = coordinatesRight[node]!;
	}
}

/** Bytes of the longest name among nodes with these records. */
export function longestNameIn(records: Uint32Array): number {
	let longest = 0;
	for (let word = 14; word < records.length; word += 8) longest = Math.max(longest, records[word]! - records[word - 8]!);
	return longest;
}
