/** What every section of the page is written with. */
import type { GroupColumn } from '../../cohort/people-groups.ts';
import { NOT_STATED_GROUP, OTHER_GROUP } from '../../cohort/people-groups.ts';
import type { VariantKind, VariantType } from '../../comparison/variant-set.ts';
import type { Numbers } from '../numbers.ts';
import type { ArmSummary, StratumSummary } from '../stratum-summary.ts';
import type { Interval } from '../../statistics/wilson-interval.ts';
import type { CompareSummary } from '../summary.ts';
import type { Words } from '../words.ts';

export interface PageContext {
	readonly summary: CompareSummary;
	readonly words: Words;
	readonly numbers: Numbers;
}

/** A stratum under the name that people read. */
export interface NamedStratum {
	readonly name: string;
	readonly label: string;
	readonly stratum: StratumSummary;
}

/** Recall's interval as it is shown: with clusters where there are several people. */
export function recallInterval({ clustered, recall_ci }: ArmSummary): Interval | null {
	return clustered?.recall_ci ?? recall_ci;
}

/** The strata of some kinds. */
export function strataOf({ summary, words }: PageContext, kinds: readonly StratumSummary['kind'][]): NamedStratum[] {
	return Object.entries(summary.strata)
		.filter(([, { kind }]) => kinds.includes(kind))
		.map(([name, stratum]) => ({ name, label: labelOf(name, stratum.kind, words), stratum }));
}

/** The name of a stratum as people read it. The user's own names stay as they are. */
export function labelOf(name: string, kind: StratumSummary['kind'], words: Words): string {
	if (kind === 'all' || kind === 'type' || kind === 'panel') return words.types[name as keyof Words['types']];
	if (kind === 'change') {
		const [type, change] = name.split(' ') as [VariantType, VariantKind];
		return words.changes(type, change);
	}
	if (kind === 'size') {
		const [change, range] = name.split(' ') as [VariantKind, string];
		return words.sizes(change, range.replace('-', '–'));
	}
	if (kind === 'regions_type' || kind === 'panel_type') {
		const slash = name.lastIndexOf('/');
		const whole = kind === 'panel_type' ? words.types.panel : name.slice(0, slash);
		return words.within(whole, words.shortTypes[name.slice(slash + 1) as VariantType]);
	}
	return name;
}

/** The name of a group as people read it. */
export function groupLabel(name: string, words: Words): string {
	if (name === OTHER_GROUP) return words.otherGroups;
	return name === NOT_STATED_GROUP ? words.notStated : name;
}

/** Columns of groups that the sheet states, in order. */
export function groupColumns({ equity }: CompareSummary): GroupColumn[] {
	return Object.keys(equity?.columns ?? {}) as GroupColumn[];
}
