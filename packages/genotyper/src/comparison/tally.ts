/** Counts of verdicts over a stratum: the input of every figure in the report. */
import { MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL } from './matching.ts';

/** What one arm's calls come to, in alleles. */
export interface ArmTally {
	/** Truth variants called with their genotype. */
	readonly tp: number;
	/** Truth variants that are not: `tp + fn` is the number of truth variants. */
	readonly fn: number;
	/** Calls that are no true variant or have another genotype. */
	readonly fp: number;
	/** Of `fp` and of `fn`: the allele is right, the genotype is not (GA4GH `FP.GT`). */
	readonly genotypeMismatches: number;
	/** Of `fp`: within 30 bp of a truth variant that is not found (GA4GH `FP.AL`). */
	readonly localMismatches: number;
}

/** Both arms on the same truth variants. */
export interface StratumTally {
	readonly truthTotal: number;
	readonly graph: ArmTally;
	readonly linear: ArmTally;
	readonly both: number;
	readonly graphOnly: number;
	readonly linearOnly: number;
	readonly neither: number;
}

/** Figures of one stratum, in this order. */
const FIELDS = [
	'total',
	'both',
	'graphOnly',
	'linearOnly',
	'graphGenotype',
	'linearGenotype',
	'graphFree',
	'graphLocal',
	'linearFree',
	'linearLocal',
] as const; // prettier-ignore
const FIELD_COUNT = FIELDS.length;
const [
	TOTAL,
	BOTH,
	GRAPH_ONLY,
	LINEAR_ONLY,
	GRAPH_GENOTYPE,
	LINEAR_GENOTYPE,
	GRAPH_FREE,
	GRAPH_LOCAL,
	LINEAR_FREE,
	LINEAR_LOCAL,
] = FIELDS.map((_, i) => i) as [number, number, number, number, number, number, number, number, number, number];

/** Counts of verdicts by stratum. */
export class TallyTable {
	readonly #counts: Float64Array;

	constructor(strataCount: number) {
		this.#counts = new Float64Array(strataCount * FIELD_COUNT);
	}

	/** Counts a truth variant with the verdicts of both arms (matching.ts). */
	addTruth(stratum: number, graph: number, linear: number): void {
		const counts = this.#counts;
		const at = stratum * FIELD_COUNT;
		counts[at + TOTAL]!++;
		const inGraph = graph === MATCH_GENOTYPE;
		const inLinear = linear === MATCH_GENOTYPE;
		if (inGraph) counts[at + (inLinear ? BOTH : GRAPH_ONLY)]!++;
		else if (inLinear) counts[at + LINEAR_ONLY]!++;
		if (graph === MATCH_ALLELE) counts[at + GRAPH_GENOTYPE]!++;
		if (linear === MATCH_ALLELE) counts[at + LINEAR_GENOTYPE]!++;
	}

	/** Counts a call without a partner in the truth; a call that has one is counted where its partner is. */
	addCall(stratum: number, arm: 'graph' | 'linear', verdict: number): void {
		const at = stratum * FIELD_COUNT;
		this.#counts[at + (arm === 'graph' ? GRAPH_FREE : LINEAR_FREE)]!++;
		if (verdict === MATCH_LOCAL) this.#counts[at + (arm === 'graph' ? GRAPH_LOCAL : LINEAR_LOCAL)]!++;
	}

	of(stratum: number): StratumTally {
		const at = (field: number): number => this.#counts[stratum * FIELD_COUNT + field]!;
		const truthTotal = at(TOTAL);
		const both = at(BOTH);
		const arm = (only: number, genotype: number, free: number, local: number): ArmTally => {
			const tp = both + at(only);
			const genotypeMismatches = at(genotype);
			return { tp, fn: truthTotal - tp, fp: at(free) + genotypeMismatches, genotypeMismatches, localMismatches: at(local) };
		};
		return {
			truthTotal,
			graph: arm(GRAPH_ONLY, GRAPH_GENOTYPE, GRAPH_FREE, GRAPH_LOCAL),
			linear: arm(LINEAR_ONLY, LINEAR_GENOTYPE, LINEAR_FREE, LINEAR_LOCAL),
			both,
			graphOnly: at(GRAPH_ONLY),
			linearOnly: at(LINEAR_ONLY),
			neither: truthTotal - both - at(GRAPH_ONLY) - at(LINEAR_ONLY),
		};
	}
}

/** Sum of tallies of different people or places; all zero for none. */
export function sumTallies(tallies: Iterable<StratumTally>): StratumTally {
	const zero: ArmTally = { tp: 0, fn: 0, fp: 0, genotypeMismatches: 0, localMismatches: 0 };
	const addArm = (a: ArmTally, b: ArmTally): ArmTally => ({
		tp: a.tp + b.tp,
		fn: a.fn + b.fn,
		fp: a.fp + b.fp,
		genotypeMismatches: a.genotypeMismatches + b.genotypeMismatches,
		localMismatches: a.localMismatches + b.localMismatches,
	});
	let sum: StratumTally = { truthTotal: 0, graph: zero, linear: zero, both: 0, graphOnly: 0, linearOnly: 0, neither: 0 };
	for (const tally of tallies) {
		sum = {
			truthTotal: sum.truthTotal + tally.truthTotal,
			graph: addArm(sum.graph, tally.graph),
			linear: addArm(sum.linear, tally.linear),
			both: sum.both + tally.both,
			graphOnly: sum.graphOnly + tally.graphOnly,
			linearOnly: sum.linearOnly + tally.linearOnly,
			neither: sum.neither + tally.neither,
		};
	}
	return sum;
}
