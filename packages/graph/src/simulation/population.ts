/** The simulated data without their reads: `reference → mutations → settled changes → records`. */
import { type DiagnosticVariant, chooseDiagnostics, type Gene, placeGenes } from './genes.ts';
import { settleChanges } from './contig-variants.ts';
import { type CarriedChange, mutateContig } from './mutations.ts';
import { Random } from './random.ts';
import { makeReference, type ReferenceContig } from './reference-contigs.ts';
import { makeRecords, type VariantRecord } from './vcf-records.ts';

/** A contig with its variants. */
interface PopulationContig extends ReferenceContig {
	/** Changes of all haplotypes, the patient's last. */
	changes: CarriedChange[];
	/** What the panel carries, and what the patient carries, as records. */
	panel: VariantRecord[];
	truth: VariantRecord[];
	genes: Gene[];
}

/** A reference, a panel of people and a patient of the same population. */
export interface Population {
	contigs: PopulationContig[];
	diagnostics: DiagnosticVariant[];
	/** Haplotypes of the panel; the patient's are the two after them. */
	panelHaplotypes: number;
}

/** Draws a population; the same numbers give the same. */
export function makePopulation(seed: number, size: number, samples: number): Population {
	const { contigs: reference, elements } = makeReference(new Random(seed, 'reference'), size);
	const panelHaplotypes = 2 * samples;
	const total = panelHaplotypes + 2;
	const geneRandom = new Random(seed, 'genes');
	const contigs: PopulationContig[] = [];
	let geneCount = 0;
	for (const contig of reference) {
		const random = new Random(seed, `variants ${contig.name}`);
		const changes = settleChanges(mutateContig(random, contig, elements, total));
		const genes = placeGenes(geneRandom, contig, geneCount);
		geneCount += genes.length;
		const panel = makeRecords(contig.sequence, changes, 0, panelHaplotypes);
		const truth = makeRecords(contig.sequence, changes, panelHaplotypes, total);
		contigs.push({ ...contig, changes, panel, truth, genes });
	}
	return { contigs, diagnostics: chooseDiagnostics(new Random(seed, 'diagnostics'), contigs, size), panelHaplotypes };
}
