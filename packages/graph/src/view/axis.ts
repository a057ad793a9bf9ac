/** The axis of a tube map: which positions of the reference stand where. */
import { placeOf, type ReferencePlaces } from '../coordinates/reference-places.ts';
import { contigPosition } from '../coordinates/reference-steps.ts';
import type { NodeBox, TubeMap } from './tube-map.ts';
import { LETTER_WIDTH } from './tube-nodes.ts';

/** A position on the axis. */
export interface Tick {
	readonly x: number;
	/** 1-based, on the contig. */
	readonly position: number;
}

/** Width of a label's figure, px. */
const FIGURE_WIDTH = 6.2;
/** Room between two labels, px. */
const LABEL_GAP = 14;

/** Ticks at the first base of reference nodes, as many as have room for their labels; the first node always has one. */
export function axisTicks({ locus, nodes }: TubeMap): Tick[] {
	const { reference } = locus;
	const ticks: Tick[] = [];
	let free = -Infinity;
	for (const node of backboneNodes(nodes)) {
		const { position } = contigPosition(reference, reference.starts[node.rank]! + node.cutBefore);
		const width = (position + 1).toLocaleString('en-US').length * FIGURE_WIDTH;
		const x = firstBaseX(node);
		if (x - width / 2 < free) continue;
		ticks.push({ x, position: position + 1 });
		free = x + width / 2 + LABEL_GAP;
	}
	return ticks;
}

/** Stretches of the axis at which bases stand to scale, and those at which they do not. */
export function axisStretches({ nodes }: TubeMap): { from: number; to: number; isCompressed: boolean }[] {
	return backboneNodes(nodes).map(({ x, width, isLong }) => ({ from: x, to: x + width, isCompressed: isLong }));
}

/** The same bases on another reference: its positions at the ticks' bases, where it visits them; and its contig. */
export function otherTicks(map: TubeMap, places: ReferencePlaces): { contig: string; ticks: Tick[] } | undefined {
	const at = new Map(backboneNodes(map.nodes).map((node) => [firstBaseX(node), node]));
	const found = axisTicks(map).flatMap(({ x }) => {
		const node = at.get(x)!;
		const place = placeOf(places, node.handle, node.cutBefore);
		return place?.flank === 'on' ? [{ x, position: place.position + 1, contig: place.contig }] : [];
	});
	if (found.length === 0) return undefined;
	const { contig } = found[0]!;
	return {
		contig: places.reference.contigs[contig]!.name,
		ticks: found.filter((tick) => tick.contig === contig).map(({ x, position }) => ({ x, position })),
	};
}

function backboneNodes(nodes: readonly NodeBox[]): NodeBox[] {
	return nodes.filter(({ rank }) => rank >= 0).toSorted((a, b) => a.rank - b.rank);
}

/** Middle of the first letter, where letters are shown. */
function firstBaseX({ x, width, label, isLong }: NodeBox): number {
	return isLong ? x : x + width / 2 - ((label.length - 1) * LETTER_WIDTH) / 2;
}
