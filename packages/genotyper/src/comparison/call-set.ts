/**
 * One file of calls, ready to be compared: what it calls, what it calls but filters, and what cannot be compared.
 *
 * Every record is accounted for: it carries alleles (which are called, filtered or excluded), is homozygous for the reference,
 * or is no call. A record that is no variant is no call of one, as GA4GH counts it (doi:10.1038/s41587-019-0054-x).
 */
import { PangrafError, POLYPLOID, type Reference, type VcfRecord } from '@pangraf/graph';
import { type Exclusion, type ExclusionReason, unsupportedAllele } from './exclusions.ts';
import { packGenotype } from './genotype.ts';
import { primitiveAlleles } from './primitive-alleles.ts';
import { checkRefAllele, upperBytes } from './ref-allele.ts';
import { spellSymbolic } from './symbolic-alleles.ts';
import { SV_MAX_SPELT, SV_MAX_SPELT_TOTAL } from './thresholds.ts';
import { type BuiltVariantSet, type Origin, VariantSetBuilder } from './variant-set-builder.ts';
import type { VariantSet } from './variant-set.ts';

export interface CallSet {
	/** Records read. */
	readonly recordCount: number;
	/** Records without a called allele (`./.`). */
	readonly noCallCount: number;
	/** Records whose called alleles are the reference (`0/0`). */
	readonly homRefCount: number;
	/** Variants that pass. */
	readonly called: VariantSet;
	/** Variants that the file filters: not calls, but a reason why a truth variant is not found. */
	readonly filtered: VariantSet;
	/** Of alleles that the sample carries, by line; filtered ones too. */
	readonly excluded: readonly Exclusion[];
}

const COMMA = 44;
const decoder = new TextDecoder();

/** Whether a byte is A, C, G or T in upper case. */
const IS_BASE = Uint8Array.from({ length: 256 }, (_, code) => ('ACGT'.includes(String.fromCharCode(code)) ? 1 : 0));

/** Reads one sample's records into a {@link CallSet}. */
export class CallSetBuilder {
	readonly #reference: Reference;
	readonly #file: string;
	readonly #contigs: ReadonlyMap<string, number>;
	readonly #sampleIndex: number;
	readonly #called = new VariantSetBuilder();
	readonly #filtered = new VariantSetBuilder();
	readonly #excluded: Exclusion[] = [];
	#recordCount = 0;
	#noCallCount = 0;
	#homRefCount = 0;
	#foreignContig: { name: string; line: number } | undefined;
	#isAnyContigKnown = false;
	/** What the last record's CHROM and FORMAT came to; most records have the same. */
	#contigName = '';
	#contig: number | undefined;
	#format: readonly string[] | undefined;
	#filterField = -1;
	/** Of the record being added. */
	readonly #origin: Origin = { line: 0, recordPosition: 0, recordHash: 0, filter: '' };
	#isPassed = true;
	/** Bp of the symbolic alleles so far. */
	#speltLength = 0;

	/** `file` is named in errors; `sampleIndex` is the column of the sample, from 0. */
	constructor(reference: Reference, file: string, sampleIndex: number = 0) {
		this.#sampleIndex = sampleIndex;
		this.#reference = reference;
		this.#file = file;
		this.#contigs = new Map(reference.names.map((name, i) => [name, i]));
	}

	/**
	 * Adds the sample's genotype of one record; nothing of the record is kept.
	 *
	 * Errors: E_COMPARE_NO_GENOTYPE (no GT in FORMAT), E_COMPARE_REF_MISMATCH.
	 */
	add(record: VcfRecord): void {
		this.#recordCount++;
		if (record.format !== this.#format) this.#readFormat(record);
		if (record.contig !== this.#contigName || this.#recordCount === 1) this.#readContig(record);
		const contig = this.#contig;
		if (contig !== undefined && record.position >= 0) checkRefAllele(this.#reference, contig, record, this.#file);

		const first = record.alleles[this.#sampleIndex * 2]!;
		const second = record.alleles[this.#sampleIndex * 2 + 1]!;
		if (first <= 0 && second <= 0) {
			if (first === POLYPLOID) this.#exclude(record, 'polyploid');
			else if (first === -1 || second === -1) this.#noCallCount++;
			else this.#homRefCount++;
			return;
		}
		this.#readOrigin(record);
		if (first > 0) this.#addAllele(record, first);
		if (second > 0 && second !== first) this.#addAllele(record, second);
	}

	/** Errors: E_COMPARE_CONTIGS (no record stands on a contig of the reference). */
	finish(): CallSet {
		const foreign = this.#foreignContig;
		if (foreign !== undefined && !this.#isAnyContigKnown) {
			throw new PangrafError('E_COMPARE_CONTIGS', {
				file: this.#file,
				place: `line ${foreign.line}`,
				found: `contig ${foreign.name}, and no record on a contig of the reference`,
				expected: `contigs such as ${this.#reference.names.slice(0, 3).join(', ')}`,
				remedy: 'use the reference that the calls were made against, or rename the contigs (bcftools annotate --rename-chrs)',
			});
		}
		const called = this.#called.finish();
		const filtered = this.#filtered.finish();
		this.#excludeDuplicates(called);
		this.#excludeDuplicates(filtered);
		this.#excluded.sort((a, b) => a.line - b.line);
		return {
			recordCount: this.#recordCount,
			noCallCount: this.#noCallCount,
			homRefCount: this.#homRefCount,
			called: called.set,
			filtered: filtered.set,
			excluded: this.#excluded,
		};
	}

	#readFormat(record: VcfRecord): void {
		const { format } = record;
		if (!format.includes('GT')) {
			throw new PangrafError('E_COMPARE_NO_GENOTYPE', {
				file: this.#file,
				place: `line ${record.line}`,
				found: `FORMAT ${format.length === 0 ? 'without fields' : format.join(':')}`,
				expected: 'a GT field: only genotypes can be compared',
				remedy: 'genotype the calls, or leave the record out',
			});
		}
		this.#format = format;
		this.#filterField = format.indexOf('FT');
	}

	#readContig(record: VcfRecord): void {
		this.#contigName = record.contig;
		this.#contig = this.#contigs.get(record.contig);
		if (this.#contig === undefined) this.#foreignContig ??= { name: record.contig, line: record.line };
		else this.#isAnyContigKnown = true;
	}

	#readOrigin(record: VcfRecord): void {
		const origin = this.#origin;
		origin.line = record.line;
		origin.recordPosition = record.position;
		origin.filter = record.filter;
		this.#isPassed = isPass(origin.filter);
		if (this.#filterField === -1) return;
		const sampleFilter = record.sampleFields[this.#sampleIndex]!.split(':')[this.#filterField];
		if (sampleFilter === undefined || isPass(sampleFilter)) return;
		if (this.#isPassed) origin.filter = sampleFilter;
		this.#isPassed = false;
	}

	#addAllele(record: VcfRecord, allele: number): void {
		const contig = this.#contig;
		if (contig === undefined) {
			this.#exclude(record, 'contig_unknown');
			return;
		}
		const { bytes, refStart, refEnd, altStart, altEnd, position } = record;
		const at = this.#sampleIndex * 2;
		const genotype = packGenotype(allele, record.alleles[at]!, record.alleles[at + 1]!, record.phased[this.#sampleIndex] === 1);
		const builder = this.#isPassed ? this.#called : this.#filtered;
		// Nine of ten records are SNVs in upper case: they are normal as they stand.
		if (refEnd - refStart === 1 && altEnd - altStart === 1 && position >= 0) {
			const ref = bytes[refStart]!;
			const alt = bytes[altStart]!;
			if (IS_BASE[ref] === 1 && IS_BASE[alt] === 1 && ref !== alt) {
				if (!this.#isPassed) this.#exclude(record, 'filtered');
				this.#origin.recordHash = ref * 256 + alt;
				builder.addSubstitution(contig, position, ref, alt, genotype, this.#origin);
				return;
			}
		}
		this.#addOther(record, contig, allele, genotype, builder);
	}

	#addOther(record: VcfRecord, contig: number, allele: number, genotype: number, builder: VariantSetBuilder): void {
		if (record.position < 0) {
			this.#exclude(record, 'telomere');
			return;
		}
		const sequence = this.#reference.sequences[contig]!;
		const altBytes = alleleBytes(record, allele);
		const alt = decoder.decode(altBytes);
		const reason = unsupportedAllele(alt);
		const longest = Math.min(SV_MAX_SPELT, SV_MAX_SPELT_TOTAL - this.#speltLength);
		const symbolic = reason === 'symbolic' ? spellSymbolic(record, allele - 1, alt, sequence, longest) : undefined;
		if (reason !== undefined && (symbolic === undefined || symbolic === 'too_long')) {
			this.#exclude(record, symbolic ?? reason);
			return;
		}
		if (symbolic !== undefined && symbolic !== 'too_long') this.#speltLength += symbolic.ref.length + symbolic.alt.length;
		const parts =
			symbolic === undefined || symbolic === 'too_long'
				? primitiveAlleles(
						sequence,
						record.position,
						upperBytes(record.bytes.subarray(record.refStart, record.refEnd)),
						upperBytes(altBytes),
					)
				: primitiveAlleles(sequence, symbolic.position, symbolic.ref, symbolic.alt);
		this.#origin.recordHash = hashOf(record.bytes, record.refStart, record.refEnd) ^ hashOf(altBytes, 0, altBytes.length);
		if (parts.length === 0) this.#exclude(record, 'same_as_reference');
		else if (!this.#isPassed) this.#exclude(record, 'filtered');
		for (const part of parts) builder.add(contig, part, genotype, this.#origin);
	}

	#exclude({ line, contig, position }: VcfRecord, reason: ExclusionReason): void {
		this.#excluded.push({ line, contig, position, reason });
	}

	#excludeDuplicates(built: BuiltVariantSet): void {
		for (const { line, contig, position } of built.duplicates) {
			this.#excluded.push({ line, contig: this.#reference.names[contig]!, position, reason: 'duplicate' });
		}
	}
}

function isPass(filter: string): boolean {
	return filter === 'PASS' || filter === '.' || filter === '';
}

/** FNV-1a over letters, whatever their case. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
	let hash = 0x811c9dc5;
	for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at]! | 0x20), 0x01000193);
	return hash;
}

/** Bytes of allele number `allele`, from 1, of a record. */
function alleleBytes({ bytes, altStart, altEnd }: VcfRecord, allele: number): Uint8Array {
	let from = altStart;
	for (let k = 1; k < allele; k++) from = bytes.indexOf(COMMA, from) + 1;
	const comma = bytes.subarray(from, altEnd).indexOf(COMMA);
	return bytes.subarray(from, comma === -1 ? altEnd : from + comma);
}
