/**
 * Candidates: changes that enough reads show to be looked at, and how they lie together.
 *
 * A candidate is shown by at least {@link LEAST_READS} reads and {@link LEAST_SHARE} of the reads that span its place.
 */
import type { ReferenceBases } from '../sites/reference-steps.ts';
import type { FinishedPileup, StrandDepth } from '../support/finished-pileup.ts';
import { PILEUP_BASES } from '../support/pileup-columns.ts';
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
	// One of three wrong bases.
	const error = Math.min(MOST_SNV_ERROR, Math.max(LEAST_SNV_ERROR, pileup.errorRate / 3));
	pileup.forEachMismatch((offset, counts) => {
		for (let base = 0; base < PILEUP_BASES.length; base++) {
			const alt = { forward: counts[2 * base]!, reverse: counts[2 * base + 1]! };
			if (alt.forward + alt.reverse < LEAST_READS) continue;
			const inserted = PILEUP_BASES[base]!;
			const reference = bases.at(offset);
			// A read on a base of the graph that shows the reference's again is no variant.
			if (inserted === reference || !PILEUP_BASES.includes(reference)) continue;
			const depth = pileup.spanning(offset, offset + 1);
			add({ change: { start: offset, deleted: 1, inserted }, end: offset + 1, isIndel: false, alt, depth, error });
		}
	});
	for (const { start, lastStart, deleted, inserted, forward, reverse } of pileup.indels) {
		if (forward + reverse < LEAST_READS) continue;
		const end = lastStart + deleted;
		const depth = pileup.spanning(start - INDEL_MARGIN, end + INDEL_MARGIN);
		const slip = slipError(lastStart - start, Math.max(deleted, inserted.length));
		add({ change: { start, deleted, inserted }, end, isIndel: true, alt: { forward, reverse }, depth, error: slip });
	}
	return candidates.sort((a, b) => a.change.start - b.change.start);
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
