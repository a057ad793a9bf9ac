/** Texts of items as they come, to {@link ItemTexts}. */
import type { ItemTexts } from './annotations.ts';
import { GrowingBytes, GrowingUint32, toShared } from './columns.ts';
import type { StringTable } from './graph.ts';

/** Collects byte strings one after the other, each as far as it has come. */
export class TextColumn {
	readonly #bytes: GrowingBytes = new GrowingBytes(256);
	readonly #ends: GrowingUint32 = new GrowingUint32(16);
	#start = 0;

	constructor() {
		this.#ends.push(0);
	}

	/** Texts that were ended. */
	get count(): number {
		return this.#ends.length - 1;
	}

	/** Bytes of all texts so far. */
	get sizeBytes(): number {
		return this.#bytes.length;
	}

	/** The bytes of all texts; those of the text that is not ended yet begin at `start`. Valid until the next `append`. */
	get bytes(): Uint8Array {
		return this.#bytes.values;
	}

	/** First byte of the text that is not ended yet. */
	get start(): number {
		return this.#start;
	}

	/** Adds bytes to the text that is not ended yet. Error: E_MEMORY. */
	append(bytes: Uint8Array, from: number, to: number): void {
		this.#bytes.append(bytes, from, to);
	}

	/** Ends the text, less its last `dropped` bytes. */
	end(dropped = 0): void {
		this.#bytes.length -= dropped;
		this.#start = this.#bytes.length;
		this.#ends.push(this.#start);
	}

	/** Takes back what was added since the last `end`. */
	discard(): void {
		this.#bytes.length = this.#start;
	}

	/** The texts in the order in which they came, in shared memory. */
	finish(): StringTable {
		return { bytes: toShared(this.#bytes.view()), offsets: toShared(this.#ends.view()) };
	}
}

/** The texts of `items[i]` for each text i, sorted by item; equal ones stay in their order. `itemCount` is above all items. Linear. */
export function sortedTexts(items: Uint32Array, texts: StringTable, itemCount: number): ItemTexts {
	if (items.every((item, i) => i === 0 || items[i - 1]! <= item)) return { items: toShared(items), texts };
	const places = new Uint32Array(itemCount + 1);
	for (const item of items) places[item + 1]!++;
	for (let item = 0; item < itemCount; item++) places[item + 1]! += places[item]!;
	const order = new Uint32Array(items.length);
	for (let i = 0; i < items.length; i++) order[places[items[i]!]!++] = i;
	const sorted = new TextColumn();
	for (const i of order) {
		sorted.append(texts.bytes, texts.offsets[i]!, texts.offsets[i + 1]!);
		sorted.end();
	}
	return { items: toShared(order.map((i) => items[i]!)), texts: sorted.finish() };
}

/** Sorted texts less those that an item has twice. */
export function distinctTexts(sorted: ItemTexts): ItemTexts {
	const { items, texts } = sorted;
	const kept = new GrowingUint32(16);
	let first = 0; // in `kept`, of the item at hand
	for (let i = 0; i < items.length; i++) {
		if (i > 0 && items[i] !== items[i - 1]) first = kept.length;
		let same = first;
		while (same < kept.length && !areEqual(texts, kept.values[same]!, i)) same++;
		if (same === kept.length) kept.push(i);
	}
	if (kept.length === items.length) return sorted;
	const distinct = new TextColumn();
	for (const i of kept.view()) {
		distinct.append(texts.bytes, texts.offsets[i]!, texts.offsets[i + 1]!);
		distinct.end();
	}
	return { items: toShared(kept.view().map((i) => items[i]!)), texts: distinct.finish() };
}

function areEqual({ bytes, offsets }: StringTable, a: number, b: number): boolean {
	const length = offsets[a + 1]! - offsets[a]!;
	if (length !== offsets[b + 1]! - offsets[b]!) return false;
	for (let i = 0; i < length; i++) if (bytes[offsets[a]! + i] !== bytes[offsets[b]! + i]) return false;
	return true;
}
