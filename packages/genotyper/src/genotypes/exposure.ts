/**
 * How many reads an allele can show itself in.
 *
 * A read over the left breakpoint tells an allele of `length` bases from another one if it reaches further right than the bases
 * that both share from there on, and a read over the right breakpoint likewise; one over both must do both, for it may be laid
 * along either side (path-support.ts). A deletion has one breakpoint, a long insertion two: at a heterozygous 300 bp insertion
 * two thirds of the telling reads come from the insertion, and a caller that expects a half calls it homozygous. Of an exact
 * tandem duplication only the seam tells; no read can show that a haplotype lacks it.
 */

/**
 * Number of start positions of a read of `readLength` aligned bp from which it tells an allele of `length` bp from another with
 * which it shares `sharedPrefix` bp from the left breakpoint and `sharedSuffix` bp from the right one. With nothing shared:
 * `readLength - 1 + length`, at most `2 (readLength - 1)`.
 */
export function exposure(length: number, sharedPrefix: number, sharedSuffix: number, readLength: number): number {
	// With the allele at [0, length), the read starts at s and ends at s + readLength (exclusive). It is over the left breakpoint
	// from 1 - readLength to -1, and over the right one from length + 1 - readLength to length - 1.
	const seenFromLeft = sharedPrefix + 1 - readLength;
	const seenFromRight = length - sharedSuffix - 1;
	const overRight = length + 1 - readLength;
	return (
		startsBetween(Math.max(1 - readLength, seenFromLeft), Math.min(-1, overRight - 1)) +
		startsBetween(Math.max(0, overRight), Math.min(length - 1, seenFromRight)) +
		startsBetween(Math.max(overRight, seenFromLeft), Math.min(-1, seenFromRight))
	);
}

function startsBetween(first: number, last: number): number {
	return Math.max(0, last - first + 1);
}
