/**
 * Lanes: the parallel tracks in which ways run along the reference.
 *
 * The reference's way and the most common others have a lane each, as wide as haplotypes take them; what is left shares one. Lanes
 * that are alike stand side by side.
 */
import type { Way } from './locus-ways.ts';

/** A lane. */
export interface Lane {
	/** Which ways run in it: their numbers, ascending. */
	readonly ways: readonly number[];
	/** `reference`, `way` for one of the most common others, `rest` for what is left. */
	readonly kind: 'reference' | 'way' | 'rest';
	/** From 0 among those of its kind, the most common first. */
	readonly order: number;
	/** Passages of haplotypes, the reference's own walk among them. */
	readonly count: number;
	/** Width of its ribbon in px. */
	readonly width: number;
}

const WIDTH_MIN = 2.5;
const WIDTH_MAX = 15;
/** Haplotypes for which a ribbon may be as wide as that. */
const WIDEST_COUNT_MIN = 16;

/** Lanes from top to bottom. `ways` stand as {@link locusWays} gives them; at most `wayMax` beside the reference have a lane. */
export function makeLanes(ways: readonly Way[], wayMax: number): Lane[] {
	const hasReference = ways[0]?.isReference === true;
	const shown = Math.min(ways.length, wayMax + Number(hasReference));
	const most = Math.max(WIDEST_COUNT_MIN, ...ways.map(({ walks }) => walks.length));
	const widthOf = (count: number): number => WIDTH_MIN + (WIDTH_MAX - WIDTH_MIN) * Math.sqrt(count / most);
	const lanes = ways.slice(0, shown).map(({ walks, isReference }, way): Lane => {
		const kind = isReference ? 'reference' : 'way';
		return {
			ways: [way],
			kind,
			order: isReference ? 0 : way - Number(hasReference),
			count: walks.length,
			width: widthOf(walks.length),
		};
	});
	const ordered = alikeTogether(lanes, ways);
	if (shown === ways.length) return ordered;
	const rest = Array.from({ length: ways.length - shown }, (_, i) => shown + i);
	const count = rest.reduce((sum, way) => sum + ways[way]!.walks.length, 0);
	return [...ordered, { ways: rest, kind: 'rest', order: 0, count, width: WIDTH_MIN }];
}

/** Puts each lane where it differs least from its neighbours, one after the other. */
function alikeTogether(lanes: readonly Lane[], ways: readonly Way[]): Lane[] {
	const nodes = lanes.map((lane) => new Set(Array.from(ways[lane.ways[0]!]!.steps, (step) => step >>> 1)));
	const distance = (a: number, b: number): number => {
		let shared = 0;
		for (const node of nodes[a]!) if (nodes[b]!.has(node)) shared++;
		return nodes[a]!.size + nodes[b]!.size - 2 * shared;
	};
	const order: number[] = [];
	for (let lane = 0; lane < lanes.length; lane++) {
		let best = 0;
		let least = Infinity;
		for (let place = 0; place <= order.length; place++) {
			const [above, below] = [order[place - 1], order[place]];
			const apart = above === undefined || below === undefined ? 0 : distance(above, below);
			const added = (above === undefined ? 0 : distance(above, lane)) + (below === undefined ? 0 : distance(lane, below)) - apart;
			// At an end only one side counts: a lane in between has to gain twice.
			if (added < least) [best, least] = [place, added];
		}
		order.splice(best, 0, lane);
	}
	return order.map((lane) => lanes[lane]!);
}
