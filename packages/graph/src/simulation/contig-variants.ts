/** The changes of one contig as they can stand in a VCF: sorted, each once, apart from one another on every haplotype. */
import type { CarriedChange } from './mutations.ts';

/**
 * Sorts changes by start, end and sequence, joins equal ones, and takes a change from each haplotype on which it would
 * touch an earlier one or share its anchor base; changes that nobody is left to carry go.
 *
 * So no two records overlap on a haplotype, in any reading of VCF, and applying them gives the haplotype.
 */
export function settleChanges(changes: readonly CarriedChange[]): CarriedChange[] {
	const sorted = changes.toSorted(compareChanges);
	const settled: CarriedChange[] = [];
	const lastEnd = new Float64Array(sorted[0]?.carriers.length ?? 0).fill(-1);
	for (let i = 0; i < sorted.length; ) {
		const change = { ...sorted[i]!, carriers: sorted[i]!.carriers.slice() };
		const { carriers } = change;
		for (i++; i < sorted.length && compareChanges(change, sorted[i]!) === 0; i++) {
			for (let h = 0; h < carriers.length; h++) carriers[h]! |= sorted[i]!.carriers[h]!;
		}
		const from = isIndel(change) ? change.start - 1 : change.start;
		let count = 0;
		for (let h = 0; h < carriers.length; h++) {
			if (carriers[h] === 0) continue;
			if (from < lastEnd[h]!) carriers[h] = 0;
			else {
				lastEnd[h] = change.end;
				count++;
			}
		}
		if (count > 0) settled.push(change);
	}
	return settled;
}

/** Whether a change has an anchor base in VCF. */
export function isIndel(change: { start: number; end: number; sequence: Uint8Array }): boolean {
	return change.end - change.start !== change.sequence.length;
}

/** By start, end, sequence; 0 for equal changes. */
function compareChanges(a: CarriedChange, b: CarriedChange): number {
	const byPlace = a.start - b.start || a.end - b.end || a.sequence.length - b.sequence.length;
	if (byPlace !== 0) return byPlace;
	for (let i = 0; i < a.sequence.length; i++) {
		const difference = a.sequence[i]! - b.sequence[i]!;
		if (difference !== 0) return difference;
	}
	return 0;
}

/** What the difference in length makes of a change: a structural variant from 50 bp. */
export type VariantType = 'SNV' | 'INDEL' | 'SV';

/** Least difference in length of a structural variant, bp. */
const SV_LENGTH = 50;

/** The type of a change. */
export function typeOf(change: { start: number; end: number; sequence: Uint8Array }): VariantType {
	if (!isIndel(change)) return 'SNV';
	return Math.abs(lengthChange(change)) < SV_LENGTH ? 'INDEL' : 'SV';
}

/** How much longer a change makes the sequence, bp. */
export function lengthChange(change: { start: number; end: number; sequence: Uint8Array }): number {
	return change.sequence.length - (change.end - change.start);
}
