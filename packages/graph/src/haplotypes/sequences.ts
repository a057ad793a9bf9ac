/** Walks in both directions: sequence 2i is walk i of the graph, sequence 2i + 1 its reverse. */
import type { Graph, WalkTable } from '../store/graph.ts';
import { ENDS } from './records.ts';

/** The steps of walks. */
export type WalkSteps = Pick<WalkTable, 'count' | 'stepStarts' | 'steps'>;

/** What of a graph its haplotypes are found by. */
export type WalkedGraph = Pick<Graph, 'nodeCount' | 'edgeStarts' | 'edgeTargets'> & { readonly walks: WalkSteps };

/** Number of steps of a sequence. */
export function sequenceLength({ stepStarts }: WalkSteps, sequence: number): number {
	return stepStarts[(sequence >> 1) + 1]! - stepStarts[sequence >> 1]!;
}

/** Step `i` of a sequence: odd sequences run backwards over flipped handles. */
export function sequenceStep({ stepStarts, steps }: WalkSteps, sequence: number, i: number): number {
	const walk = sequence >> 1;
	return (sequence & 1) === 0 ? steps[stepStarts[walk]! + i]! : steps[stepStarts[walk + 1]! - 1 - i]! ^ 1;
}

/** What follows step `i` of a sequence, as the key of a record: ENDS or a handle + 1. */
export function keyBehind(walks: WalkSteps, sequence: number, i: number): number {
	return i + 1 === sequenceLength(walks, sequence) ? ENDS : sequenceStep(walks, sequence, i + 1) + 1;
}

/**
 * Takes the visits of one handle in order, for i below `count`: visit i is of `sequences[i]`, and goes on to `keys[i]`, ENDS or a
 * handle + 1. The first of them is step `firstPlace` of its sequence. Arrays are reused.
 */
export type OnHandle = (handle: number, sequences: Uint32Array, keys: Uint32Array, count: number, firstPlace: number) => void;

/** No sequence. */
export const NONE = 0xffffffff;

/** How far each sequence has come, where a cycle stops the linear part. */
export interface Front {
	/** By sequence: steps that were handed out. */
	readonly places: Uint32Array;
	/** By sequence: which visit of its handle the last of them was. */
	readonly offsets: Uint32Array;
}
