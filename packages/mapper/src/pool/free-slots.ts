/** Slots of the shared memory that hold no chunk. */
export class FreeSlots {
	readonly #free: number[];
	/** Takes the next slot that is given. */
	#waiting: ((slot: number | undefined) => void) | undefined;
	#closed = false;

	constructor(count: number) {
		this.#free = Array.from({ length: count }, (_, slot) => slot);
	}

	/** Whether no slot is given out any more. */
	get closed(): boolean {
		return this.#closed;
	}

	/** A free slot, the one used last first, as soon as there is one; undefined once they are closed. One caller at a time. */
	take(): Promise<number | undefined> {
		const slot = this.#closed ? undefined : this.#free.pop();
		if (this.#closed || slot !== undefined) return Promise.resolve(slot);
		return new Promise((resolve) => (this.#waiting = resolve));
	}

	/** Takes a slot back. */
	give(slot: number): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		if (waiting === undefined) this.#free.push(slot);
		else waiting(slot);
	}

	/** Gives out no more. */
	close(): void {
		this.#closed = true;
		this.#waiting?.(undefined);
		this.#waiting = undefined;
	}
}
