/**
 * Fragment length of a library, learnt from pairs whose mates are placed with confidence.
 *
 * Median and median absolute deviation, so that pairs across structural variants and chimeras do not count; the deviation is scaled
 * to the standard deviation of a normal distribution.
 */

/** Mean and standard deviation in bp. */
export interface FragmentLengths {
	readonly mean: number;
	readonly stdev: number;
}

/** Fewer pairs than this say nothing. */
export const PAIRS_MIN = 40;
/** What is assumed where nothing can be learnt: a common Illumina library. */
export const FRAGMENT_DEFAULT: FragmentLengths = { mean: 400, stdev: 100 };
/** MAD of a normal distribution in standard deviations. */
const NORMAL_MAD = 0.6745;
/** A narrower library is not believed. */
const STDEV_MIN = 5;

/** The distribution of observed lengths, or undefined where there are too few. Sorts `lengths`. */
export function learnFragmentLengths(lengths: Uint32Array): FragmentLengths | undefined {
	if (lengths.length < PAIRS_MIN) return undefined;
	lengths.sort();
	const mean = medianOf(lengths);
	const deviations = lengths.map((length) => Math.abs(length - mean)).sort();
	return { mean, stdev: Math.max(STDEV_MIN, Math.round((medianOf(deviations) / NORMAL_MAD) * 10) / 10) };
}

function medianOf(sorted: Uint32Array): number {
	return sorted[sorted.length >> 1]!;
}
