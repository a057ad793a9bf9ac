/** What report.html says, in any language. Figures come in as they are written there (numbers.ts). */
import type { GroupColumn } from '../cohort/people-groups.ts';
import type { ExclusionReason } from '../comparison/exclusions.ts';
import type { Outcome } from '../comparison/miss-reasons.ts';
import type { VariantKind, VariantType } from '../comparison/variant-set.ts';
import type { Markup } from './markup.ts';
import type { CompareSummary } from './summary.ts';

/** Languages of report.html. */
export const LANGUAGES = ['en', 'da'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'en';

export type Arm = 'graph' | 'linear';

/** A blind spot with its figures written out. */
export interface BlindSpotWords {
	readonly arm: Arm | 'both';
	readonly stratum: string;
	readonly total: string;
	readonly graph: string;
	readonly linear: string;
}

/** The words of one language. */
export interface Words {
	readonly language: Language;
	/** Title of the page: one person's name, or how many people. */
	readonly titleOf: (sample: string | undefined) => string;
	readonly titleOfPeople: (people: string) => string;
	readonly subtitle: string;
	readonly skipToContent: string;
	readonly contents: string;
	/** The arms as nouns in a running text, and as headings. */
	readonly arms: Readonly<Record<Arm, string>>;
	readonly armNames: Readonly<Record<Arm, string>>;
	readonly truth: string;

	// The answer
	readonly answer: {
		readonly nothing: string;
		readonly found: (total: string, graph: string, linear: string) => string;
		readonly foundInPeople: (people: string, total: string, distinct: string, graph: string, linear: string) => string;
		readonly more: Readonly<Record<Arm, string>>;
		readonly noDifference: string;
		readonly detectable: (points: string) => string;
		readonly tooSmall: string;
		readonly blindHeading: string;
		readonly blind: (spot: BlindSpotWords) => string;
		readonly gates: (passed: number, all: number) => string;
		readonly gatePassed: string;
		readonly gateFailed: string;
		readonly gateUnknown: string;
		readonly recallOf: Readonly<Record<Arm, string>>;
		readonly difference: string;
		readonly interval: (range: string) => string;
		readonly intervalAndP: (range: string, p: string) => string;
		readonly diagnostic: string;
		readonly gainedLost: (gained: string, lost: string) => string;
		readonly ofDiagnostic: (total: string) => string;
		readonly gap: string;
		readonly gapBetween: (worst: string, best: string) => string;
	};

	// Strata
	readonly types: Readonly<Record<'all' | VariantType | 'panel', string>>;
	/** Behind the name of a region or of the panel. */
	readonly shortTypes: Readonly<Record<VariantType, string>>;
	readonly changes: (type: VariantType, change: VariantKind) => string;
	readonly sizes: (change: VariantKind, range: string) => string;
	readonly within: (whole: string, part: string) => string;
	readonly groups: Readonly<Record<GroupColumn, string>>;
	readonly otherGroups: string;
	readonly notStated: string;

	// Headings of sections
	readonly sections: Readonly<
		Record<'recall' | 'diagnostic' | 'equity' | 'people' | 'missed' | 'precision' | 'excluded' | 'methods' | 'provenance', string>
	>;

	// Recall
	readonly recall: {
		readonly plotTitle: string;
		readonly plotText: string;
		readonly axis: string;
		readonly column: string;
		readonly variants: (count: number, text: string) => string;
		readonly tableCaption: string;
		readonly clusteredNote: string;
		readonly stratum: string;
		readonly trueVariants: string;
		readonly recallOf: Readonly<Record<Arm, string>>;
		readonly differencePoints: string;
		readonly p: string;
		readonly clusteredP: string;
		readonly adjustedP: string;
		readonly pairedHeading: string;
		readonly pairedCaption: string;
		readonly both: string;
		readonly only: Readonly<Record<Arm, string>>;
		readonly neither: string;
		readonly detectable: string;
		readonly sizeHeading: string;
		readonly sizePlotTitle: string;
		readonly sizePlotText: string;
		readonly sizeAxis: string;
		readonly sizeSides: readonly [deletions: string, insertions: string];
		readonly sizeCaption: string;
		readonly withinHeading: string;
		readonly withinCaption: string;
		readonly finerHeading: string;
	};

	// Diagnostic variants
	readonly diagnostic: {
		readonly noPanel: string;
		readonly intro: (figures: {
			kind: 'variants' | 'genes';
			entries: number;
			entriesText: string;
			total: string;
			both: string;
			gained: string;
			lost: string;
			missed: string;
			isCohort: boolean;
		}) => string;
		readonly gained: string;
		readonly lost: string;
		readonly missed: string;
		readonly none: string;
		readonly gene: string;
		readonly variant: string;
		readonly type: string;
		readonly genotype: string;
		readonly people: string;
		readonly ofCarriers: (people: string, carriers: string) => string;
		readonly why: string;
		readonly byGene: string;
		readonly byGeneCaption: string;
		/** Of the rows that stand in a file alone; it ends before the file's name. */
		readonly more: (count: string) => string;
		readonly showMore: (count: string) => string;
		readonly replacement: (bp: string) => string;
		readonly insertion: (bp: string) => string;
		readonly deletion: (bp: string) => string;
	};

	// Equity
	readonly equity: {
		readonly intro: (minimum: number) => string;
		readonly notShown: (column: string, minimum: number) => string;
		readonly withheld: (column: string, minimum: number) => string;
		readonly folded: (names: string, other: string, minimum: number) => string;
		readonly plotTitle: (column: string) => string;
		readonly plotText: string;
		readonly caption: (column: string, stratum: string) => string;
		readonly group: string;
		readonly people: string;
		readonly peopleCount: (count: string) => string;
		readonly gapOf: Readonly<Record<Arm, string>>;
		readonly best: string;
		readonly testCaption: (column: string) => string;
		readonly largestGap: Readonly<Record<Arm, string>>;
		readonly homogeneity: Readonly<Record<Arm, string>>;
		readonly method: Readonly<Record<'exact permutation' | 'Rao-Scott', string>>;
		readonly rough: string;
		readonly adjusted: (p: string) => string;
	};

	// People
	readonly people: {
		readonly withheld: string;
		readonly plotTitle: string;
		readonly plotText: string;
		readonly scatterTitle: string;
		readonly scatterText: string;
		readonly axisOf: Readonly<Record<Arm, string>>;
		readonly caption: string;
		readonly sample: string;
		readonly precisionOf: Readonly<Record<Arm, string>>;
	};

	// What is missed, precision, what is left out
	readonly missed: {
		readonly caption: string;
		readonly outcome: string;
		readonly outcomes: Readonly<Record<Outcome, string>>;
	};
	readonly precision: {
		readonly caption: string;
		readonly arm: string;
		readonly genotypeWrong: string;
		readonly precision: string;
	};
	readonly excluded: {
		readonly recordsCaption: string;
		readonly records: Readonly<Record<'records' | 'no_call' | 'hom_ref' | 'variants' | 'counted', string>>;
		readonly caption: string;
		readonly reason: string;
		readonly reasons: Readonly<Record<ExclusionReason, string>>;
		readonly nothing: string;
		readonly listed: Markup;
	};

	readonly provenance: {
		readonly madeBy: (pangraf: string, node: string) => string;
		readonly command: string;
		readonly caption: string;
		readonly role: string;
		readonly roles: (role: string) => string;
		readonly file: string;
		readonly person: (name: string) => string;
		readonly sample: (name: string) => string;
		readonly unused: (count: string) => string;
		readonly pipe: string;
		readonly historyCaption: string;
		readonly historyNone: string;
		readonly made: string;
		/** In place of a person's name, in lines that are alike but for it. */
		readonly anyPerson: string;
		readonly historyOfPeople: string;
		readonly inFiles: (count: string) => string;
	};

	/** Methods in plain words. */
	readonly methods: (summary: CompareSummary, count: (value: number) => string) => Markup;
}
