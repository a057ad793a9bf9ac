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
import { type PanelSites, pileupGenotypes } from './panel-sites.ts';

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

/** How {@link callSample} calls. */
export interface CallSampleOptions {
	/** Leave out variants that the graph does not have; a panel's are genotyped all the same. */
	readonly knownOnly: boolean;
	/** Variants that get a record in any case. */
	readonly panel?: PanelSites | undefined;
}

/** Calls from the support of all reads. Consumes the support. */
export function callSample(tables: CallTables, support: AlignmentSupport, options: CallSampleOptions): CallOutcome {
	const { knownOnly, panel } = options;
	support.paths.flush();
	const { reference, sites, sharedEnds } = tables;
	const bases = new ReferenceBases(reference);
	const known = new KnownVariants(
		{
			sites,
			sharedEnds,
			support: support.paths.classes.bySite(),
			alleleLengths: alleleLengths(reference, sites),
			readLength: Math.round(support.meanAlignedLength),
		},
		bases,
	);
	known.callAll();
	const records = new CallRecords(bases, sites, panel);
	const written = new Set<string>();
	for (const variant of known.called) {
		records.addKnown(variant);
		written.add(changeKey(variant.change));
	}
	const pileup = support.pileup.finish();
	const ploidyAt = (offset: number): number => known.ploidyAt(offset);
	let knownCandidates = 0;
	if (!knownOnly) {
		const candidates = callNewVariants(pileup, bases, ploidyAt);
		const inGraph = known.knownAmong(new Set(candidates.map((candidate) => changeKey(candidate.change))));
		for (const candidate of candidates) {
			const key = changeKey(candidate.change);
			if (inGraph.has(key)) knownCandidates++;
			else {
				records.addNew(candidate);
				written.add(key);
			}
		}
	}
	if (panel !== undefined) {
		const rest = new Map([...panel.changes].filter(([key]) => !written.has(key)));
		const atSites = known.genotypesOf(new Set(rest.keys()));
		const others = [...rest].filter(([key]) => !atSites.has(key)).map(([, { change }]) => change);
		const fromPileup = pileupGenotypes(others, pileup, bases, ploidyAt);
		for (const [key, { change }] of rest) {
			const atSite = atSites.get(key);
			if (atSite === undefined) records.addPanel(change, fromPileup.get(key));
			else records.addPanel(change, atSite.call, atSite);
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
