/** A tube map as an SVG text that stands for itself: title, description, axis and legend. The same map gives the same bytes. */
import type { ReferencePlaces } from '../coordinates/reference-places.ts';
import { segmentName } from '../store/graph.ts';
import { axisStretches, axisTicks, otherTicks, type Tick } from './axis.ts';
import { describe, subtitleOf, titleOf } from './captions.ts';
import { legendLines } from './legend.ts';
import { laneColour } from './palette.ts';
import { counted, escaped, shortened } from './svg-text.ts';
import { px } from './ribbons.ts';
import type { NodeBox, TubeMap } from './tube-map.ts';
import { LETTER_WIDTH } from './tube-nodes.ts';
import { LABEL_HEIGHT } from './tube-items.ts';
import { type LaneName, laneNames, referenceName } from './way-names.ts';

const MARGIN = 24;
/** Room for the names of lanes on the left, px. */
const NAMES_WIDTH = 116;
const HEAD_HEIGHT = 64;
const AXIS_HEIGHT = 34;
const OTHER_AXIS_HEIGHT = 18;
const LEGEND_LINE = 19;
/** The legend has room to tell at least this much, px. */
const WIDTH_MIN = 640;
/** Names of haplotypes that a lane's tooltip tells. */
const NAMES_MAX = 40;

const STYLE = `text{font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:#222}
.title{font-size:17px;font-weight:600}
.subtitle,.legend{font-size:12px}
.subtitle{fill:#555}
.lane{font-size:11px;text-anchor:end;dominant-baseline:central}
.bases{font-family:ui-monospace,'Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:11px;text-anchor:middle}
.length{font-size:10.5px;text-anchor:middle;fill:#555;font-style:italic}
.tick{font-size:10.5px;text-anchor:middle;fill:#444}
.axis{stroke:#444;stroke-width:1.5}
.compressed{stroke-dasharray:2 3}
.node{fill:#fff;stroke:#8a8a8a}
.edge{fill:none;stroke:#666;stroke-opacity:.65}
.ribbon{fill:none;stroke-linejoin:round}
.casing{stroke:#fff}
.turned{fill:none;stroke:#222;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.bare{fill:none;stroke:#999;stroke-dasharray:3 3}`;

/** The picture. `others` are further references whose positions the axis is to give. */
export function tubeSvg(map: TubeMap, others: readonly { sample: string; places: ReferencePlaces }[] = []): string {
	const names = laneNames(map);
	const axes = others.flatMap(({ sample, places }) => {
		const axis = otherTicks(map, places);
		return axis === undefined ? [] : [{ sample, ...axis }];
	});
	const width = Math.max(WIDTH_MIN, NAMES_WIDTH + map.width) + 2 * MARGIN;
	const axisTop = HEAD_HEIGHT + map.height + 14;
	const legendTop = axisTop + AXIS_HEIGHT + axes.length * OTHER_AXIS_HEIGHT + 22;
	const legend = legendLines(map, names, width - 2 * MARGIN);
	const height = legendTop + legend.length * LEGEND_LINE + MARGIN - 6;
	const [title, description] = [titleOf(map), describe(map, names)];
	const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-labelledby="title desc">`;
	return [
		head,
		`<title id="title">${escaped(title)}</title>`,
		`<desc id="desc">${escaped(description)}</desc>`,
		`<style>${STYLE}</style>`,
		`<rect width="${px(width)}" height="${px(height)}" fill="#fff"/>`,
		`<text class="title" x="${MARGIN}" y="${MARGIN + 9}">${escaped(title)}</text>`,
		`<text class="subtitle" x="${MARGIN}" y="${MARGIN + 29}">${escaped(subtitleOf(map))}</text>`,
		`<g transform="translate(${MARGIN + NAMES_WIDTH} ${HEAD_HEIGHT})">`,
		...laneLabels(map, names),
		...map.nodes.map((node) => box(map, node)),
		...ribbons(map, names),
		...map.nodes.map(outline),
		...map.passed.map(({ x, y, length }) => {
			return `<text class="length" x="${px(x)}" y="${px(y + 7)}">−${length.toLocaleString('en-US')} bp</text>`;
		}),
		'</g>',
		`<g transform="translate(${MARGIN + NAMES_WIDTH} ${px(axisTop)})">`,
		...mainAxis(map),
		...axes.flatMap(({ sample, contig, ticks }, i) => otherAxis(sample, contig, ticks, AXIS_HEIGHT + i * OTHER_AXIS_HEIGHT)),
		'</g>',
		`<g transform="translate(${MARGIN} ${px(legendTop)})">`,
		...legend.map((line, i) => `<g transform="translate(0 ${i * LEGEND_LINE})">${line}</g>`),
		'</g>',
		'</svg>\n',
	].join('\n');
}

function laneLabels({ lanes, laneY }: TubeMap, names: readonly LaneName[]): string[] {
	return lanes.map((lane, i) => {
		const { name, haplotypes } = names[i]!;
		const count = lane.kind === 'reference' ? `+${haplotypes.length}` : String(haplotypes.length);
		return `<text class="lane" x="-10" y="${px(laneY[i]!)}"><tspan font-weight="600">${escaped(shortened(name))}</tspan> ${count}</text>`;
	});
}

/** A node's ground; its outline and letters are drawn above the ribbons. */
function box(
	{ locus }: TubeMap,
	{ node, handle, x, y, width, height, length, label, isLong, cutBefore, cutAfter, rank }: NodeBox,
): string {
	const { graph } = locus.reference;
	const strand = (handle & 1) === 1 ? ', reverse strand' : '';
	const cut = cutBefore + cutAfter === 0 ? '' : ` of ${(length + cutBefore + cutAfter).toLocaleString('en-US')}`;
	const title = `segment ${segmentName(graph, node)}${strand}, ${length.toLocaleString('en-US')}${cut} bp${rank < 0 ? '' : ', on the reference'}`;
	const middle = px(x + width / 2);
	const text = isLong
		? `<text class="length" x="${middle}" y="${px(y + LABEL_HEIGHT - 4)}">${label}</text>`
		: `<text class="bases" x="${middle}" y="${px(y + LABEL_HEIGHT - 3.5)}" textLength="${px(label.length * LETTER_WIDTH)}">${label}</text>`;
	return `<g><title>${escaped(title)}</title><rect class="node" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="5"/>${text}</g>`;
}

function outline({ x, y, width, height }: NodeBox): string {
	return `<rect class="edge" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="5"/>`;
}

/** Rare ways first, so that the common ones lie above them; the reference last. */
function ribbons({ ribbons: all, lanes, barePaths, ways }: TubeMap, names: readonly LaneName[]): string[] {
	const drawn = all.toSorted((a, b) => Number(ways[a.way]!.isReference) - Number(ways[b.way]!.isReference) || b.way - a.way);
	const bare = barePaths.map((path) => `<path class="bare" d="${path}"/>`);
	return [
		...bare,
		...drawn.map(({ way, lane, path, ends, turned }) => {
			const { width, kind } = lanes[lane]!;
			const colour = laneColour(lanes[lane]!);
			const { name, haplotypes } = names[lane]!;
			const who = kind === 'rest' ? ways[way]!.walks.length : haplotypes.length;
			const title = kind === 'rest' ? `a way of ${counted(who, 'haplotype')}` : `${name}: ${told(haplotypes)}`;
			const caps = ends.map(([x, y]) => `<circle cx="${px(x)}" cy="${px(y)}" r="${px(width / 2 + 2)}" fill="${colour}"/>`);
			const casing = `<path class="ribbon casing" d="${path}" stroke-width="${px(width + 2)}"/>`;
			const ribbon = `<path class="ribbon" d="${path}" stroke="${colour}" stroke-width="${px(width)}"/>`;
			const turns = turned.map(
				([x, y]) => `<path class="turned" d="M${px(x + 4)} ${px(y - 6)}L${px(x - 3)} ${px(y)}L${px(x + 4)} ${px(y + 6)}"/>`,
			);
			return `<g><title>${escaped(title)}</title>${casing}${ribbon}${[...caps, ...turns].join('')}</g>`;
		}),
	];
}

function told(haplotypes: readonly string[]): string {
	if (haplotypes.length === 0) return 'no haplotype';
	const more = haplotypes.length - NAMES_MAX;
	return `${haplotypes.slice(0, NAMES_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function mainAxis(map: TubeMap): string[] {
	const { reference } = map.locus;
	const stretches = axisStretches(map);
	const lines = stretches.map(({ from, to, isCompressed }) => {
		return `<line class="axis${isCompressed ? ' compressed' : ''}" x1="${px(from)}" x2="${px(to)}" y1="0" y2="0"/>`;
	});
	const ticks = axisTicks(map).map(({ x, position }) => {
		const label = `<text class="tick" x="${px(x)}" y="18">${position.toLocaleString('en-US')}</text>`;
		return `<line class="axis" x1="${px(x)}" x2="${px(x)}" y1="0" y2="5"/>${label}`;
	});
	return [...lines, ...ticks, axisLabel(referenceName(map), reference.contigs[0]!.name, 18)];
}

function otherAxis(sample: string, contig: string, ticks: readonly Tick[], y: number): string[] {
	const texts = ticks.map(
		({ x, position }) => `<text class="tick" x="${px(x)}" y="${y}">${position.toLocaleString('en-US')}</text>`,
	);
	return [...texts, axisLabel(sample, contig, y)];
}

/** A path whose name is no PanSN name is sample and contig in one. */
function axisLabel(sample: string, contig: string, y: number): string {
	const label = sample === contig ? shortened(sample) : `${shortened(sample)} ${shortened(contig)}`;
	return `<text class="tick" style="text-anchor:start" x="${-NAMES_WIDTH}" y="${y}">${escaped(label)}</text>`;
}
