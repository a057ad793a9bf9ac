/** Recall of both arms by size: deletions to the left of SNVs, insertions to the right, larger ones further out. */
import type { Mark } from 'vega';
import type { Markup } from '../markup.ts';
import type { Numbers } from '../numbers.ts';
import type { Words } from '../words.ts';
import type { ForestArm } from './forest-plot.ts';
import {
	ARM_COLOUR,
	ARM_SYMBOL,
	ARMS,
	armScales,
	figuresBeside,
	LEGEND_MARKS,
	legendOf,
	linesAcross,
	SMALL,
} from './plot-parts.ts';
import { recallAxis } from './recall-axis.ts';
import { INK, plotText, type PlotText, renderPlot } from './render-plot.ts';

/** One size class. */
export interface SizeClass {
	readonly side: 'deletion' | 'middle' | 'insertion';
	/** Such as `1–5`; `SNV` in the middle. */
	readonly label: string;
	/** Number of true variants. */
	readonly note: string;
	readonly graph: ForestArm;
	readonly linear: ForestArm;
}

const WIDTH = 880;
const LEFT = 56;
const RIGHT = 868;
const TOP = 48;
const BOTTOM = 300;
const HEIGHT = 376;
const OFFSET = { graph: -7, linear: 7 } as const;

/** Draws the classes in their order, deletions first. */
export async function sizePlot(classes: readonly SizeClass[], words: Words, numbers: Numbers, text: PlotText): Promise<Markup> {
	const pitch = (RIGHT - LEFT) / classes.length;
	const xOf = (k: number): number => LEFT + (k + 0.5) * pitch;
	const marks = classes.flatMap(({ graph, linear }, k) =>
		ARMS.flatMap((arm) => {
			const { recall, interval } = arm === 'graph' ? graph : linear;
			if (recall === null || interval === null) return [];
			return [{ arm, x: xOf(k) + OFFSET[arm], recall, low: interval[0], high: interval[1] }];
		}),
	);
	const { from, ticks } = recallAxis(
		marks.map(({ low }) => low),
		numbers,
	);
	const sides = (['deletion', 'insertion'] as const).flatMap((side, i) => {
		const members = classes.flatMap((entry, k) => (entry.side === side ? [k] : []));
		const [first, last] = [members[0], members.at(-1)];
		if (first === undefined || last === undefined) return [];
		return [{ x: xOf(first) - pitch / 2 + 4, x2: xOf(last) + pitch / 2 - 4, text: words.recall.sizeSides[i] }];
	});
	return await renderPlot(
		{
			width: WIDTH,
			height: HEIGHT,
			data: {
				ticks,
				classes: classes.map(({ label, note }, k) => ({ x: xOf(k), label: plotText(label), note })),
				bands: classes.flatMap((_, k) => (k % 2 === 0 ? [{ x: xOf(k) - pitch / 2, width: pitch }] : [])),
				sides,
				marks,
				legend: legendOf(words, LEFT),
				axis: [{ text: words.recall.axis }],
			},
			scales: [{ name: 'y', type: 'linear', domain: [from, 1], range: [BOTTOM, TOP], zero: false }, ...armScales()],
			marks: MARKS,
		},
		text,
	);
}

const MARKS: Mark[] = [
	{
		type: 'rect',
		from: { data: 'bands' },
		encode: {
			enter: {
				x: { field: 'x' },
				width: { field: 'width' },
				y: { value: TOP },
				y2: { value: BOTTOM + 42 },
				fill: { value: INK.band },
			},
		},
	},
	linesAcross(LEFT, RIGHT),
	figuresBeside(LEFT),
	{
		type: 'text',
		from: { data: 'axis' },
		encode: { enter: { x: { value: RIGHT }, y: { value: 26 }, align: { value: 'right' }, text: { field: 'text' }, ...SMALL } },
	},
	...LEGEND_MARKS,
	{
		type: 'text',
		from: { data: 'classes' },
		encode: {
			enter: {
				x: { field: 'x' },
				y: { value: BOTTOM + 18 },
				align: { value: 'center' },
				text: { field: 'label' },
				fontSize: { value: 12 },
			},
		},
	},
	{
		type: 'text',
		from: { data: 'classes' },
		encode: {
			enter: { x: { field: 'x' }, y: { value: BOTTOM + 34 }, align: { value: 'center' }, text: { field: 'note' }, ...SMALL },
		},
	},
	{
		type: 'rule',
		from: { data: 'sides' },
		encode: { enter: { x: { field: 'x' }, x2: { field: 'x2' }, y: { value: BOTTOM + 49 }, stroke: { value: INK.muted } } },
	},
	{
		type: 'text',
		from: { data: 'sides' },
		encode: {
			enter: {
				x: { signal: '(datum.x + datum.x2) / 2' },
				y: { value: BOTTOM + 67 },
				align: { value: 'center' },
				text: { field: 'text' },
				...SMALL,
			},
		},
	},
	{
		type: 'rule',
		from: { data: 'marks' },
		encode: {
			enter: {
				x: { field: 'x' },
				y: { scale: 'y', field: 'low' },
				y2: { scale: 'y', field: 'high' },
				stroke: ARM_COLOUR,
				strokeWidth: { value: 2.5 },
			},
		},
	},
	{
		type: 'symbol',
		from: { data: 'marks' },
		encode: { enter: { x: { field: 'x' }, y: { scale: 'y', field: 'recall' }, ...ARM_SYMBOL } },
	},
];
