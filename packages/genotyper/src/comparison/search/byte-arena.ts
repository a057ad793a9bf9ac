/** Sequences of one search, one behind the other. Bytes are never changed once written, so that paths share them. */
export class ByteArena {
	/** A new array where it grows: not to be held across a call that may append. */
	bytes: Uint8Array = new Uint8Array(1 << 12);
	/** Bytes in use. */
	end = 0;

	/** Forgets everything; the memory is kept. */
	clear(): void {
		this.end = 0;
	}

	/** Makes room for `length` more bytes. */
	reserve(length: number): void {
		if (this.end + length <= this.bytes.length) return;
		const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.end + length));
		larger.set(this.bytes.subarray(0, this.end));
		this.bytes = larger;
	}

	/** Appends `source[from .. from + length)` and returns where it begins. */
	append(source: Uint8Array, from: number, length: number): number {
		this.reserve(length);
		const start = this.end;
		this.bytes.set(source.subarray(from, from + length), start);
		this.end += length;
		return start;
	}

	/** Appends `length` bytes that stand here from `from` on, and returns where they begin. */
	repeat(from: number, length: number): number {
		this.reserve(length);
		const start = this.end;
		this.bytes.copyWithin(start, from, from + length);
		this.end += length;
		return start;
	}
}
