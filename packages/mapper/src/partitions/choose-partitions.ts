/**
 * Partitions of an index: runs of nodes that hold whole connected components, each so small that graph and seeds fit one memory
 * (WebAssembly ends at 4 GiB) and one linear coordinate. A small graph has one.
 *
 * Components keep their order, which is that of their first nodes. Where the nodes of some lie among those of others, these stay
 * together. A component is never divided.
 */
import { connectedComponents, type Graph, PangrafError } from '@pangraf/graph';

/** What a partition may take by default: 4 GiB less 1 GiB for reads, output and scratch of up to 30 threads. */
export const PARTITION_BYTES: number = 3 * 2 ** 30;
/** Most bases of a partition: a place in the seed table has 31 bits. */
const BASES_MAX: number = 2 ** 31 - 64;
/** Most partitions. SYNC: PARTITIONS_MAX in assembly/partitions.ts. */
export const PARTITIONS_MAX = 64;

/** Consecutive nodes that cannot be divided, and what they take. */
export interface Piece {
	readonly firstNode: number;
	/** Exclusive. */
	readonly endNode: number;
	readonly bases: number;
	/** Of the linear coordinate. */
	readonly length: number;
	/** Of graph and seeds in memory, by {@link sizeOf}. */
	readonly sizeBytes: number;
}

/** Sizes that partitions must keep. */
export interface PartitionLimits {
	/** By {@link sizeOf}; a piece that is larger stands alone. */
	readonly sizeBytes: number;
	/** Of the linear coordinate. */
	readonly length: number;
}

/** First nodes of the partitions of these pieces, which follow each other. Linear. Error: E_INDEX_TOO_LARGE. */
export function choosePartitions(pieces: readonly Piece[], { sizeBytes, length }: PartitionLimits): number[] {
	const starts: number[] = [];
	let [bytes, bases, along] = [0, 0, 0];
	for (const piece of pieces) {
		if (piece.sizeBytes > 2 ** 32 || piece.bases > BASES_MAX || piece.length > length) throw tooLarge(piece);
		const fits = bytes + piece.sizeBytes <= sizeBytes && bases + piece.bases <= BASES_MAX && along + piece.length <= length;
		if (starts.length === 0 || !fits) {
			starts.push(piece.firstNode);
			[bytes, bases, along] = [0, 0, 0];
		}
		bytes += piece.sizeBytes;
		bases += piece.bases;
		along += piece.length;
	}
	if (starts.length <= PARTITIONS_MAX) return starts.length === 0 ? [0] : starts;
	throw new PangrafError('E_INDEX_TOO_LARGE', {
		found: `${starts.length} partitions`,
		expected: `at most ${PARTITIONS_MAX}`,
		remedy: 'allow larger ones with --partition-bytes, or index the chromosomes one by one',
	});
}

function tooLarge({ bases, length, sizeBytes }: Piece): PangrafError {
	return new PangrafError('E_INDEX_TOO_LARGE', {
		found: `components that hang together or lie among each other, of ${bases} bases, ${length} bp of reference, ${sizeBytes} bytes`,
		expected: `less than ${BASES_MAX} bases, 2^30 bp of reference and 2^32 bytes`,
		remedy: 'write the S lines of each component behind each other, or divide the graph',
	});
}

/**
 * The pieces of a graph; `lengths` is by component, numbered by their first nodes, `recordStarts` that of its haplotype store.
 * O(nodes + edges).
 */
export function piecesOf(graph: Graph, lengths: Float64Array, recordStarts: Uint32Array, k: number, s: number): Piece[] {
	const { labels, count } = connectedComponents(graph);
	const lastNodes = new Uint32Array(count);
	for (let node = 0; node < graph.nodeCount; node++) lastNodes[labels[node]!] = node;
	const pieces: Piece[] = [];
	let [firstNode, firstComponent, seen, last] = [0, 0, 0, 0];
	for (let node = 0; node < graph.nodeCount; node++) {
		if (labels[node] === seen) last = Math.max(last, lastNodes[seen++]!);
		if (node < last) continue;
		// All components that began since are over: the next node begins another.
		const endNode = node + 1;
		let length = 0;
		for (let component = firstComponent; component < seen; component++) length += lengths[component]!;
		const bases = graph.nodeStarts[endNode]! - graph.nodeStarts[firstNode]!;
		const records = recordStarts[2 * endNode]! - recordStarts[2 * firstNode]!;
		pieces.push({ firstNode, endNode, bases, length, sizeBytes: sizeOf(graph, firstNode, endNode, k, s) + records });
		[firstNode, firstComponent] = [endNode, seen];
	}
	return pieces;
}

/**
 * Bytes that nodes [firstNode, endNode) take in memory, seeds included and records of haplotypes not: one in k - s + 1 k-mers is a seed, and every edge gives less
 * than k of them beside those that start and end in one node. An estimate from above: on the chr20 panel, seeds are 77 % of it.
 */
function sizeOf(graph: Graph, firstNode: number, endNode: number, k: number, s: number): number {
	const { nodeStarts, edgeStarts, segmentNames, otherMask } = graph;
	const nodes = endNode - firstNode;
	const bases = nodeStarts[endNode]! - nodeStarts[firstNode]!;
	const edges = edgeStarts[2 * endNode]! - edgeStarts[2 * firstNode]!;
	const names = segmentNames.offsets[endNode]! - segmentNames.offsets[firstNode]!;
	// A base: two bits, its share of a block's node and of buckets (see seed-table.ts), one bit where any is no A, C, G or T.
	const perBase = 2 / 8 + 4 / 32 + 2 / 8 + (otherMask.length > 0 ? 1 / 8 : 0);
	// A node: start, two of edges, two of haplotypes, two coordinates, name offset.
	const seeds = (bases + (edges / 2) * (k - 1)) / (k - s + 1);
	return Math.ceil(bases * perBase + nodes * 32 + edges * 4 + names + seeds * 6);
}
