/** One dot for each person: recall of the graph arm over that of the linear arm. */
import type { Markup } from '../markup.ts';
import type { Numbers } from '../numbers.ts';
import type { Words } from '../words.ts';
import { axisName, figuresBelow, figuresBeside, linesAcross, linesUp, SMALL } from './plot-parts.ts';
import { recallAxis } from './recall-axis.ts';
import { INK, type PlotText, renderPlot } from './render-plot.ts';

const SIDE = 440;
const LEFT = 64;
const TOP = 12;
const WIDTH = LEFT + SIDE + 24;
const HEIGHT = TOP + SIDE + 56;

/** Draws the dots; people without recall are left out. */
export async function scatterPlot(
	people: readonly { readonly graph: number | null; readonly linear: number | null }[],
	words: Words,
	numbers: Numbers,
	text: PlotText,
): Promise<Markup> {
	const dots = people.filter(({ graph, linear }) => graph !== null && linear !== null);
	const { from, ticks } = recallAxis(
		dots.flatMap(({ graph, linear }) => [graph!, linear!]),
		numbers,
	);
	const [left, bottom] = [{ value: LEFT }, { value: TOP + SIDE }];
	return await renderPlot(
		{
			width: WIDTH,
			height: HEIGHT,
			data: { dots, ticks, ends: [{ from }], axis: [{ ...words.people.axisOf }] },
			scales: [
				{ name: 'x', type: 'linear', domain: [from, 1], range: [LEFT, LEFT + SIDE], zero: false },
				{ name: 'y', type: 'linear', domain: [from, 1], range: [TOP + SIDE, TOP], zero: false },
			],
			marks: [
				linesAcross(LEFT, LEFT + SIDE),
				linesUp(TOP, TOP + SIDE),
				{
					type: 'rule',
					from: { data: 'ends' },
					encode: {
						enter: {
							x: left,
							x2: { value: LEFT + SIDE },
							y: bottom,
							y2: { value: TOP },
							stroke: { value: INK.muted },
							strokeDash: { value: [5, 4] },
						},
					},
				},
				figuresBeside(LEFT),
				figuresBelow(TOP + SIDE + 18),
				axisName('linear', LEFT + SIDE / 2, HEIGHT - 14),
				{
					type: 'text',
					from: { data: 'axis' },
					encode: {
						enter: {
							x: { value: 14 },
							y: { value: TOP + SIDE / 2 },
							angle: { value: -90 },
							align: { value: 'center' },
							text: { field: 'graph' },
							...SMALL,
						},
					},
				},
				{
					type: 'symbol',
					from: { data: 'dots' },
					encode: {
						enter: {
							x: { scale: 'x', field: 'linear' },
							y: { scale: 'y', field: 'graph' },
							size: { value: 70 },
							fill: { value: INK.graph },
							fillOpacity: { value: 0.65 },
							stroke: { value: INK.page },
						},
					},
				},
			],
		},
		text,
	);
}
