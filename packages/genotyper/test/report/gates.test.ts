import { describe, expect, it } from 'vitest';
import { checkGate, gateFailure, parseGate } from '../../src/report/gates.ts';
import { groupedSummaryOf, unevenCohort } from './cohort-summary-fixture.ts';
import { cohortSummaryOf, summaryOf } from './summary-fixture.ts';
import { compareAll } from '../comparison/comparison-fixture.ts';

function single(gate: string) {
	return cohortSummaryOf([['S1', compareAll()]], { gates: [gate] }).gates[0]!;
}

describe('gates', () => {
	it('are understood', () => {
		expect(parseGate('recall_gap<=0.01')).toMatchObject({
			metric: 'recall_gap',
			arm: 'graph',
			column: 'group',
			limit: 'value',
			stratum: 'all',
			operator: '<=',
			threshold: 0.01,
		});
		expect(parseGate(' linear.recall.lower @SV insertion>= 99.5% '.trim().replace(' @', '@'))).toMatchObject({
			metric: 'recall',
			arm: 'linear',
			limit: 'lower',
			stratum: 'SV insertion',
			threshold: 0.995,
		});
		expect(parseGate('recall_gap.sex.upper<0.02')).toMatchObject({ column: 'sex', limit: 'upper', operator: '<' });
		expect(parseGate('recall_difference>=-0.001')).toMatchObject({ threshold: -0.001 });
		expect(parseGate('diagnostic_lost<=0')).toMatchObject({ metric: 'diagnostic_lost', threshold: 0 });
	});

	it.each([
		'',
		'recall',
		'recall_gap<=',
		'recall_gap<=abc',
		'recal>=0.9',
		'recall=0.9',
		'recall==0.9',
		'recall>=0.9 and precision>=0.9',
		'recall.sex>=0.9',
		'graph.recall_difference>=0',
		'linear.diagnostic_lost<=0',
		'diagnostic_lost.upper<=0',
		'diagnostic_lost@SNV<=0',
		'tidal.recall>=0.9',
	])('%j is none', (gate) => {
		expect(() => parseGate(gate)).toThrow(expect.objectContaining({ code: 'E_GATE' }));
	});

	it('that a run can never meet are refused before it', () => {
		const run = { isCohort: false, hasPanel: false, strata: new Set(['all', 'SNV']) };
		const check = (gate: string) => () => checkGate(parseGate(gate), run);
		expect(check('recall@SNV>=0.9')).not.toThrow();
		for (const gate of ['recall_gap<=0.1', 'diagnostic_lost<=0', 'recall@repeats>=0.9', 'recall@constructor>=0.9']) {
			expect(check(gate)).toThrow(expect.objectContaining({ code: 'E_GATE' }));
		}
	});

	it('compare the figure that they name', () => {
		const { strata } = summaryOf();
		expect(single('recall>=0.375')).toMatchObject({ passed: true, value: 3 / 8 });
		expect(single('recall>0.375')).toMatchObject({ passed: false });
		expect(single('linear.precision>=60%')).toMatchObject({ passed: true, value: 3 / 5 });
		expect(single('f1.upper<=0.9')).toMatchObject({ value: strata['all']!.graph.f1_ci![1] });
		expect(single('recall.lower@SNV>=0.9')).toMatchObject({ passed: false, value: strata['SNV']!.graph.recall_ci![0] });
		expect(single('recall_difference>=0')).toMatchObject({ passed: true, value: 0 });
		expect(single('diagnostic_lost<=0')).toMatchObject({
			passed: false,
			value: 2,
			reason: 'GENE1 chr1:100, GENE2 chr1:300',
		});
		expect(single('diagnostic_gained>=2')).toMatchObject({ passed: true });
	});

	it('do not pass where nothing can be worked out', () => {
		expect(single('recall@SV>=0')).toEqual({
			expression: 'recall@SV>=0',
			passed: false,
			value: null,
			reason: 'no true variant in SV',
		});
		const [gap] = groupedSummaryOf(unevenCohort(0).slice(0, 8), ['recall_gap<=1']).gates;
		expect(gap).toMatchObject({ passed: false, value: null, reason: 'fewer than two groups of 5 people can be compared' });
		const [unstated] = groupedSummaryOf(unevenCohort(0), ['recall_gap.patient_group<=1']).gates;
		expect(unstated).toMatchObject({ passed: false, reason: 'the sheet of samples states no patient_group' });
	});

	it('no release that serves a group worse passes', () => {
		const [fair, gap, narrow] = groupedSummaryOf(unevenCohort(3), ['recall_gap<=0.1', 'recall_gap<=0.01', 'recall_gap.sex<=0.01'])
			.gates as [object, object, object]; // prettier-ignore
		expect(fair).toMatchObject({ passed: true, value: expect.closeTo(0.1, 12) });
		expect(gap).toMatchObject({ passed: false, reason: 'recall of the graph arm: south 90.00 % against north 100.00 %' });
		expect(narrow).toMatchObject({ passed: true, value: 0 });
	});

	it('are told in one line', () => {
		const { gates } = groupedSummaryOf(unevenCohort(3), ['recall_gap<=0.01', 'recall>=0.5', 'precision>=2']);
		expect(gateFailure(gates)).toBe(
			'gates not met: recall_gap<=0.01: is 0.1 (recall of the graph arm: south 90.00 % against north 100.00 %); precision>=2: is 1 (all, graph arm)',
		);
		expect(gateFailure(gates.slice(1, 2))).toBeUndefined();
	});
});
