/** What became of records and of truth variants, summed over people. */
import type { CallSet } from '../comparison/call-set.ts';
import type { Comparison } from '../comparison/compare.ts';
import type { ExclusionReason } from '../comparison/exclusions.ts';
import { MATCH_UNRESOLVED } from '../comparison/matching.ts';
import { type Outcome, OUTCOMES } from '../comparison/miss-reasons.ts';

/** What became of the records of one side's files. */
export interface CallSetSummary {
	records: number;
	/** Variants after splitting, normalising and joining. */
	variants: number;
	/** Of these, inside the regions. */
	counted: number;
	no_call: number;
	hom_ref: number;
	/** Of the counted: those that the search for a match did not get to before it was cut; they count as false or missed. */
	unresolved: number;
	/** Alleles that are not compared, by reason. */
	excluded: Partial<Record<ExclusionReason, number>>;
}

export type OutcomeCounts = Record<Outcome, number>;

/** Sums over comparisons, which are not kept. */
export class RecordCounts {
	readonly outcomes: { graph: OutcomeCounts; linear: OutcomeCounts } = { graph: noOutcomes(), linear: noOutcomes() };
	readonly callSets: { truth: CallSetSummary; graph: CallSetSummary; linear: CallSetSummary } = {
		truth: noRecords(),
		graph: noRecords(),
		linear: noRecords(),
	};

	add({ truth, graph, linear, isCounted }: Comparison): void {
		for (const [i, bit] of isCounted.entries()) {
			if (bit === 0) continue;
			this.outcomes.graph[OUTCOMES[graph.outcome[i]!]!]++;
			this.outcomes.linear[OUTCOMES[linear.outcome[i]!]!]++;
		}
		addCallSet(this.callSets.truth, truth, isCounted);
		addCallSet(this.callSets.graph, graph.calls, graph.isCounted);
		addCallSet(this.callSets.linear, linear.calls, linear.isCounted);
		this.callSets.truth.unresolved += countUnresolved(isCounted, graph.matching.truth, linear.matching.truth);
		this.callSets.graph.unresolved += countUnresolved(graph.isCounted, graph.matching.calls);
		this.callSets.linear.unresolved += countUnresolved(linear.isCounted, linear.matching.calls);
	}
}

function noOutcomes(): OutcomeCounts {
	return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as OutcomeCounts;
}

function noRecords(): CallSetSummary {
	return { records: 0, variants: 0, counted: 0, no_call: 0, hom_ref: 0, unresolved: 0, excluded: {} };
}

/** Variants that count and that any of the matchings left unresolved. */
function countUnresolved(isCounted: Uint8Array, ...verdicts: Uint8Array[]): number {
	if (!verdicts.some((verdict) => verdict.includes(MATCH_UNRESOLVED))) return 0;
	let count = 0;
	for (let i = 0; i < isCounted.length; i++) {
		if (isCounted[i] === 1 && verdicts.some((verdict) => verdict[i] === MATCH_UNRESOLVED)) count++;
	}
	return count;
}

function addCallSet(sum: CallSetSummary, calls: CallSet, isCounted: Uint8Array): void {
	const exclude = (reason: ExclusionReason, count: number): void => {
		sum.excluded[reason] = (sum.excluded[reason] ?? 0) + count;
	};
	for (const { reason } of calls.excluded) exclude(reason, 1);
	let counted = 0;
	for (const bit of isCounted) counted += bit;
	if (counted < calls.called.count) exclude('outside_regions', calls.called.count - counted);
	sum.records += calls.recordCount;
	sum.variants += calls.called.count;
	sum.counted += counted;
	sum.no_call += calls.noCallCount;
	sum.hom_ref += calls.homRefCount;
}
