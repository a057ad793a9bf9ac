/**
 * The comparison: truth, graph calls and linear calls to verdicts, strata and counts.
 *
 * Variants are matched over the whole reference and only then counted by regions, so that a call just outside a border can
 * still match a truth variant inside (GA4GH, doi:10.1038/s41587-019-0054-x). A call that matches is counted where its truth
 * variant is; `tp` is therefore the same number for recall and precision.
 */
import type { Reference } from '@pangraf/graph';
import type { Coverage } from '../depth/coverage.ts';
import type { CallSet } from './call-set.ts';
import type { IntervalSet } from './intervals.ts';
import { type Matcher, type Matching, unmatched } from './matching.ts';
import { type ArmOutcomes, findOutcomes } from './miss-reasons.ts';
import type { Panel, PanelMembers } from './panel.ts';
import { classOf, StrataLayout, type StratumKind } from './strata.ts';
import { type StratumTally, TallyTable } from './tally.ts';
import type { VariantSet } from './variant-set.ts';

/** Regions that the user names: a stratum. */
export interface NamedRegions {
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
	readonly strata: readonly NamedRegions[];
	readonly panel: Panel | undefined;
	readonly matcher: Matcher;
	/** Depth of each arm's alignments at the truth's variants, where it is known. */
	readonly graphCoverage?: Coverage | undefined;
	readonly linearCoverage?: Coverage | undefined;
}

export interface ArmComparison extends ArmOutcomes {
	readonly calls: CallSet;
	readonly matching: Matching;
	/** By call: 1 where it is counted. */
	readonly isCounted: Uint8Array;
	readonly coverage: Coverage | undefined;
}

/** One stratum and its counts. */
export interface StratumResult {
	readonly name: string;
	readonly kind: StratumKind;
	/** Left out of the tables where nothing falls into it. */
	readonly isOptional: boolean;
	readonly tally: StratumTally;
}

export interface Comparison {
	readonly reference: Reference;
	readonly truth: CallSet;
	readonly graph: ArmComparison;
	readonly linear: ArmComparison;
	/** By truth variant: 1 where it is counted. */
	readonly isCounted: Uint8Array;
	/** In the order of {@link StrataLayout}. */
	readonly strata: readonly StratumResult[];
	/** The panel's genes in which a variant of the truth or of the calls lies. */
	readonly genes: readonly StratumResult[];
	readonly panel: Panel | undefined;
	/** Truth variants of the panel. */
	readonly panelMembers: PanelMembers;
	/** By user's stratum: 1 for each truth variant that lies in it. */
	readonly strataMasks: readonly Uint8Array[];
	readonly layout: StrataLayout;
	/** By truth variant: its class (strata.ts). */
	readonly truthClass: Uint8Array;
}

/** Compares both arms with the truth. Pure. */
export function compareCallSets(input: ComparisonInput): Comparison {
	const { reference, truth, regions, panel } = input;
	const graph = compareArm(input, input.graph, input.graphCoverage);
	const linear = compareArm(input, input.linear, input.linearCoverage);
	const isCounted = maskOf(truth.called, regions);
	const graphFree = freeCalls(graph);
	const linearFree = freeCalls(linear);
	const strataMasks = input.strata.map(({ intervals }) => maskOf(truth.called, intervals));
	const panelMembers: PanelMembers = panel?.membersOf(truth.called) ?? new Map();
	const graphPanel: PanelMembers = panel?.membersOf(graph.calls.called) ?? new Map();
	const linearPanel: PanelMembers = panel?.membersOf(linear.calls.called) ?? new Map();

	const layout = new StrataLayout(
		input.strata.map(({ name }) => name),
		panel !== undefined,
	);
	const truthClass = Uint8Array.from({ length: truth.called.count }, (_, i) => classOf(truth.called, i));
	const table = new TallyTable(layout.strata.length);
	const geneNames = panel?.genes ?? [];
	const geneIndex = new Map(geneNames.map((name, k) => [name, k]));
	const geneTable = new TallyTable(geneNames.length);
	for (let i = 0; i < truth.called.count; i++) {
		if (isCounted[i] === 0) continue;
		const entry = panelMembers.get(i);
		const [inGraph, inLinear] = [graph.matching.truth[i]!, linear.matching.truth[i]!];
		const isInRegion = (k: number): boolean => strataMasks[k]![i] === 1;
		layout.forEach(truthClass[i]!, isInRegion, entry !== undefined, (stratum) => table.addTruth(stratum, inGraph, inLinear));
		for (const gene of entry?.genes ?? []) geneTable.addTruth(geneIndex.get(gene)!, inGraph, inLinear);
	}
	const addCalls = (name: 'graph' | 'linear', arm: ArmComparison, free: Uint32Array, members: PanelMembers): void => {
		const { called } = arm.calls;
		for (const j of free) {
			const entry = members.get(j);
			const verdict = arm.matching.calls[j]!;
			const isInRegion = (k: number): boolean => input.strata[k]!.intervals.containsVariant(called, j);
			layout.forEach(classOf(called, j), isInRegion, entry !== undefined, (stratum) => table.addCall(stratum, name, verdict));
			for (const gene of entry?.genes ?? []) geneTable.addCall(geneIndex.get(gene)!, name, verdict);
		}
	};
	addCalls('graph', graph, graphFree, graphPanel);
	addCalls('linear', linear, linearFree, linearPanel);
	const strata = layout.strata.map((stratum, k) => ({ ...stratum, tally: table.of(k) }));
	const genes = geneNames
		.map((name, k): StratumResult => ({ name, kind: 'gene', isOptional: true, tally: geneTable.of(k) }))
		.filter(({ tally }) => tally.truthTotal + tally.graph.fp + tally.linear.fp > 0);
	return { reference, truth, graph, linear, isCounted, strata, genes, panel, panelMembers, strataMasks, layout, truthClass };
}

function compareArm(
	{ reference, truth, regions, matcher }: ComparisonInput,
	calls: CallSet,
	coverage: Coverage | undefined,
): ArmComparison {
	const matching = matcher(truth.called, calls.called, reference);
	const outcomes = findOutcomes(truth.called, calls, matching, matcher, reference, coverage);
	return { calls, matching, ...outcomes, isCounted: maskOf(calls.called, regions), coverage };
}

function maskOf(set: VariantSet, intervals: IntervalSet | undefined): Uint8Array {
	const mask = new Uint8Array(set.count);
	for (let i = 0; i < set.count; i++) mask[i] = intervals === undefined || intervals.containsVariant(set, i) ? 1 : 0;
	return mask;
}

/** Calls that count and have no partner in the truth. */
function freeCalls({ matching, isCounted }: ArmComparison): Uint32Array {
	return unmatched(matching.truthOfCall).filter((j) => isCounted[j] === 1);
}
