/**
 * The content of summary.json: every figure of the report, from the counts of the comparisons.
 *
 * Field names are a contract with scripts. Proportions are fractions of 1, intervals are 95 % and inclusive, `null` stands
 * where a figure is not defined (no truth variants, no calls).
 */
import { MIN_PEOPLE_AS_CLUSTERS } from '../cohort/clustered-figures.ts';
import type { Cohort } from '../cohort/cohort.ts';
import type { Grouping } from '../cohort/people-groups.ts';
import {
	LOCAL_DISTANCE,
	DEFAULT_STRUCTURAL_THRESHOLDS,
	SV_MAX_ALIGNED,
	SV_MIN_LENGTH,
	type StructuralThresholds,
} from '../comparison/thresholds.ts';
import { type BlindSpot, findBlindSpots } from './blind-spots.ts';
import type { DiagnosticChanges } from './diagnostic-changes.ts';
import { type EquitySummary, summariseEquity } from './equity.ts';
import { evaluateGates, type Gate, type GateResult } from './gates.ts';
import { figuresOf } from './group-figures.ts';
import type { CallSetSummary, OutcomeCounts, RecordCounts } from './record-counts.ts';
import { type SampleStratumSummary, summariseSample } from './sample-table.ts';
import { adjustForNumber, type StratumSummary, summariseStratum } from './stratum-summary.ts';

/** A file that went in. */
export interface InputSummary {
	role: string;
	file: string;
	/** Of the file as it is on disk; `null` for a pipe. */
	sha256: string | null;
	/** The person whose file it is, in a cohort. */
	person?: string;
	/** The VCF's sample, where it has one. */
	sample?: string;
	/** Programs and command lines that the VCF's header names, as they stand there. */
	history?: string[];
	/** Lines or alleles that cannot be used: on contigs that the reference does not hold, or without a sequence. */
	unused_lines?: number;
}

export interface Provenance {
	/** Version of pangraf. */
	pangraf: string;
	/** Version of Node.js. */
	node: string;
	command_line: string;
	inputs: InputSummary[];
}

export interface CohortSummary {
	people: number;
	/** Truth variants, each once however many people carry it. */
	distinct_variants: number;
	/** Whether people are taken as clusters; with fewer than five they cannot be. */
	people_as_clusters: boolean;
	/** Rows of single people are left out here, because groups under five people could be worked out with them. */
	samples_withheld: boolean;
}

export interface CompareSummary {
	format: 'pangraf-compare';
	format_version: 1;
	/** `null` for one person. */
	cohort: CohortSummary | null;
	/**
	 * `all`, `SNV`, `INDEL`, `SV`, changes and sizes, each stratum of the user and its types, `panel` and its types, and each group
	 * of people and its types.
	 */
	strata: Record<string, StratumSummary>;
	/** The panel's genes in which a counted variant lies. */
	genes: Record<string, StratumSummary>;
	/** `null` without a panel. */
	diagnostic: DiagnosticChanges | null;
	/** Strata of which an arm finds next to nothing. */
	blind_spots: BlindSpot[];
	/** `null` where the sheet of samples states no groups. */
	equity: EquitySummary | null;
	/** By person, by name: `all`, the types and `panel`. `null` for one person, and where they are withheld. */
	samples: Record<string, Record<string, SampleStratumSummary>> | null;
	/** Counted truth variants by what each arm says of them. */
	outcomes: { graph: OutcomeCounts; linear: OutcomeCounts };
	call_sets: { truth: CallSetSummary; graph: CallSetSummary; linear: CallSetSummary };
	gates: GateResult[];
	methods: {
		matching: 'haplotype sequence';
		proportion_interval: 'Wilson';
		f1_interval: 'Wilson of tp / (tp + fn + fp), transformed';
		difference_interval: 'Newcombe, paired, method 10';
		difference_test: 'McNemar, exact, two-sided';
		multiple_testing: 'Benjamini-Hochberg';
		clustered_interval: 'the same of counts divided by their design effect; clusters: carriers of a variant, and people';
		clustered_test: 'sign-flip by variants and t by people, the larger p';
		group_gap_interval: 'Newcombe, unpaired, method 10, of clustered intervals with the correlation by shared variants';
		group_test: 'permutation of people, exact; Rao-Scott where they are too many';
		sv_min_length: number;
		sv_max_distance: number;
		sv_min_size_ratio: number;
		sv_min_similarity: number;
		sv_max_aligned: number;
		local_distance: number;
	};
	provenance: Provenance;
}

/** What a summary is made of. */
export interface SummaryInput {
	readonly cohort: Cohort;
	readonly counts: RecordCounts;
	readonly diagnostic: DiagnosticChanges | null;
	/** Of the sheet of samples; none for one person. */
	readonly groupings: readonly Grouping[];
	readonly gates: readonly Gate[];
	readonly provenance: Provenance;
	/** Those that variants were matched with; by default the usual ones. */
	readonly structural?: StructuralThresholds;
}

/** Works out every figure. Pure: no clock, no machine. */
export function summarise(input: SummaryInput): CompareSummary {
	const { cohort, counts, diagnostic, groupings, gates, provenance, structural = DEFAULT_STRUCTURAL_THRESHOLDS } = input;
	const isCohort = cohort.people.length > 1;
	const everyone = isCohort ? figuresOf(cohort, { name: 'all', people: cohort.everyone() }) : undefined;
	const groups = groupings.map((grouping) => ({
		grouping,
		figures: grouping.groups.map((group) => figuresOf(cohort, group)),
	}));
	const rows: [name: string, summary: StratumSummary][] = [];
	for (const [k, { name, kind, isOptional }] of cohort.strata.entries()) {
		const tally = everyone?.totals[k] ?? cohort.people[0]!.tallies[k]!;
		if (isOptional && tally.truthTotal + tally.graph.fp + tally.linear.fp === 0) continue;
		rows.push([name, summariseStratum(kind, tally, everyone?.clustered[k])]);
	}
	for (const { grouping, figures } of groups) {
		for (const { name: group, people, totals, clustered } of figures) {
			for (const [k, { name, kind }] of cohort.strata.entries()) {
				if (kind !== 'all' && kind !== 'type' && kind !== 'panel') continue;
				const summary = summariseStratum(grouping.column, totals[k]!, clustered[k]);
				rows.push([groupStratumName(grouping.column, group, name), { ...summary, people: people.length }]);
			}
		}
	}
	adjustForNumber(rows.map(([, row]) => row));
	const strata = Object.fromEntries(rows);
	const genes = Object.fromEntries(
		cohort.genes().map(([name, tally]) => [name, summariseStratum('gene', tally, everyone?.clusteredGenes.get(name))]),
	);
	adjustForNumber(Object.values(genes));
	const isWithheld = groupings.some(({ folded }) => folded.length > 0);
	const summary: Omit<CompareSummary, 'gates'> = {
		format: 'pangraf-compare',
		format_version: 1,
		cohort: isCohort
			? {
					people: cohort.people.length,
					distinct_variants: cohort.variantCount,
					people_as_clusters: cohort.people.length >= MIN_PEOPLE_AS_CLUSTERS,
					samples_withheld: isWithheld,
				}
			: null,
		strata,
		genes,
		diagnostic,
		blind_spots: findBlindSpots(strata),
		equity: summariseEquity(cohort, groups),
		samples: isCohort && !isWithheld ? sampleRows(cohort) : null,
		outcomes: counts.outcomes,
		call_sets: counts.callSets,
		methods: {
			matching: 'haplotype sequence',
			proportion_interval: 'Wilson',
			f1_interval: 'Wilson of tp / (tp + fn + fp), transformed',
			difference_interval: 'Newcombe, paired, method 10',
			difference_test: 'McNemar, exact, two-sided',
			multiple_testing: 'Benjamini-Hochberg',
			clustered_interval: 'the same of counts divided by their design effect; clusters: carriers of a variant, and people',
			clustered_test: 'sign-flip by variants and t by people, the larger p',
			group_gap_interval: 'Newcombe, unpaired, method 10, of clustered intervals with the correlation by shared variants',
			group_test: 'permutation of people, exact; Rao-Scott where they are too many',
			sv_min_length: SV_MIN_LENGTH,
			sv_max_distance: structural.maxDistance,
			sv_min_size_ratio: structural.minSizeRatio,
			sv_min_similarity: structural.minSimilarity,
			sv_max_aligned: SV_MAX_ALIGNED,
			local_distance: LOCAL_DISTANCE,
		},
		provenance,
	};
	return { ...summary, gates: evaluateGates(gates, summary) };
}

/** Name of a stratum of people: `EUR`, `sex:F`; of its variants of one stratum `EUR/SNV`. */
export function groupStratumName(column: Grouping['column'], group: string, stratum: string): string {
	const name = column === 'group' ? group : `${column}:${group}`;
	return stratum === 'all' ? name : `${name}/${stratum}`;
}

function sampleRows(cohort: Cohort): Record<string, Record<string, SampleStratumSummary>> {
	const byName = cohort.people.toSorted((a, b) => (a.sample < b.sample ? -1 : 1));
	return Object.fromEntries(
		byName.map(({ sample, tallies }) => {
			const rows = cohort.strata.flatMap(({ name, kind }, k) =>
				kind === 'all' || kind === 'type' || kind === 'panel'
					? [[name, summariseSample({ kind, tally: tallies[k]! })] as const]
					: [],
			);
			return [sample, Object.fromEntries(rows)];
		}),
	);
}
