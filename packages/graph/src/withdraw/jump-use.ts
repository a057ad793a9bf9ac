/** Which jumps (J lines) go with the paths that take them. */
import type { Graph } from '../store/graph.ts';
import { walkSteps } from '../store/walk-steps.ts';
import { GOES, STAYS } from './graph-use.ts';

/** By J line: 1 unless paths that go take it and no other. */
export function findStayingJumps(graph: Graph, withdrawn: Uint8Array): Uint8Array {
	const { jumps, continuedWalks = new Uint32Array() } = graph.annotations ?? {};
	const use = new Map<string, number>();
	for (const walk of continuedWalks) {
		const from = walkSteps(graph, walk - 1).at(-1);
		const to = walkSteps(graph, walk)[0];
		if (from === undefined || to === undefined) continue;
		const bit = withdrawn[walk] === 1 ? GOES : STAYS;
		for (const key of [`${from} ${to}`, `${to ^ 1} ${from ^ 1}`]) use.set(key, (use.get(key) ?? 0) | bit);
	}
	const count = jumps?.from.length ?? 0;
	return Uint8Array.from({ length: count }, (_, line) => (use.get(`${jumps!.from[line]} ${jumps!.to[line]}`) === GOES ? 0 : 1));
}
