import { type Interval, wilsonInterval } from './wilson-interval.ts';

/** Pairs of outcomes of two arms on the same truth. */
export interface PairedTable {
	/** Found by both arms. */
	readonly both: number;
	/** Found by the first arm alone. */
	readonly onlyFirst: number;
	/** Found by the second arm alone. */
	readonly onlySecond: number;
	readonly neither: number;
}

/** First arm's proportion less the second's; `undefined` for an empty table. */
export function pairedDifference(table: PairedTable): number | undefined {
	const n = pairs(table);
	return n === 0 ? undefined : (table.onlyFirst - table.onlySecond) / n;
}

/**
 * Newcombe's interval for the difference of paired proportions, 95 %: the Wilson intervals of the two proportions, joined by
 * square-and-add with the pairs' correlation, corrected for continuity. `undefined` for an empty table.
 *
 * Source: R. G. Newcombe 1998, method 10, doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C.
 */
export function pairedDifferenceInterval(table: PairedTable): Interval | undefined {
	const n = pairs(table);
	if (n === 0) return undefined;
	const first = (table.both + table.onlyFirst) / n;
	const second = (table.both + table.onlySecond) / n;
	const [firstLower, firstUpper] = wilsonInterval(table.both + table.onlyFirst, n)!;
	const [secondLower, secondUpper] = wilsonInterval(table.both + table.onlySecond, n)!;
	const correlation = correctedCorrelation(table, n);
	const difference = (table.onlyFirst - table.onlySecond) / n;
	return [
		Math.max(-1, difference - squareAndAdd(first - firstLower, secondUpper - second, correlation)),
		Math.min(1, difference + squareAndAdd(firstUpper - first, second - secondLower, correlation)),
	];
}

function pairs({ both, onlyFirst, onlySecond, neither }: PairedTable): number {
	return both + onlyFirst + onlySecond + neither;
}

function squareAndAdd(a: number, b: number, correlation: number): number {
	// Below 0 only by rounding, where both widths are equal and the correlation is 1.
	return Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
}

/** The phi coefficient; a positive one is drawn towards 0 by n / 2 in its numerator, and 0 where a margin is empty. */
function correctedCorrelation(table: PairedTable, n: number): number {
	const { both, onlyFirst, onlySecond, neither } = table;
	const margins = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
	if (margins === 0) return 0;
	const product = both * neither - onlyFirst * onlySecond;
	return (product > 0 ? Math.max(0, product - n / 2) : product) / Math.sqrt(margins);
}
