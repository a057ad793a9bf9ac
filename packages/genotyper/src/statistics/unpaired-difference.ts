import type { Interval } from './wilson-interval.ts';

/** A proportion and its interval. */
export interface EstimatedProportion {
	readonly value: number;
	readonly interval: Interval;
}

/**
 * Interval of the first proportion less the second, of different units, 95 %: the intervals of both joined by square-and-add.
 * With Wilson's intervals it is Newcombe's method 10; with intervals of clustered units it takes the clusters into account, and
 * with a correlation what both proportions share (G. Y. Zou, A. Donner 2008, doi:10.1002/sim.3095).
 *
 * Source: R. G. Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
 */
export function unpairedDifferenceInterval(
	first: EstimatedProportion,
	second: EstimatedProportion,
	correlation: number = 0,
): Interval {
	const difference = first.value - second.value;
	const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
	return [
		difference - reach(first.value - first.interval[0], second.interval[1] - second.value),
		difference + reach(first.interval[1] - first.value, second.value - second.interval[0]),
	];
}
