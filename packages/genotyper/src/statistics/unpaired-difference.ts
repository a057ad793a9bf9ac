import type { Interval } from './wilson-interval.ts';

/** A proportion and its interval. */
export interface EstimatedProportion {
	readonly value: number;
	readonly interval: Interval;
}

/**
 * Interval of the first proportion less the second, of different units, 95 %: the intervals of both joined by square-and-add.
 * With Wilson's intervals it is Newcombe's method 10; with intervals of clustered units it takes the clusters into account.
 *
 * Source: R. G. Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
 */
export function unpairedDifferenceInterval(first: EstimatedProportion, second: EstimatedProportion): Interval {
	const difference = first.value - second.value;
	return [
		difference - Math.hypot(first.value - first.interval[0], second.interval[1] - second.value),
		difference + Math.hypot(first.interval[1] - first.value, second.value - second.interval[0]),
	];
}
