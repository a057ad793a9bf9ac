/** Sequences as upper-case ASCII letters A, C, G and T. */
import type { Random } from './random.ts';

/** A, C, G, T. */
export const LETTERS: Uint8Array = Uint8Array.of(65, 67, 71, 84);

/** Letter → its complement; 0 for bytes that are no base. */
export const COMPLEMENTS: Uint8Array = new Uint8Array(256);
for (let i = 0; i < 4; i++) COMPLEMENTS[LETTERS[i]!] = LETTERS[3 - i]!;

/** Letter → the one that a transition makes of it (A ↔ G, C ↔ T). */
const TRANSITIONS = new Uint8Array(256);
for (let i = 0; i < 4; i++) TRANSITIONS[LETTERS[i]!] = LETTERS[(i + 2) & 3]!;

/** Share of transitions among substitutions: twice as many as transversions, as in human. */
const TRANSITION_SHARE = 2 / 3;

/** A random sequence. */
export function randomSequence(random: Random, length: number, gc: number): Uint8Array {
	const sequence = new Uint8Array(length);
	const gcBelow = gc * 2 ** 31;
	for (let i = 0; i < length; i++) {
		const draw = random.uint32();
		const strong = draw >>> 1 < gcBelow;
		sequence[i] = strong ? LETTERS[1 + (draw & 1)]! : LETTERS[3 * (draw & 1)]!;
	}
	return sequence;
}

/** Another letter: a transition twice as often as a transversion. */
export function substitute(random: Random, letter: number): number {
	const transition = TRANSITIONS[letter]!;
	if (random.chance(TRANSITION_SHARE)) return transition;
	for (;;) {
		const other = LETTERS[random.below(4)]!;
		if (other !== letter && other !== transition) return other;
	}
}

/** A copy with `divergence` changes a base: nine in ten are substitutions, the others indels of 1 to 3 bp. */
export function divergedCopy(random: Random, sequence: Uint8Array, divergence: number): Uint8Array {
	const copy: number[] = [];
	for (let i = 0; i < sequence.length; i++) {
		if (!random.chance(divergence)) {
			copy.push(sequence[i]!);
			continue;
		}
		const kind = random.real();
		if (kind < 0.9) copy.push(substitute(random, sequence[i]!));
		else if (kind < 0.95) i += random.below(3);
		else {
			copy.push(sequence[i]!);
			for (let n = random.between(1, 3); n > 0; n--) copy.push(LETTERS[random.below(4)]!);
		}
	}
	return Uint8Array.from(copy);
}

/** The sequence of the other strand. */
export function reverseComplement(sequence: Uint8Array): Uint8Array {
	const reverse = new Uint8Array(sequence.length);
	for (let i = 0; i < sequence.length; i++) reverse[i] = COMPLEMENTS[sequence[sequence.length - 1 - i]!]!;
	return reverse;
}

/** Sequences one after another. */
export function joinSequences(...parts: Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const decoder = new TextDecoder();

/** The letters as a string. */
export function lettersOf(sequence: Uint8Array): string {
	return decoder.decode(sequence);
}
