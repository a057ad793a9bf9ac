/**
 * How far left a sequence repeats itself, so that indels in one long repeat are each moved through it at the cost of one.
 *
 * A run of period p is a stretch in which every base is the one p bases further right. Long runs are remembered, by sequence and
 * period: the work is at most the length of the sequence for each length of indel, however many indels there are.
 */

/** Shorter walks, in bp, are not remembered. */
const LEAST_REMEMBERED = 256;

/** `[first, last]`: from every place in it one walks left to `first`. */
interface Run {
	first: number;
	last: number;
}

/** Runs of one period, ascending and apart. */
type Runs = Run[];

const runsOf = new WeakMap<Uint8Array, Map<number, Runs>>();

/**
 * The least place, at most `start`, from which on `sequence` repeats itself with `period` up to `start`: the start of a deletion
 * of `period` bases at `start` when it is moved left as far as it goes. The sequence must not change.
 */
export function repeatStart(sequence: Uint8Array, start: number, period: number): number {
	let place = start;
	const soon = Math.max(0, start - LEAST_REMEMBERED);
	while (place > soon && sequence[place - 1] === sequence[place - 1 + period]) place--;
	if (place > soon || place === 0) return place;

	let byPeriod = runsOf.get(sequence);
	if (byPeriod === undefined) runsOf.set(sequence, (byPeriod = new Map()));
	let runs = byPeriod.get(period);
	if (runs === undefined) byPeriod.set(period, (runs = []));
	// The last run that begins before `start`.
	let low = 0;
	let high = runs.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (runs[middle]!.first <= start) low = middle + 1;
		else high = middle;
	}
	const before = runs[low - 1];
	const known = before?.last ?? -1;
	while (place > 0 && place > known && sequence[place - 1] === sequence[place - 1 + period]) place--;
	if (before !== undefined && place <= known) {
		before.last = Math.max(known, start);
		return before.first;
	}
	runs.splice(low, 0, { first: place, last: start });
	return place;
}
