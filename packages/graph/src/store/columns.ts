/** Columns that grow while a file is read, and columns in shared memory. */

/** Unsigned 32-bit numbers, added at the end. Loops that add many take `values` after {@link GrowingUint32.reserve}. */
export class GrowingUint32 {
	/** The first `length` are set. Another array after the next growth. */
	values: Uint32Array;
	length = 0;

	constructor(capacity = 1024) {
		this.values = new Uint32Array(capacity);
	}

	push(value: number): void {
		if (this.length === this.values.length) this.reserve(1);
		this.values[this.length++] = value;
	}

	/** Makes room for `count` more and returns the array. */
	reserve(count: number): Uint32Array {
		if (this.length + count > this.values.length) {
			const larger = new Uint32Array(Math.max(this.length + count, this.values.length * 2));
			larger.set(this.values.subarray(0, this.length));
			this.values = larger;
		}
		return this.values;
	}

	/** What was added, as a view. */
	view(): Uint32Array {
		return this.values.subarray(0, this.length);
	}
}

/** Bytes, added at the end. */
export class GrowingBytes {
	/** The first `length` are set. Another array after the next growth. */
	values: Uint8Array;
	length = 0;

	constructor(capacity = 4096) {
		this.values = new Uint8Array(capacity);
	}

	append(bytes: Uint8Array, from: number, to: number): void {
		const count = to - from;
		if (this.length + count > this.values.length) {
			const larger = new Uint8Array(Math.max(this.length + count, this.values.length * 2));
			larger.set(this.values.subarray(0, this.length));
			this.values = larger;
		}
		// Names are a few bytes long: a loop is faster than a view and `set`.
		if (count < 32) for (let i = 0; i < count; i++) this.values[this.length + i] = bytes[from + i]!;
		else this.values.set(bytes.subarray(from, to), this.length);
		this.length += count;
	}
}

/** Zeros in shared memory. */
export function sharedUint32(length: number): Uint32Array {
	return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** A copy of a column in shared memory; the column itself where it is there already. */
export function toShared(column: Uint8Array): Uint8Array;
export function toShared(column: Uint32Array): Uint32Array;
export function toShared(column: Int32Array): Int32Array;
export function toShared(column: Float64Array): Float64Array;
export function toShared<C extends Uint8Array | Uint32Array | Int32Array | Float64Array>(column: C): C {
	if (column.buffer instanceof SharedArrayBuffer) return column;
	const constructor = column.constructor as new (buffer: SharedArrayBuffer) => C;
	const copy = new constructor(new SharedArrayBuffer(column.byteLength));
	copy.set(column);
	return copy;
}
