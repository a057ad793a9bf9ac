import type { Numbers } from '../numbers.ts';

/** Lower ends that an axis of recall may have; the upper end is 1. */
const STARTS = [0.999, 0.998, 0.995, 0.99, 0.98, 0.95, 0.9, 0.8, 0.5];

/** One tick of an axis. */
export interface Tick {
	readonly value: number;
	/** In %, as it is written. */
	readonly text: string;
}

/** The narrowest axis that holds all these recalls, so that high ones are told apart; five steps. */
export function recallAxis(recalls: readonly number[], numbers: Numbers): { from: number; ticks: Tick[] } {
	const lowest = Math.min(1, ...recalls);
	const from = STARTS.find((start) => start <= lowest) ?? 0;
	const step = (1 - from) / 5;
	const digits = step >= 0.01 ? 0 : step >= 0.001 ? 1 : 2;
	const ticks = Array.from({ length: 6 }, (_, i) => {
		const value = from + i * step;
		return { value, text: numbers.decimal(value * 100, digits) };
	});
	return { from, ticks };
}
