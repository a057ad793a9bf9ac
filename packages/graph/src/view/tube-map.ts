/**
 * A tube map of a locus: its nodes as boxes, its haplotypes as ribbons through them.
 *
 * After Beyer et al. 2019, Sequence tube maps: making graph genomes intuitive to commuters (doi:10.1093/bioinformatics/btz597), with
 * the reference as a straight backbone, equal ways merged and drawn as wide as haplotypes take them, and long nodes compressed.
 * Coordinates are px in the picture of the graph alone, whose left top is 0, 0; axis and legend are drawn around it.
 */
import type { Graph } from '../store/graph.ts';
import { makeLanes, type Lane } from './lanes.ts';
import type { Locus } from './locus.ts';
import type { Way } from './locus-ways.ts';
import { ribbonPath, type Stretch } from './ribbons.ts';
import { type TubeColumns, tubeColumns, type TubeLink } from './tube-columns.ts';
import { type TubeNode, tubeNodes } from './tube-nodes.ts';
import { itemLaneY, linkKey } from './tube-items.ts';
import { type TubeRows, tubeRows } from './tube-rows.ts';

/** A node's box. */
export interface NodeBox extends TubeNode {
	readonly x: number;
	readonly y: number;
	readonly height: number;
}

/** px */
export type Point = readonly [x: number, y: number];

/** A way's ribbon. */
export interface Ribbon {
	/** Number of the way and of its lane. */
	readonly way: number;
	readonly lane: number;
	readonly path: string;
	/** Where it begins or ends inside the locus. */
	readonly ends: readonly Point[];
	/** Middles of nodes through which it runs from right to left. */
	readonly turned: readonly Point[];
}

/** Reference bases that ribbons pass by. */
export interface PassedBases {
	readonly x: number;
	readonly y: number;
	readonly length: number;
}

/** What is to be drawn. */
export interface TubeMap {
	readonly locus: Locus;
	readonly ways: readonly Way[];
	readonly lanes: readonly Lane[];
	readonly nodes: readonly NodeBox[];
	readonly ribbons: readonly Ribbon[];
	/** Links that no way takes. */
	readonly barePaths: readonly string[];
	readonly passed: readonly PassedBases[];
	/** Middle of each lane at the left. */
	readonly laneY: Float64Array;
	readonly backbone: { readonly top: number; readonly bottom: number };
	readonly width: number;
	readonly height: number;
}

/** Lays out the tube map of a locus whose haplotypes take `ways`. At most `wayMax` ways beside the reference's get lanes of their own. */
export function tubeMap(locus: Locus, ways: readonly Way[], wayMax: number): TubeMap {
	const nodes = tubeNodes(locus, ways);
	const placeOf = new Map(nodes.map(({ node }, at) => [node, at]));
	const steps = ways.map((way) => Array.from(way.steps, (step) => placeOf.get(step >>> 1)!));
	const isForward = (step: number): boolean => nodes[placeOf.get(step >>> 1)!]!.handle === step;
	const taken = ways.flatMap((way, i) =>
		steps[i]!.slice(1).flatMap((at, j): TubeLink[] =>
			isForward(way.steps[j]!) && isForward(way.steps[j + 1]!) ? [[steps[i]![j]!, at]] : [],
		),
	);
	const bare = bareLinks(locus.reference.graph, nodes, placeOf, ways);
	const lanes = makeLanes(ways, wayMax);
	const laneOf: number[] = [];
	for (const [lane, { ways: own }] of lanes.entries()) for (const way of own) laneOf[way] = lane;
	const columns = tubeColumns(nodes, [...taken, ...bare]);
	const rows = tubeRows({ nodes, columns, ways, steps, lanes, laneOf, bareLinks: bare });
	const stretchOf = (at: number, direction: 1 | -1, y: number): Stretch => {
		return { left: columns.roomStart[at]!, right: columns.roomEnd[at]!, y, direction };
	};
	const ribbons = ways.map((way, i): Ribbon => {
		const lane = laneOf[i]!;
		const stretches: Stretch[] = [];
		for (const [j, at] of steps[i]!.entries()) {
			const link = j === 0 ? undefined : rows.linkItems.get(linkKey(steps[i]![j - 1]!, at));
			if (link !== undefined) {
				stretches.push({ left: link.roomStart, right: link.roomEnd, y: itemLaneY(link, lanes, lane), direction: 1 });
			}
			const item = rows.nodeItems.get(at);
			const y = item === undefined ? rows.laneY[lane]! : itemLaneY(item, lanes, lane);
			stretches.push(stretchOf(at, isForward(way.steps[j]!) ? 1 : -1, y));
		}
		const turned = stretches
			.filter(({ direction }) => direction === -1)
			.map(({ left, right, y }): Point => [(left + right) / 2, y]);
		return { way: i, lane, path: ribbonPath(stretches), ends: looseEnds(locus, way, stretches), turned };
	});
	return {
		locus,
		ways,
		lanes,
		nodes: nodes.map((node, at) => boxOf(node, at, columns, rows)),
		ribbons,
		barePaths: bare.map(([from, to]) => barePath(nodes, from, to, columns, rows)),
		passed: passedBases(locus, nodes, rows),
		laneY: rows.laneY,
		backbone: { top: rows.backboneTop, bottom: rows.backboneBottom },
		width: columns.width,
		height: rows.height,
	};
}

function boxOf(node: TubeNode, at: number, { x }: TubeColumns, { nodeItems, backboneTop, backboneBottom }: TubeRows): NodeBox {
	const item = nodeItems.get(at);
	if (item === undefined) return { ...node, x: x[at]!, y: backboneTop, height: backboneBottom - backboneTop };
	return { ...node, x: x[at]!, y: item.top, height: item.height };
}

/** Where a way begins and ends inside. */
function looseEnds({ reference, left, right }: Locus, way: Way, stretches: readonly Stretch[]): Point[] {
	const [first, last] = [stretches[0]!, stretches.at(-1)!];
	const ends: Point[] = [];
	if (way.steps[0] !== reference.handles[left]) ends.push([first.direction === 1 ? first.left : first.right, first.y]);
	if (way.steps.at(-1) !== reference.handles[right]) ends.push([last.direction === 1 ? last.right : last.left, last.y]);
	return ends;
}

/** Links between nodes of the locus, read from left to right on both sides, that no way takes. */
function bareLinks(
	graph: Graph,
	nodes: readonly TubeNode[],
	placeOf: ReadonlyMap<number, number>,
	ways: readonly Way[],
): TubeLink[] {
	const taken = new Set<string>();
	for (const { steps } of ways) {
		for (let i = 1; i < steps.length; i++) {
			taken.add(`${steps[i - 1]}>${steps[i]}`);
			taken.add(`${steps[i]! ^ 1}>${steps[i - 1]! ^ 1}`);
		}
	}
	const links: TubeLink[] = [];
	for (const [from, { handle }] of nodes.entries()) {
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++) {
			const target = graph.edgeTargets[edge]!;
			const to = placeOf.get(target >>> 1);
			if (to !== undefined && nodes[to]!.handle === target && !taken.has(`${handle}>${target}`)) links.push([from, to]);
		}
	}
	return links;
}

function barePath(nodes: readonly TubeNode[], from: number, to: number, columns: TubeColumns, rows: TubeRows): string {
	const middle = (at: number): number => {
		const item = rows.nodeItems.get(at);
		return item === undefined ? (rows.backboneTop + rows.backboneBottom) / 2 : item.top + item.height / 2;
	};
	const { x, roomStart, roomEnd } = columns;
	const link = rows.linkItems.get(linkKey(from, to));
	const between: Stretch[] =
		link === undefined ? [] : [{ left: link.roomStart, right: link.roomEnd, y: link.top + link.height / 2, direction: 1 }];
	const first: Stretch = { left: x[from]! + nodes[from]!.width, right: roomEnd[from]!, y: middle(from), direction: 1 };
	const last: Stretch = { left: roomStart[to]!, right: x[to]!, y: middle(to), direction: 1 };
	return ribbonPath([first, ...between, last]);
}

/** What ribbons leave out that go from one reference node to a later one. */
function passedBases({ reference }: Locus, nodes: readonly TubeNode[], { linkItems }: TubeRows): PassedBases[] {
	return [...linkItems].flatMap(([key, item]) => {
		const [from, to] = key.split('>').map((at) => nodes[Number(at)]!.rank) as [number, number];
		if (from < 0 || to < 0 || item.lanes.length === 0) return [];
		const length = reference.starts[to]! - reference.starts[from + 1]!;
		return [{ x: (item.roomStart + item.roomEnd) / 2, y: item.top, length }];
	});
}
