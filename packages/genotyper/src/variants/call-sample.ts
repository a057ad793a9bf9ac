/** From a graph to site tables, and from support to records: the flow of calling without files. */
import type { Graph } from '@pangraf/graph';
import { alleleLengths } from '../genotypes/allele-lengths.ts';
import { edgeEntries } from '../sites/edge-entries.ts';
import { findExcursions } from '../sites/excursions.ts';
import { type Projection, projectNodes } from '../sites/projection.ts';
import { ReferenceBases, referenceSteps } from '../sites/reference-steps.ts';
import { findSharedEnds } from '../sites/shared-ends.ts';
import { findSites } from '../sites/sites.ts';
import type { AlignmentSupport } from '../support/alignment-support.ts';
import type { SupportTables } from '../support/path-support.ts';
import { CallRecords } from './call-records.ts';
import { changeKey } from './changes.ts';
import { KnownVariants } from './known-variants.ts';
import { callNewVariants } from './new-variants.ts';

/** All that calling derives from a graph, before it sees a read. */
export interface CallTables extends SupportTables {
	readonly projection: Projection;
	/** Places at which a haplotype is not collinear with the reference; they are in no site. */
	readonly brokenCount: number;
}

/** What was called, besides the records. */
export interface CallOutcome {
	readonly records: CallRecords;
	/** Sites for which at least one fragment speaks. */
	readonly genotypedSites: number;
	/** Calls of a change that another site had called already. */
	readonly duplicates: number;
	/** Candidates from the pileup that the graph has; the site's genotype stands. */
	readonly knownCandidates: number;
	/** Fragments that fit no allele of a site. */
	readonly discordant: number;
}

/**
 * Tables of a graph with the reference of `refSample`.
 *
 * Errors: E_REFERENCE_MISSING, E_REFERENCE_OVERLAP, E_GRAPH_EDGE.
 */
export function callTables(graph: Graph, refSample?: string): CallTables {
	const reference = referenceSteps(graph, refSample);
	const excursions = findExcursions(reference);
	const sites = findSites(reference, excursions);
	return {
		reference,
		sites,
		sharedEnds: findSharedEnds(reference, sites),
		edgeEntries: edgeEntries(reference, sites),
		projection: projectNodes(reference, excursions),
		brokenCount: excursions.brokenCount,
	};
}

/** Calls from the support of all reads; new variants too unless `knownOnly`. Consumes the support. */
export function callSample(tables: CallTables, support: AlignmentSupport, knownOnly: boolean): CallOutcome {
	support.paths.flush();
	const { reference, sites, sharedEnds } = tables;
	const bases = new ReferenceBases(reference);
	const lengths = alleleLengths(reference, sites);
	const known = new KnownVariants(
		{
			sites,
			sharedEnds,
			support: support.paths.classes.bySite(),
			alleleLengths: lengths,
			readLength: Math.round(support.meanAlignedLength),
		},
		bases,
	);
	known.callAll();
	const records = new CallRecords(bases, sites);
	for (const variant of known.called) records.addKnown(variant);
	let knownCandidates = 0;
	if (!knownOnly) {
		const candidates = callNewVariants(support.pileup.finish(), bases, (offset) => known.ploidyAt(offset));
		const inGraph = known.knownAmong(new Set(candidates.map((candidate) => changeKey(candidate.change))));
		for (const candidate of candidates) {
			if (inGraph.has(changeKey(candidate.change))) knownCandidates++;
			else records.addNew(candidate);
		}
	}
	return {
		records,
		genotypedSites: known.genotypedCount,
		duplicates: known.duplicateCount,
		knownCandidates,
		discordant: support.paths.discordant.reduce((sum, count) => sum + count, 0),
	};
}
