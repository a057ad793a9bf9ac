import { PangrafError } from '@pangraf/graph';
import type { Grouping } from '../cohort/people-groups.ts';
import type { StrataLayout } from '../comparison/strata.ts';
import { checkGate, type Gate } from '../report/gates.ts';
import { groupStratumName } from '../report/summary.ts';

/** What the names of a run are checked against. */
export interface RunShape {
	readonly isCohort: boolean;
	readonly hasPanel: boolean;
}

/** Errors: E_COMPARE_STRATUM (a name twice), E_GATE (a gate that nothing in this run can meet). */
export function checkNames(
	layout: StrataLayout,
	groupings: readonly Grouping[],
	gates: readonly Gate[],
	{ isCohort, hasPanel }: RunShape,
): void {
	const own = new Set<string>();
	const add = (name: string, what: string): void => {
		if (own.has(name)) {
			throw new PangrafError('E_COMPARE_STRATUM', {
				found: `the ${what} ${name} twice`,
				expected: 'names that differ from each other and from those that every comparison has, such as all, SNV, INDEL and SV',
				remedy: `give the ${what} another name, such as ${name}_2`,
			});
		}
		own.add(name);
	};
	for (const { name } of layout.strata) add(name, 'stratum');
	for (const { column, groups } of groupings) {
		for (const group of groups) {
			for (const { name, kind } of layout.strata) {
				if (kind === 'all' || kind === 'type' || kind === 'panel') add(groupStratumName(column, group.name, name), 'group');
			}
		}
	}
	for (const gate of gates) checkGate(gate, { isCohort, hasPanel, strata: own });
}
