import { EXCLUSION_REASONS } from '../comparison/exclusions.ts';
import { OUTCOME_TEXTS } from '../comparison/miss-reasons.ts';
import { html } from './markup.ts';
import { methodsEn } from './methods-en.ts';
import type { Words } from './words.ts';

/** The report in English. */
export const WORDS_EN: Words = {
	language: 'en',
	titleOf: (sample) => (sample === undefined ? 'Graph against linear' : `Graph against linear: ${sample}`),
	titleOfPeople: (people) => `Graph against linear: ${people} people`,
	subtitle: 'What two ways of calling variants find of what is known to be there',
	skipToContent: 'Skip to the content',
	contents: 'Contents',
	arms: { graph: 'the graph arm', linear: 'the linear arm' },
	armNames: { graph: 'Graph', linear: 'Linear' },
	truth: 'Truth',
	answer: {
		nothing: 'No true variant lies in the regions: there is nothing to compare.',
		found: (total, graph, linear) => `Of ${total} true variants the graph arm finds ${graph} and the linear arm ${linear}.`,
		foundInPeople: (people, total, distinct, graph, linear) =>
			`In ${people} people, who carry ${total} true variants (${distinct} distinct ones), the graph arm finds ${graph} and the linear arm ${linear}.`,
		more: {
			graph: 'The graph arm finds more, beyond what chance explains.',
			linear: 'The linear arm finds more, beyond what chance explains.',
		},
		noDifference: 'This set does not show a difference.',
		detectable: (points) => `A true difference of ${points} percentage points would be found four times out of five.`,
		tooSmall: 'It is too small to show any.',
		blindHeading: 'An arm finds next to nothing here',
		blind: ({ arm, stratum, total, graph, linear }) =>
			arm === 'both'
				? `${stratum}: neither arm finds more than a tenth of ${total} (graph ${graph}, linear ${linear}).`
				: arm === 'linear'
					? `${stratum}: the linear arm finds ${linear} of ${total}, the graph arm ${graph}.`
					: `${stratum}: the graph arm finds ${graph} of ${total}, the linear arm ${linear}.`,
		gates: (passed, all) =>
			passed === all
				? all === 1
					? 'The condition is met'
					: `All ${all} conditions are met`
				: `${all - passed} of ${all} conditions not met`,
		gatePassed: 'met',
		gateFailed: 'not met',
		gateUnknown: 'cannot be worked out',
		recallOf: { graph: 'Recall, graph', linear: 'Recall, linear' },
		difference: 'Difference, points',
		interval: (range) => `95 % CI ${range}`,
		intervalAndP: (range, p) => `95 % CI ${range}; p\u00a0=\u00a0${p}`,
		diagnostic: 'Diagnostic variants',
		gainedLost: (gained, lost) => `${gained}\u00a0gained, ${lost}\u00a0lost`,
		ofDiagnostic: (total) => `by the graph, of ${total}`,
		gap: 'Largest gap between groups, points',
		gapBetween: (worst, best) => `graph arm: ${worst} against ${best}`,
	},
	types: {
		all: 'All variants',
		SNV: 'SNVs',
		INDEL: 'Indels (< 50 bp)',
		SV: 'Structural variants (≥ 50 bp)',
		panel: 'Diagnostic panel',
	},
	shortTypes: { SNV: 'SNVs', INDEL: 'indels', SV: 'structural variants' },
	changes: (type, change) => `${type === 'SV' ? 'SV' : 'Indel'} ${change}s`,
	sizes: (change, range) => `${change[0]!.toUpperCase()}${change.slice(1)}s of ${range} bp`,
	within: (whole, part) => `${whole}: ${part}`,
	groups: { group: 'Population group', patient_group: 'Patient group', sex: 'Sex' },
	otherGroups: 'Other groups',
	notStated: 'Not stated',
	sections: {
		recall: 'Recall',
		diagnostic: 'Diagnostic variants',
		equity: 'Equity: is everyone served alike?',
		people: 'Person by person',
		missed: 'What is missed, and why',
		precision: 'Precision',
		excluded: 'What was left out, and why',
		methods: 'Methods in plain words',
		provenance: 'Provenance',
	},
	recall: {
		plotTitle: 'Recall of both arms by stratum',
		plotText:
			'Each row is a stratum; a mark is the recall of an arm, the line through it the 95 % interval. The figures stand in the table below.',
		axis: 'recall in %',
		column: 'recall (95 % interval)',
		variants: (count, text) => `${text} true ${count === 1 ? 'variant' : 'variants'}`,
		tableCaption: 'Share of the true variants that each arm finds with the right genotype, with 95 % intervals',
		clusteredNote:
			'Intervals and p take into account that variants of one person, and carriers of one variant, resemble each other.',
		stratum: 'Stratum',
		trueVariants: 'True variants',
		recallOf: { graph: 'Graph recall', linear: 'Linear recall' },
		differencePoints: 'Difference, points',
		p: 'McNemar p',
		clusteredP: 'p, clustered',
		adjustedP: 'p, adjusted',
		pairedHeading: 'Who finds what',
		pairedCaption:
			'True variants by which arm finds them, and the smallest true difference that a set of this size shows four times out of five',
		both: 'Both',
		only: { graph: 'Graph only', linear: 'Linear only' },
		neither: 'Neither',
		detectable: 'Detectable difference, points',
		sizeHeading: 'By size',
		sizePlotTitle: 'Recall of both arms by size of the variant',
		sizePlotText:
			'Deletions stand left of SNVs, insertions right of them; larger ones stand further out. Lines are 95 % intervals. The figures stand in the table below.',
		sizeAxis: 'bp',
		sizeSides: ['deletions', 'insertions'],
		sizeCaption: 'Recall by change and size of the variant',
		withinHeading: 'Types within regions and panel',
		withinCaption: 'Recall by type of variant within each stratum of regions and within the panel',
		finerHeading: 'Show the table',
	},
	diagnostic: {
		noPanel:
			'No panel was given. With --panel, the diagnostic variants or genes form a stratum of their own, and those that are gained and lost are listed here.',
		intro: ({ kind, entries, entriesText, total, both, gained, lost, missed, isCohort }) =>
			`The panel holds ${entriesText} ${kind === 'genes' ? (entries === 1 ? 'gene' : 'genes') : entries === 1 ? 'variant' : 'variants'}. ${
				isCohort
					? `Its true variants were counted ${total} times, once for each person who carries one`
					: `This person has ${total} true variants of it`
			}: ${both} found by both arms, ${gained} by the graph arm alone, ${lost} by the linear arm alone, ${missed} by neither.`,
		gained: 'Gained: found by the graph arm alone',
		lost: 'Lost: found by the linear arm alone',
		missed: 'Missed by both arms',
		none: 'None.',
		gene: 'Gene',
		variant: 'Variant',
		type: 'Type',
		genotype: 'Genotype',
		people: 'People',
		ofCarriers: (people, carriers) => `${people} of ${carriers}`,
		why: 'Why it is missed',
		byGene: 'By gene',
		byGeneCaption: 'Recall in each gene of the panel in which a variant lies',
		more: (count) => `${count} more stand in`,
		showMore: (count) => `Show ${count} more`,
		replacement: (bp) => `replacement of ${bp} bp`,
		insertion: (bp) => `insertion of ${bp} bp`,
		deletion: (bp) => `deletion of ${bp} bp`,
	},
	equity: {
		intro: (minimum) =>
			`A gain on average can hide that some are served worse. Groups of fewer than ${minimum} people are not shown anywhere in this report, and cannot be worked out from it.`,
		notShown: (column, minimum) => `${column}: fewer than two groups of at least ${minimum} people; nothing is shown.`,
		withheld: (column, minimum) =>
			`${column}: nothing is shown, because together with the groups above the figures of fewer than ${minimum} people could be worked out.`,
		folded: (names, other, minimum) =>
			`“${other}” are ${names} together: groups of fewer than ${minimum} people, and those that are needed so that none of these can be worked out by subtraction.`,
		plotTitle: (column) => `Recall of both arms by ${column.toLowerCase()}`,
		plotText:
			'Each row is a group of people; a mark is the recall of an arm, the line through it the 95 % interval. The figures stand in the table below.',
		caption: (column, stratum) => `${column}: recall, and the gap to the best group in percentage points (${stratum})`,
		group: 'Group',
		people: 'People',
		peopleCount: (count) => `${count} people`,
		gapOf: { graph: 'Gap, graph', linear: 'Gap, linear' },
		best: 'best',
		testCaption: (column) => `${column}: largest gap, and the test whether all groups are served alike`,
		largestGap: { graph: 'Largest gap, graph', linear: 'Largest gap, linear' },
		homogeneity: { graph: 'p, graph', linear: 'p, linear' },
		method: { 'exact permutation': 'exact permutation of people', 'Rao-Scott': 'Rao and Scott' },
		rough: 'rough: few misses are expected in some group',
		adjusted: (p) => `adjusted ${p}`,
	},
	people: {
		withheld:
			'Rows of single people are left out, because groups of fewer than five people could be worked out with them. They stand in samples.tsv, which speaks of single people and is not for passing on.',
		plotTitle: 'Recall of both arms, person by person',
		plotText:
			'Each row is a person; a mark is the recall of an arm, the line through it the 95 % interval. The figures stand in the table below.',
		scatterTitle: 'Recall of the graph arm against recall of the linear arm, one dot for each person',
		scatterText:
			'For people above the diagonal the graph arm finds more, for those below it the linear arm. The figures stand in the table below.',
		axisOf: { graph: 'recall of the graph arm in %', linear: 'recall of the linear arm in %' },
		caption: 'Recall and precision of all variants, by sample',
		sample: 'Sample',
		precisionOf: { graph: 'Graph precision', linear: 'Linear precision' },
	},
	missed: {
		caption: 'True variants by what each arm says of them',
		outcome: 'Outcome',
		outcomes: OUTCOME_TEXTS,
	},
	precision: {
		caption:
			'True positives, false negatives and false positives; those of the latter two in which the allele is right and only the genotype is wrong; precision and F1, with 95 % intervals',
		arm: 'Arm',
		genotypeWrong: 'Genotype wrong',
		precision: 'Precision',
	},
	excluded: {
		recordsCaption: 'What became of the records of the files',
		records: {
			records: 'Records read',
			no_call: 'Records without a genotype',
			hom_ref: 'Records homozygous for the reference',
			variants: 'Variants, one per allele',
			counted: 'Variants compared',
		},
		caption: 'Alleles that were not compared, by reason',
		reason: 'Reason',
		reasons: EXCLUSION_REASONS,
		nothing: 'Every called allele of every file was compared.',
		listed: html`Each of them is listed with its file and line in <code>excluded.tsv.gz</code>.`,
	},
	provenance: {
		madeBy: (pangraf, node) => `pangraf ${pangraf} on Node.js ${node}`,
		command: 'Command line',
		caption: 'Files that went in, with their SHA-256',
		role: 'Role',
		roles: (role) => role,
		file: 'File',
		person: (name) => `person ${name}`,
		sample: (name) => `sample ${name}`,
		unused: (count) => `${count} entries not used: not on the reference, or without a sequence`,
		pipe: 'read from a pipe',
		historyCaption: 'Programs and command lines behind the calls, from the headers of the files',
		historyNone: 'The headers of the files name no programs.',
		made: 'As the header says',
		anyPerson: 'SAMPLE',
		historyOfPeople:
			'Programs and command lines behind the calls, from the headers of the files; lines that differ in the name of the person (SAMPLE) or in their date stand here once, and in full in summary.json',
		inFiles: (count) => `in ${count} files`,
	},
	methods: methodsEn,
};
