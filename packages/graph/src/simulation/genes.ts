/** Made-up genes and the diagnostic variants in them. */
import { typeOf, type VariantType } from './contig-variants.ts';
import type { CarriedChange } from './mutations.ts';
import type { Random } from './random.ts';
import type { ReferenceContig } from './reference-contigs.ts';

/** A gene; 0-based half-open. */
export interface Gene {
	contig: string;
	start: number;
	end: number;
	/** Danish landscape and a number; no gene is called so. */
	name: string;
}

/** A change that a laboratory would look for. */
export interface DiagnosticVariant {
	gene: Gene;
	change: CarriedChange;
}

const WORDS = ['FJORD', 'KLIT', 'LYNG', 'STRAND', 'RAVNE', 'HAVRE', 'MOSE', 'BAKKE', 'SKOVE', 'HEDE', 'KYST', 'TANGE', 'VIG'];
/** One gene in this many bp, on average. */
const GENE_EVERY = 25_000;
const GENE_MIN = 4000;
const GENE_MAX = 18_000;
/** A diagnostic variant in this many bp of the reference, by type. */
const DIAGNOSTIC_EVERY: Readonly<Record<VariantType, number>> = { SNV: 30_000, INDEL: 60_000, SV: 40_000 };
/** The share of diagnostic variants that are chosen among those that the patient carries. */
const CARRIED_SHARE = 0.7;

/** Genes of a contig, ascending and apart from one another. `first` is the number of genes on contigs before it. */
export function placeGenes(random: Random, contig: ReferenceContig, first: number): Gene[] {
	const genes: Gene[] = [];
	const { length } = contig.sequence;
	for (let at = random.below(GENE_EVERY >> 1); ; ) {
		const geneLength = random.between(GENE_MIN, GENE_MAX);
		if (at + geneLength > length) return genes;
		const number = first + genes.length;
		const name = `${WORDS[number % WORDS.length]}${1 + Math.floor(number / WORDS.length)}`;
		genes.push({ contig: contig.name, start: at, end: at + geneLength, name });
		at += geneLength + random.between(2000, 2 * GENE_EVERY - GENE_MIN - GENE_MAX);
	}
}

/** Changes of a contig with the haplotypes of the patient in the last two places. */
export interface ContigChanges {
	genes: readonly Gene[];
	changes: readonly CarriedChange[];
}

/**
 * Chooses diagnostic variants among all changes that lie wholly in a gene: a fixed number by type, most of them carried by
 * the patient as far as there are such. In order of contig and place.
 */
export function chooseDiagnostics(random: Random, contigs: readonly ContigChanges[], size: number): DiagnosticVariant[] {
	const candidates: DiagnosticVariant[] = contigs.flatMap(({ genes, changes }) =>
		changes.flatMap((change) => {
			const gene = genes.find(({ start, end }) => start < change.start && change.end <= end);
			return gene === undefined ? [] : [{ gene, change }];
		}),
	);
	const chosen = new Set<DiagnosticVariant>();
	for (const type of ['SNV', 'INDEL', 'SV'] as const) {
		const ofType = random.shuffle(candidates.filter(({ change }) => typeOf(change) === type));
		const wanted = Math.ceil(size / DIAGNOSTIC_EVERY[type]);
		const carried = ofType.filter(({ change }) => isPatients(change)).slice(0, Math.round(wanted * CARRIED_SHARE));
		const others = ofType.filter(({ change }) => !isPatients(change)).slice(0, wanted - carried.length);
		for (const variant of [...carried, ...others]) chosen.add(variant);
	}
	return candidates.filter((variant) => chosen.has(variant));
}

/** Whether the patient, whose haplotypes are the last two, carries a change. */
export function isPatients(change: CarriedChange): boolean {
	return change.carriers.at(-1) === 1 || change.carriers.at(-2) === 1;
}
