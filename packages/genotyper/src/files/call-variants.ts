/** `pangraf call` as a library function: a graph and one sample's alignments to a VCF. */
import { type OnProgress, PangrafError } from '@pangraf/graph';
import { createOutput, openGraph, readBytes, readVcf } from '@pangraf/graph/files';
import { readGaf } from '@pangraf/mapper';
import { ReferenceBases } from '../sites/reference-steps.ts';
import { AlignmentSupport } from '../support/alignment-support.ts';
import { segmentFinder } from '../support/segment-finder.ts';
import { callHeader } from '../variants/call-header.ts';
import type { CallRecords, RecordCounts } from '../variants/call-records.ts';
import { callSample, callTables } from '../variants/call-sample.ts';
import { type PanelAllele, panelSites, type PanelSites } from '../variants/panel-sites.ts';

/** What {@link callVariants} is to do. */
export interface CallOptions {
	/** The index or the GFA that the reads were mapped to. */
	graph: string;
	/** GAF, plain or compressed; `-` is standard input. */
	alignments: string;
	/** Name of the VCF's sample column. */
	sample: string;
	/** VCF, compressed where the name says so; standard output when undefined or `-`. */
	output: string | undefined;
	/** Sample whose walks are the reference; by default the graph's own. */
	refSample?: string | undefined;
	/** Leave out variants that the graph does not have. */
	knownOnly?: boolean | undefined;
	/** VCF of variants that get a record in any case, 0/0 and ./. too. */
	panel?: string | undefined;
	/** Alignments below it are not used; by default {@link DEFAULT_MIN_MAPQ}. */
	minMapq?: number | undefined;
	onProgress?: OnProgress | undefined;
}

/** Least mapping quality of a used alignment, where none is given. */
export const DEFAULT_MIN_MAPQ = 5;

/** What was read, used and called. */
export interface CallSummary {
	/** Alignment lines; the sum of `used` and of `skipped`'s numbers. */
	alignments: number;
	used: number;
	skipped: { unmapped: number; secondary: number; lowMapq: number };
	/** Of `used`: alignments that speak for a site of the graph, and those without a cs tag, which show no new variants. */
	informative: number;
	withoutDifferences: number;
	sites: number;
	/** Sites for which at least one read speaks. */
	genotypedSites: number;
	/** Fragments that fit no allele of a site they cross. */
	discordantFragments: number;
	/** Places at which haplotypes are not collinear with the reference (inversions, repeats); they are in no site. */
	unplacedExcursions: number;
	records: number;
	known: RecordCounts;
	new: RecordCounts;
	/** Of `records`: those whose FILTER is not PASS. */
	filtered: number;
	/** With a panel: its variants (each a record), those of them that the sample lacks, those without a read, and unusable alleles. */
	panel?: { variants: number; absent: number; missing: number; unused: number };
}

/**
 * Calls one sample and writes its VCF, which appears under its name only when it is whole. The bytes depend on the graph, the
 * alignments and the options alone.
 *
 * Errors: E_CALL_SAMPLE; those of reading the graph; E_REFERENCE_MISSING, E_REFERENCE_OVERLAP; E_PANEL_REF, E_PANEL_EMPTY; E_GAF_… with file and line, among
 * them E_GAF_SEGMENT, E_GAF_LINK, E_GAF_PATH_LENGTH and E_GAF_LETTERS where graph and alignments differ; those of inputs and outputs.
 */
export async function callVariants(options: CallOptions): Promise<CallSummary> {
	const { sample, onProgress } = options;
	if (!/^[^\t\n\r]+$/.test(sample)) {
		throw new PangrafError('E_CALL_SAMPLE', {
			found: `the sample name ${JSON.stringify(sample)}`,
			expected: 'a name without tabs and line breaks',
			remedy: 'give one with --sample',
		});
	}
	const output = await createOutput(options.output);
	try {
		const { graph, contentHash } = await openGraph(options.graph, onProgress === undefined ? {} : { onProgress });
		const tables = callTables(graph, options.refSample);
		const minMapq = options.minMapq ?? DEFAULT_MIN_MAPQ;
		const support = new AlignmentSupport(tables, tables.projection, minMapq, options.alignments);
		const panel = options.panel === undefined ? undefined : await readPanel(options.panel, new ReferenceBases(tables.reference));
		for await (const batch of readGaf(readBytes(options.alignments), segmentFinder(graph), options.alignments)) {
			support.add(batch);
			onProgress?.({ stage: 'alignments', done: support.counts.alignments, unit: 'alignments' });
		}
		const outcome = callSample(tables, support, { knownOnly: options.knownOnly ?? false, panel });
		await output.write(callHeader({ contigs: tables.reference.contigs, sample, graphHash: contentHash, minMapq }));
		let records = 0;
		for (const line of outcome.records.lines()) {
			if (output.closedByReader) break;
			await output.write(line);
			records++;
		}
		await output.close();
		const { alignments, used, ...skipped } = support.counts;
		return {
			alignments,
			used,
			skipped,
			...support.usedCounts,
			sites: tables.sites.count,
			genotypedSites: outcome.genotypedSites,
			discordantFragments: outcome.discordant,
			unplacedExcursions: tables.brokenCount,
			records,
			known: outcome.records.known,
			new: outcome.records.new,
			filtered: outcome.records.filtered,
			...(panel === undefined ? {} : { panel: panelCounts(panel, outcome.records) }),
		};
	} catch (error) {
		await output.abort();
		throw error;
	}
}

/** Reads the panel's alleles; its samples are not looked at. */
async function readPanel(path: string, bases: ReferenceBases): Promise<PanelSites> {
	const alleles: PanelAllele[] = [];
	for await (const { line, id, contig, position, ref, alts } of (await readVcf(path)).records()) {
		for (const alt of alts) alleles.push({ line, id, contig, position, ref, alt });
	}
	return panelSites(bases, alleles, path);
}

function panelCounts(panel: PanelSites, records: CallRecords): NonNullable<CallSummary['panel']> {
	return { variants: panel.changes.size, absent: records.absent, missing: records.missing, unused: panel.unusedCount };
}
