/** What stands beside the reference in a tube map, and which lanes run through it. */
import type { Lane } from './lanes.ts';
import type { Way } from './locus-ways.ts';
import { GAP, type TubeColumns, type TubeLink } from './tube-columns.ts';
import type { TubeNode } from './tube-nodes.ts';

/** Height of the line of letters at the top of a node, px. */
export const LABEL_HEIGHT = 15;
/** Room between a node's edge and its first and last ribbon, px. */
export const NODE_PADDING = 4;
/** Room between two ribbons in an item, px. */
export const RIBBON_GAP = 2.5;
/** Room that a detour of links alone leaves for its length in letters, px. */
const DETOUR_LABEL = 11;

/** What a tube map shows, laid out from left to right: nodes are spoken of by their places in the list. */
export interface TubeCourse {
	readonly nodes: readonly TubeNode[];
	readonly columns: TubeColumns;
	readonly ways: readonly Way[];
	/** By way: the nodes that it visits. */
	readonly steps: readonly (readonly number[])[];
	readonly lanes: readonly Lane[];
	/** By way. */
	readonly laneOf: readonly number[];
	/** Links that no way takes. */
	readonly bareLinks: readonly TubeLink[];
}

/** Something off the reference that takes up room: a node, or the ribbons that pass reference nodes by. */
export interface TubeItem {
	/** Place in the list of nodes; -1 for ribbons alone. */
	readonly at: number;
	readonly roomStart: number;
	readonly roomEnd: number;
	/** Lanes that run through it, ascending. */
	readonly lanes: readonly number[];
	/** px from the top of the picture. */
	top: number;
	readonly height: number;
}

/** A key for the link between two nodes by their places in the list. */
export function linkKey(from: number, to: number): string {
	return `${from}>${to}`;
}

/** The middle of a lane's ribbon in an item. */
export function itemLaneY(item: TubeItem, lanes: readonly Lane[], lane: number): number {
	let y = item.top + (item.at < 0 ? DETOUR_LABEL : LABEL_HEIGHT + NODE_PADDING);
	for (const other of item.lanes) {
		if (other === lane) return y + lanes[lane]!.width / 2;
		y += lanes[other]!.width + RIBBON_GAP;
	}
	return y;
}

/** Everything off the reference, not placed yet; a node's key is its place in the list, ribbons alone have {@link linkKey}. */
export function tubeItems(course: TubeCourse): Map<string, TubeItem> {
	const { lanes } = course;
	const items = new Map<string, TubeItem>();
	for (const [key, { at, roomStart, roomEnd, lanes: own }] of lanesByItem(course)) {
		const sorted = [...own].sort((a, b) => a - b);
		const widths = sorted.reduce((sum, lane) => sum + lanes[lane]!.width, 0);
		const ribbons = widths + RIBBON_GAP * Math.max(0, sorted.length - 1);
		const height = at < 0 ? DETOUR_LABEL + ribbons : LABEL_HEIGHT + 2 * NODE_PADDING + ribbons;
		items.set(key, { at, roomStart, roomEnd, lanes: sorted, top: 0, height });
	}
	return items;
}

interface LaneSet {
	at: number;
	roomStart: number;
	roomEnd: number;
	lanes: Set<number>;
}

/** The room and the lanes of each item. */
function lanesByItem({ nodes, columns: { roomStart, roomEnd }, steps, laneOf, bareLinks }: TubeCourse): Map<string, LaneSet> {
	const sets = new Map<string, LaneSet>();
	for (const [at, { rank }] of nodes.entries()) {
		if (rank < 0) sets.set(String(at), { at, roomStart: roomStart[at]!, roomEnd: roomEnd[at]!, lanes: new Set() });
	}
	const pass = (from: number, to: number, lane?: number): void => {
		// The reference itself never leaves its row.
		if (nodes[from]!.rank >= 0 && nodes[to]!.rank === nodes[from]!.rank + 1) return;
		const [start, end] = [roomEnd[from]! + GAP, roomStart[to]! - GAP];
		// Room for more than the curve between neighbours: something stands in between.
		if (end - start < 1) return;
		const own = sets.get(linkKey(from, to)) ?? { at: -1, roomStart: start, roomEnd: end, lanes: new Set() };
		if (lane !== undefined) own.lanes.add(lane);
		sets.set(linkKey(from, to), own);
	};
	for (const [way, visited] of steps.entries()) {
		for (const [i, at] of visited.entries()) {
			sets.get(String(at))?.lanes.add(laneOf[way]!);
			if (i > 0) pass(visited[i - 1]!, at, laneOf[way]);
		}
	}
	for (const [from, to] of bareLinks) pass(from, to);
	return sets;
}
