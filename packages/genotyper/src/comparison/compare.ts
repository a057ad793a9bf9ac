/**
 * The comparison: truth, graph calls and linear calls to verdicts, strata and counts.
 *
 * Variants are matched over the whole reference and only then counted by regions, so that a call just outside a border can
 * still match a truth variant inside (GA4GH, doi:10.1038/s41587-019-0054-x). A call that matches is counted where its truth
 * variant is; `tp` is therefore the same number for recall and precision.
 */
import type { Reference } from '@pangraf/graph';
import type { CallSet } from './call-set.ts';
import type { IntervalSet } from './intervals.ts';
import { type Matcher, type Matching, unmatched } from './matching.ts';
import { type ArmOutcomes, findOutcomes } from './miss-reasons.ts';
import type { Panel, PanelMembers } from './panel.ts';
import { type StratumTally, tallyStratum } from './tally.ts';
import { typeOf, VARIANT_TYPES, type VariantSet } from './variant-set.ts';

/** A stratum that the user names. */
export interface Stratum {
	readonly name: string;
	readonly intervals: IntervalSet;
}

export interface ComparisonInput {
	readonly reference: Reference;
	readonly truth: CallSet;
	readonly graph: CallSet;
	readonly linear: CallSet;
	/** Only what lies wholly inside is counted; everything is where this is `undefined`. */
	readonly regions: IntervalSet | undefined;
	readonly strata: readonly Stratum[];
	readonly panel: Panel | undefined;
	readonly matcher: Matcher;
}

export interface ArmComparison extends ArmOutcomes {
	readonly calls: CallSet;
	readonly matching: Matching;
	/** By call: 1 where it is counted. */
	readonly isCounted: Uint8Array;
}

/** One stratum and its counts. */
export interface StratumResult {
	readonly name: string;
	readonly kind: 'all' | 'type' | 'regions' | 'panel' | 'gene';
	readonly tally: StratumTally;
}

export interface Comparison {
	readonly reference: Reference;
	readonly truth: CallSet;
	readonly graph: ArmComparison;
	readonly linear: ArmComparison;
	/** By truth variant: 1 where it is counted. */
	readonly isCounted: Uint8Array;
	/** `all`, the variant types, the user's strata in their order, and `panel`. */
	readonly strata: readonly StratumResult[];
	/** The panel's genes in which a variant of the truth or of the calls lies. */
	readonly genes: readonly StratumResult[];
	readonly panel: Panel | undefined;
	/** Truth variants of the panel. */
	readonly panelMembers: PanelMembers;
	/** By user's stratum: 1 for each truth variant that lies in it. */
	readonly strataMasks: readonly Uint8Array[];
}

/** Compares both arms with the truth. Pure. */
export function compareCallSets(input: ComparisonInput): Comparison {
	const { reference, truth, regions, panel } = input;
	const graph = compareArm(input, input.graph);
	const linear = compareArm(input, input.linear);
	const isCounted = maskOf(truth.called, regions);
	const truthCounted = indicesOf(isCounted);
	const graphFree = unmatched(graph.matching.truthOfCall).filter((j) => graph.isCounted[j] === 1);
	const linearFree = unmatched(linear.matching.truthOfCall).filter((j) => linear.isCounted[j] === 1);

	const result = (name: string, kind: StratumResult['kind'], holds: (set: VariantSet, i: number) => boolean): StratumResult => {
		const members = {
			truth: truthCounted.filter((i) => holds(truth.called, i)),
			graphCalls: graphFree.filter((j) => holds(input.graph.called, j)),
			linearCalls: linearFree.filter((j) => holds(input.linear.called, j)),
		};
		return { name, kind, tally: tallyStratum(members, graph.matching, linear.matching) };
	};
	const strata = [
		result('all', 'all', () => true),
		...VARIANT_TYPES.map((type) => result(type, 'type', (set, i) => typeOf(set, i) === type)),
		...input.strata.map(({ name, intervals }) => result(name, 'regions', (set, i) => intervals.containsVariant(set, i))),
	];
	const panelMembers = panel?.membersOf(truth.called) ?? new Map();
	const genes: StratumResult[] = [];
	if (panel !== undefined) {
		const members = {
			truth: truthCounted.filter((i) => panelMembers.has(i)),
			graphCalls: panelCalls(panel, input.graph.called, graphFree),
			linearCalls: panelCalls(panel, input.linear.called, linearFree),
		};
		const listed = { ...members, graphCalls: [...members.graphCalls.keys()], linearCalls: [...members.linearCalls.keys()] };
		strata.push({ name: 'panel', kind: 'panel', tally: tallyStratum(listed, graph.matching, linear.matching) });
		const truthByGene = byGene(members.truth, panelMembers);
		const graphByGene = byGene(members.graphCalls.keys(), members.graphCalls);
		const linearByGene = byGene(members.linearCalls.keys(), members.linearCalls);
		for (const gene of panel.genes) {
			const inGene = {
				truth: truthByGene.get(gene) ?? [],
				graphCalls: graphByGene.get(gene) ?? [],
				linearCalls: linearByGene.get(gene) ?? [],
			};
			if (inGene.truth.length + inGene.graphCalls.length + inGene.linearCalls.length === 0) continue;
			genes.push({ name: gene, kind: 'gene', tally: tallyStratum(inGene, graph.matching, linear.matching) });
		}
	}
	const strataMasks = input.strata.map(({ intervals }) => maskOf(truth.called, intervals));
	return { reference, truth, graph, linear, isCounted, strata, genes, panel, panelMembers, strataMasks };
}

function compareArm({ reference, truth, regions, matcher }: ComparisonInput, calls: CallSet): ArmComparison {
	const matching = matcher(truth.called, calls.called, reference);
	const outcomes = findOutcomes(truth.called, calls, matching, matcher, reference);
	return { calls, matching, ...outcomes, isCounted: maskOf(calls.called, regions) };
}

function maskOf(set: VariantSet, intervals: IntervalSet | undefined): Uint8Array {
	const mask = new Uint8Array(set.count);
	for (let i = 0; i < set.count; i++) mask[i] = intervals === undefined || intervals.containsVariant(set, i) ? 1 : 0;
	return mask;
}

function indicesOf(mask: Uint8Array): Uint32Array {
	return Uint32Array.from({ length: mask.length }, (_, i) => i).filter((i) => mask[i] === 1);
}

function panelCalls(panel: Panel, set: VariantSet, free: Uint32Array): PanelMembers {
	const members = panel.membersOf(set);
	return new Map(
		[...free].flatMap((j) => {
			const entry = members.get(j);
			return entry === undefined ? [] : [[j, entry] as const];
		}),
	);
}

function byGene(indices: Iterable<number>, members: PanelMembers): Map<string, number[]> {
	const lists = new Map<string, number[]>();
	for (const i of indices) {
		for (const gene of members.get(i)?.genes ?? []) {
			const list = lists.get(gene);
			if (list === undefined) lists.set(gene, [i]);
			else list.push(i);
		}
	}
	return lists;
}
