/**
 * Rows of a table as bytes: tables of millions of rows are written without a text for each.
 *
 * Rows are added to a buffer; a table's generator hands it on with {@link RowBuffer.take} when it is {@link RowBuffer.isFull}, and
 * goes on filling it once the receiver has copied what it got.
 */

/** Bytes after which a buffer should be taken. */
const FULL_BYTES = 1 << 16;

const ZERO = 48;
const encoder = new TextEncoder();

/** Bytes of a text that is added many times. */
export function encoded(text: string): Uint8Array {
	return encoder.encode(text);
}

export class RowBuffer {
	#bytes: Uint8Array = new Uint8Array(FULL_BYTES * 2);
	#length = 0;

	get isFull(): boolean {
		return this.#length >= FULL_BYTES;
	}

	/** What was added since the last time; valid until more is added. */
	take(): Uint8Array {
		const taken = this.#bytes.subarray(0, this.#length);
		this.#length = 0;
		return taken;
	}

	/** Adds a byte. */
	byte(code: number): void {
		if (this.#length === this.#bytes.length) this.#reserve(1);
		this.#bytes[this.#length++] = code;
	}

	/** Adds `bytes[from .. to)`. */
	bytes(bytes: Uint8Array, from: number = 0, to: number = bytes.length): void {
		this.#reserve(to - from);
		const target = this.#bytes;
		let at = this.#length;
		// A loop is faster than a copy for the few bytes of most cells.
		if (to - from > 32) target.set(bytes.subarray(from, to), at);
		else for (let k = from; k < to; k++) target[at++] = bytes[k]!;
		this.#length += to - from;
	}

	/** Adds a text as UTF-8. */
	text(text: string): void {
		this.bytes(encoder.encode(text));
	}

	/** Adds a whole number of 0 and more, in decimal. */
	number(value: number): void {
		this.#reserve(16);
		let digits = 1;
		for (let limit = 10; value >= limit; limit *= 10) digits++;
		const end = this.#length + digits;
		for (let at = end - 1; at >= this.#length; at--) {
			const rest = Math.floor(value / 10);
			this.#bytes[at] = ZERO + value - rest * 10;
			value = rest;
		}
		this.#length = end;
	}

	#reserve(length: number): void {
		if (this.#length + length <= this.#bytes.length) return;
		const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + length));
		larger.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = larger;
	}
}
