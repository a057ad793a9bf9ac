/** Distances between short strings of letters. */

/** Number of places at which two strings differ, over the length of the shorter. */
export function mismatchCount(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	let count = 0;
	for (let i = 0; i < length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) count++;
	return count;
}

/** Levenshtein distance. O(product of the lengths). */
export function letterDistance(a: string, b: string): number {
	const row = Uint16Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		let diagonal = row[0]!;
		row[0] = i;
		for (let j = 1; j <= b.length; j++) {
			const above = row[j]!;
			const substituted = diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
			row[j] = Math.min(substituted, above + 1, row[j - 1]! + 1);
			diagonal = above;
		}
	}
	return row[b.length]!;
}
