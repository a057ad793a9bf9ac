/** The variants of a search as columns, in the order of {@link searchKey}; alleles of one record find each other. */
import type { ByteArena } from './byte-arena.ts';

/** Records with several alleles that can be open at one place; alleles of any more are taken for records of their own. */
const MAX_OPEN_RECORDS = 15;

/** A variant as the search sees it. */
export interface SearchVariant {
	/** 0 or 1: the set that it belongs to. */
	readonly set: 0 | 1;
	/** Replaces `[start, end)` of the reference, as its record spells it. */
	readonly start: number;
	readonly end: number;
	/** Of an insertion: there is no base before it in its record, so that it follows on another one at its place. */
	readonly isUnanchored: boolean;
	/** Haplotypes of its record that carry it: 1 the first, 2 the second, 3 both. */
	readonly carriers: number;
	/** Alleles of one record and set have the same number, so that they keep their phase; -1 for an allele alone. */
	readonly record: number;
	/** What the path gains by taking it. */
	readonly weight: number;
}

/** Columns of variants; read by the search, written by {@link SearchVariants.add} and {@link SearchVariants.link} alone. */
export class SearchVariants {
	readonly #arena: ByteArena;
	count = 0;
	set: Uint8Array = new Uint8Array(64);
	start: Int32Array = new Int32Array(64);
	end: Int32Array = new Int32Array(64);
	/** {@link searchKey}. */
	key: Int32Array = new Int32Array(64);
	/** New sequence in the arena. */
	altStart: Int32Array = new Int32Array(64);
	altLength: Int32Array = new Int32Array(64);
	carriers: Uint8Array = new Uint8Array(64);
	weight: Int32Array = new Int32Array(64);
	/** Place in a state's ORIENTATIONS that the alleles of a record share, or -1; and whether the record ends with this one. */
	slot: Int8Array = new Int8Array(64);
	isLastOfRecord: Uint8Array = new Uint8Array(64);
	/** The first variant behind this one of set 0, and of set 1; `count` where there is none. Known from {@link link} on. */
	nextOfSet0: Int32Array = new Int32Array(64);
	nextOfSet1: Int32Array = new Int32Array(64);
	/** From variant i on, by how many bp all together can lengthen set 0 against set 1, and shorten it. Known from {@link link} on. */
	gainFrom: Float64Array = new Float64Array(65);
	lossFrom: Float64Array = new Float64Array(65);
	#record = new Int32Array(64);

	constructor(arena: ByteArena) {
		this.#arena = arena;
	}

	clear(): void {
		this.count = 0;
	}

	/** Adds a variant. Its new sequence is `bytes[from .. from + length)` turned left by `turn` bases, as a shifted insertion is. */
	add(variant: SearchVariant, bytes: Uint8Array, from: number, length: number, turn: number): void {
		const i = this.count++;
		if (i === this.set.length) this.#grow();
		this.set[i] = variant.set;
		this.start[i] = variant.start;
		this.end[i] = variant.end;
		this.key[i] = searchKey(variant.start, variant.end, variant.isUnanchored);
		this.carriers[i] = variant.carriers;
		this.weight[i] = variant.weight;
		this.#record[i] = variant.record;
		const arena = this.#arena;
		arena.reserve(length);
		this.altStart[i] = arena.end;
		this.altLength[i] = length;
		const rest = length === 0 ? 0 : turn % length;
		for (let k = 0; k < length; k++) arena.bytes[arena.end++] = bytes[from + ((k + rest) % length)]!;
	}

	/** Finds, for each variant from number `from` on, what follows it and the alleles that share its record. */
	link(from: number): void {
		let next0 = this.count;
		let next1 = this.count;
		this.gainFrom[this.count] = this.lossFrom[this.count] = 0;
		for (let i = this.count - 1; i >= from; i--) {
			const longer = this.altLength[i]! - this.end[i]! + this.start[i]!;
			const gain = this.set[i] === 0 ? longer : -longer;
			this.gainFrom[i] = this.gainFrom[i + 1]! + Math.max(0, gain);
			this.lossFrom[i] = this.lossFrom[i + 1]! + Math.max(0, -gain);
			this.nextOfSet0[i] = next0;
			this.nextOfSet1[i] = next1;
			if (this.set[i] === 0) next0 = i;
			else next1 = i;
		}
		const lasts = new Map<number, number>();
		const firsts = new Map<number, number>();
		for (let i = from; i < this.count; i++) {
			this.slot[i] = -1;
			this.isLastOfRecord[i] = 0;
			if (this.#record[i] === -1) continue;
			const key = this.#recordKey(i);
			lasts.set(key, i);
			if (!firsts.has(key)) firsts.set(key, i);
		}
		let free = (1 << MAX_OPEN_RECORDS) - 1;
		const slots = new Map<number, number>();
		for (let i = from; i < this.count; i++) {
			if (this.#record[i] === -1) continue;
			const key = this.#recordKey(i);
			const last = lasts.get(key)!;
			if (firsts.get(key) === i && last !== i && free !== 0) {
				slots.set(key, 31 - Math.clz32(free));
				free &= free ^ (1 << slots.get(key)!);
			}
			const slot = slots.get(key);
			if (slot === undefined) continue;
			this.slot[i] = slot;
			if (last !== i) continue;
			this.isLastOfRecord[i] = 1;
			free |= 1 << slot;
		}
	}

	#recordKey(i: number): number {
		return this.#record[i]! * 2 + this.set[i]!;
	}

	#grow(): void {
		const grow = <T extends Uint8Array | Int8Array | Int32Array | Float64Array>(column: T): T => {
			const larger = new (column.constructor as new (length: number) => T)(column.length * 2);
			larger.set(column);
			return larger;
		};
		this.set = grow(this.set);
		this.start = grow(this.start);
		this.end = grow(this.end);
		this.key = grow(this.key);
		this.altStart = grow(this.altStart);
		this.altLength = grow(this.altLength);
		this.carriers = grow(this.carriers);
		this.weight = grow(this.weight);
		this.slot = grow(this.slot);
		this.isLastOfRecord = grow(this.isLastOfRecord);
		this.nextOfSet0 = grow(this.nextOfSet0);
		this.nextOfSet1 = grow(this.nextOfSet1);
		this.gainFrom = grow(this.gainFrom);
		this.lossFrom = grow(this.lossFrom);
		this.#record = grow(this.#record);
	}
}

/** Place of a variant in the order of the search, and the furthest cursor with which it can be (half-paths.ts). */
export function searchKey(start: number, end: number, isUnanchored: boolean): number {
	if (start !== end) return 4 * start + 2;
	return isUnanchored ? 4 * start + 1 : 4 * start;
}
