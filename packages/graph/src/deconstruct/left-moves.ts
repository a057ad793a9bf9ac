/**
 * Which records may move left over which.
 *
 * An insertion or deletion that moves left over another variant changes the haplotypes that carry both: it may pass the sites
 * before it only where no haplotype carries a variant of both.
 */

/** The sites before the present one, as far as a record may move. */
export class LeftMoves {
	readonly #reach: number;
	/** Sites with variants: the offset behind their last base, and the haplotypes that carry one. */
	#recent: { end: number; carriers: Uint32Array }[] = [];
	readonly #isCarrier: Uint8Array;

	/** `reach`: how far records move at most, in bp. */
	constructor(haplotypeCount: number, reach: number) {
		this.#isCarrier = new Uint8Array(haplotypeCount);
		this.#reach = reach;
	}

	/**
	 * The answer for a site that begins at `start` and whose variants `carriers` have: whether its record may begin, less the base
	 * before it, at an offset further left. Sites are asked for in their order.
	 */
	from(start: number, carriers: Uint32Array): (offset: number) => boolean {
		this.#recent = this.#recent.filter(({ end }) => end >= start - this.#reach);
		let barrier: number | undefined;
		return (offset) => {
			barrier ??= this.#barrier(carriers);
			return offset > barrier;
		};
	}

	/** Adds a site that ends before offset `end`. */
	add(end: number, carriers: Uint32Array): void {
		this.#recent.push({ end, carriers });
	}

	/** Where the last site ends that shares a carrier; what begins there has its base before it inside. */
	#barrier(carriers: Uint32Array): number {
		for (const haplotype of carriers) this.#isCarrier[haplotype] = 1;
		const last = this.#recent.findLast((site) => site.carriers.some((haplotype) => this.#isCarrier[haplotype] === 1));
		for (const haplotype of carriers) this.#isCarrier[haplotype] = 0;
		return last?.end ?? -1;
	}
}
