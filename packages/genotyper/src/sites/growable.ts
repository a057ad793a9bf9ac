/** A `Uint32Array` that grows by doubling: the column of a batch whose size is known only at its end. */
export class GrowableUint32 {
	#values: Uint32Array = new Uint32Array(1024);
	length = 0;

	/** Appends one value (0 to 2^32 - 1). */
	push(value: number): void {
		if (this.length === this.#values.length) this.#grow(this.length + 1);
		this.#values[this.length++] = value;
	}

	/** Appends `values[from .. to)`. */
	pushAll(values: Uint32Array, from: number, to: number): void {
		if (this.length + to - from > this.#values.length) this.#grow(this.length + to - from);
		this.#values.set(values.subarray(from, to), this.length);
		this.length += to - from;
	}

	/** Value at `index`, which is below `length`. */
	at(index: number): number {
		return this.#values[index]!;
	}

	/** Overwrites the value at `index`, which is below `length`. */
	set(index: number, value: number): void {
		this.#values[index] = value;
	}

	/** The values so far, without a copy; valid until the next push. */
	view(): Uint32Array {
		return this.#values.subarray(0, this.length);
	}

	#grow(needed: number): void {
		const grown = new Uint32Array(Math.max(needed, this.#values.length * 2));
		grown.set(this.#values);
		this.#values = grown;
	}
}

/** A `Float64Array` that grows by doubling: for keys wider than 32 bits. */
export class GrowableFloat64 {
	#values: Float64Array = new Float64Array(1024);
	length = 0;

	/** Appends one value. */
	push(value: number): void {
		if (this.length === this.#values.length) {
			const grown = new Float64Array(this.#values.length * 2);
			grown.set(this.#values);
			this.#values = grown;
		}
		this.#values[this.length++] = value;
	}

	/** The values so far, without a copy; valid until the next push. */
	view(): Float64Array {
		return this.#values.subarray(0, this.length);
	}
}
