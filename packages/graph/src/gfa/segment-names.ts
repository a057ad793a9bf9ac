/**
 * Segment names to dense numbers, without a string per name.
 *
 * Each name gets a number at first sight. Names that are plain decimal numbers, as most tools write them, are looked up in a
 * table over the range they span; all others, and numbers far from the rest, in a hash table over their bytes.
 */
import { GrowingBytes, GrowingUint32, grown } from '../store/columns.ts';

/** Longest decimal number of the table: below 2^30, so that all arithmetic stays in small integers. */
export const MAX_DIGITS = 9;

/** The table may span this many values, or 16 for each name where that is more: 4 MiB for the smallest graph. */
const MIN_SPAN = 1 << 20;
const SPAN_PER_NAME = 16;
const FIRST_SPAN = 1 << 12;

/** Numbers of segment names, by first sight. */
export class SegmentNames {
	/** Numbers given so far. */
	count = 0;
	/** `window[value - windowBase]` is the number of the decimal name `value` plus one; 0 where there is none here. */
	window: Int32Array = new Int32Array(0);
	windowBase = 0;
	/** Names in the order of their numbers. */
	readonly bytes: GrowingBytes = new GrowingBytes();
	readonly offsets: GrowingUint32 = new GrowingUint32();
	/** Open addressing; numbers plus one. */
	#slots: Int32Array = new Int32Array(1 << 10);
	#hashedCount = 0;
	#hasHashedDecimals = false;

	constructor() {
		this.offsets.push(0);
	}

	/** Number of the name `bytes[from .. to)`. New names get the next number, `count` before the call. */
	numberOf(bytes: Uint8Array, from: number, to: number): number {
		const value = decimalValue(bytes, from, to);
		return value < 0 ? this.#hashed(bytes, from, to) : this.numberOfDecimal(value, bytes, from, to);
	}

	/** {@link SegmentNames.numberOf} a name that is the decimal number `value`, of at most MAX_DIGITS digits and without a leading 0. */
	numberOfDecimal(value: number, bytes: Uint8Array, from: number, to: number): number {
		const slot = value - this.windowBase;
		if (slot < 0 || slot >= this.window.length) return this.#farDecimal(value, bytes, from, to);
		const number = this.window[slot]! - 1;
		if (number >= 0) return number;
		if (this.#hasHashedDecimals) return this.#farDecimal(value, bytes, from, to);
		this.#addName(bytes, from, to);
		this.window[slot] = this.count;
		return this.count - 1;
	}

	/** Number of the name `bytes[from .. to)`, or -1 where it has none yet. */
	find(bytes: Uint8Array, from: number, to: number): number {
		const value = decimalValue(bytes, from, to);
		const slot = value - this.windowBase;
		const number = value >= 0 && slot >= 0 && slot < this.window.length ? this.window[slot]! - 1 : -1;
		return number >= 0 ? number : this.#find(bytes, from, to);
	}

	/** The name with this number. */
	nameOf(number: number): string {
		const name = this.bytes.values.slice(this.offsets.values[number], this.offsets.values[number + 1]);
		return new TextDecoder().decode(name);
	}

	#farDecimal(value: number, bytes: Uint8Array, from: number, to: number): number {
		// A number that was too far away when it was first seen stays in the hash table when the window has reached it.
		const seen = this.#hasHashedDecimals ? this.#find(bytes, from, to) : -1;
		if (seen >= 0) return seen;
		if (!this.#cover(value)) {
			this.#hasHashedDecimals = true;
			return this.#hashed(bytes, from, to);
		}
		this.#addName(bytes, from, to);
		this.window[value - this.windowBase] = this.count;
		return this.count - 1;
	}

	/** Makes the window reach `value`; false where that would waste memory. */
	#cover(value: number): boolean {
		const { window, windowBase } = this;
		const low = window.length === 0 ? value : Math.min(windowBase, value);
		const high = window.length === 0 ? value + 1 : Math.max(windowBase + window.length, value + 1);
		if (low === windowBase && high === windowBase + window.length) return true;
		if (high - low > Math.max(MIN_SPAN, this.count * SPAN_PER_NAME)) return false;
		if (low === windowBase && window.length > 0) {
			this.window = grown(window, window.length, high - low);
			return true;
		}
		let span = FIRST_SPAN;
		while (span < high - low) span *= 2;
		// Room is left on the side on which it grew.
		const base = window.length > 0 ? Math.max(0, high - span) : low;
		const larger = new Int32Array(span);
		if (window.length > 0) larger.set(window, windowBase - base);
		this.window = larger;
		this.windowBase = base;
		return true;
	}

	#hashed(bytes: Uint8Array, from: number, to: number): number {
		const seen = this.#find(bytes, from, to);
		if (seen >= 0) return seen;
		if (++this.#hashedCount * 2 > this.#slots.length) this.#growSlots();
		this.#addName(bytes, from, to);
		this.#place(this.count);
		return this.count - 1;
	}

	#find(bytes: Uint8Array, from: number, to: number): number {
		const slots = this.#slots;
		const mask = slots.length - 1;
		for (let slot = hash(bytes, from, to) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
			if (this.#isName(slots[slot]! - 1, bytes, from, to)) return slots[slot]! - 1;
		}
		return -1;
	}

	#isName(number: number, bytes: Uint8Array, from: number, to: number): boolean {
		const start = this.offsets.values[number]!;
		const length = this.offsets.values[number + 1]! - start;
		if (length !== to - from) return false;
		const own = this.bytes.values;
		for (let i = 0; i < length; i++) if (own[start + i] !== bytes[from + i]) return false;
		return true;
	}

	#growSlots(): void {
		const old = this.#slots;
		this.#slots = new Int32Array(old.length * 4);
		for (const numberPlusOne of old) if (numberPlusOne !== 0) this.#place(numberPlusOne);
	}

	#place(numberPlusOne: number): void {
		const { offsets, bytes } = this;
		const mask = this.#slots.length - 1;
		let slot = hash(bytes.values, offsets.values[numberPlusOne - 1]!, offsets.values[numberPlusOne]!) & mask;
		while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
		this.#slots[slot] = numberPlusOne;
	}

	#addName(bytes: Uint8Array, from: number, to: number): void {
		this.bytes.append(bytes, from, to);
		this.offsets.push(this.bytes.length);
		this.count++;
	}
}

/** Value of a decimal number as it is printed (no sign, no leading zero, at most 9 digits), else -1. */
function decimalValue(bytes: Uint8Array, from: number, to: number): number {
	if (to - from > MAX_DIGITS || to === from || (bytes[from] === 48 && to - from > 1)) return -1;
	let value = 0;
	for (let i = from; i < to; i++) {
		const digit = bytes[i]! - 48;
		if (digit < 0 || digit > 9) return -1;
		value = value * 10 + digit;
	}
	return value;
}

/** FNV-1a with a final mix, because the table uses the low bits. */
function hash(bytes: Uint8Array, from: number, to: number): number {
	let h = 0x811c9dc5 | 0;
	for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
	h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
	return h ^ (h >>> 13);
}
