/**
 * Where the index lies: in this memory, or in partitions with memories of their own (src/pool/partitioned-kernel.ts).
 *
 * A partition is a set of whole connected components. With several, every worker has one kernel a partition, and one more, the
 * *chooser*, whose memory holds reads and no index. The chooser runs the pipeline as a kernel over one memory does, with every
 * decision taken where all hits and candidates are seen. Six things need an index; for these it calls the functions declared below,
 * and the host passes the call on to the kernels of the partitions and copies what they found:
 *
 *   lookUpIn   how many entries each seed of a batch has, in all partitions together
 *   findIn     hits of a read; their keys are made global here, by the coordinate at which a partition begins
 *   alignIn    a cluster to a candidate: the chooser gets its columns; path and edits stay behind
 *   fragmentIn how long the fragment of two mates' candidates is along the graph
 *   takersIn   how many haplotypes take both of two mates' paths
 *   writeIn    text of a candidate
 *
 * Partitions follow each other on the linear coordinate and in the order of nodes, as their components do in one memory; so what is
 * found in one after the other is in the order in which one memory gives it, and the records are the same bytes.
 */
import { allocate, get32, get64, READ_MAX, BATCH, set64 } from './memory';

/** Most partitions of an index. SYNC: PARTITIONS_MAX in src/kernels/kernel.ts */
const PARTITIONS_MAX: u32 = 64;
/** For `findIn`: all partitions. */
export const ALL: u32 = 0xffffffff;

/** Whether this kernel asks the kernels of partitions. */
export let isChooser: bool = false;
/** Whether this kernel is asked by a chooser. */
export let isPart: bool = false;

/** By partition: linear coordinate at which it begins, u64. */
let bases: usize = 0;
/** By seed of the batch, u32: entries in this partition, of a chooser in all; entries in all partitions. */
export let ownEntries: usize = 0;
export let allEntries: usize = 0;
/** By read of the batch, u32: entries that its seeds have in this partition. */
export let entriesOfReads: usize = 0;

// @ts-ignore: decorator
@external("partitions", "lookUpIn") export declare function lookUpIn(seedEnd: u32, reads: u32): void;
/** Puts hits where `findHits` puts them, their partitions beside them, and returns how they came out: see `packHits`. */
// @ts-ignore: decorator
@external("partitions", "findIn") export declare function findIn(partition: u32, read: u32, frequencyMax: u32, strandWanted: u32, low: f64, high: f64): u32;
/** Copies the candidate to `target` and returns what `alignFor` does. */
// @ts-ignore: decorator
@external("partitions", "alignIn") export declare function alignIn(partition: u32, read: u32, strand: u32, position: u32, readPosition: u32, floor: i32, target: usize): u32;
/** Returns what `fragmentFor` does. */
// @ts-ignore: decorator
@external("partitions", "fragmentIn") export declare function fragmentIn(partition: u32, first: u32, place: u32, second: u32, matePlace: u32, mean: f64, most: u32): u32;
/** Returns what `takersFor` does. */
// @ts-ignore: decorator
@external("partitions", "takersIn") export declare function takersIn(partition: u32, first: u32, place: u32, second: u32, matePlace: u32, distanceMax: u32): u32;
/** Copies the text to `target` and returns its length in bytes. */
// @ts-ignore: decorator
@external("partitions", "writeIn") export declare function writeIn(partition: u32, read: u32, candidate: u32, mapq: u32, marks: u32, target: usize): u32;

/** Makes this kernel a chooser (1) or one that is asked (2); to be called after `setScratch`. */
export function setRole(role: u32): void {
	isChooser = role == 1;
	isPart = role == 2;
	bases = allocate(PARTITIONS_MAX * 8);
	ownEntries = allocate(BATCH * READ_MAX * 4);
	allEntries = allocate(BATCH * READ_MAX * 4);
	entriesOfReads = allocate(BATCH * 4);
}

/** Tells a chooser where a partition begins on the linear coordinate. */
export function setPartitionBase(partition: u32, base: f64): void {
	set64(bases, partition, <u64>base);
}

// @ts-ignore: decorator
@inline export function baseOf(partition: u32): u64 {
	return get64(bases, partition);
}
