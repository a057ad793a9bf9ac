/**
 * Records of the haplotype store: bytes per handle, written once, decoded where they lie.
 *
 *   visits      varint: how often haplotypes come through the handle
 *   successors  varint: how many different ways they go on, ENDS among them
 *   for each, ascending by key:
 *     varint    0 for ENDS, whose key is 0; for the first handle, whose key is the handle + 1, its zigzag difference from this
 *               handle, plus 1; for the others the difference of their key from the one before
 *     varint    offset: visits to the successor that stand before those from here
 *   runs, where there is more than one successor: which successor, how many visits in a row, in the order of the visits.
 *     One byte `rank + successors * (length - 1)` where that is below 255 rounded down to a multiple of successors;
 *     the largest such multiple and up says a long run, whose remaining length follows as varint.
 *
 * Run lengths over few successors are packed as in GBWT (Sirén et al. 2020, doi:10.1093/bioinformatics/btz575).
 */

import type { WalkTable } from '../store/graph.ts';
import { sequenceLength, sequenceStep } from './sequences.ts';

/** Key of the end of a haplotype among successors. */
export const ENDS = 0;

/** Of an edge that sequences use: how many visits to its target stand before those that come over it. */
export type ArrivalOffset = (from: number, to: number) => number;

/** Records, written one after the other. */
export class RecordWriter {
	/** The first `size` are written. Another array after the next record. */
	bytes: Uint8Array = new Uint8Array(1 << 16);
	size = 0;
	/** By visit: the key of what follows it. */
	#keys = new Uint32Array(1 << 10);

	/** Writes the record of a handle: visit i of `count` is step `places[i]` of sequence `sequences[i]`. */
	write(
		handle: number,
		sequences: Uint32Array,
		places: Uint32Array,
		count: number,
		walks: WalkTable,
		arrivalOffset: ArrivalOffset,
	): void {
		if (count > this.#keys.length) this.#keys = new Uint32Array(2 * count);
		const keys = this.#keys;
		for (let i = 0; i < count; i++) {
			const sequence = sequences[i]!;
			const next = places[i]! + 1;
			keys[i] = next === sequenceLength(walks, sequence) ? ENDS : sequenceStep(walks, sequence, next) + 1;
		}
		const successors = distinct(keys, count);
		this.#varint(count);
		this.#varint(successors.length);
		let previous = 0;
		for (const [i, key] of successors.entries()) {
			if (i === 0 && key === ENDS) this.#varint(0);
			else if (previous === ENDS) this.#varint(zigzag(key - 1 - handle) + 1);
			else this.#varint(key - previous);
			this.#varint(key === ENDS ? 0 : arrivalOffset(handle, key - 1));
			previous = key;
		}
		if (successors.length > 1) this.#runs(keys, count, successors);
	}

	#runs(keys: Uint32Array, count: number, successors: readonly number[]): void {
		for (let i = 0; i < count; ) {
			const key = keys[i]!;
			let end = i + 1;
			while (end < count && keys[end] === key) end++;
			this.#run(successors.indexOf(key), end - i, successors.length);
			i = end;
		}
	}

	/** A run of `length` visits that go on to successor number `rank` of `successors`. */
	#run(rank: number, length: number, successors: number): void {
		if (successors >= PACKED_SUCCESSORS) {
			this.#varint(rank);
			this.#varint(length - 1);
			return;
		}
		const lengths = Math.floor(255 / successors);
		this.#byte(rank + successors * (Math.min(length, lengths) - 1));
		if (length >= lengths) this.#varint(length - lengths);
	}

	/** Seven bits a byte, least first, the top bit set on all but the last. */
	#varint(value: number): void {
		let rest = value;
		while (rest > 127) {
			this.#byte((rest % 128) + 128);
			rest = Math.floor(rest / 128);
		}
		this.#byte(rest);
	}

	#byte(value: number): void {
		if (this.size === this.bytes.length) {
			const larger = new Uint8Array(this.bytes.length * 2);
			larger.set(this.bytes);
			this.bytes = larger;
		}
		this.bytes[this.size++] = value;
	}
}

/** From this many successors on, ranks and lengths of runs are varints. */
export const PACKED_SUCCESSORS = 128;

/** Non-negative number for a difference of either sign, small for small ones. */
function zigzag(difference: number): number {
	return difference >= 0 ? 2 * difference : -2 * difference - 1;
}

/** The distinct values among the first `count`, ascending. Few as a rule: a list is faster than a set. */
function distinct(keys: Uint32Array, count: number): number[] {
	const found: number[] = [];
	let last = -1;
	for (let i = 0; i < count; i++) {
		if (keys[i] === last) continue;
		last = keys[i]!;
		if (found.length < 32 ? !found.includes(last) : true) found.push(last);
	}
	return [...new Set(found)].sort((a, b) => a - b);
}
