/**
 * Called variants as VCF 4.3 text.
 *
 * One biallelic record per normalised change (left-aligned, trimmed, indels with the base before them), sorted by contig in the
 * order of the header, position, REF and ALT. A site with two different alternative alleles (1/2) is two records with 0/1 each:
 * that is what `bcftools norm -m -any` makes of it, what hap.py and vcfeval compare, and what a matcher by normalised record
 * needs; two 0/1 records on one place lie on different haplotypes. Genotypes are unphased.
 *
 * FILTER: `LowDP` fewer than {@link LEAST_DEPTH} reads, `LowGQ` GQ below {@link LEAST_GQ} and QUAL
 * below {@link CERTAIN_QUAL}: where the variant is certain, and only how often it is there is not, GQ says so; for new variants `StrandBias` FS above
 * {@link MOST_STRAND_BIAS}, and `AlleleBalance` a heterozygote with so few reads that show it that chance alone gives as few with
 * less than {@link LEAST_BALANCE}, as reads of a paralogous place do; else PASS. Nothing is left out for its filter; that new variants below
 * QUAL 10 are not written is new-variants.ts's doing.
 */
import { formatVcfRecord, segmentName, type VcfLine } from '@pangraf/graph';
import type { CopyCall } from '../genotypes/copies.ts';
import { contigPosition, type ReferenceBases } from '../sites/reference-steps.ts';
import { LONG_LENGTH, type Sites } from '../sites/sites.ts';
import { binomialLowerTail } from '../statistics/binomial.ts';
import { type Change, changeKey } from './changes.ts';
import type { KnownVariant } from './known-variants.ts';
import type { PanelSites } from './panel-sites.ts';
import type { NewVariant } from './single-change.ts';

/** Reads below which a record is marked LowDP. */
export const LEAST_DEPTH = 4;
/** GQ below which a record is marked LowGQ, unless its QUAL says that the variant is there. */
export const LEAST_GQ = 10;
/**
 * QUAL from which on a variant is certain. Of the simulated 4 Mb five records have a lower GQ and more than this, four of them SVs:
 * all are true, with the genotype that is called.
 */
export const CERTAIN_QUAL = 100;
/** FS above which a new variant is marked StrandBias (GATK's bound for SNVs). */
export const MOST_STRAND_BIAS = 60;

/** Chance of the reads of a heterozygous new variant, or fewer, below which it is marked AlleleBalance. */
export const LEAST_BALANCE = 1e-4;

/** Number of records by kind. */
export interface RecordCounts {
	snv: number;
	indel: number;
	/** Difference of length of 50 bp or more. */
	sv: number;
}

/** Records of one run. */
export class CallRecords {
	readonly known: RecordCounts = { snv: 0, indel: 0, sv: 0 };
	readonly new: RecordCounts = { snv: 0, indel: 0, sv: 0 };
	/** Records of the panel without a copy of the variant, and those without a read. */
	absent = 0;
	missing = 0;
	/** Records whose FILTER is not PASS. */
	filtered = 0;
	readonly #bases: ReferenceBases;
	readonly #sites: Sites;
	/** Contig and position of each line as one number. */
	readonly #keys: number[] = [];
	readonly #lines: string[] = [];

	readonly #panel: PanelSites | undefined;

	/** Records of the changes of `panel` get its ids and the flag PANEL. */
	constructor(bases: ReferenceBases, sites: Sites, panel?: PanelSites) {
		this.#bases = bases;
		this.#sites = sites;
		this.#panel = panel;
	}

	/** A called variant of the graph. */
	addKnown(variant: KnownVariant): void {
		this.known[kindOf(variant.change)]++;
		this.#add(variant.change, variant.call, this.#knownInfo(variant), filtersOf(variant.call));
	}

	/** A called variant that the graph does not have. */
	addNew(variant: NewVariant): void {
		const filters = filtersOf(variant.call);
		if (variant.fs > MOST_STRAND_BIAS) filters.push('StrandBias');
		const { copies, adRef, adAlt } = variant.call;
		if (copies === 1 && binomialLowerTail(adAlt, adRef + adAlt, 0.5) < LEAST_BALANCE) filters.push('AlleleBalance');
		this.new[kindOf(variant.change)]++;
		this.#add(variant.change, variant.call, { NEW: true, FS: variant.fs }, filters);
	}

	/** A variant of the panel that was not called, or not well enough; `known` where the graph has it, no `call` where no read speaks for it. */
	addPanel(change: Change, call: CopyCall | undefined, known?: Pick<KnownVariant, 'site' | 'frequency'>): void {
		const info = known === undefined ? {} : this.#knownInfo(known);
		if (call === undefined) this.missing++;
		else if (call.copies === 0) this.absent++;
		else (known === undefined ? this.new : this.known)[kindOf(change)]++;
		this.#add(change, call, info, call === undefined ? ['LowDP'] : filtersOf(call));
	}

	#knownInfo({ site, frequency }: Pick<KnownVariant, 'site' | 'frequency'>): RecordInfo {
		const { handles, graph } = this.#bases.reference;
		const anchor = (handle: number): string => `${(handle & 1) === 0 ? '>' : '<'}${segmentName(graph, handle >>> 1)}`;
		const place = anchor(handles[this.#sites.left[site]!]!) + anchor(handles[this.#sites.right[site]!]!);
		return { SITE: encodeInfo(place), KNOWN: true, AF: Number(frequency.toPrecision(4)) };
	}

	/** The lines in order, each with its line break. */
	*lines(): Generator<string> {
		const order = this.#keys.map((_, i) => i);
		order.sort((a, b) => this.#keys[a]! - this.#keys[b]! || (this.#lines[a]! < this.#lines[b]! ? -1 : 1));
		for (const i of order) yield this.#lines[i]!;
	}

	#add(change: Change, call: CopyCall | undefined, info: RecordInfo, filters: string[]): void {
		const { start, ref, alt } = withAnchorBase(this.#bases, change);
		const { contig, position } = contigPosition(this.#bases.reference, start);
		const id = this.#panel?.changes.get(changeKey(change))?.id;
		if (filters.length > 0) this.filtered++;
		this.#keys.push(contig * 2 ** 40 + position);
		this.#lines.push(
			formatVcfRecord({
				contig: this.#bases.reference.contigs[contig]!.name,
				position,
				id: id ?? '.',
				ref,
				alts: [alt],
				quality: call?.qual,
				filter: filters.length === 0 ? 'PASS' : filters.join(';'),
				info: id === undefined ? info : { ...info, PANEL: true },
				format: ['GT', 'GQ', 'DP', 'AD', 'PL'],
				samples: [
					call === undefined
						? ['./.', '.', 0, '.', '.']
						: [GENOTYPES[call.copies]!, call.gq, call.depth, [call.adRef, call.adAlt], call.pl],
				],
			}),
		);
	}
}

type RecordInfo = NonNullable<VcfLine['info']>;

const GENOTYPES = ['0/0', '0/1', '1/1'];

/** REF and ALT of a change: an indel takes the base before it, or at the start of a piece of reference the base after it. */
function withAnchorBase(bases: ReferenceBases, change: Change): { start: number; ref: string; alt: string } {
	const { start, deleted, inserted } = change;
	const ref = bases.slice(start, start + deleted);
	if (deleted > 0 && inserted !== '') return { start, ref, alt: inserted };
	const bounds = bases.pieceBounds(deleted > 0 || start === 0 ? start : start - 1);
	if (start > bounds.start) {
		const before = bases.at(start - 1);
		return { start: start - 1, ref: before + ref, alt: before + inserted };
	}
	const after = bases.at(start + deleted);
	return { start, ref: ref + after, alt: inserted + after };
}

function filtersOf(call: CopyCall): string[] {
	const filters: string[] = [];
	if (call.depth < LEAST_DEPTH) filters.push('LowDP');
	if (call.gq < LEAST_GQ && call.qual < CERTAIN_QUAL) filters.push('LowGQ');
	return filters;
}

function kindOf(change: Change): keyof RecordCounts {
	if (Math.abs(change.deleted - change.inserted.length) >= LONG_LENGTH) return 'sv';
	return change.deleted === change.inserted.length ? 'snv' : 'indel';
}

/** Percent-encodes what VCF 4.3 (section 1.2) does not allow inside an INFO value. */
function encodeInfo(text: string): string {
	return text.replace(/[%:;=,\r\n\t ]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
