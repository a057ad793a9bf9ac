/**
 * The graph's columns as the kernel sees them: addresses in linear memory, set once, only read.
 * Layouts are those of `Graph` in packages/graph/src/store/graph.ts, plus the linear coordinate of packages/mapper/src/clusters.
 *
 * A packed word holds base i in its bits 2i and 2i + 1; A C T G are 0 1 2 3, so the complement of x is x ^ 2.
 */
import { get32 } from './memory';

export let nodeStarts: usize = 0;
export let packedBases: usize = 0;
/** 0 where every base is A, C, G or T. */
export let otherMask: usize = 0;
export let edgeStarts: usize = 0;
export let edgeTargets: usize = 0;
/** By node: linear coordinate of its first base; bit 31 set where it falls along the node, bit 30 where the node is the reference's. */
export let coordinates: usize = 0;
/** The same, counted from the right of what is off the reference. */
export let coordinatesRight: usize = 0;
/** By block of 32 bases: the node that holds the block's first base. */
export let blockNodes: usize = 0;
export let nameBytes: usize = 0;
export let nameOffsets: usize = 0;

// SYNC: src/clusters/coordinates.ts
export const COORDINATE_MASK: u32 = 0x3fffffff;

export function setGraph(
	nodeStartsAt: usize, packedBasesAt: usize, otherMaskAt: usize, edgeStartsAt: usize, edgeTargetsAt: usize,
	coordinatesLeftAt: usize, coordinatesRightAt: usize, blockNodesAt: usize, nameBytesAt: usize, nameOffsetsAt: usize,
): void {
	nodeStarts = nodeStartsAt;
	packedBases = packedBasesAt;
	otherMask = otherMaskAt;
	edgeStarts = edgeStartsAt;
	edgeTargets = edgeTargetsAt;
	coordinates = coordinatesLeftAt;
	coordinatesRight = coordinatesRightAt;
	blockNodes = blockNodesAt;
	nameBytes = nameBytesAt;
	nameOffsets = nameOffsetsAt;
}

// @ts-ignore: decorator
@inline export function nodeStart(node: u32): u32 {
	return get32(nodeStarts, node);
}

// @ts-ignore: decorator
@inline export function handleLength(handle: u32): u32 {
	const node = handle >> 1;
	return get32(nodeStarts, node + 1) - get32(nodeStarts, node);
}

/** Node that holds the first base of the block of base `position`: where `nodeFrom` sets out. */
// @ts-ignore: decorator
@inline export function blockNodeAt(position: u32): u32 {
	return get32(blockNodes, position >> 5);
}

/** Node that holds base `position`, which is `node` or one soon behind it. */
// @ts-ignore: decorator
@inline export function nodeFrom(node: u32, position: u32): u32 {
	while (get32(nodeStarts, node + 1) <= position) node++;
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
		const position = get32(nodeStarts, node) + offset;
		return load<u64>(packedBases + <usize>(position >> 2)) >> <u64>((position & 3) << 1);
	}
	// The 28 bases that end before `end`, read backwards and complemented; a section always has 8 readable bytes before it.
	const start = <i64>get32(nodeStarts, node + 1) - <i64>offset - 28;
	const word = load<u64>(packedBases + <usize>(start >> 2)) >> <u64>((start & 3) << 1);
	return reverseBases(word << 8) ^ 0xaaaaaaaaaaaaaaaa;
}

/** Low bit of each base of `graphBases(handle, offset)` that is no A, C, G or T; at most `count` (<= 28) bases are looked at. */
export function graphOthers(handle: u32, offset: u32, count: u32): u64 {
	const node = handle >> 1;
	const reverse = (handle & 1) != 0;
	const first = reverse ? get32(nodeStarts, node + 1) - 1 - offset : get32(nodeStarts, node) + offset;
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
	return placeIn(coordinates, handle, offset);
}

/** The same, counted from the right. */
export function rightCoordinateOf(handle: u32, offset: u32): u32 {
	return placeIn(coordinatesRight, handle, offset);
}

function placeIn(column: usize, handle: u32, offset: u32): u32 {
	const node = handle >> 1;
	const length = handleLength(handle);
	const forwardOffset = (handle & 1) == 0 ? offset : length - 1 - offset;
	const word = get32(column, node);
	const start = word & COORDINATE_MASK;
	return word >> 31 == 0 ? start + forwardOffset : start + length - 1 - forwardOffset;
}

/** 1 where walking along the handle goes down in linear coordinates. */
// @ts-ignore: decorator
@inline export function isDescending(handle: u32): u32 {
	return (get32(coordinates, handle >> 1) >> 31) ^ (handle & 1);
}

/** 1 where the handle's node is on the reference. */
// @ts-ignore: decorator
@inline export function isReference(handle: u32): u32 {
	return (get32(coordinates, handle >> 1) >> 30) & 1;
}
