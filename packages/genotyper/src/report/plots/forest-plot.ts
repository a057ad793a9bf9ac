/**
 * Recall of both arms, row by row, with 95 % intervals: of strata, groups or people.
 *
 * Colours are those of M. Okabe and K. Ito (blue, vermilion), told apart by colour-blind readers; the arms differ in shape and
 * place too, so that the plot reads in black and white.
 */
import type { Mark, Scale } from 'vega';
import type { Markup } from '../markup.ts';
import type { Numbers } from '../numbers.ts';
import type { Interval } from '../../statistics/wilson-interval.ts';
import type { Arm, Words } from '../words.ts';
import {
	ARM_COLOUR,
	ARM_SYMBOL,
	ARMS,
	armScales,
	axisName,
	figuresBelow,
	LEGEND_MARKS,
	legendOf,
	linesUp,
	SMALL,
} from './plot-parts.ts';
import { recallAxis } from './recall-axis.ts';
import { INK, plotText, type PlotText, renderPlot } from './render-plot.ts';

/** Recall of one arm. */
export interface ForestArm {
	readonly recall: number | null;
	readonly interval: Interval | null;
}

/** One row. */
export interface ForestRow extends Readonly<Record<Arm, ForestArm>> {
	readonly label: string;
	/** Under the label, such as the number of variants. */
	readonly note: string;
	/** A heading above this row and those that follow. */
	readonly heading?: string;
}

const WIDTH = 880;
const LEFT = 250;
const RIGHT = 664;
const TOP = 44;
const ROW_HEIGHT = 44;
const HEADING_HEIGHT = 30;
const AXIS_HEIGHT = 48;
/** From the middle of a row to each arm. */
const OFFSET = { graph: -9, linear: 9 } as const;

/** Draws the rows; those without recall in either arm are left out. */
export async function forestPlot(rows: readonly ForestRow[], words: Words, numbers: Numbers, text: PlotText): Promise<Markup> {
	const shown = rows.filter(({ graph, linear }) => graph.recall !== null || linear.recall !== null);
	let at = TOP;
	const headings: object[] = [];
	const placed = shown.map((row, k) => {
		if (row.heading !== undefined) {
			headings.push({ y: at + HEADING_HEIGHT - 9, text: plotText(row.heading) });
			at += HEADING_HEIGHT;
		}
		const y = at + ROW_HEIGHT / 2;
		at += ROW_HEIGHT;
		return { ...row, y, isBand: k % 2 === 0 };
	});
	const marks = placed.flatMap((row) =>
		ARMS.flatMap((arm) => {
			const { recall, interval } = row[arm];
			if (recall === null || interval === null) return [];
			const [low, high] = interval;
			return [
				{
					arm,
					recall,
					low,
					high,
					y: row.y + OFFSET[arm],
					text: `${numbers.percent(recall)} (${numbers.percentRange(interval)})`,
				},
			];
		}),
	);
	const { from, ticks } = recallAxis(
		marks.map(({ low }) => low),
		numbers,
	);
	return await renderPlot(
		{
			width: WIDTH,
			height: at + AXIS_HEIGHT,
			data: {
				bands: placed.filter(({ isBand }) => isBand).map(({ y }) => ({ y: y - ROW_HEIGHT / 2 })),
				headings,
				labels: placed.map(({ y, label, note }) => ({ y, label: plotText(shorten(label)), note })),
				ticks,
				legend: legendOf(words, LEFT),
				marks,
				axis: [{ recall: words.recall.axis, column: words.recall.column }],
			},
			scales: scalesFrom(from),
			marks: marksOf(at),
		},
		text,
	);
}

function scalesFrom(from: number): Scale[] {
	return [{ name: 'x', type: 'linear', domain: [from, 1], range: [LEFT, RIGHT], zero: false }, ...armScales()];
}

function marksOf(bottom: number): Mark[] {
	return [
		{
			type: 'rect',
			from: { data: 'bands' },
			encode: {
				enter: {
					x: { value: 0 },
					width: { value: WIDTH },
					y: { field: 'y' },
					height: { value: ROW_HEIGHT },
					fill: { value: INK.band },
				},
			},
		},
		linesUp(TOP, bottom),
		figuresBelow(bottom + 17),
		axisName('recall', (LEFT + RIGHT) / 2, bottom + 37),
		{
			type: 'text',
			from: { data: 'axis' },
			encode: { enter: { x: { value: RIGHT + 20 }, y: { value: 26 }, text: { field: 'column' }, ...SMALL } },
		},
		...LEGEND_MARKS,
		{
			type: 'text',
			from: { data: 'headings' },
			encode: { enter: { x: { value: 8 }, y: { field: 'y' }, text: { field: 'text' }, fontWeight: { value: 600 }, ...SMALL } },
		},
		{
			type: 'text',
			from: { data: 'labels' },
			encode: {
				enter: {
					x: { value: 8 },
					y: { field: 'y', offset: -3 },
					text: { field: 'label' },
					fontWeight: { value: 600 },
				},
			},
		},
		{
			type: 'text',
			from: { data: 'labels' },
			encode: {
				enter: { x: { value: 8 }, y: { field: 'y', offset: 14 }, text: { field: 'note' }, ...SMALL },
			},
		},
		{
			type: 'rule',
			from: { data: 'marks' },
			encode: {
				enter: {
					x: { scale: 'x', field: 'low' },
					x2: { scale: 'x', field: 'high' },
					y: { field: 'y' },
					stroke: ARM_COLOUR,
					strokeWidth: { value: 2.5 },
				},
			},
		},
		{
			type: 'symbol',
			from: { data: 'marks' },
			encode: { enter: { x: { scale: 'x', field: 'recall' }, y: { field: 'y' }, ...ARM_SYMBOL } },
		},
		{
			type: 'text',
			from: { data: 'marks' },
			encode: {
				enter: { x: { value: RIGHT + 20 }, y: { field: 'y', offset: 4 }, text: { field: 'text' }, fontSize: { value: 12 } },
			},
		},
	];
}

/** Longest label that fits left of the plot in the fonts that the page asks for. */
const MAX_LABEL = 34;

function shorten(label: string): string {
	return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
}
