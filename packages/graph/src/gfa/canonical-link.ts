/** Which of its two readings a link is written in. */

/**
 * Whether the link is written as `from → to` rather than as its mirror image `to ^ 1 → from ^ 1`: the one that starts forward,
 * of two such the one from the smaller handle.
 */
export function isWrittenFrom(from: number, to: number): boolean {
	const mirrorFrom = to ^ 1;
	if ((from & 1) !== (mirrorFrom & 1)) return (from & 1) === 0;
	return from <= mirrorFrom;
}

/** The reading in which a link is written. */
export function canonicalLink(from: number, to: number): readonly [from: number, to: number] {
	return isWrittenFrom(from, to) ? [from, to] : [to ^ 1, from ^ 1];
}
