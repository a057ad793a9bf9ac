/**
 * How many reads an allele can show itself in.
 *
 * A read shows an allele of `length` bases between two anchors if it crosses the left breakpoint and reaches further right than
 * the bases that this allele and the other one share from there on, or likewise from the right. A deletion has one breakpoint, a
 * long insertion two: at a heterozygous 300 bp insertion two thirds of the telling reads come from the insertion, and a caller
 * that expects a half calls it homozygous.
 */

/**
 * Number of start positions of a read of `readLength` aligned bp from which it tells an allele of `length` bp from another with
 * which it shares `sharedPrefix` bp from the left breakpoint and `sharedSuffix` bp from the right one. With nothing shared:
 * `readLength - 1 + length`, at most `2 (readLength - 1)`.
 */
export function exposure(length: number, sharedPrefix: number, sharedSuffix: number, readLength: number): number {
	// With the allele at [0, length), the read starts at s and ends at s + readLength (exclusive).
	const leftFrom = sharedPrefix + 1 - readLength;
	const leftTo = -1;
	const rightFrom = length + 1 - readLength;
	const rightTo = length - sharedSuffix - 1;
	const left = Math.max(0, leftTo - leftFrom + 1);
	const right = Math.max(0, rightTo - rightFrom + 1);
	if (left === 0 || right === 0) return left + right;
	const both = Math.min(leftTo, rightTo) - Math.max(leftFrom, rightFrom) + 1;
	return left + right - Math.max(0, both);
}
