/** Counts of verdicts over a stratum: the input of every figure in the report. */
import { MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL, type Matching } from './matching.ts';

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

/** The variants of a stratum, by index. */
export interface StratumMembers {
	readonly truth: Iterable<number>;
	/** Calls of each arm without a partner in the truth; a call that has one is counted where its partner is. */
	readonly graphCalls: Iterable<number>;
	readonly linearCalls: Iterable<number>;
}

export function tallyStratum(members: StratumMembers, graph: Matching, linear: Matching): StratumTally {
	let truthTotal = 0;
	let both = 0;
	let graphFound = 0;
	let linearFound = 0;
	let graphMismatches = 0;
	let linearMismatches = 0;
	for (const i of members.truth) {
		const inGraph = graph.truth[i] === MATCH_GENOTYPE;
		const inLinear = linear.truth[i] === MATCH_GENOTYPE;
		truthTotal++;
		if (inGraph) graphFound++;
		if (inLinear) linearFound++;
		if (inGraph && inLinear) both++;
		if (graph.truth[i] === MATCH_ALLELE) graphMismatches++;
		if (linear.truth[i] === MATCH_ALLELE) linearMismatches++;
	}
	return {
		truthTotal,
		graph: tallyArm(truthTotal, graphFound, graphMismatches, members.graphCalls, graph),
		linear: tallyArm(truthTotal, linearFound, linearMismatches, members.linearCalls, linear),
		both,
		graphOnly: graphFound - both,
		linearOnly: linearFound - both,
		neither: truthTotal - graphFound - linearFound + both,
	};
}

function tallyArm(
	truthTotal: number,
	tp: number,
	genotypeMismatches: number,
	unmatchedCalls: Iterable<number>,
	matching: Matching,
): ArmTally {
	let fp = genotypeMismatches;
	let localMismatches = 0;
	for (const j of unmatchedCalls) {
		fp++;
		if (matching.calls[j] === MATCH_LOCAL) localMismatches++;
	}
	return { tp, fn: truthTotal - tp, fp, genotypeMismatches, localMismatches };
}
