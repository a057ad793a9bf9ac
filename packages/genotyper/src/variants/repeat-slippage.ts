/**
 * How much more often an indel is seen in a repeat than elsewhere.
 *
 * Polymerases slip in repeats, in the cell as in the machine: both the chance that a read shows an indel wrongly and the chance
 * that a person carries it grow with the number of units that the indel can move over.
 */
import type { Change } from './changes.ts';
import { placeIndel } from '../sites/indel-placement.ts';
import type { ReferenceBases } from '../sites/reference-steps.ts';

/** Chance that a read shows a given wrong indel outside repeats. */
const INDEL_ERROR = 2e-4;
const MOST_INDEL_ERROR = 0.1;
/** Prior of a heterozygous small indel at a given base outside repeats, and in the longest ones. */
const INDEL_PRIOR = 1.25e-4;
const MOST_INDEL_PRIOR = 0.02;
/** Up to so many units a repeat does not slip more than other sequence; two more units double both. */
const STABLE_UNITS = 4;
const UNITS_TO_DOUBLE = 2;

function growth(shift: number, length: number): number {
	return 2 ** (Math.max(0, shift / length - STABLE_UNITS) / UNITS_TO_DOUBLE);
}

/** Chance that a read wrongly shows an indel of `length` bp that can move over `shift` bp. */
export function slipError(shift: number, length: number): number {
	return Math.min(MOST_INDEL_ERROR, INDEL_ERROR * growth(shift, length));
}

/** Prior of one copy of an indel. */
export function indelPrior(bases: ReferenceBases, { start, deleted, inserted }: Change): number {
	if (deleted > 0 && inserted !== '') return INDEL_PRIOR;
	const { lastStart, start: first } = placeIndel(bases, start, deleted, inserted);
	return Math.min(MOST_INDEL_PRIOR, INDEL_PRIOR * growth(lastStart - first, Math.max(deleted, inserted.length)));
}
