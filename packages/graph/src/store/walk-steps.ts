/** The steps of one walk, however the graph stores them. */
import type { Graph } from './graph.ts';

/** The handles of walk `walk`; not to be written to. Linear in its steps where walks are stored compressed, else a view. */
export function walkSteps({ walks }: Graph, walk: number): Uint32Array {
	return walks.stepsOf?.(walk) ?? walks.steps.subarray(walks.stepStarts[walk], walks.stepStarts[walk + 1]);
}
