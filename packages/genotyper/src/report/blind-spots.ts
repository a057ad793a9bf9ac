import type { StratumSummary } from './stratum-summary.ts';

/** A stratum of which an arm finds next to nothing. */
export interface BlindSpot {
	stratum: string;
	/** The arm, or both. */
	arm: 'graph' | 'linear' | 'both';
	truth_total: number;
	graph_found: number;
	linear_found: number;
}

/** Fewer truth variants say too little. */
const MIN_TRUTH = 5;
/** Recall up to which an arm counts as blind. */
const MAX_RECALL = 0.1;

/**
 * The strata that a reader must hear of first: types, changes, regions and the panel of which an arm finds at most a tenth. A
 * change (such as `SV insertion`) is not named when its whole type is.
 */
export function findBlindSpots(strata: Readonly<Record<string, StratumSummary>>): BlindSpot[] {
	const spots: BlindSpot[] = [];
	for (const [stratum, { kind, truth_total, graph, linear }] of Object.entries(strata)) {
		if (!['type', 'change', 'regions', 'panel'].includes(kind) || truth_total < MIN_TRUTH) continue;
		const isBlind = (tp: number): boolean => tp / truth_total <= MAX_RECALL;
		if (!isBlind(graph.tp) && !isBlind(linear.tp)) continue;
		const arm = isBlind(graph.tp) ? (isBlind(linear.tp) ? 'both' : 'graph') : 'linear';
		if (kind === 'change' && spots.some((spot) => spot.arm === arm && stratum.startsWith(`${spot.stratum} `))) continue;
		spots.push({ stratum, arm, truth_total, graph_found: graph.tp, linear_found: linear.tp });
	}
	return spots;
}
