/**
 * The graph as the kernel sees it: addresses in linear memory, set once, only read.
 * Layouts are those of `Graph` in packages/graph/src/store/graph.ts, but for what is asked of a node together: that stands in one
 * record of 32 bytes, half a line of the cache, which src/kernels/node-records.ts makes of six columns when an index is opened. The
 * two halves of a record are those of the node's handles:
 *
 *   0   u32   first edge in `edgeTargets`; the handle's last is where the next handle's begin
 *   4   u32   first byte of the handle's record in the haplotype store
 *   8   u32   forward: first base in the concatenated sequence; reverse: first byte of the name
 *   12  u32   forward: linear coordinate of the first base, counted from the left; reverse: from the right of what is off the reference.
 *             bit 31 set where it falls along the node, bit 30 where the node is the reference's: src/clusters/coordinates.ts
 *
 * One more record behind the last says where all ends.
 *
 * A packed word holds base i in its bits 2i and 2i + 1; A C T G are 0 1 2 3, so the complement of x is x ^ 2.
 */
import { get32 } from './memory';

/** SYNC: src/kernels/node-records.ts */
export let nodes: usize = 0;
export let packedBases: usize = 0;
/** 0 where every base is A, C, G or T. */
export let otherMask: usize = 0;
export let edgeTargets: usize = 0;
/** By block of 32 bases: the node that holds the block's first base. */
export let blockNodes: usize = 0;
export let nameBytes: usize = 0;

// SYNC: src/clusters/coordinates.ts
export const COORDINATE_MASK: u32 = 0x3fffffff;

export function setGraph(
	nodesAt: usize, packedBasesAt: usize, otherMaskAt: usize, edgeTargetsAt: usize, blockNodesAt: usize, nameBytesAt: usize,
): void {
	nodes = nodesAt;
	packedBases = packedBasesAt;
	otherMask = otherMaskAt;
	edgeTargets = edgeTargetsAt;
	blockNodes = blockNodesAt;
	nameBytes = nameBytesAt;
}

// @ts-ignore: decorator
@inline function handleAt(handle: u32): usize {
	return nodes + (<usize>handle << 4);
}

/** Address of a node's record. */
// @ts-ignore: decorator
@inline export function nodeRecord(node: u32): usize {
	return nodes + (<usize>node << 5);
}

/** Where the edges of a handle begin in `edgeTargets`. */
// @ts-ignore: decorator
@inline export function edgeStart(handle: u32): u32 {
	return load<u32>(handleAt(handle));
}

/** Where they end. */
// @ts-ignore: decorator
@inline export function edgeEnd(handle: u32): u32 {
	return load<u32>(handleAt(handle), 16);
}

/** Where the record of a handle begins in the haplotype store. */
// @ts-ignore: decorator
@inline export function recordStart(handle: u32): u32 {
	return load<u32>(handleAt(handle), 4);
}

/** Where it ends. */
// @ts-ignore: decorator
@inline export function recordEnd(handle: u32): u32 {
	return load<u32>(handleAt(handle), 20);
}

/** First base of a node in the concatenated sequence. */
// @ts-ignore: decorator
@inline export function nodeStart(node: u32): u32 {
	return load<u32>(nodeRecord(node), 8);
}

/** Base behind the last of a node. */
// @ts-ignore: decorator
@inline export function nodeEnd(node: u32): u32 {
	return load<u32>(nodeRecord(node), 40);
}

/** First byte of a node's name. */
// @ts-ignore: decorator
@inline export function nameStart(node: u32): u32 {
	return load<u32>(nodeRecord(node), 24);
}

/** Byte behind the last of a node's name. */
// @ts-ignore: decorator
@inline export function nameEnd(node: u32): u32 {
	return load<u32>(nodeRecord(node), 56);
}

/** Linear coordinate of a node, counted from the left, with its two marks. */
// @ts-ignore: decorator
@inline export function coordinateWord(node: u32): u32 {
	return load<u32>(nodeRecord(node), 12);
}

// @ts-ignore: decorator
@inline export function handleLength(handle: u32): u32 {
	return nodeEnd(handle >> 1) - nodeStart(handle >> 1);
}

/** Node that holds the first base of the block of base `position`: where `nodeFrom` sets out. */
// @ts-ignore: decorator
@inline export function blockNodeAt(position: u32): u32 {
	return get32(blockNodes, position >> 5);
}

/** Node that holds base `position`, which is `node` or one soon behind it. */
// @ts-ignore: decorator
@inline export function nodeFrom(node: u32, position: u32): u32 {
	while (nodeEnd(node) <= position) node++;
	return node;
}

/** Node that holds base `position` of the concatenated sequence. */
// @ts-ignore: decorator
@inline export function nodeAt(position: u32): u32 {
	return nodeFrom(blockNodeAt(position), position);
}

/** Reverses the order of the 32 bases of a packed word. */
// @ts-ignore: decorator
@inline export function reverseBases(word: u64): u64 {
	let x = bswap<u64>(word);
	x = ((x >> 4) & 0x0f0f0f0f0f0f0f0f) | ((x & 0x0f0f0f0f0f0f0f0f) << 4);
	return ((x >> 2) & 0x3333333333333333) | ((x & 0x3333333333333333) << 2);
}

/** 28 bases of a handle from `offset` on, in its orientation, in the low 56 bits; what lies past the handle is garbage. */
// @ts-ignore: decorator
@inline export function graphBases(handle: u32, offset: u32): u64 {
	const node = handle >> 1;
	if ((handle & 1) == 0) {
		const position = nodeStart(node) + offset;
		return load<u64>(packedBases + <usize>(position >> 2)) >> <u64>((position & 3) << 1);
	}
	// The 28 bases that end before `end`, read backwards and complemented; a section always has 8 readable bytes before it.
	const start = <i64>nodeEnd(node) - <i64>offset - 28;
	const word = load<u64>(packedBases + <usize>(start >> 2)) >> <u64>((start & 3) << 1);
	return reverseBases(word << 8) ^ 0xaaaaaaaaaaaaaaaa;
}

/** Low bit of each base of `graphBases(handle, offset)` that is no A, C, G or T; at most `count` (<= 28) bases are looked at. */
export function graphOthers(handle: u32, offset: u32, count: u32): u64 {
	const node = handle >> 1;
	const reverse = (handle & 1) != 0;
	const first = reverse ? nodeEnd(node) - 1 - offset : nodeStart(node) + offset;
	let mask: u64 = 0;
	for (let i: u32 = 0; i < count; i++) {
		const position = reverse ? first - i : first + i;
		const bit = (get32(otherMask, position >> 5) >> (position & 31)) & 1;
		mask |= <u64>bit << <u64>(i << 1);
	}
	return mask;
}

/** Linear coordinate of base `offset` of a handle, counted from the left. */
export function coordinateOf(handle: u32, offset: u32): u32 {
	return placeIn(coordinateWord(handle >> 1), handle, offset);
}

/** The same, counted from the right. */
export function rightCoordinateOf(handle: u32, offset: u32): u32 {
	return placeIn(load<u32>(nodeRecord(handle >> 1), 28), handle, offset);
}

function placeIn(word: u32, handle: u32, offset: u32): u32 {
	const length = handleLength(handle);
	const forwardOffset = (handle & 1) == 0 ? offset : length - 1 - offset;
	const start = word & COORDINATE_MASK;
	return word >> 31 == 0 ? start + forwardOffset : start + length - 1 - forwardOffset;
}

/** 1 where walking along the handle goes down in linear coordinates. */
// @ts-ignore: decorator
@inline export function isDescending(handle: u32): u32 {
	return (coordinateWord(handle >> 1) >> 31) ^ (handle & 1);
}

/** 1 where the handle's node is on the reference. */
// @ts-ignore: decorator
@inline export function isReference(handle: u32): u32 {
	return (coordinateWord(handle >> 1) >> 30) & 1;
}
