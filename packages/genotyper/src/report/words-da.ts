import { html } from './markup.ts';
import { methodsDa } from './methods-da.ts';
import type { Words } from './words.ts';

const CHANGES = { insertion: 'insertioner', deletion: 'deletioner', replacement: 'substitutioner' } as const;
const ROLES: Readonly<Record<string, string>> = {
	reference: 'referencegenom',
	samples: 'prøveliste',
	truth: 'facit',
	graph: 'graf',
	linear: 'lineær',
	regions: 'regioner',
	panel: 'panel',
	'graph alignments': 'grafens alignments',
	'linear alignments': 'lineære alignments',
};

/** The report in Danish. */
export const WORDS_DA: Words = {
	language: 'da',
	titleOf: (sample) => (sample === undefined ? 'Graf eller lineær reference' : `Graf eller lineær reference: ${sample}`),
	titleOfPeople: (people) => `Graf eller lineær reference: ${people} personer`,
	subtitle: 'Hvor stor en del af de kendte varianter finder hver af de to analyser?',
	skipToContent: 'Gå til indholdet',
	contents: 'Indhold',
	arms: { graph: 'grafarmen', linear: 'den lineære arm' },
	armNames: { graph: 'Graf', linear: 'Lineær' },
	truth: 'Facit',
	answer: {
		nothing: 'Der ligger ingen kendte varianter i regionerne, så der er intet at sammenligne.',
		found: (total, graph, linear) => `Af ${total} kendte varianter finder grafarmen ${graph} og den lineære arm ${linear}.`,
		foundInPeople: (people, total, distinct, graph, linear) =>
			`Hos ${people} personer med tilsammen ${total} kendte varianter (${distinct} forskellige) finder grafarmen ${graph} og den lineære arm ${linear}.`,
		more: {
			graph: 'Grafarmen finder flere, og forskellen kan ikke forklares ved tilfældigheder.',
			linear: 'Den lineære arm finder flere, og forskellen kan ikke forklares ved tilfældigheder.',
		},
		noDifference: 'Materialet viser ingen forskel mellem armene.',
		detectable: (points) => `En reel forskel på ${points} procentpoint ville være blevet påvist i fire ud af fem tilfælde.`,
		tooSmall: 'Det er for lille til at påvise en forskel.',
		blindHeading: 'Her finder en arm næsten intet',
		blind: ({ arm, stratum, total, graph, linear }) =>
			arm === 'both'
				? `${stratum}: ingen af armene finder mere end en tiendedel af ${total} (graf ${graph}, lineær ${linear}).`
				: arm === 'linear'
					? `${stratum}: Den lineære arm finder ${linear} af ${total}, grafarmen ${graph}.`
					: `${stratum}: Grafarmen finder ${graph} af ${total}, den lineære arm ${linear}.`,
		gates: (passed, all) =>
			passed === all
				? all === 1
					? 'Kravet er opfyldt'
					: `Alle ${all} krav er opfyldt`
				: `${all - passed} af ${all} krav er ikke opfyldt`,
		gatePassed: 'opfyldt',
		gateFailed: 'ikke opfyldt',
		gateUnknown: 'kan ikke afgøres',
		recallOf: { graph: 'Sensitivitet, graf', linear: 'Sensitivitet, lineær' },
		difference: 'Forskel i procentpoint',
		interval: (range) => `95 % KI ${range}`,
		intervalAndP: (range, p) => `95 % KI ${range}; p\u00a0=\u00a0${p}`,
		diagnostic: 'Diagnostiske varianter',
		gainedLost: (gained, lost) => `${gained}\u00a0vundet, ${lost}\u00a0tabt`,
		ofDiagnostic: (total) => `med grafen, ud af ${total}`,
		gap: 'Største afstand mellem grupper i procentpoint',
		gapBetween: (worst, best) => `grafarmen: ${worst} mod ${best}`,
	},
	types: {
		all: 'Alle varianter',
		SNV: 'SNV’er',
		INDEL: 'Indels (< 50 bp)',
		SV: 'Strukturelle varianter (≥ 50 bp)',
		panel: 'Diagnostisk panel',
	},
	shortTypes: { SNV: 'SNV’er', INDEL: 'indels', SV: 'strukturelle varianter' },
	changes: (type, change) => `${type === 'SV' ? 'Strukturelle' : 'Små'} ${CHANGES[change]}`,
	sizes: (change, range) => `${CHANGES[change][0]!.toUpperCase()}${CHANGES[change].slice(1)} på ${range} bp`,
	within: (whole, part) => `${whole}: ${part}`,
	groups: { group: 'Befolkningsgruppe', patient_group: 'Patientgruppe', sex: 'Køn' },
	otherGroups: 'Øvrige grupper',
	notStated: 'Ikke oplyst',
	sections: {
		recall: 'Sensitivitet',
		diagnostic: 'Diagnostiske varianter',
		equity: 'Lighed: virker analysen lige godt for alle?',
		people: 'Person for person',
		missed: 'Hvad overses, og hvorfor?',
		precision: 'Præcision',
		excluded: 'Hvad er udeladt, og hvorfor?',
		methods: 'Metoden i almindeligt sprog',
		provenance: 'Sporbarhed',
	},
	recall: {
		plotTitle: 'Sensitivitet for begge arme i hvert stratum',
		plotText:
			'Hver række er et stratum. Mærket viser en arms sensitivitet, og linjen gennem det er 95 %-konfidensintervallet. Tallene står i tabellen nedenfor.',
		axis: 'sensitivitet i %',
		column: 'sensitivitet (95 % KI)',
		variants: (count, text) => `${text} ${count === 1 ? 'kendt variant' : 'kendte varianter'}`,
		tableCaption:
			'Sensitivitet (recall): andelen af kendte varianter, som hver arm finder med den rigtige genotype, med 95 %-konfidensintervaller',
		clusteredNote:
			'Intervaller og p-værdier tager højde for, at varianter hos samme person og bærere af samme variant ligner hinanden.',
		stratum: 'Stratum',
		trueVariants: 'Kendte varianter',
		recallOf: { graph: 'Sensitivitet, graf', linear: 'Sensitivitet, lineær' },
		differencePoints: 'Forskel, procentpoint',
		p: 'McNemar p',
		clusteredP: 'p, klynger',
		adjustedP: 'p, justeret',
		pairedHeading: 'Hvem finder hvad?',
		pairedCaption:
			'Kendte varianter fordelt efter, hvilken arm der finder dem, og den mindste reelle forskel, som et materiale af denne størrelse påviser i fire ud af fem tilfælde',
		both: 'Begge',
		only: { graph: 'Kun graf', linear: 'Kun lineær' },
		neither: 'Ingen',
		detectable: 'Påviselig forskel, procentpoint',
		sizeHeading: 'Efter størrelse',
		sizePlotTitle: 'Sensitivitet for begge arme efter variantens størrelse',
		sizePlotText:
			'Deletioner står til venstre for SNV’er og insertioner til højre; de største yderst. Linjerne er 95 %-konfidensintervaller. Tallene står i tabellen nedenfor.',
		sizeAxis: 'bp',
		sizeSides: ['deletioner', 'insertioner'],
		sizeCaption: 'Sensitivitet efter ændringens art og størrelse',
		withinHeading: 'Varianttyper inden for regioner og panel',
		withinCaption: 'Sensitivitet efter varianttype inden for hver region og inden for panelet',
		finerHeading: 'Vis tabellen',
	},
	diagnostic: {
		noPanel:
			'Der er ikke angivet noget panel. Med --panel bliver de diagnostiske varianter eller gener et stratum for sig, og de varianter, der vindes og tabes, opregnes her.',
		intro: ({ kind, entries, entriesText, total, both, gained, lost, missed, isCohort }) =>
			`Panelet omfatter ${entriesText} ${kind === 'genes' ? (entries === 1 ? 'gen' : 'gener') : entries === 1 ? 'variant' : 'varianter'}. ${
				isCohort
					? `Dets kendte varianter forekommer ${total} gange, talt én gang for hver bærer`
					: `Personen har ${total} kendte varianter i panelet`
			}: ${both} findes af begge arme, ${gained} kun af grafarmen, ${lost} kun af den lineære arm og ${missed} af ingen af dem.`,
		gained: 'Vundet: findes kun af grafarmen',
		lost: 'Tabt: findes kun af den lineære arm',
		missed: 'Overset af begge arme',
		none: 'Ingen.',
		gene: 'Gen',
		variant: 'Variant',
		type: 'Type',
		genotype: 'Genotype',
		people: 'Personer',
		ofCarriers: (people, carriers) => `${people} af ${carriers}`,
		why: 'Hvorfor den overses',
		byGene: 'Gen for gen',
		byGeneCaption: 'Sensitivitet i de gener i panelet, hvor der ligger en variant',
		more: (count) => `Yderligere ${count} står i`,
		showMore: (count) => `Vis ${count} mere`,
		replacement: (bp) => `substitution på ${bp} bp`,
		insertion: (bp) => `insertion på ${bp} bp`,
		deletion: (bp) => `deletion på ${bp} bp`,
	},
	equity: {
		intro: (minimum) =>
			`En gevinst i gennemsnit kan dække over, at nogle får en dårligere undersøgelse. Grupper på færre end ${minimum} personer er diskretioneret: de vises ingen steder i rapporten og kan ikke udledes af den.`,
		notShown: (column, minimum) => `${column}: færre end to grupper på mindst ${minimum} personer, så intet vises.`,
		withheld: (column, minimum) =>
			`${column}: her vises intet, fordi tallene sammen med grupperne ovenfor ville kunne røbe resultatet for færre end ${minimum} personer.`,
		folded: (names, other, minimum) =>
			`”${other}” er ${names} under ét: grupper på færre end ${minimum} personer samt de grupper, der må med, for at ingen af dem kan udledes ved subtraktion.`,
		plotTitle: (column) => `Sensitivitet for begge arme efter ${column.toLowerCase()}`,
		plotText:
			'Hver række er en gruppe personer. Mærket viser en arms sensitivitet, og linjen gennem det er 95 %-konfidensintervallet. Tallene står i tabellen nedenfor.',
		caption: (column, stratum) => `${column}: sensitivitet og afstand til den bedst stillede gruppe i procentpoint (${stratum})`,
		group: 'Gruppe',
		people: 'Personer',
		peopleCount: (count) => `${count} personer`,
		gapOf: { graph: 'Afstand, graf', linear: 'Afstand, lineær' },
		best: 'bedst',
		testCaption: (column) => `${column}: største afstand og test for, om analysen virker lige godt i alle grupper`,
		largestGap: { graph: 'Største afstand, graf', linear: 'Største afstand, lineær' },
		homogeneity: { graph: 'p, graf', linear: 'p, lineær' },
		method: { 'exact permutation': 'eksakt permutation af personer', 'Rao-Scott': 'Rao og Scott' },
		rough: 'omtrentlig: der ventes kun få oversete varianter i en af grupperne',
		adjusted: (p) => `justeret ${p}`,
	},
	people: {
		withheld:
			'Tal for enkeltpersoner er udeladt, fordi grupper på færre end fem personer kunne udledes af dem. De står i samples.tsv, som handler om enkeltpersoner og ikke bør videregives.',
		plotTitle: 'Sensitivitet for begge arme, person for person',
		plotText:
			'Hver række er en person. Mærket viser en arms sensitivitet, og linjen gennem det er 95 %-konfidensintervallet. Tallene står i tabellen nedenfor.',
		scatterTitle: 'Grafarmens sensitivitet mod den lineære arms, ét punkt for hver person',
		scatterText:
			'For personer over diagonalen finder grafarmen mest, for personer under den finder den lineære arm mest. Tallene står i tabellen nedenfor.',
		axisOf: { graph: 'grafarmens sensitivitet i %', linear: 'den lineære arms sensitivitet i %' },
		caption: 'Sensitivitet og præcision for alle varianter, prøve for prøve',
		sample: 'Prøve',
		precisionOf: { graph: 'Præcision, graf', linear: 'Præcision, lineær' },
	},
	missed: {
		caption: 'Kendte varianter efter, hvad hver arm siger om dem',
		outcome: 'Udfald',
		outcomes: {
			found: 'fundet med den rigtige genotype',
			genotype: 'allelen er kaldt med en anden genotype',
			filtered: 'allelen er kaldt, men kaldet er filtreret fra',
			unresolved: 'varianterne ligger så tæt, at søgningen efter et match blev afbrudt',
			near_miss: 'et kald af samme art ligger tæt på, men afviger for meget i placering, størrelse eller sekvens',
			other_allele: 'en anden allel er kaldt på stedet',
			low_mapping_quality: 'intet er kaldt på stedet, hvor reads kun har lav mapping-kvalitet',
			no_coverage: 'intet er kaldt på stedet, hvor dækningen er for lav til at kalde noget',
			absent: 'intet er kaldt på stedet',
		},
	},
	precision: {
		caption:
			'Sandt positive (TP), falsk negative (FN) og falsk positive (FP); dem af de to sidste, hvor allelen er rigtig og kun genotypen forkert; præcision (positiv prædiktiv værdi) og F1 med 95 %-konfidensintervaller',
		arm: 'Arm',
		genotypeWrong: 'Forkert genotype',
		precision: 'Præcision',
	},
	excluded: {
		recordsCaption: 'Hvad der blev af filernes poster',
		records: {
			records: 'Læste poster',
			no_call: 'Poster uden genotype',
			hom_ref: 'Poster, der er homozygote for referencen',
			variants: 'Varianter, én pr. allel',
			counted: 'Sammenlignede varianter',
		},
		caption: 'Alleler, der ikke er sammenlignet, efter årsag',
		reason: 'Årsag',
		reasons: {
			filtered: 'FILTER er hverken PASS eller tomt',
			symbolic: 'symbolsk allel som <DEL>, hvis sekvens ikke er angivet',
			breakend: 'brudpunkt (breakend), hvis sekvens ikke er angivet',
			spanning_deletion: 'allelen *: en overlappende deletion, som har sin egen post',
			unspecified: 'uspecificeret allel (<*>, <NON_REF>)',
			telomere: 'POS 0, som står for telomeret og ikke for en base',
			ambiguous_letters: 'allelen indeholder andre bogstaver end A, C, G og T',
			same_as_reference: 'allelen er identisk med referencen',
			duplicate: 'en anden post i filen siger det samme om samme haplotype',
			contig_unknown: 'referencen har ikke denne contig',
			polyploid: 'genotypen har flere end to alleler',
			too_long: 'allelen er for lang til at blive sammenlignet',
			outside_regions: 'ligger ikke helt inden for regionerne',
		},
		nothing: 'Alle kaldte alleler i alle filer er sammenlignet.',
		listed: html`De er alle opført med fil og linje i <code>excluded.tsv.gz</code>.`,
	},
	provenance: {
		madeBy: (pangraf, node) => `pangraf ${pangraf} på Node.js ${node}`,
		command: 'Kommandolinje',
		caption: 'De anvendte filer med deres SHA-256-kontrolsum',
		role: 'Rolle',
		roles: (role) => ROLES[role] ?? role.replace(/^stratum /, 'stratum '),
		file: 'Fil',
		person: (name) => `person ${name}`,
		sample: (name) => `prøve ${name}`,
		unused: (count) => `${count} poster er ikke brugt: uden for referencen eller uden sekvens`,
		pipe: 'læst fra en pipe',
		historyCaption: 'Programmer og kommandolinjer bag variantkaldene, ifølge filernes headere',
		historyNone: 'Filernes headere nævner ingen programmer.',
		made: 'Ifølge headeren',
		anyPerson: 'PRØVE',
		historyOfPeople:
			'Programmer og kommandolinjer bag variantkaldene, ifølge filernes headere; linjer, der kun adskiller sig i personens navn (PRØVE) eller i datoen, står her én gang og fuldt ud i summary.json',
		inFiles: (count) => `i ${count} filer`,
	},
	methods: methodsDa,
};
