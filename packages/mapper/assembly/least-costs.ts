/**
 * What the rest of a side costs at least, by base of the read: cells that cannot lead to a better end for it need not be gone on from.
 *
 * The read is cut into blocks of BLOCK bases, from its end on. A block that no path of the subgraph spells has an edit in it, wherever it
 * is aligned, and costs MISMATCH_PENALTY at least: a mismatch costs as much, a gap more, and an insertion over several blocks as much for
 * each. Where an insertion is under way, what it has cost already is left out. Many blocks of an end that belongs elsewhere are of this
 * kind: it is left sooner than a deletion as long as it is would no longer pay.
 *
 * All blocks are looked for at once, a bit for each of their bases, along every path (the Shift-And automaton of Baeza-Yates and Gonnet
 * 1992, doi:10.1145/135239.135243): where paths meet, what either has spelled counts. In a cycle, everything counts as spelled.
 *
 * Assumes a side without other letters than A, C, G and T; says nothing, 0 for every base, where the subgraph has some.
 */
import { allocate, get32, READ_MAX } from './memory';
import { graphBases, graphOthers, handleLength, otherMask } from './graph';
import { INSERTION_PENALTY, MISMATCH_PENALTY } from './penalties';
import { readBases } from './reads';
import { edgeSource, ENTRY_MAX, entryCount, entryDistance, entryHandle, entryInOrder, entryStart, firstEdgeInto, leadsBack, nextEdge, NO_EDGE } from './subgraphs';

/** The longer the blocks, the fewer are spelled by chance; the shorter, the more of them must cost something. */
const BLOCK: u32 = 6;
/** Blocks, and their bases, that fit each half of a vector. */
const HALF_BLOCKS: u32 = 10;
const HALF: u32 = HALF_BLOCKS * BLOCK;
/** First bit of each block. */
const STARTS: u64 = 0x0041041041041041;
/** What an insertion under way may have paid of what a block costs. */
const SLACK: u32 = MISMATCH_PENALTY - INSERTION_PENALTY;

/** By base of the read, a byte: what it and those behind it cost at least. */
export let leastCosts: usize = 0;
/** What the whole costs at least: nothing is under way yet. */
export let leastCost: u32 = 0;
/** By base code: bits of the blocks' bases that are this base. */
let bits: usize = 0;
/** By entry of the subgraph: bits of what was spelled of a block at its end. */
let states: usize = 0;

export function allocateLeastCosts(): void {
	leastCosts = allocate(READ_MAX + 64);
	bits = allocate(4 * 16);
	states = allocate(ENTRY_MAX * 16);
}

/** Says nothing of `count` bases. */
export function clearLeastCosts(count: u32): void {
	leastCost = 0;
	memory.fill(leastCosts, 0, count + 32);
}

/** Every second bit of a word, from the lowest on. */
// @ts-ignore: decorator
@inline function evenBits(word: u64): u64 {
	let x = word & 0x5555555555555555;
	x = (x | (x >> 1)) & 0x3333333333333333;
	x = (x | (x >> 2)) & 0x0f0f0f0f0f0f0f0f;
	x = (x | (x >> 4)) & 0x00ff00ff00ff00ff;
	x = (x | (x >> 8)) & 0x0000ffff0000ffff;
	return (x | (x >> 16)) & 0xffffffff;
}

/** Writes the bits of `count` (<= HALF) bases from `position` on to one half of the vectors. */
function setBits(packedRead: usize, position: u32, count: u32, half: usize): void {
	let low: u64 = 0;
	let high: u64 = 0;
	for (let i: u32 = 0; i < count; i += 28) {
		const word = readBases(packedRead, position + i) & 0x00ffffffffffffff;
		low |= evenBits(word) << <u64>i;
		high |= evenBits(word >> 1) << <u64>i;
	}
	const mask = ((<u64>1) << <u64>count) - 1;
	store<u64>(bits + half, ~(low | high) & mask);
	store<u64>(bits + half, low & ~high & mask, 16);
	store<u64>(bits + half, high & ~low & mask, 32);
	store<u64>(bits + half, low & high & mask, 48);
}

/**
 * Finds the least costs of `count` bases of a read strand from `position` on, along the subgraph that was collected, less than `span`
 * bases from its place. From all of them `spare` is taken.
 */
export function findLeastCosts(packedRead: usize, position: u32, count: u32, span: u32, spare: u32): void {
	const blocks = min<u32>(count / BLOCK, 2 * HALF_BLOCKS);
	const first = count - blocks * BLOCK;
	const inLow = min<u32>(blocks, HALF_BLOCKS) * BLOCK;
	const inHigh = blocks * BLOCK - inLow;
	setBits(packedRead, position + first, inLow, 0);
	setBits(packedRead, position + first + inLow, inHigh, 8);
	const starts = i64x2(STARTS & (((<u64>1) << <u64>inLow) - 1), STARTS & (((<u64>1) << <u64>inHigh) - 1));
	const ends = i64x2.shl(starts, BLOCK - 1);
	let spelled = i64x2.splat(0);
	for (let i: u32 = 0; i < entryCount; i++) {
		const entry = entryInOrder(i);
		let state = i64x2.splat(0);
		for (let edge = firstEdgeInto(entry); edge != NO_EDGE; edge = nextEdge(edge)) {
			const source = edgeSource(edge);
			state = v128.or(state, leadsBack(source, entry) ? i8x16.splat(-1) : v128.load(states + (<usize>source << 4)));
		}
		const handle = entryHandle(entry);
		let offset = entryStart(entry);
		const end = min<u32>(handleLength(handle), offset + span - entryDistance(entry));
		while (offset < end) {
			const step = min<u32>(28, end - offset);
			if (otherMask != 0 && graphOthers(handle, offset, step) != 0) {
				clearLeastCosts(count);
				return;
			}
			let bases = graphBases(handle, offset);
			for (let j: u32 = 0; j < step; j++) {
				state = v128.and(v128.or(i64x2.shl(state, 1), starts), v128.load(bits + (<usize>(bases & 3) << 4)));
				spelled = v128.or(spelled, state);
				bases >>= 2;
			}
			offset += step;
		}
		v128.store(states + (<usize>entry << 4), state);
	}
	const absent = v128.andnot(ends, spelled);
	addUp(i64x2.extract_lane(absent, 0), i64x2.extract_lane(absent, 1), blocks, first, spare);
}

/** Writes the least costs: of `blocks` blocks from base `first` on, those with a bit in `low` or `high` cost something. */
function addUp(low: u64, high: u64, blocks: u32, first: u32, spare: u32): void {
	let left = <u32>(popcnt<u64>(low) + popcnt<u64>(high));
	leastCost = left * MISMATCH_PENALTY > spare ? left * MISMATCH_PENALTY - spare : 0;
	memory.fill(leastCosts, <u8>costOf(left, spare), first + 1);
	let bit = low;
	for (let block: u32 = 0; block < blocks; block++) {
		if (block == HALF_BLOCKS) bit = high;
		left -= <u32>(bit >> (BLOCK - 1)) & 1;
		bit >>= BLOCK;
		// More than a block: what is written too far is written over.
		store<u64>(leastCosts + first + 1 + block * BLOCK, <u64>costOf(left, spare) * 0x0101010101010101);
	}
	v128.store(leastCosts + first + 1 + blocks * BLOCK, i8x16.splat(0));
	v128.store(leastCosts + first + 1 + blocks * BLOCK, i8x16.splat(0), 16);
}

// @ts-ignore: decorator
@inline function costOf(blocks: u32, spare: u32): u32 {
	const cost = blocks * MISMATCH_PENALTY;
	return cost > spare + SLACK ? cost - spare - SLACK : 0;
}
