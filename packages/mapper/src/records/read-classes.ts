/** The ledger of a mapping run: every read falls into one class, and the classes add up to the reads. */

// SYNC: the counters in assembly/read-classes.ts, in this order; the empty name is a total that is derived.
const COUNTERS = [
	'reads',
	'mapped',
	'properly_paired',
	'unmapped',
	'unmapped_no_seed',
	'unmapped_low_score',
	'unmapped_too_short',
	'unmapped_too_long',
	'gapped',
	'soft_clipped',
	'rescued',
	'mapq_60',
	'budget_exhausted',
	'seeds',
	'clusters',
	'candidates',
	'exact_full_length',
	'haplotype_switch',
	'secondary',
] as const;

/** Name of a counter. */
export type ReadCounter = (typeof COUNTERS)[number];

/** Counters by name. */
export type ReadCounts = Record<ReadCounter, number>;

/** Number of 64-bit counters in the kernel. */
export const COUNTER_COUNT: number = COUNTERS.length;

/** Sums of counters over chunks, in any order. */
export function sumCounts(chunks: readonly BigUint64Array[]): ReadCounts {
	const sums = new BigUint64Array(COUNTER_COUNT);
	for (const chunk of chunks) for (let i = 0; i < COUNTER_COUNT; i++) sums[i]! += chunk[i]!;
	return Object.fromEntries(COUNTERS.map((name, i) => [name, Number(sums[i])])) as ReadCounts;
}
