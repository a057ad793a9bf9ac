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

/** Fragment lengths counted. */
export interface FragmentHistogram {
	/** From the shortest to the longest; those between the first and the last are of one width. */
	readonly rows: readonly FragmentRow[];
	/** The rows of one width, each as one of eight heights, a blank for none. */
	readonly picture: string;
}

/**
 * Counts `lengths`, which are sorted and at least one: rows of one width over all but the shortest and the longest hundredth, and a
 * row before and one behind them for these, where there are any.
 */
export function fragmentHistogram(lengths: Uint32Array): FragmentHistogram {
	const low = lengths[Math.floor(lengths.length * TAIL)]!;
	const high = lengths[Math.ceil(lengths.length * (1 - TAIL)) - 1]!;
	const width = WIDTHS.find((bp) => Math.floor(high / bp) - Math.floor(low / bp) < ROWS_MAX) ?? WIDTHS.at(-1)!;
	let at = 0;
	const take = (from: number, to: number): FragmentRow => {
		const before = at;
		while (at < lengths.length && lengths[at]! <= to) at++;
		return { from, to, pairs: at - before };
	};
	const start = Math.floor(low / width) * width;
	const shorter = take(lengths[0]!, start - 1);
	const even: FragmentRow[] = [];
	for (let from = start; from <= high; from += width) even.push(take(from, from + width - 1));
	const longer = take(even.at(-1)!.to + 1, lengths.at(-1)!);
	const most = Math.max(...even.map(({ pairs }) => pairs));
	const tails = (row: FragmentRow): FragmentRow[] => (row.pairs > 0 ? [row] : []);
	return {
		rows: [...tails(shorter), ...even, ...tails(longer)],
		picture: even.map(({ pairs }) => LEVELS[Math.ceil((8 * pairs) / most)]).join(''),
	};
}
