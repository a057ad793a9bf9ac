import { type Interval, wilsonInterval } from './wilson-interval.ts';

/**
 * Interval of F1, 95 %; `undefined` where there is neither a true variant nor a call.
 *
 * F1 itself is no proportion: its numerator and its denominator share the true positives. F* = tp / (tp + fn + fp), the share
 * of everything that is true or called on which both agree, is one, and F1 = 2 F* / (1 + F*) rises with it. So Wilson's interval
 * of F*, carried over limit by limit, is an interval of F1 with the same coverage; nothing is drawn at random.
 *
 * Source: D. J. Hand, P. Christen, N. Kirielle 2021, doi:10.1007/s10994-021-05964-1 (F* and its relation to F1).
 */
export function f1Interval(tp: number, fn: number, fp: number): Interval | undefined {
	const interval = wilsonInterval(tp, tp + fn + fp);
	return interval === undefined ? undefined : [f1OfOverlap(interval[0]), f1OfOverlap(interval[1])];
}

function f1OfOverlap(overlap: number): number {
	return (2 * overlap) / (1 + overlap);
}
