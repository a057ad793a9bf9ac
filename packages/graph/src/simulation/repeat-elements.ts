/**
 * Mobile elements in the likeness of human ones: made-up sequences with the build, the length and the spread of Alu and L1.
 *
 * Alu-like: two similar arms with an A-rich linker, about 300 bp, GC-rich, poly-A tail; subfamilies differ by up to 8 %.
 * L1-like: 6 kb, mostly truncated at the 5' end, poly-A tail; subfamilies differ by up to 15 %.
 */
import { divergedCopy, joinSequences, randomSequence, reverseComplement } from './letters.ts';
import type { Random } from './random.ts';

const LETTER_A = 65;
const ALU_DIVERGENCES = [0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08];
const L1_DIVERGENCES = [0, 0.01, 0.03, 0.06, 0.1, 0.15];
const L1_LENGTH = 6000;

/** Elements of one simulated species. */
export class RepeatElements {
	readonly #alus: Uint8Array[];
	readonly #l1s: Uint8Array[];

	constructor(random: Random) {
		const arm = randomSequence(random, 125, 0.62);
		const secondArm = joinSequences(divergedCopy(random, arm, 0.2), randomSequence(random, 30, 0.6));
		const alu = joinSequences(arm, new Uint8Array(8).fill(LETTER_A), secondArm);
		this.#alus = ALU_DIVERGENCES.map((divergence) => divergedCopy(random, alu, divergence));
		const l1 = randomSequence(random, L1_LENGTH, 0.42);
		this.#l1s = L1_DIVERGENCES.map((divergence) => divergedCopy(random, l1, divergence));
	}

	/** An Alu-like element on either strand. `divergence` is its own, beyond its subfamily's; one in eight is cut short. */
	alu(random: Random, divergence: number): Uint8Array {
		const copy = divergedCopy(random, random.pick(this.#alus), divergence);
		const from = random.chance(0.125) ? random.below(copy.length - 60) : 0;
		return eitherStrand(random, copy.subarray(from));
	}

	/** A young Alu-like element, as those that still differ between people: at most 2 % from its subfamily, and whole. */
	youngAlu(random: Random): Uint8Array {
		const subfamily = this.#alus[random.below(2)]!;
		return eitherStrand(random, divergedCopy(random, subfamily, random.real() * 0.02));
	}

	/** An L1-like element on either strand, cut at its 5' end: 300 bp to `maxLength`, short ones more often. */
	l1(random: Random, divergence: number, maxLength: number): Uint8Array {
		const length = Math.min(maxLength, L1_LENGTH, 300 + Math.floor(random.exponential() * 900));
		const copy = divergedCopy(random, random.pick(this.#l1s).subarray(-length), divergence);
		return eitherStrand(random, copy);
	}
}

/** Adds a poly-A tail and turns half of the elements round. */
function eitherStrand(random: Random, element: Uint8Array): Uint8Array {
	const tailed = joinSequences(element, new Uint8Array(random.between(8, 30)).fill(LETTER_A));
	return random.chance(0.5) ? tailed : reverseComplement(tailed);
}
