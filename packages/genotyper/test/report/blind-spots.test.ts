import { expect, it } from 'vitest';
import { findBlindSpots } from '../../src/report/blind-spots.ts';
import type { StratumSummary } from '../../src/report/stratum-summary.ts';
import { summaryOf } from './summary-fixture.ts';

function stratum(kind: StratumSummary['kind'], total: number, graph: number, linear: number): StratumSummary {
	const base = summaryOf().strata['all']!;
	return { ...base, kind, truth_total: total, graph: { ...base.graph, tp: graph }, linear: { ...base.linear, tp: linear } };
}

it('names what an arm finds next to nothing of, and a change only where its type is not named', () => {
	const spots = findBlindSpots({
		all: stratum('all', 100, 5, 5),
		INDEL: stratum('type', 40, 30, 20),
		SV: stratum('type', 9, 9, 0),
		'INDEL insertion': stratum('change', 10, 9, 1),
		'SV insertion': stratum('change', 7, 7, 0),
		'insertion 50-299': stratum('size', 7, 7, 0),
		few: stratum('regions', 4, 4, 0),
		dark: stratum('regions', 20, 2, 1),
		panel: stratum('panel', 10, 0, 9),
	});
	expect(spots.map(({ stratum: name, arm }) => [name, arm])).toEqual([
		['SV', 'linear'],
		['INDEL insertion', 'linear'],
		['dark', 'both'],
		['panel', 'graph'],
	]);
	expect(spots[0]).toEqual({ stratum: 'SV', arm: 'linear', truth_total: 9, graph_found: 9, linear_found: 0 });
});
