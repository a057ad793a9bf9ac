/** Byte strings to a {@link StringTable}. */
import { GrowingBytes, GrowingUint32, toShared } from './columns.ts';
import type { StringTable } from './graph.ts';

/** Collects strings; {@link StringTableBuilder.indexOf} gives equal ones the same index. */
export class StringTableBuilder {
	readonly #bytes: GrowingBytes = new GrowingBytes(256);
	readonly #offsets: GrowingUint32 = new GrowingUint32(16);
	readonly #indices = new Map<string, number>();
	readonly #encoder = new TextEncoder();

	constructor() {
		this.#offsets.push(0);
	}

	/** Index of `text`, which is added where it is not there yet. */
	indexOf(text: string): number {
		const known = this.#indices.get(text);
		if (known !== undefined) return known;
		const index = this.add(text);
		this.#indices.set(text, index);
		return index;
	}

	/** Adds `text` and returns its index, whether or not it is there already. */
	add(text: string): number {
		const bytes = this.#encoder.encode(text);
		this.#bytes.append(bytes, 0, bytes.length);
		this.#offsets.push(this.#bytes.length);
		return this.#offsets.length - 2;
	}

	/** The table, in shared memory. */
	finish(): StringTable {
		return makeStringTable(this.#bytes, this.#offsets);
	}
}

/** A table of collected bytes and offsets, in shared memory. */
export function makeStringTable(bytes: GrowingBytes, offsets: GrowingUint32): StringTable {
	return { bytes: toShared(bytes.values.subarray(0, bytes.length)), offsets: toShared(offsets.view()) };
}
