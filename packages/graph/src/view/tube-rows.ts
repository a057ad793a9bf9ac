/**
 * Where what is off the reference lies above and below it.
 *
 * The reference's nodes stand in one row; each lane keeps its height all along it. What ways visit between two reference nodes, and
 * where they leave out reference nodes, gets a place above or below, the short detours nearest, on the side that its lanes are on.
 * Nothing overlaps.
 */
import type { Lane } from './lanes.ts';
import type { Way } from './locus-ways.ts';
import { GAP, type TubeColumns, type TubeLink } from './tube-columns.ts';
import type { TubeNode } from './tube-nodes.ts';

/** Height of the line of letters at the top of a node, px. */
export const LABEL_HEIGHT = 15;
/** Room between a node's edge and its first and last ribbon, px. */
export const NODE_PADDING = 4;
/** Least distance of two lanes along the reference: their names stand at its beginning, px. */
const LANE_PITCH = 13;
const RIBBON_GAP = 2.5;
/** Room between two things above each other, px. */
const ROW_GAP = 9;
/** Room that a detour of links alone leaves for its length in letters, px. */
const DETOUR_LABEL = 11;

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

/** Heights of everything. */
export interface TubeRows {
	/** Middle of each lane along the reference. */
	readonly laneY: Float64Array;
	/** Top and bottom of the reference's nodes. */
	readonly backboneTop: number;
	readonly backboneBottom: number;
	/** By place in the list of nodes: the item of a node off the reference. */
	readonly nodeItems: ReadonlyMap<number, TubeItem>;
	/** By {@link linkKey}: the item of ribbons that pass nodes by. */
	readonly linkItems: ReadonlyMap<string, TubeItem>;
	/** Bottom of the lowest. */
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

/** Stretches off the reference, as they are placed: items from one reference node to the next. */
interface Detour {
	items: TubeItem[];
	lanes: Set<number>;
	count: number;
}

/** Lays everything out. `stepsOf` gives the places of a way's nodes in the list; `bareLinks` are taken by no way. */
export function tubeRows(
	nodes: readonly TubeNode[],
	columns: TubeColumns,
	ways: readonly Way[],
	lanes: readonly Lane[],
	stepsOf: (way: number) => readonly number[],
	bareLinks: readonly TubeLink[],
): TubeRows {
	const laneOf = new Map(lanes.flatMap(({ ways: own }, lane) => own.map((way) => [way, lane])));
	const laneSets = lanesByItem(nodes, columns, ways, laneOf, stepsOf, bareLinks);
	const items = new Map<string, TubeItem>();
	for (const [key, { at, roomStart, roomEnd, lanes: own }] of laneSets) {
		const sorted = [...own].sort((a, b) => a - b);
		const ribbons = Math.max(
			0,
			sorted.reduce((sum, lane) => sum + lanes[lane]!.width + RIBBON_GAP, -RIBBON_GAP),
		);
		const height = at < 0 ? DETOUR_LABEL + ribbons : LABEL_HEIGHT + 2 * NODE_PADDING + ribbons;
		items.set(key, { at, roomStart, roomEnd, lanes: sorted, top: 0, height });
	}
	const detours = findDetours(nodes, ways, laneOf, stepsOf, items);
	const laneY = Float64Array.from(lanes.keys(), () => 0);
	let y = LABEL_HEIGHT + NODE_PADDING;
	for (const [lane, { width }] of lanes.entries()) {
		const pitch = Math.max(LANE_PITCH, width + RIBBON_GAP);
		laneY[lane] = y + pitch / 2;
		y += pitch;
	}
	const backboneHeight = y + NODE_PADDING;
	const above = new Side();
	const below = new Side();
	const sides = new Map<TubeItem, Side>();
	for (const detour of [...detours.values(), ...alone(items, detours)]) {
		const open = detour.items.filter((item) => !sides.has(item));
		if (open.length === 0) continue;
		const placed = detour.items.filter((item) => sides.has(item));
		const middle = middleOf([...detour.lanes], lanes, laneY);
		const from = Math.min(Infinity, ...placed.map(({ top }) => top));
		const least = from === Infinity ? ROW_GAP : from;
		const side = placed.length > 0 ? sides.get(placed[0]!)! : nearer(above, below, open, middle, backboneHeight);
		const offset = side.fit(open, least);
		for (const item of open) {
			// What runs back over itself has nodes above each other in one detour.
			item.top = side.fit([item], offset); // from the reference outwards, until all are placed
			side.add(item, item.top);
			sides.set(item, side);
		}
	}
	const backboneTop = above.extent;
	for (const [item, side] of sides) {
		item.top = side === above ? backboneTop - item.top - item.height : backboneTop + backboneHeight + item.top;
	}
	return {
		laneY: laneY.map((own) => own + backboneTop),
		backboneTop,
		backboneBottom: backboneTop + backboneHeight,
		nodeItems: new Map([...items.values()].flatMap((item) => (item.at < 0 ? [] : [[item.at, item]]))),
		linkItems: new Map([...items].filter(([, { at }]) => at < 0)),
		height: backboneTop + backboneHeight + below.extent,
	};
}

type LaneSet = { at: number; roomStart: number; roomEnd: number; lanes: Set<number> };

/** The room and the lanes of everything off the reference; a node's key is its place in the list, ribbons alone have {@link linkKey}. */
function lanesByItem(
	nodes: readonly TubeNode[],
	{ roomStart, roomEnd }: TubeColumns,
	ways: readonly Way[],
	laneOf: ReadonlyMap<number, number>,
	stepsOf: (way: number) => readonly number[],
	bareLinks: readonly TubeLink[],
): Map<string, LaneSet> {
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
	for (const way of ways.keys()) {
		const steps = stepsOf(way);
		for (const [i, at] of steps.entries()) {
			sets.get(String(at))?.lanes.add(laneOf.get(way)!);
			if (i > 0) pass(steps[i - 1]!, at, laneOf.get(way));
		}
	}
	for (const [from, to] of bareLinks) pass(from, to);
	return sets;
}

/** Detours of all ways, the shortest first, of those as long the most common. */
function findDetours(
	nodes: readonly TubeNode[],
	ways: readonly Way[],
	laneOf: ReadonlyMap<number, number>,
	stepsOf: (way: number) => readonly number[],
	items: ReadonlyMap<string, TubeItem>,
): Map<string, Detour> {
	const detours = new Map<string, Detour>();
	for (const [way, { walks }] of ways.entries()) {
		let keys: string[] = [];
		const close = (): void => {
			const own = keys.flatMap((key) => items.get(key) ?? []);
			if (own.length > 0) {
				const detour = detours.get(keys.join()) ?? { items: own, lanes: new Set(), count: 0 };
				detour.lanes.add(laneOf.get(way)!);
				detour.count += walks.length;
				detours.set(keys.join(), detour);
			}
			keys = [];
		};
		const steps = stepsOf(way);
		for (const [i, at] of steps.entries()) {
			if (i > 0) keys.push(linkKey(steps[i - 1]!, at));
			if (nodes[at]!.rank >= 0) close();
			else keys.push(String(at));
		}
		close();
	}
	const span = ({ items: own }: Detour) =>
		Math.max(...own.map(({ roomEnd }) => roomEnd)) - Math.min(...own.map(({ roomStart }) => roomStart));
	return new Map([...detours].sort(([, a], [, b]) => span(a) - span(b) || b.count - a.count));
}

/** A detour for each item that no way visits. */
function alone(items: ReadonlyMap<string, TubeItem>, detours: ReadonlyMap<string, Detour>): Detour[] {
	const visited = new Set([...detours.values()].flatMap((detour) => detour.items));
	return [...items.values()].filter((item) => !visited.has(item)).map((item) => ({ items: [item], lanes: new Set(), count: 0 }));
}

/** Where lanes run along the reference on average, wide ones counting more; the lane of rare ways only where it is alone. */
function middleOf(own: readonly number[], lanes: readonly Lane[], laneY: Float64Array): number {
	const told = own.filter((lane) => lanes[lane]!.kind !== 'rest');
	const counted = told.length > 0 ? told : own;
	const total = counted.reduce((sum, lane) => sum + lanes[lane]!.width, 0);
	return counted.reduce((sum, lane) => sum + laneY[lane]! * lanes[lane]!.width, 0) / Math.max(1, total);
}

/** The side on which items lie nearer to their lanes; above where both are as near. */
function nearer(above: Side, below: Side, items: readonly TubeItem[], middle: number, backboneHeight: number): Side {
	const up = above.fit(items, ROW_GAP) + middle - LABEL_HEIGHT;
	const down = below.fit(items, ROW_GAP) + backboneHeight - middle;
	return down < up ? below : above;
}

/** What is placed on one side of the reference, by its distance from it. */
class Side {
	readonly #placed: { from: number; to: number; low: number; high: number }[] = [];
	/** How far it reaches. */
	extent = 0;

	/** The least offset from `least` on at which all items have room. */
	fit(items: readonly TubeItem[], least: number): number {
		let offset = least;
		for (let isFree = false; !isFree; ) {
			isFree = true;
			for (const { roomStart, roomEnd, height } of items) {
				for (const { from, to, low, high } of this.#placed) {
					if (roomStart - GAP / 2 >= to || roomEnd + GAP / 2 <= from) continue;
					if (offset >= high + ROW_GAP || offset + height + ROW_GAP <= low) continue;
					offset = high + ROW_GAP;
					isFree = false;
				}
			}
		}
		return offset;
	}

	add({ roomStart, roomEnd, height }: TubeItem, offset: number): void {
		this.#placed.push({ from: roomStart - GAP / 2, to: roomEnd + GAP / 2, low: offset, high: offset + height });
		this.extent = Math.max(this.extent, offset + height + ROW_GAP);
	}
}
