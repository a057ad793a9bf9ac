/** Records of a read's alignments beside the chosen one, where the user asked for some. */
import { get32 } from './memory';
import { candidateAt, candidateCounts } from './candidates';
import { chosen, SCORE_MIN } from './choices';
import { SECONDARY_MARK, writeAlignment } from './records';
import { worthOf } from './haplotypes';
import { count, SECONDARY } from './read-classes';

/** Most alignments of a read that are written, the chosen one included. */
let maxMultimaps: u32 = 1;
export function setMaxMultimaps(most: u32): void {
	maxMultimaps = most;
}

/** Writes the read's other alignments that are worth most, best first, of equals those that were found first. */
export function writeSecondaries(out: usize, read: u32): usize {
	if (maxMultimaps == 1) return out;
	const candidateCount = get32(candidateCounts, read);
	let written: u32 = 1 << get32(chosen, read);
	for (let n: u32 = 1; n < maxMultimaps; n++) {
		let best = candidateCount;
		let most: i32 = SCORE_MIN - 1;
		for (let i: u32 = 0; i < candidateCount; i++) {
			if (((written >> i) & 1) != 0 || worthOf(candidateAt(read, i)) <= most) continue;
			best = i;
			most = worthOf(candidateAt(read, i));
		}
		if (best == candidateCount) break;
		written |= 1 << best;
		count(SECONDARY, 1);
		out = writeAlignment(out, read, candidateAt(read, best), 0, SECONDARY_MARK);
	}
	return out;
}
