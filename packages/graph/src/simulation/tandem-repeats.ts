/** Tandem repeats: microsatellites (units of 1 to 6 bp) and minisatellites (units of 7 to 60 bp). */
import { divergedCopy, joinSequences, lettersOf, LETTERS, randomSequence } from './letters.ts';
import type { Random } from './random.ts';

/** An array of a tandem repeat on a contig; 0-based half-open. */
export interface TandemArray {
	start: number;
	end: number;
	unitLength: number;
}

/** Weights of microsatellite units of 1 to 6 bp, roughly as they are spread in the human genome. */
const UNIT_WEIGHTS = [35, 28, 8, 17, 7, 5];

/** An array before it has a place. */
export interface NewArray {
	sequence: Uint8Array;
	unitLength: number;
}

/** A microsatellite of 12 to 60 bp; one in three has a substitution or two. */
export function makeMicrosatellite(random: Random): NewArray {
	let pick = random.below(100);
	let unitLength = 1;
	while (pick >= UNIT_WEIGHTS[unitLength - 1]!) pick -= UNIT_WEIGHTS[unitLength++ - 1]!;
	// Runs of A and T are common, runs of C and G rare.
	const unit = unitLength === 1 ? Uint8Array.of(LETTERS[random.chance(0.5) ? 0 : 3]!) : primitiveUnit(random, unitLength);
	const length = Math.max(3 * unitLength, random.between(12, unitLength === 1 ? 28 : 60));
	const pure = repeated(unit, length);
	return { sequence: random.chance(1 / 3) ? divergedCopy(random, pure, 0.04) : pure, unitLength };
}

/** A minisatellite of 3 to 20 units that differ by up to 5 %. */
export function makeMinisatellite(random: Random): NewArray {
	const unitLength = random.between(7, 60);
	const unit = randomSequence(random, unitLength, 0.55);
	const divergence = random.real() * 0.05;
	const copies = random.between(3, 20);
	const sequence = joinSequences(...Array.from({ length: copies }, () => divergedCopy(random, unit, divergence)));
	return { sequence, unitLength };
}

/** Sequence `unit` over and over, `length` bases of it. */
export function repeated(unit: Uint8Array, length: number): Uint8Array {
	return Uint8Array.from({ length }, (_, i) => unit[i % unit.length]!);
}

/** A random unit that is no repetition of a shorter one. */
function primitiveUnit(random: Random, length: number): Uint8Array {
	for (;;) {
		const unit = randomSequence(random, length, 0.35);
		const text = lettersOf(unit);
		if ((text + text).indexOf(text, 1) === length) return unit;
	}
}
