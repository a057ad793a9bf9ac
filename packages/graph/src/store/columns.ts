/** Columns that grow while a file is read, and columns in shared memory. */
import { PangrafError } from '../errors.ts';

/** A column of bytes or of 32-bit numbers. */
type Column = Uint8Array | Uint32Array | Int32Array;

/**
 * Up to this size a column grows by copying. A larger one moves to shared memory that grows where it is: reading a graph of
 * 300 MB took a third less CPU than with copies, the last of which would be the one into shared memory.
 */
const IN_PLACE_BYTES = 1 << 18;
/** Address space taken at once for a column that grows in place; memory is used as it fills. */
const RESERVED_BYTES = 2 ** 35;
const PAGE_BYTES = 1 << 16;

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

	/** Makes room for `count` more and returns the array. Error: E_MEMORY. */
	reserve(count: number): Uint32Array {
		if (this.length + count > this.values.length) this.values = grown(this.values, this.length, this.length + count);
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

	/** Adds `bytes[from .. to)`. Error: E_MEMORY. */
	append(bytes: Uint8Array, from: number, to: number): void {
		const count = to - from;
		if (this.length + count > this.values.length) this.values = grown(this.values, this.length, this.length + count);
		// Names are a few bytes long: a loop is faster than a view and `set`.
		if (count < 32) for (let i = 0; i < count; i++) this.values[this.length + i] = bytes[from + i]!;
		else this.values.set(bytes.subarray(from, to), this.length);
		this.length += count;
	}

	/** What was added, as a view. */
	view(): Uint8Array {
		return this.values.subarray(0, this.length);
	}
}

/**
 * An array of at least `needed` elements that begins with the first `used` ones of `column` and goes on with zeros where nothing was
 * written to `column` behind them. `column` is not to be used after. Error: E_MEMORY.
 */
export function grown<C extends Column>(column: C, used: number, needed: number): C {
	const { buffer, BYTES_PER_ELEMENT: size } = column;
	const make = column.constructor as new (buffer: ArrayBufferLike, offset: number, length: number) => C;
	const wanted = Math.max(needed, column.length * 2) * size;
	try {
		if (buffer instanceof SharedArrayBuffer && buffer.growable && buffer.maxByteLength >= needed * size) {
			buffer.grow(Math.min(buffer.maxByteLength, Math.ceil(wanted / PAGE_BYTES) * PAGE_BYTES));
			return new make(buffer, 0, buffer.byteLength / size);
		}
		const capacity = wanted < IN_PLACE_BYTES ? new ArrayBuffer(wanted) : reserved(wanted);
		const larger = new make(capacity, 0, capacity.byteLength / size);
		larger.set(column.subarray(0, used));
		return larger;
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new PangrafError('E_MEMORY', {
			found: `a need for ${wanted} bytes in one piece`,
			expected: 'less than this machine can give',
			remedy: 'split the graph by chromosome, or use a machine with more memory',
		});
	}
}

/** Shared memory of `sizeBytes` that can grow; where no address space is left for that, memory that cannot. */
function reserved(sizeBytes: number): ArrayBufferLike {
	const length = Math.ceil(sizeBytes / PAGE_BYTES) * PAGE_BYTES;
	try {
		return new SharedArrayBuffer(length, { maxByteLength: Math.max(length, RESERVED_BYTES) });
	} catch {
		return new ArrayBuffer(length);
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
