/**
 * Candidates: changes that enough reads show to be looked at, and how they lie together.
 *
 * A candidate is shown by at least {@link LEAST_READS} reads and {@link LEAST_SHARE} of the reads that span its place.
 */
import type { ReferenceBases } from '../sites/reference-steps.ts';
import type { FinishedPileup, StrandDepth } from '../support/finished-pileup.ts';
import { type IndelCount, PILEUP_BASES } from '../support/pileup-columns.ts';
import { INDEL_MARGIN } from '../support/read-pileup.ts';
import type { Change } from './changes.ts';
import { slipError } from './repeat-slippage.ts';

const LEAST_READS = 2;
const LEAST_SHARE = 0.1;

/** Bounds of the chance that a read shows a given wrong base, which is estimated from the data. */
const LEAST_SNV_ERROR = 5e-4;
const MOST_SNV_ERROR = 0.01;
/** A change that reads show. */
export interface Candidate {
	readonly change: Change;
	/** End of the reference interval over which the change can stand; `change.start` is its beginning. */
	readonly end: number;
	readonly isIndel: boolean;
	/** Reads that show it, and all that span its place. */
	readonly alt: StrandDepth;
	readonly depth: StrandDepth;
	/** Chance that a read shows it wrongly. */
	readonly error: number;
}

/** All candidates, ascending by start. */
export function findCandidates(pileup: FinishedPileup, bases: ReferenceBases): Candidate[] {
	const candidates: Candidate[] = [];
	const add = (candidate: Candidate): void => {
		const alt = candidate.alt.forward + candidate.alt.reverse;
		if (alt >= LEAST_SHARE * (candidate.depth.forward + candidate.depth.reverse)) candidates.push(candidate);
	};
	pileup.forEachMismatch((offset, counts) => {
		for (let base = 0; base < PILEUP_BASES.length; base++) {
			if (counts[2 * base]! + counts[2 * base + 1]! < LEAST_READS) continue;
			const inserted = PILEUP_BASES[base]!;
			const reference = bases.at(offset);
			// A read on a base of the graph that shows the reference's again is no variant.
			if (inserted === reference || !PILEUP_BASES.includes(reference)) continue;
			add(snvCandidate(pileup, { start: offset, deleted: 1, inserted }, counts));
		}
	});
	for (const indel of pileup.indels) {
		if (indel.forward + indel.reverse >= LEAST_READS) add(indelCandidate(pileup, indel));
	}
	return candidates.sort((a, b) => a.change.start - b.change.start);
}

/** An SNV with the mismatches at its offset, as `forEachMismatch` counts them. */
export function snvCandidate(pileup: FinishedPileup, change: Change, counts: ArrayLike<number>): Candidate {
	const base = PILEUP_BASES.indexOf(change.inserted);
	return {
		change,
		end: change.start + 1,
		isIndel: false,
		alt: { forward: counts[2 * base] ?? 0, reverse: counts[2 * base + 1] ?? 0 },
		depth: pileup.spanning(change.start, change.start + 1),
		// One of three wrong bases.
		error: Math.min(MOST_SNV_ERROR, Math.max(LEAST_SNV_ERROR, pileup.errorRate / 3)),
	};
}

/** An indel with the reads that show it. */
export function indelCandidate(pileup: FinishedPileup, indel: IndelCount): Candidate {
	const { start, lastStart, deleted, inserted, forward, reverse } = indel;
	const end = lastStart + deleted;
	return {
		change: { start, deleted, inserted },
		end,
		isIndel: true,
		alt: { forward, reverse },
		depth: pileup.spanning(start - INDEL_MARGIN, end + INDEL_MARGIN),
		error: slipError(lastStart - start, Math.max(deleted, inserted.length)),
	};
}

/** Groups of candidates (ascending) less than `distance` bp apart. */
export function* clusters(candidates: readonly Candidate[], distance: number): Generator<Candidate[]> {
	let cluster: Candidate[] = [];
	let end = 0;
	for (const candidate of candidates) {
		if (cluster.length > 0 && candidate.change.start >= end + distance) {
			yield cluster;
			cluster = [];
		}
		end = cluster.length === 0 ? candidate.end : Math.max(end, candidate.end);
		cluster.push(candidate);
	}
	if (cluster.length > 0) yield cluster;
}
