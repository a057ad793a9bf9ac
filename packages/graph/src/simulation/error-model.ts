/**
 * What a sequencer with binned qualities does to a base.
 *
 * Qualities are 2, 12, 23 and 37, as modern instruments write them, and mean what they say: a base of quality q is wrong
 * with probability 10^(-q/10), and 2 is a base that was not called (N). Low qualities become more frequent along the read,
 * are more frequent in the second read, and gather in some reads. About 0.15 % of the bases are wrong. Indels are rare and
 * no function of the quality.
 */

/** The qualities, and after each a base of it that is called right or wrong. */
export const QUALITIES: readonly number[] = [37, 23, 12, 2];

/** Kinds of reads: their shares, and how many low qualities they have. */
export const READ_KINDS: readonly { share: number; factor: number }[] = [
	{ share: 0.6, factor: 0.05 },
	{ share: 0.32, factor: 1 },
	{ share: 0.08, factor: 6 },
];
/** Inserted, and deleted, bases per base of a read. */
export const READ_INDEL_RATE = 1e-5;

/** What happens to a base. Even: called right with quality `QUALITIES[outcome >> 1]`; odd: wrong; the last: N. */
export const OUTCOMES = 7;
export const NOT_CALLED = 6;

/**
 * Upper ends of the outcomes on the scale of a uniform 32-bit number, by position in the read:
 * outcome `o` at position `i` is drawn below `ends[i * OUTCOMES + o]` and not below the one before it; the last is 2^32.
 */
export type OutcomeEnds = Float64Array;

/** Makes the outcomes of one kind of read. */
export function outcomeEnds(readLength: number, mate: 1 | 2, factor: number): OutcomeEnds {
	const ends = new Float64Array(readLength * OUTCOMES);
	const worse = (mate === 2 ? 1.35 : 1) * factor;
	for (let i = 0; i < readLength; i++) {
		const along = (i / readLength) ** 2;
		const low = (0.008 + 0.03 * along) * worse;
		const middle = (0.02 + 0.05 * along) * worse;
		const none = 0.0001 * worse;
		const shares = [1 - low - middle - none, middle, low];
		let sum = 0;
		for (let quality = 0; quality < 3; quality++) {
			const wrong = shares[quality]! * 10 ** (-QUALITIES[quality]! / 10);
			sum += shares[quality]! - wrong;
			ends[i * OUTCOMES + 2 * quality] = Math.round(sum * 2 ** 32);
			sum += wrong;
			ends[i * OUTCOMES + 2 * quality + 1] = Math.round(sum * 2 ** 32);
		}
		ends[i * OUTCOMES + NOT_CALLED] = 2 ** 32;
	}
	return ends;
}
