/** Lines that may come a little out of order, put in order. */

/** Lines by contig and position; of those at one place the one that came first stands first. */
export class RecordOrder {
	readonly #held: { contig: number; position: number; line: string }[] = [];

	/** Takes a line in. Linear in the lines held that stand behind it. */
	add(contig: number, position: number, line: string): void {
		let at = this.#held.length;
		while (at > 0 && isBefore(contig, position, this.#held[at - 1]!)) at--;
		this.#held.splice(at, 0, { contig, position, line });
	}

	/** Gives out the lines before a place, which nothing that comes later may precede. */
	*before(contig: number, position: number): Generator<string> {
		let count = 0;
		while (count < this.#held.length && isBefore(this.#held[count]!.contig, this.#held[count]!.position, { contig, position })) {
			count++;
		}
		for (const { line } of this.#held.splice(0, count)) yield line;
	}

	/** Gives out what is left. */
	*rest(): Generator<string> {
		for (const { line } of this.#held.splice(0)) yield line;
	}
}

function isBefore(contig: number, position: number, other: { contig: number; position: number }): boolean {
	return contig < other.contig || (contig === other.contig && position < other.position);
}
