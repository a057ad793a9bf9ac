/**
 * The ways that haplotypes take through a locus, asked of the haplotype store: only what lies inside is decoded.
 *
 * A haplotype that comes in at one boundary and leaves at the other reads from left to right in one of its two directions. One that
 * begins or ends inside has a way that is cut there; one that does both is read as most of its nodes are by others. What comes in at
 * the right boundary and leaves there again is left out.
 */
import { follow, type HaplotypeStore, locate, visitCount } from '../haplotypes/haplotype-store.ts';
import type { Locus } from './locus.ts';

/** A way, and the walks that take it. */
export interface Way {
	/** Handles in the direction of the reference. */
	readonly steps: Uint32Array;
	/** The walk of each passage, ascending; a walk that comes by twice stands twice. */
	readonly walks: readonly number[];
	/** Whether it is the reference's own. */
	readonly isReference: boolean;
}

/** All different ways, those of most haplotypes first, but the reference's before all. Linear in what they spell and the store's sequences. */
export function locusWays(store: HaplotypeStore, locus: Locus): Way[] {
	const { handles } = locus.reference;
	const [left, right] = [handles[locus.left]!, handles[locus.right]!];
	const ways = new Map<string, { steps: Uint32Array; walks: number[] }>();
	/** Handles as they are read from left to right. */
	const seen = new Set<number>();
	const add = (steps: number[], sequence: number): void => {
		const key = steps.join();
		const way = ways.get(key) ?? { steps: Uint32Array.from(steps), walks: [] };
		way.walks.push(sequence >>> 1);
		ways.set(key, way);
		for (const step of steps) seen.add(step);
	};
	for (let offset = 0; offset < visitCount(store, left); offset++) {
		const steps = locus.left === locus.right ? [left] : stepsInside(store, left, offset, left, right);
		add(steps, locate(store, left, offset));
	}
	const inside = new Set(locus.nodes);
	inside.delete(left >>> 1);
	inside.delete(right >>> 1);
	const enclosed: [steps: number[], sequence: number][] = [];
	for (let sequence = 0; sequence < store.sequenceCount; sequence++) {
		const first = store.firstHandles[sequence]!;
		if (!inside.has(first >>> 1)) continue;
		const steps = stepsInside(store, first, store.firstVisits[sequence]!, left, right);
		const last = steps.at(-1)!;
		// What leaves at the left was found from there, as its reverse.
		if (last === right) add(steps, sequence);
		else if (last !== (left ^ 1) && (sequence & 1) === 0) enclosed.push([steps, sequence]);
	}
	for (const [steps, sequence] of enclosed) {
		const agreement = steps.reduce((sum, step) => sum + Number(seen.has(step)) - Number(seen.has(step ^ 1)), 0);
		add(agreement < 0 ? steps.map((step) => step ^ 1).reverse() : steps, sequence);
	}
	const reference = handles.subarray(locus.left, locus.right + 1).join();
	return [...ways]
		.map(([key, { steps, walks }]): Way => ({ steps, walks: walks.toSorted((a, b) => a - b), isReference: key === reference }))
		.sort(
			(a, b) =>
				Number(b.isReference) - Number(a.isReference) || b.walks.length - a.walks.length || compareSteps(a.steps, b.steps),
		);
}

/** The handles from a visit on, up to a boundary that is left there, or to the end of the sequence. */
function stepsInside(store: HaplotypeStore, handle: number, offset: number, left: number, right: number): number[] {
	const steps = [handle];
	const position = Uint32Array.of(handle, offset);
	while (follow(store, position)) {
		const next = position[0]!;
		steps.push(next);
		if (next === right || next === (left ^ 1)) break;
	}
	return steps;
}

function compareSteps(a: Uint32Array, b: Uint32Array): number {
	const count = Math.min(a.length, b.length);
	for (let i = 0; i < count; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
	return a.length - b.length;
}
