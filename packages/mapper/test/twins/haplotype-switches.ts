/** Twin of assembly/haplotypes.ts: switches and takers of a path, by looking for it in all walks. */

/** Walks and their reverses. */
export function bothDirections(walks: readonly (readonly number[])[]): (readonly number[])[] {
	return walks.flatMap((walk) => [walk, walk.map((handle) => handle ^ 1).reverse()]);
}

/** How often the path occurs in sequences. */
export function occurrences(sequences: readonly (readonly number[])[], path: readonly number[]): number {
	let count = 0;
	for (const sequence of sequences) {
		for (let i = 0; i + path.length <= sequence.length; i++) if (path.every((handle, j) => sequence[i + j] === handle)) count++;
	}
	return count;
}

/**
 * Least number of switches: over all ways to cut the path into pieces that sequences contain and single handles that none does; a piece
 * costs a switch unless it is the first or stands behind such a handle, and such a handle always does.
 */
export function leastSwitches(sequences: readonly (readonly number[])[], path: readonly number[]): number {
	// least[i][0 or 1]: of the first i handles, the last of which a sequence contains or none does.
	const unvisited = path.map((handle) => occurrences(sequences, [handle]) === 0);
	const least = Array.from({ length: path.length + 1 }, () => Number.POSITIVE_INFINITY);
	least[0] = 0;
	for (let end = 1; end <= path.length; end++) {
		for (let start = 0; start < end; start++) {
			const free = start === 0 || unvisited[start - 1]!;
			if (unvisited[end - 1]! ? start < end - 1 : occurrences(sequences, path.slice(start, end)) === 0) continue;
			least[end] = Math.min(least[end]!, least[start]! + (unvisited[end - 1]! || !free ? 1 : 0));
		}
	}
	return least[path.length]!;
}
