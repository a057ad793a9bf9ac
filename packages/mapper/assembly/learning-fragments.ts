/** Fragment lengths of pairs whose mates, each for itself, are placed with confidence: what a library's lengths are learnt from. */
import { get32 } from './memory';
import { candidateAt } from './candidates';
import { chooseSingle, chosen, isChosen, mapqs } from './choices';
import { fragmentOf } from './fragment-lengths';

/** Mates of a lower mapping quality teach nothing. */
const LEARNING_MAPQ: u32 = 30;
/** Longest fragment that is believed. */
const LEARNING_MAX: i64 = 10000;

/** Writes the lengths, u32 each, from `out` on and returns the address after them. */
export function writeFragments(reads: u32, out: usize): usize {
	for (let i: u32 = 0; i < reads; i += 2) {
		chooseSingle(i);
		chooseSingle(i + 1);
		if (!isChosen(i) || !isChosen(i + 1) || get32(mapqs, i) < LEARNING_MAPQ || get32(mapqs, i + 1) < LEARNING_MAPQ) continue;
		const fragment = fragmentOf(candidateAt(i, get32(chosen, i)), candidateAt(i + 1, get32(chosen, i + 1)));
		if (fragment < 1 || fragment > LEARNING_MAX) continue;
		store<u32>(out, <u32>fragment);
		out += 4;
	}
	return out;
}
