/**
 * What the number of reads says of the number of copies.
 *
 * Where a haplotype without a change cannot show that it lacks it (a tandem duplication longer than a read, exposure.ts), reads of
 * one and of two copies look alike, and only how many there are tells them apart. The count is negative binomial: Poisson about a
 * depth that itself varies from place to place.
 */

/** Shape of the depth's gamma distribution: with 16 it varies by a quarter (1 / sqrt 16) of its mean. */
const DEPTH_SHAPE = 16;

/** Log of the chance of `count` fragments where `expected` (above 0) are expected, but for what depends on `count` alone. */
export function logDepthLikelihood(count: number, expected: number): number {
	return count * Math.log(expected / (DEPTH_SHAPE + expected)) - DEPTH_SHAPE * Math.log(1 + expected / DEPTH_SHAPE);
}
