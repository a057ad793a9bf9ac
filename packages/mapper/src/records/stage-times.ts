/** Where the time of a mapping run goes, stage by stage, summed over all threads. */

/** Stages in the order in which a kernel keeps their times. SYNC: assembly/stage-times.ts */
export const STAGES = ['reads', 'seeds', 'clusters', 'alignments', 'pairs', 'records'] as const;

/** Number of stages that a kernel times. */
export const STAGE_COUNT: number = STAGES.length;

/** Seconds by stage; `alignments` holds the gapless extensions too, `pairs` the rescue of mates and the mapping quality. */
export type StageSeconds = Record<(typeof STAGES)[number], number>;

/** Sums of what kernels measured, in milliseconds, over chunks. */
export function sumStages(chunks: readonly Float64Array[]): StageSeconds {
	const seconds = STAGES.map((name, i) => [name, roundSeconds(chunks.reduce((sum, times) => sum + times[i]!, 0) / 1000)]);
	return Object.fromEntries(seconds) as StageSeconds;
}

/** Seconds to the millisecond: more would say more than a clock of a shared machine knows. */
export function roundSeconds(seconds: number): number {
	return Math.round(seconds * 1000) / 1000;
}
