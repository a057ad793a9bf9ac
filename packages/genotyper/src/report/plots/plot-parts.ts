/** What the plots have in common: the arms' symbols and legend, and the lines and figures of an axis of recall. */
import type { Mark, Scale } from 'vega';
import type { Arm, Words } from '../words.ts';
import { INK, SHAPES } from './render-plot.ts';

/** A value that is the same for all marks. */
interface Constant<T> {
	readonly value: T;
}

/** The arms in the order in which they are drawn. */
export const ARMS: readonly Arm[] = ['graph', 'linear'];

/** Text of figures and of axes. */
export const SMALL: { readonly fontSize: Constant<number>; readonly fill: Constant<string> } = {
	fontSize: { value: 12 },
	fill: { value: INK.muted },
};

/** Colour of the arm in the field `arm`; needs {@link armScales}. */
export const ARM_COLOUR: { readonly scale: 'colour'; readonly field: 'arm' } = { scale: 'colour', field: 'arm' };

/** A mark of the arm in the field `arm`. */
export const ARM_SYMBOL: {
	readonly shape: { readonly scale: 'shape'; readonly field: 'arm' };
	readonly size: Constant<number>;
	readonly fill: typeof ARM_COLOUR;
	readonly stroke: Constant<string>;
	readonly strokeWidth: Constant<number>;
} = {
	shape: { scale: 'shape', field: 'arm' },
	size: { value: 80 },
	fill: ARM_COLOUR,
	stroke: { value: INK.page },
	strokeWidth: { value: 1 },
};

/** Colour and shape by arm. */
export function armScales(): Scale[] {
	return [
		{ name: 'colour', type: 'ordinal', domain: [...ARMS], range: ARMS.map((arm) => INK[arm]) },
		{ name: 'shape', type: 'ordinal', domain: [...ARMS], range: ARMS.map((arm) => SHAPES[arm]) },
	];
}

/** Data of {@link LEGEND_MARKS}, from `left` on. */
export function legendOf(words: Words, left: number): object[] {
	return ARMS.map((arm, i) => ({ arm, x: left + i * 130, text: words.armNames[arm] }));
}

/** The arms' names beside their symbols, at the top; of the table `legend`. */
export const LEGEND_MARKS: readonly Mark[] = [
	{
		type: 'symbol',
		from: { data: 'legend' },
		encode: { enter: { x: { field: 'x', offset: 6 }, y: { value: 22 }, ...ARM_SYMBOL } },
	},
	{
		type: 'text',
		from: { data: 'legend' },
		encode: { enter: { x: { field: 'x', offset: 20 }, y: { value: 26 }, text: { field: 'text' }, fontWeight: { value: 600 } } },
	},
];

/** A line up the plot at each tick of the scale x. */
export function linesUp(top: number, bottom: number): Mark {
	return {
		type: 'rule',
		from: { data: 'ticks' },
		encode: {
			enter: { x: { scale: 'x', field: 'value' }, y: { value: top }, y2: { value: bottom }, stroke: { value: INK.line } },
		},
	};
}

/** A line across the plot at each tick of the scale y. */
export function linesAcross(left: number, right: number): Mark {
	return {
		type: 'rule',
		from: { data: 'ticks' },
		encode: {
			enter: { x: { value: left }, x2: { value: right }, y: { scale: 'y', field: 'value' }, stroke: { value: INK.line } },
		},
	};
}

/** The figures of the ticks of the scale x, with their base line at `y`. */
export function figuresBelow(y: number): Mark {
	const enter = {
		x: { scale: 'x', field: 'value' },
		y: { value: y },
		align: { value: 'center' },
		text: { field: 'text' },
		...SMALL,
	};
	return { type: 'text', from: { data: 'ticks' }, encode: { enter } } as Mark;
}

/** The figures of the ticks of the scale y, left of `left`. */
export function figuresBeside(left: number): Mark {
	const place = { x: { value: left - 8 }, y: { scale: 'y', field: 'value', offset: 4 }, align: { value: 'right' } };
	return { type: 'text', from: { data: 'ticks' }, encode: { enter: { ...place, text: { field: 'text' }, ...SMALL } } } as Mark;
}

/** A name of an axis in the field `field` of the table `axis`, with its middle at `x` and its base line at `y`. */
export function axisName(field: string, x: number, y: number): Mark {
	const enter = { x: { value: x }, y: { value: y }, align: { value: 'center' }, text: { field }, ...SMALL };
	return { type: 'text', from: { data: 'axis' }, encode: { enter } } as Mark;
}
