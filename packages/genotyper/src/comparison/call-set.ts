/**
 * One file of calls, ready to be compared: what it calls, what it calls but filters, and what cannot be compared.
 *
 * Every record is accounted for: it carries alleles (which are called, filtered or excluded), is homozygous for the reference,
 * or is no call. A record that is no variant is no call of one, as GA4GH counts it (doi:10.1038/s41587-019-0054-x).
 */
import { PangrafError, type Reference, type VcfRecord } from '@pangraf/graph';
import { type Exclusion, type ExclusionReason, unsupportedAllele } from './exclusions.ts';
import { packGenotype } from './genotype.ts';
import { primitiveAlleles } from './primitive-alleles.ts';
import { checkRefAllele, upperBytes } from './ref-allele.ts';
import { type BuiltVariantSet, VariantSetBuilder } from './variant-set-builder.ts';
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
		if (!record.format.includes('GT')) {
			throw new PangrafError('E_COMPARE_NO_GENOTYPE', {
				file: this.#file,
				place: `line ${record.line}`,
				found: `FORMAT ${record.format.length === 0 ? 'without fields' : record.format.join(':')}`,
				expected: 'a GT field: only genotypes can be compared',
				remedy: 'genotype the calls, or leave the record out',
			});
		}
		const contig = this.#contigs.get(record.contig);
		if (contig === undefined) this.#foreignContig ??= { name: record.contig, line: record.line };
		else this.#isAnyContigKnown = true;
		const ref = upperBytes(record.ref);
		if (contig !== undefined && record.position >= 0) checkRefAllele(this.#reference, contig, record, ref, this.#file);

		const first = record.alleles[this.#sampleIndex * 2]!;
		const second = record.alleles[this.#sampleIndex * 2 + 1]!;
		if (first <= 0 && second <= 0) {
			if (first === -1 || second === -1) this.#noCallCount++;
			else this.#homRefCount++;
			return;
		}
		if (first > 0) this.#addAllele(record, contig, ref, first);
		if (second > 0 && second !== first) this.#addAllele(record, contig, ref, second);
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

	#addAllele(record: VcfRecord, contig: number | undefined, ref: Uint8Array, allele: number): void {
		const alt = record.alts[allele - 1]!;
		if (contig === undefined) {
			this.#exclude(record, 'contig_unknown');
			return;
		}
		const reason = record.position < 0 ? 'telomere' : unsupportedAllele(alt);
		if (reason !== undefined) {
			this.#exclude(record, reason);
			return;
		}
		const sequence = this.#reference.sequences[contig]!;
		const parts = primitiveAlleles(sequence, record.position, ref, upperBytes(alt));
		if (parts.length === 0) this.#exclude(record, 'same_as_reference');
		const isPassed = record.filter === 'PASS' || record.filter === '.';
		if (!isPassed && parts.length > 0) this.#exclude(record, 'filtered');
		const at = this.#sampleIndex * 2;
		const genotype = packGenotype(allele, record.alleles[at]!, record.alleles[at + 1]!, record.phased[this.#sampleIndex] === 1);
		const origin = {
			line: record.line,
			recordPosition: record.position,
			recordRefLength: record.ref.length,
			filter: record.filter,
		};
		const builder = isPassed ? this.#called : this.#filtered;
		for (const part of parts) builder.add(contig, part, genotype, origin);
	}

	#exclude(record: VcfRecord, reason: ExclusionReason): void {
		this.#excluded.push({ line: record.line, contig: record.contig, position: record.position, reason });
	}

	#excludeDuplicates(built: BuiltVariantSet): void {
		for (const { line, contig, position } of built.duplicates) {
			this.#excluded.push({ line, contig: this.#reference.names[contig]!, position, reason: 'duplicate' });
		}
	}
}
