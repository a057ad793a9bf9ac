import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../src/report/numbers.ts';
import { type ForestRow, forestPlot } from '../../../src/report/plots/forest-plot.ts';
import { recallAxis } from '../../../src/report/plots/recall-axis.ts';
import { WORDS_EN } from '../../../src/report/words-en.ts';
import { wilsonInterval } from '../../../src/statistics/wilson-interval.ts';

const TEXT = { id: 'plot', title: 'Title', text: 'Text' };
const numbers = numbersOf('en');

function row(label: string, total: number, graph: number, linear: number): ForestRow {
	const arm = (found: number) => ({ recall: total === 0 ? null : found / total, interval: wilsonInterval(found, total) ?? null });
	return { label, note: `${total}`, graph: arm(graph), linear: arm(linear) };
}

async function plot(rows: readonly ForestRow[]): Promise<string> {
	return (await forestPlot(rows, WORDS_EN, numbers, TEXT)).text;
}

/** Places of symbols of one colour, without the legend's. */
function symbols(svg: string, colour: string): number[] {
	const pattern = new RegExp(`<path transform="translate\\(([\\d.]+),[\\d.]+\\)"[^>]*fill="var\\(--${colour}\\)"`, 'g');
	return [...svg.matchAll(pattern)].map(([, x]) => Number(x)).slice(1);
}

describe('the forest plot', () => {
	it('puts marks in the order of their recall, at the ends where they are 0 and 1', async () => {
		const svg = await plot([row('a', 100, 90, 50), row('b', 1000, 1000, 0)]);
		const [left, right] = [symbols(svg, 'linear')[1]!, symbols(svg, 'graph')[1]!];
		expect(right - left).toBeGreaterThan(300);
		expect(symbols(svg, 'graph')[0]).toBeCloseTo(left + 0.9 * (right - left), 6);
		expect(symbols(svg, 'linear')[0]).toBeCloseTo(left + 0.5 * (right - left), 6);
	});

	it('is a picture with a title and a text, in the colours of the page, and always the same', async () => {
		const svg = await plot([row('a', 10, 9, 5)]);
		expect(svg).toMatch(/^<svg class="plot" viewBox="0 0 880 \d+" role="img" aria-labelledby="plot-title plot-text">/);
		expect(svg).not.toMatch(/aria-roledescription|<script|href|fill="#|stroke="#/);
		expect(await plot([row('a', 10, 9, 5)])).toBe(svg);
	});

	it('leaves rows without variants out, shortens long names and escapes all', async () => {
		const svg = await plot([row('nothing', 0, 0, 0), row('<b>a very long name of this one stratum</b>', 1, 1, 0)]);
		expect(svg).not.toContain('nothing');
		expect(svg).not.toContain('<b>');
		expect(svg).toContain('&lt;b&gt;a very long name of this one s…</text>');
	});

	it('begins its axis where the intervals do', () => {
		expect(recallAxis([0.83, 0.4], numbers).ticks.map(({ text }) => text)).toEqual(['0', '20', '40', '60', '80', '100']);
		expect(recallAxis([0.996], numbers).ticks.map(({ text }) => text)).toEqual(['99.5', '99.6', '99.7', '99.8', '99.9', '100.0']);
		expect(recallAxis([0.9991], numbers).from).toBe(0.999);
		expect(recallAxis([], numbers).from).toBe(0.999);
	});
});
