/**
 * Sites as VCF records, one after another in the order of the file.
 *
 * One record a site, in normal form but for one thing: an insertion or deletion moves left into another top-level site only where
 * none of the haplotypes that carry it carries a variant there too, because applying both would no longer give the haplotype; that of
 * a nested site stays right of its site's first base. So the records of the top level, applied to the reference, give back every
 * haplotype that passes through all its sites.
 *
 * Sites at which no haplotype differs from the reference give no record.
 */
import { pieceOfRank, type ReferenceBases } from '../coordinates/reference-steps.ts';
import { segmentName } from '../store/graph.ts';
import { formatVcfRecord } from '../vcf/vcf-writer.ts';
import { genotypeColumns } from './genotype-columns.ts';
import type { HaplotypeColumns } from './haplotype-columns.ts';
import { LeftMoves } from './left-moves.ts';
import { normalForm, type PlacedAlleles } from './normal-form.ts';
import { RecordOrder } from './record-order.ts';
import { siteAlleles } from './site-alleles.ts';
import { GenotypeSweep } from './site-genotypes.ts';
import type { SiteVisits } from './site-visits.ts';
import { NO_SITE, type SnarlSites } from './snarl-sites.ts';

/** How far a record moves left at most, in bp: as far as `bcftools norm` looks for records that changed places. */
export const SHIFT_MAX = 1000;

/** What was written. */
export interface RecordCounts {
	records: number;
	/** Of these: those of nested sites, and those with several alternative alleles. */
	nested: number;
	multiallelic: number;
	alternativeAlleles: number;
	/** Records that stand further right than their bases ask for; see above. */
	held: number;
	/** Genotypes, of one sample at one site, with a missing allele because walks of a haplotype disagree. */
	conflicts: number;
}

/** What records are made of. */
export interface RecordSource {
	readonly bases: ReferenceBases;
	readonly sites: SnarlSites;
	readonly visits: SiteVisits;
	readonly columns: HaplotypeColumns;
	/** Nested sites too. */
	readonly hasNested: boolean;
}

/** Makes the lines of all records and counts them. */
export class VariantRecords {
	readonly counts: RecordCounts = { records: 0, nested: 0, multiallelic: 0, alternativeAlleles: 0, held: 0, conflicts: 0 };
	readonly #source: RecordSource;
	readonly #moves: LeftMoves;
	readonly #order = new RecordOrder();

	constructor(source: RecordSource) {
		this.#source = source;
		this.#moves = new LeftMoves(source.columns.haplotypeCount, SHIFT_MAX);
	}

	/** The lines in order, each with its line break. To be taken once. */
	*lines(): Generator<string> {
		const { sites, visits, columns, hasNested } = this.#source;
		const top = new GenotypeSweep(visits, columns.haplotypeCount, 0);
		const nested = new GenotypeSweep(visits, columns.haplotypeCount, sites.topCount);
		const nestedEnd = hasNested ? sites.count : sites.topCount;
		for (let nextTop = 0, nextNested = sites.topCount; nextTop < sites.topCount || nextNested < nestedEnd; ) {
			const isTop = nextNested === nestedEnd || (nextTop < sites.topCount && !this.#isBefore(nextNested, nextTop));
			const sweep = isTop ? top : nested;
			const site = sweep.next();
			if (isTop) nextTop++;
			else nextNested++;
			// Later sites begin here or behind, and their records at most so much before.
			yield* this.#order.before(sites.contigs[site]!, sites.positions[site]! - SHIFT_MAX - 1);
			this.#addSite(site, sweep.ways);
		}
		yield* this.#order.rest();
	}

	#isBefore(site: number, other: number): boolean {
		const { contigs, positions } = this.#source.sites;
		return (contigs[site]! - contigs[other]! || positions[site]! - positions[other]!) < 0;
	}

	#addSite(site: number, ways: Int32Array): void {
		const { bases, sites, visits, columns } = this.#source;
		const { graph, handles, contigs } = bases.reference;
		const { sequences, traversals, alleleOf } = siteAlleles(graph, visits.traversals, site, ways);
		if (sequences.length === 1) return;
		const { texts, counts, sampleCount, conflicts } = genotypeColumns(columns, ways, alleleOf, sequences.length);
		const carriers = Uint32Array.from(ways.keys()).filter(
			(haplotype) => ways[haplotype]! >= 0 && alleleOf.get(ways[haplotype]!)! > 0,
		);
		const placed = this.#place(site, sequences, carriers);
		const called = counts.reduce((sum, count) => sum + count, 0);
		const boundaries = (at: number) => this.#path([handles[sites.left[at]!]!, handles[sites.right[at]!]!]);
		const paths = traversals.map((traversal) =>
			this.#path([handles[sites.left[site]!]!, ...visits.traversals.stepsOf(traversal), handles[sites.right[site]!]!]),
		);
		const parent = sites.parents[site]!;
		const position = sites.positions[site]! + placed.start - bases.reference.starts[sites.left[site]! + 1]!;
		const line = formatVcfRecord({
			contig: contigs[sites.contigs[site]!]!.name,
			position,
			id: boundaries(site),
			ref: placed.alleles[0]!,
			alts: placed.alleles.slice(1),
			info: {
				AC: counts.slice(1),
				AF: counts.slice(1).map((count) => Number((count / called).toPrecision(6))),
				AN: called,
				AT: paths,
				NS: sampleCount,
				CONFLICT: conflicts.length === 0 ? undefined : conflicts.map(encoded),
				LV: sites.levels[site]!,
				PS: parent === NO_SITE ? undefined : boundaries(parent),
			},
			format: ['GT'],
			samples: texts,
		});
		this.#order.add(sites.contigs[site]!, position, line);
		this.counts.records++;
		this.counts.nested += parent === NO_SITE ? 0 : 1;
		this.counts.multiallelic += sequences.length > 2 ? 1 : 0;
		this.counts.alternativeAlleles += sequences.length - 1;
		this.counts.conflicts += conflicts.length;
	}

	/** REF and ALTs in normal form, as far as the site's neighbours allow. */
	#place(site: number, sequences: readonly string[], carriers: Uint32Array): PlacedAlleles {
		const { bases, sites } = this.#source;
		const { starts, pieceRanks } = bases.reference;
		const left = sites.left[site]!;
		const start = starts[left + 1]!;
		const pieceStart = starts[pieceRanks[pieceOfRank(bases.reference, left)]!]!;
		const isNested = sites.parents[site] !== NO_SITE;
		const mayPass = isNested ? (offset: number) => offset > starts[left]! : this.#moves.from(start, carriers);
		let isHeld = false;
		const placed = normalForm(
			start,
			sequences,
			(offset) => bases.at(offset),
			Math.min(SHIFT_MAX, start - pieceStart - 1),
			(offset) => {
				isHeld = !mayPass(offset);
				return !isHeld;
			},
		);
		if (isHeld) this.counts.held++;
		if (!isNested) this.#moves.add(starts[sites.right[site]!]!, carriers);
		return placed;
	}

	#path(steps: readonly number[]): string {
		const { graph } = this.#source.bases.reference;
		return steps.map((step) => ((step & 1) === 0 ? '>' : '<') + encoded(segmentName(graph, step >>> 1))).join('');
	}
}

/** Percent-encodes what VCF 4.3 (section 1.2) does not allow inside an INFO value. */
function encoded(text: string): string {
	return text.replace(/[%:;=,\r\n\t ]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
