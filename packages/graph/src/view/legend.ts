/** The legend of a tube map. */
import { laneColour } from './palette.ts';
import { px } from './ribbons.ts';
import { counted, escaped } from './svg-text.ts';
import type { TubeMap } from './tube-map.ts';
import type { LaneName } from './way-names.ts';

/** Width of a letter of the legend, px, about. */
const TEXT_WIDTH = 7.2;
/** Letters of names that a line of the legend tells at most: a reader looks for who is rare. */
const LEGEND_LETTERS_MAX = 100;

/** A line for each lane: its ribbon, its name, how many haplotypes take it and which. */
export function legendLines({ lanes, ribbons: all }: TubeMap, names: readonly LaneName[], width: number): string[] {
	const hasTurned = all.some(({ turned }) => turned.length > 0);
	const order = [...lanes.keys()].sort((a, b) => rankOf(lanes[a]!) - rankOf(lanes[b]!));
	const lines = order.map((i) => {
		const lane = lanes[i]!;
		const { name, haplotypes, ways } = names[i]!;
		const heading =
			lane.kind === 'rest' ? counted(ways, 'other way') : lane.kind === 'reference' ? `the way of ${name}` : `way ${name}`;
		const count =
			lane.kind === 'reference' ? `and ${counted(haplotypes.length, 'haplotype')}` : counted(haplotypes.length, 'haplotype');
		const room = Math.min(LEGEND_LETTERS_MAX, Math.floor((width - 46) / TEXT_WIDTH) - heading.length - count.length - 4);
		const line = `<line x1="0" x2="34" y1="0" y2="0" stroke="${laneColour(lane)}" stroke-width="${px(lane.width)}"/>`;
		const list = haplotypes.length === 0 ? '' : `: ${fitted(haplotypes, room)}`;
		return `${line}<text class="legend" x="46" y="4"><tspan font-weight="600">${escaped(heading)}</tspan>, ${count}<tspan fill="#555">${escaped(list)}</tspan></text>`;
	});
	if (!hasTurned) return lines;
	const chevron = '<path class="turned" d="M20 -6L13 0L20 6"/>';
	return [...lines, `${chevron}<text class="legend" x="46" y="4">read from right to left, as the other strand</text>`];
}

function rankOf({ kind, order }: { kind: string; order: number }): number {
	return kind === 'reference' ? -1 : kind === 'rest' ? 1000 : order;
}

/** As many names as fit `room` letters, and how many more there are. */
function fitted(names: readonly string[], room: number): string {
	let text = '';
	for (const [i, name] of names.entries()) {
		const more = names.length - i;
		const next = i === 0 ? name : `${text}, ${name}`;
		if (i > 0 && next.length + (more > 1 ? ` and ${more} more`.length : 0) > room) return `${text} and ${more} more`;
		text = next;
	}
	return text;
}
