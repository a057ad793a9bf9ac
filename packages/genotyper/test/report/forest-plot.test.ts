import { describe, expect, it } from 'vitest';
import { forestPlot } from '../../src/report/forest-plot.ts';
import type { ArmSummary, StratumSummary } from '../../src/report/stratum-summary.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { summaryOf } from './summary-fixture.ts';

function stratum(total: number, graph: number, linear: number): StratumSummary {
	const arm = (tp: number): ArmSummary => ({
		...summaryOf().strata['SV']!.graph,
		tp,
		recall: total === 0 ? null : tp / total,
		recall_ci: wilsonInterval(tp, total) ?? null,
	});
	return { ...summaryOf().strata['SV']!, truth_total: total, graph: arm(graph), linear: arm(linear) };
}

function numbers(svg: string, pattern: RegExp): number[] {
	return [...svg.matchAll(pattern)].map(([, text]) => Number(text));
}

describe('the forest plot', () => {
	it('puts marks in the order of their recall, inside their intervals and the plot', () => {
		const svg = forestPlot([
			{ label: 'a', stratum: stratum(100, 90, 50) },
			{ label: 'b', stratum: stratum(1000, 1000, 0) },
		]).text;
		// The first circle is the legend's.
		const circles = numbers(svg, /<circle cx="([\d.]+)"/g).slice(1);
		const squares = numbers(svg, /<rect x="([\d.]+)" y="[\d.]+" width="9"/g).slice(1);
		expect(circles).toEqual([613.4, 656]);
		expect(squares.map((left) => left + 4.5)).toEqual([443, 230].map((x) => expect.closeTo(x, 0)));
		for (const x of numbers(svg, /<path d="M([\d.]+) /g)) expect(x).toBeGreaterThanOrEqual(230);
		for (const x of numbers(svg, /H([\d.]+)M/g)) expect(x).toBeLessThanOrEqual(656);
	});

	it('begins its axis where the intervals do', () => {
		const axis = (plot: string): number[] => numbers(plot, /text-anchor="middle" x="[\d.]+" y="\d+">([\d.]+)</g);
		expect(axis(forestPlot([{ label: 'a', stratum: stratum(100, 90, 50) }]).text)).toEqual([0, 20, 40, 60, 80, 100]);
		expect(axis(forestPlot([{ label: 'a', stratum: stratum(10_000, 9990, 9980) }]).text)).toEqual([
			99.5, 99.6, 99.7, 99.8, 99.9, 100,
		]);
	});

	it('leaves strata without variants away, shortens long names and escapes all', () => {
		const svg = forestPlot([
			{ label: 'nothing', stratum: stratum(0, 0, 0) },
			{ label: '<b>a very long name of a stratum</b>', stratum: stratum(1, 1, 0) },
		]).text;
		expect(svg).not.toContain('nothing');
		expect(svg).not.toContain('<b>');
		expect(svg).toContain('&lt;b&gt;a very long name of a s…</text>');
		expect(svg).toContain('1 true variant<');
	});
});
