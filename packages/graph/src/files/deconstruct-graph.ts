/** The variants of a graph file and its haplotypes' genotypes, as a VCF. */
import { ReferenceBases, referenceSteps, referenceTrunks } from '../coordinates/reference-steps.ts';
import { type HaplotypeColumns, haplotypeColumns } from '../deconstruct/haplotype-columns.ts';
import { siteVisits } from '../deconstruct/site-visits.ts';
import { snarlSites } from '../deconstruct/snarl-sites.ts';
import { type RecordCounts, VariantRecords } from '../deconstruct/variant-records.ts';
import { variantsHeader } from '../deconstruct/variants-header.ts';
import { PangrafError } from '../errors.ts';
import type { OnProgress } from '../progress.ts';
import { findSnarls } from '../snarls/find-snarls.ts';
import { type Graph, stringAt } from '../store/graph.ts';
import { openGraph } from './graph-file.ts';
import { createOutput } from './output.ts';

/** What to write. */
export interface DeconstructOptions {
	/** Index or GFA; `-` is a GFA on standard input. */
	graph: string;
	/** VCF, compressed where the name says so; standard output when undefined or `-`. */
	output: string | undefined;
	/** Sample whose walks are the reference; by default the graph's own. */
	refSample?: string;
	/** Sites inside others too. */
	allSnarls?: boolean;
	onProgress?: OnProgress;
}

/** What was found and written. */
export interface DeconstructSummary extends RecordCounts {
	samples: number;
	haplotypes: number;
	/** Snarls that the reference passes through once: top-level ones and those inside others. */
	sites: { top: number; nested: number };
	/** Snarls that are no sites: the reference does not pass through them, or does more than once. */
	skipped: { offReference: number; repeated: number };
}

/**
 * Writes the VCF, which appears under its name only when it is whole. Its bytes depend on the graph and the options alone.
 *
 * Sites are the snarls found along the reference's walks. Errors: those of reading the graph, E_REFERENCE_MISSING,
 * E_REFERENCE_OVERLAP, E_REFERENCE_AMBIGUOUS, and those of outputs.
 */
export async function deconstructGraph(options: DeconstructOptions): Promise<DeconstructSummary> {
	const { onProgress } = options;
	const output = await createOutput(options.output);
	try {
		const { graph, contentHash } = await openGraph(options.graph, onProgress === undefined ? {} : { onProgress });
		const reference = referenceSteps(graph, options.refSample);
		const sites = snarlSites(reference, findSnarls(graph, referenceTrunks(reference)));
		const columns = haplotypeColumns(graph, reference.walks);
		checkReference(graph, reference.walks, columns, options.graph);
		const total = columns.walks.flat().length;
		const visits = siteVisits(reference, sites, columns, (done) => onProgress?.({ stage: 'walks', done, total, unit: 'walks' }));
		const bases = new ReferenceBases(reference);
		const records = new VariantRecords({ bases, sites, visits, columns, hasNested: options.allSnarls ?? false });
		await output.write(variantsHeader({ contigs: reference.contigs, samples: columns.samples, graphHash: contentHash }));
		for (const line of records.lines()) {
			if (output.closedByReader) break;
			await output.write(line);
		}
		await output.close();
		return {
			samples: columns.samples.length,
			haplotypes: columns.haplotypeCount,
			sites: { top: sites.topCount, nested: sites.count - sites.topCount },
			...records.counts,
			skipped: { offReference: sites.offReference, repeated: sites.repeated },
		};
	} catch (error) {
		await output.abort();
		throw error;
	}
}

/** Paths without PanSN names are all taken for the reference: where there are several and nothing else, one has to be chosen. */
function checkReference(graph: Graph, walks: readonly number[], columns: HaplotypeColumns, file: string): void {
	const samples = [...new Set(walks.map((walk) => stringAt(graph.strings, graph.walks.sample[walk]!)))];
	if (columns.haplotypeCount > 0 || samples.length < 2) return;
	throw new PangrafError('E_REFERENCE_AMBIGUOUS', {
		file,
		found: `${samples.length} paths, ${samples[0]} and ${samples.length === 2 ? samples[1] : 'others'}, and nothing that says which is the reference`,
		expected: 'one reference',
		remedy: 'name it with --ref-sample',
	});
}
