/** A walk table whose steps stand in a haplotype store. */
import type { WalkTable } from '../store/graph.ts';
import { extractSequence, type HaplotypeStore } from './haplotype-store.ts';

/** Names and places of the walks of a store, in its order. */
export type WalkColumns = Omit<WalkTable, 'steps' | 'stepsOf' | 'firstStepOf'>;

/** The table: `stepsOf` decodes the steps of one walk each time, `steps` those of all when they are first asked for. */
export function storedWalks(columns: WalkColumns, haplotypes: HaplotypeStore): WalkTable {
	let steps: Uint32Array | undefined;
	return {
		...columns,
		get steps(): Uint32Array {
			steps ??= spelledSteps(haplotypes, columns.stepStarts);
			return steps;
		},
		firstStepOf: (walk: number) => haplotypes.firstHandles[2 * walk]!,
		stepsOf: (walk: number) =>
			columns.stepStarts[walk] === columns.stepStarts[walk + 1] ? new Uint32Array() : extractSequence(haplotypes, 2 * walk),
	};
}

/** The steps of all walks, one after the other. */
function spelledSteps(haplotypes: HaplotypeStore, stepStarts: Uint32Array): Uint32Array {
	const steps = new Uint32Array(new SharedArrayBuffer(4 * stepStarts.at(-1)!));
	for (let walk = 0; walk + 1 < stepStarts.length; walk++) {
		if (stepStarts[walk] !== stepStarts[walk + 1]) steps.set(extractSequence(haplotypes, 2 * walk), stepStarts[walk]);
	}
	return steps;
}
