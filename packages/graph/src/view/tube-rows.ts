/**
 * Where what is off the reference lies above and below it.
 *
 * The reference's nodes stand in one row; each lane keeps its height all along it. What ways visit between two reference nodes, and
 * where they leave out reference nodes, gets a place above or below, the short detours nearest, on the side that its lanes are on.
 * Nothing overlaps.
 */
import { findDetours } from './detours.ts';
import type { Lane } from './lanes.ts';
import { ROW_GAP, Side } from './side.ts';
import { LABEL_HEIGHT, NODE_PADDING, RIBBON_GAP, type TubeCourse, type TubeItem, tubeItems } from './tube-items.ts';

/** Least distance of two lanes along the reference: their names stand at its beginning, px. */
const LANE_PITCH = 13;

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

/** Finds a place for everything. */
export function tubeRows(course: TubeCourse): TubeRows {
	const { lanes } = course;
	const items = tubeItems(course);
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
	for (const detour of findDetours(course, items)) {
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
