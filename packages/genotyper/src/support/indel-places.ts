/** Where an alignment's indels lie on its path. */
import type { GafBatch } from '@pangraf/mapper';

const [COLON, EQUAL, STAR, PLUS, MINUS] = [58, 61, 42, 43, 45];

/**
 * Path offsets of the insertions and of both ends of the deletions in the `cs` tag of alignment `i`, ascending, in the direction
 * of the path as written; insertions at the ends, which are clips, are none. Most alignments have none: the array is then
 * {@link NO_INDELS}. What is wrong with a tag is not this function's to say.
 */
export function indelPlaces(batch: GafBatch, i: number): readonly number[] {
	const { bytes } = batch;
	const end = batch.csEnds[i]!;
	let at = batch.csStarts[i]!;
	while (at < end && bytes[at] !== PLUS && bytes[at] !== MINUS) at++;
	if (at === end) return NO_INDELS;
	const places: number[] = [];
	let place = batch.pathStarts[i]!;
	const last = batch.pathEnds[i]!;
	for (at = batch.csStarts[i]!; at < end; ) {
		const operation = bytes[at++];
		const from = at;
		while (at < end && ![COLON, EQUAL, STAR, PLUS, MINUS].includes(bytes[at]!)) at++;
		if (operation === COLON)
			for (let k = from, length = 0; k <= at; k++) {
				if (k === at) place += length;
				else length = length * 10 + bytes[k]! - 48;
			}
		else if (operation === STAR) place++;
		else if (operation === EQUAL) place += at - from;
		else if (operation === MINUS) {
			places.push(place, place + at - from);
			place += at - from;
		} else if (place > batch.pathStarts[i]! && place < last) places.push(place);
	}
	return places;
}

/** No indels. */
export const NO_INDELS: readonly number[] = [];
