/** How much of the input was read, as it is stored: what tells when a run will end, for no one knows how many reads a file holds. */
export class InputShare {
	readonly #done: number[];
	readonly #totals: (number | undefined)[];

	constructor(files: number) {
		this.#done = Array.from({ length: files }, () => 0);
		this.#totals = Array.from({ length: files }, () => undefined);
	}

	/** Takes notice of the bytes read of file `i` and of its size, undefined where it has none. */
	ofFile(i: number): (done: number, total: number | undefined) => void {
		return (done, total) => {
			this.#done[i] = done;
			this.#totals[i] = total;
		};
	}

	/** The share of all bytes that was read, from 0 to 1; nothing where a file has no size, such as a pipe. */
	known(): { share?: number } {
		let done = 0;
		let total = 0;
		for (const [i, size] of this.#totals.entries()) {
			if (size === undefined || size === 0) return {};
			done += this.#done[i]!;
			total += size;
		}
		return { share: Math.min(1, done / total) };
	}
}
