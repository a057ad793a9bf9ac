import { describe, expect, it } from 'vitest';
import { classOf, StrataLayout } from '../../src/comparison/strata.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const reference = referenceOf({ chr1: `${'GATTACAC'.repeat(3)}${'ACGTTGCATCAG'.repeat(40)}` });
const sequence = new TextDecoder().decode(reference.sequences[0]);

/** Names of the strata of one variant. */
function strataOf(record: string, layout: StrataLayout, regions: readonly number[] = [], isInPanel = false): string[] {
	const { called } = callSetOf(reference, [record]);
	const names: string[] = [];
	const visit = (stratum: number): unknown => names.push(layout.strata[stratum]!.name);
	layout.forEach(classOf(called, 0), (k) => regions.includes(k), isInPanel, visit);
	return names;
}

function insertion(length: number): string {
	return `chr1 10 ${sequence[9]} ${sequence[9]}${'CAGGT'.repeat(Math.ceil(length / 5)).slice(0, length)} 0/1`;
}

describe('strata', () => {
	const layout = new StrataLayout(['near', 'far'], true);

	it('follow from type, change and size', () => {
		expect(strataOf('chr1 2 A C 0/1', layout)).toEqual(['all', 'SNV']);
		expect(strataOf(insertion(3), layout)).toEqual(['all', 'INDEL', 'INDEL insertion', 'insertion 1-5']);
		expect(strataOf(insertion(15), layout)).toEqual(['all', 'INDEL', 'INDEL insertion', 'insertion 6-15']);
		expect(strataOf(insertion(49), layout)).toEqual(['all', 'INDEL', 'INDEL insertion', 'insertion 16-49']);
		expect(strataOf(insertion(50), layout)).toEqual(['all', 'SV', 'SV insertion', 'insertion 50-299']);
		expect(strataOf(insertion(999), layout)).toEqual(['all', 'SV', 'SV insertion', 'insertion 300-999']);
		expect(strataOf(insertion(12_000), layout)).toEqual(['all', 'SV', 'SV insertion', 'insertion 10000+']);
		const deletion = `chr1 1 ${sequence.slice(0, 61)} G 0/1`;
		expect(strataOf(deletion, layout)).toEqual(['all', 'SV', 'SV deletion', 'deletion 50-299']);
	});

	it('and from regions and panel, each by type too', () => {
		expect(strataOf('chr1 2 A C 0/1', layout, [1], true)).toEqual(['all', 'SNV', 'far', 'far/SNV', 'panel', 'panel/SNV']);
		expect(strataOf(insertion(3), layout, [0, 1]).slice(4)).toEqual(['near', 'near/INDEL', 'far', 'far/INDEL']);
		expect(strataOf('chr1 2 A C 0/1', new StrataLayout([], false), [], true)).toEqual(['all', 'SNV']);
	});

	it('have names of their own', () => {
		const names = layout.strata.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names.slice(0, 4)).toEqual(['all', 'SNV', 'INDEL', 'SV']);
	});
});
