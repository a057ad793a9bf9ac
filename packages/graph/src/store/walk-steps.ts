/** The steps of one walk, however the graph stores them. */
import type { Graph } from './graph.ts';

/** The handles of walk `walk`; not to be written to. Linear in its steps where walks are stored compressed, else a view. */
export function walkSteps({ walks }: Graph, walk: number): Uint32Array {
	return walks.stepsOf?.(walk) ?? walks.steps.subarray(walks.stepStarts[walk], walks.stepStarts[walk + 1]);
}

/** The first handle of walk `walk`; undefined where it has none. */
export function firstStep({ walks }: Graph, walk: number): number | undefined {
	const first = walks.stepStarts[walk]!;
	if (first === walks.stepStarts[walk + 1]) return undefined;
	return walks.firstStepOf?.(walk) ?? walks.steps[first]!;
}
