/** Fragment lengths counted, as rows for a report and as a picture of one line. */

/** Pairs whose fragments are `from` to `to` bp long, both included. */
export interface FragmentRow {
	readonly from: number;
	readonly to: number;
	readonly pairs: number;
}

/** Rows between the two that hold what is unusually short and unusually long. */
const ROWS_MAX = 20;
/** Share of the pairs that each of these two holds at most. */
const TAIL = 0.01;
const WIDTHS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const LEVELS = ' ▁▂▃▄▅▆▇█';
/** Longest fragment of a proper pair. SYNC: COMPONENT_GAP in assembly/pairs.ts */
const LENGTH_MAX = 100_000;

/** Fragment lengths counted. */
export interface FragmentPicture {
	readonly pairs: number;
	/** Of an even number of pairs, the longer of the two in the middle. */
	readonly median: number;
	/** From the shortest to the longest; those between the first and the last are of one width. */
	readonly lengths: readonly FragmentRow[];
	/** The rows of one width, each as one of eight heights, a blank for none. */
	readonly picture: string;
}

/** Counts of fragment lengths, which add up in any order. */
export class FragmentHistogram {
	/** By length: pairs. */
	readonly #counts = new Float64Array(LENGTH_MAX + 1);
	#pairs = 0;

	/** Adds lengths in bp. */
	add(lengths: Uint32Array): void {
		const counts = this.#counts;
		for (const length of lengths) counts[length]!++;
		this.#pairs += lengths.length;
	}

	/**
	 * What was counted, or undefined for nothing: rows of one width over all but the shortest and the longest hundredth, and a row
	 * before and one behind them for these, where there are any.
	 */
	picture(): FragmentPicture | undefined {
		const pairs = this.#pairs;
		if (pairs === 0) return undefined;
		const low = this.#ranked(Math.floor(pairs * TAIL));
		const high = this.#ranked(Math.ceil(pairs * (1 - TAIL)) - 1);
		const width =
			WIDTHS.find((bp) => Math.floor(high / bp) - Math.floor(low / bp) < ROWS_MAX) ?? Math.ceil((high - low) / ROWS_MAX);
		const start = Math.floor(low / width) * width;
		const even: FragmentRow[] = [];
		for (let from = start; from <= high; from += width) even.push(this.#row(from, from + width - 1));
		const most = Math.max(...even.map((row) => row.pairs));
		const shorter = this.#row(this.#ranked(0), start - 1);
		const longer = this.#row(even.at(-1)!.to + 1, this.#ranked(pairs - 1));
		return {
			pairs,
			median: this.#ranked(Math.floor(pairs / 2)),
			lengths: [shorter, ...even, longer].filter((row) => even.includes(row) || row.pairs > 0),
			picture: even.map((row) => LEVELS[Math.ceil((8 * row.pairs) / most)]).join(''),
		};
	}

	/** Length of the fragment of this rank, the shortest being 0. */
	#ranked(rank: number): number {
		let length = 0;
		for (let before = this.#counts[0]!; before <= rank; before += this.#counts[++length]!);
		return length;
	}

	#row(from: number, to: number): FragmentRow {
		let pairs = 0;
		for (let length = from; length <= to && length <= LENGTH_MAX; length++) pairs += this.#counts[length]!;
		return { from, to, pairs };
	}
}
