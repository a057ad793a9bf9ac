/**
 * Where the nodes of a tube map lie from left to right.
 *
 * Each begins behind all nodes that lead to it and ends before all that it leads to, so that the ways of a bubble run side by side;
 * what has room to spare stands in the middle of it. Links that would run backwards are left out of account. The reference's nodes
 * stand in their order whatever links there are.
 */
import type { TubeNode } from './tube-nodes.ts';

/** Room between two nodes, px. */
export const GAP = 28;

/** Columns by place in the list of nodes. */
export interface TubeColumns {
	/** Left edge of each node. */
	readonly x: Float64Array;
	/** The room that each node has for itself, up to a gap from those before and behind it. */
	readonly roomStart: Float64Array;
	readonly roomEnd: Float64Array;
	/** Right edge of the last. */
	readonly width: number;
}

/** A link between two nodes by their places in the list, read from left to right. */
export type TubeLink = readonly [from: number, to: number];

/** Lays the nodes out. O((nodes + links) × nodes) at worst, for what is small. */
export function tubeColumns(nodes: readonly TubeNode[], links: readonly TubeLink[]): TubeColumns {
	const backbone = nodes.filter(({ rank }) => rank >= 0).length; // they stand first in the list
	const row = Array.from({ length: Math.max(0, backbone - 1) }, (_, at): TubeLink => [at, at + 1]);
	const { order, forward } = arrange(nodes.length, [...row, ...links]);
	const isSource = new Uint8Array(nodes.length).fill(1);
	for (const targets of forward) for (const to of targets) isSource[to] = 0;
	let earliest = starts(nodes, order, forward, () => 0);
	const width = Math.max(0, ...nodes.map((node, i) => earliest[i]! + node.width));
	const latest = new Float64Array(nodes.length);
	for (const at of order.toReversed()) {
		// What leads nowhere does not reach on.
		let end = forward[at]!.length === 0 && nodes[at]!.rank < 0 ? earliest[at]! + nodes[at]!.width : width;
		for (const to of forward[at]!) end = Math.min(end, latest[to]! - GAP);
		latest[at] = end - nodes[at]!.width;
	}
	// Nor does what begins inside reach back.
	earliest = starts(nodes, order, forward, (at) => (isSource[at] === 1 && nodes[at]!.rank < 0 ? latest[at]! : 0));
	// What has room to spare stands in the middle of it.
	const x = earliest.map((start, i) => (start + latest[i]!) / 2);
	const roomEnd = Float64Array.from(nodes, (node, i) => {
		const end = Math.min(...forward[i]!.map((to) => x[to]! - GAP));
		return end === Infinity ? x[i]! + node.width : end;
	});
	const roomStart = x.slice();
	const before = Array.from(nodes, (): number[] => []);
	for (const at of order) for (const to of forward[at]!) before[to]!.push(at);
	for (const [at, own] of before.entries())
		if (own.length > 0) roomStart[at] = Math.max(...own.map((from) => roomEnd[from]! + GAP));
	return { x, roomStart, roomEnd, width };
}

/** The least left edges, each node behind those that lead to it and not before `least`. */
function starts(
	nodes: readonly TubeNode[],
	order: readonly number[],
	forward: readonly (readonly number[])[],
	least: (at: number) => number,
): Float64Array {
	const x = Float64Array.from(nodes.keys(), least);
	for (const at of order) for (const to of forward[at]!) x[to] = Math.max(x[to]!, x[at]! + nodes[at]!.width + GAP);
	return x;
}

/** An order of the nodes in which all links that are kept lead forward; where links form a cycle, one node is taken before its turn. */
function arrange(count: number, links: readonly TubeLink[]): { order: number[]; forward: number[][] } {
	const onward = Array.from({ length: count }, () => new Set<number>());
	for (const [from, to] of links) if (from !== to) onward[from]!.add(to);
	const waiting = new Uint32Array(count);
	for (const targets of onward) for (const to of targets) waiting[to]!++;
	const isPlaced = new Uint8Array(count);
	const forward = Array.from({ length: count }, (): number[] => []);
	const order: number[] = [];
	while (order.length < count) {
		// The first in the list that waits for nothing; where all wait for each other, the first of all.
		let next = -1;
		for (let at = 0; at < count && next < 0; at++) if (isPlaced[at] === 0 && waiting[at] === 0) next = at;
		if (next < 0) next = isPlaced.indexOf(0);
		isPlaced[next] = 1;
		order.push(next);
		for (const to of onward[next]!) {
			if (isPlaced[to] === 1) continue;
			waiting[to]!--;
			forward[next]!.push(to);
		}
	}
	return { order, forward };
}
