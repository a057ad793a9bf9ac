/**
 * Plots as inline SVG, by Vega (https://vega.github.io), when the report is written: the page needs no script.
 *
 * Colours are variables of the page's style sheet, so that plots follow light, dark and paper. To a screen reader a plot is one
 * picture with a title and a text; its figures stand in a table beside it. Positions of texts are worked out without a font, so
 * that the same plot is the same bytes everywhere.
 */
import type { Loader, Mark, Scale, Spec } from 'vega';
import { html, Markup } from '../markup.ts';

/** What a screen reader says of a plot. */
export interface PlotText {
	/** Prefix of ids, one of its kind on the page. */
	readonly id: string;
	readonly title: string;
	readonly text: string;
}

/** What a plot is made of: tables of data by name, scales and marks. */
export interface PlotParts {
	readonly width: number;
	readonly height: number;
	readonly data: Readonly<Record<string, readonly object[]>>;
	readonly scales: Scale[];
	readonly marks: Mark[];
}

/** Colours by role, as the style sheet names them. */
export const INK = {
	text: 'var(--text)',
	muted: 'var(--muted)',
	line: 'var(--line)',
	band: 'var(--band)',
	page: 'var(--page)',
	graph: 'var(--graph)',
	linear: 'var(--linear)',
} as const;

/** Shapes of the arms: told apart in black and white too. */
export const SHAPES = { graph: 'circle', linear: 'square' } as const;

/** A tag; texts and values of attributes hold no angle brackets, which are escaped. */
const TAG = /<[^>]*>/g;
/** What Vega says of each mark: here the whole plot is one picture, and the style sheet is the page's. */
const ROLES = / (?:class|role|aria-[a-z]+)="[^"]*"/g;

/** Draws a plot. */
export async function renderPlot(
	{ width, height, data, scales, marks }: PlotParts,
	{ id, title, text }: PlotText,
): Promise<Markup> {
	const spec: Spec = {
		width,
		height,
		padding: 0,
		autosize: 'none',
		data: Object.entries(data).map(([name, values]) => ({ name, values: [...values] })),
		scales,
		marks,
		config: { text: { font: 'sans-serif', fontSize: 13, fill: INK.text } },
	};
	// Loaded when a plot is drawn: it takes half a second, which commands without a report need not wait for.
	const { parse, View } = await import('vega');
	const view = new View(parse(spec), { renderer: 'none', loader: NO_LOADER });
	const svg = await view.toSVG();
	view.finalize();
	const inside = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replaceAll(TAG, (tag) => tag.replaceAll(ROLES, ''));
	return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title>
<desc id="${id}-text">${text}</desc>
${new Markup(inside)}
</svg>`;
}

/** Text that may stand in a plot: control characters, which XML does not allow, become U+FFFD. Vega escapes the rest. */
export function plotText(text: string): string {
	return text.replaceAll(/\p{Cc}/gu, '\ufffd');
}

/** A plot loads nothing. */
const NO_LOADER: Loader = {
	load: () => Promise.reject(new Error('a plot loads nothing')),
	sanitize: () => Promise.reject(new Error('a plot loads nothing')),
	http: () => Promise.reject(new Error('a plot loads nothing')),
	file: () => Promise.reject(new Error('a plot loads nothing')),
};
