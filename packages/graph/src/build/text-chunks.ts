/**
 * Text in bytes, in chunks: what a writer fills and a file takes.
 *
 * A chunk that was taken is never written again, so the taker owns it.
 */

/** Chunks are at least this long, except the last. */
const CHUNK_BYTES = 1 << 20;

/** Room to begin with: many references have thousands of short contigs. */
const FIRST_BYTES = 1 << 12;

const encoder = new TextEncoder();

/** Collects ASCII text; {@link TextChunks.take} hands over what is complete. */
export class TextChunks {
	#bytes: Uint8Array = new Uint8Array(FIRST_BYTES);
	#length = 0;

	/** Bytes collected and not yet taken. */
	get length(): number {
		return this.#length;
	}

	/** Appends ASCII text. */
	ascii(text: string): void {
		const at = this.#grow(text.length);
		for (let i = 0; i < text.length; i++) this.#bytes[at + i] = text.charCodeAt(i);
	}

	/** Appends text of any letters as UTF-8. */
	utf8(text: string): void {
		this.copy(encoder.encode(text));
	}

	/** Appends one byte. */
	byte(value: number): void {
		const at = this.#grow(1);
		this.#bytes[at] = value;
	}

	/** Appends a non-negative integer below 2^53 in decimal. */
	integer(value: number): void {
		if (value > 0x7fffffff) {
			this.ascii(String(value));
			return;
		}
		let digits = 1;
		for (let limit = 10; value >= limit && digits < 10; limit *= 10) digits++;
		const at = this.#grow(digits);
		let rest = value | 0;
		for (let i = at + digits - 1; i >= at; i--) {
			const quotient = (rest / 10) | 0;
			this.#bytes[i] = 48 + rest - quotient * 10;
			rest = quotient;
		}
	}

	/** Appends `source[from .. to)`. */
	copy(source: Uint8Array, from = 0, to: number = source.length): void {
		const at = this.#grow(to - from);
		this.#bytes.set(source.subarray(from, to), at);
	}

	/** Makes room for `count` bytes and returns where they begin in {@link TextChunks.bytes}; the caller fills them all. */
	reserve(count: number): number {
		return this.#grow(count);
	}

	/** The bytes being filled; valid until the next call that appends. */
	get bytes(): Uint8Array {
		return this.#bytes;
	}

	/** The text so far when it fills a chunk, or with `rest` whatever there is; undefined when there is too little. */
	take(rest = false): Uint8Array | undefined {
		if (this.#length === 0 || (!rest && this.#length < CHUNK_BYTES)) return undefined;
		const full = this.#bytes.subarray(0, this.#length);
		this.#bytes = new Uint8Array(CHUNK_BYTES + (CHUNK_BYTES >> 3));
		this.#length = 0;
		return full;
	}

	#grow(count: number): number {
		const at = this.#length;
		const end = at + count;
		if (end > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
			larger.set(this.#bytes.subarray(0, at));
			this.#bytes = larger;
		}
		this.#length = end;
		return at;
	}
}
