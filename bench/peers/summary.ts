/**
 * Rounds to figures. Nothing is compared across rounds: the clock of a shared machine drifts by a third within an hour, so a
 * ratio is taken within each round, and the median of the rounds' ratios stands for all.
 */
import { type Cost, cpuSeconds } from './process-cost.ts';

/** One tool in one round. */
export interface Measurement {
	/** From 1. */
	readonly round: number;
	readonly tool: string;
	/** A run with one read, or one pair. */
	readonly load: Cost;
	/** A run with all reads. */
	readonly run: Cost;
}

/** A figure over all rounds. */
export interface Spread {
	readonly median: number;
	readonly min: number;
	readonly max: number;
}

/** One tool over all rounds; CPU is user and system time, load subtracted. */
export interface Speed {
	readonly cpuMicrosPerRead: Spread;
	readonly wallMicrosPerRead: Spread;
	/** How many times the subject's CPU time a read takes. */
	readonly ratio: Spread;
	readonly readsPerCpuSecond: number;
	readonly loadCpuSeconds: number;
	readonly peakBytes: number;
}

/** Median, least and greatest of at least one number. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
	return { median, min: sorted[0]!, max: sorted.at(-1)! };
}

/** CPU seconds of mapping alone. Throws where a run took no longer than its load: there is nothing to divide by. */
function mappingSeconds({ tool, round, load, run }: Measurement): number {
	const seconds = cpuSeconds(run) - cpuSeconds(load);
	if (seconds > 0) return seconds;
	throw new Error(`${tool}, round ${round}: all reads took no longer than one; measure with more reads`);
}

/** By how much wall time shrinks from the measurements of `tool` to those of `scaled` in the same rounds: load left out, and whole. */
export function speedUp(measurements: readonly Measurement[], tool: string, scaled: string): { mapping: Spread; whole: Spread } {
	const pairs = measurements
		.filter((m) => m.tool === tool)
		.map((one) => [one, measurements.find((m) => m.tool === scaled && m.round === one.round)!] as const);
	const mapping = ({ load, run }: Measurement): number => run.wallSeconds - load.wallSeconds;
	return {
		mapping: spreadOf(pairs.map(([one, more]) => mapping(one) / mapping(more))),
		whole: spreadOf(pairs.map(([one, more]) => one.run.wallSeconds / more.run.wallSeconds)),
	};
}

/** Figures of `tool`, its ratios against `subject` in the same rounds. */
export function summarize(measurements: readonly Measurement[], tool: string, subject: string, readCount: number): Speed {
	const own = measurements.filter((m) => m.tool === tool);
	const subjectSeconds = new Map(measurements.filter((m) => m.tool === subject).map((m) => [m.round, mappingSeconds(m)]));
	const perRead = (seconds: number): number => (seconds * 1e6) / readCount;
	const cpuMicrosPerRead = spreadOf(own.map((m) => perRead(mappingSeconds(m))));
	return {
		cpuMicrosPerRead,
		wallMicrosPerRead: spreadOf(own.map(({ load, run }) => perRead(run.wallSeconds - load.wallSeconds))),
		ratio: spreadOf(own.map((m) => mappingSeconds(m) / subjectSeconds.get(m.round)!)),
		readsPerCpuSecond: 1e6 / cpuMicrosPerRead.median,
		loadCpuSeconds: spreadOf(own.map((m) => cpuSeconds(m.load))).median,
		peakBytes: Math.max(...own.map((m) => m.run.peakBytes)),
	};
}
