import { BOTH_CARRY, HALF_CALL, HAPLOID, PHASED } from './genotype.ts';
import type { Allele } from './normalise.ts';
import { compareVariants, type VariantSet } from './variant-set.ts';

/** Where a variant came from: what an allele was before it was normalised. */
export interface Origin {
	/** Line of the VCF, from 1. */
	readonly line: number;
	/** 0-based POS and length of REF of the record: two unphased records that agree in both are the same record twice. */
	readonly recordPosition: number;
	readonly recordRefLength: number;
	/** Value of the FILTER column. */
	readonly filter: string;
}

/** A sorted set, and the lines that repeated what another line had said. */
export interface BuiltVariantSet {
	readonly set: VariantSet;
	/** One entry per allele left out; `position` is that of its record, 0-based. */
	readonly duplicates: { readonly line: number; readonly contig: number; readonly position: number }[];
}

/** Columns that grow by doubling. */
interface Columns {
	contig: Uint32Array;
	position: Int32Array;
	offset: Uint32Array;
	refLength: Uint32Array;
	altLength: Uint32Array;
	genotype: Uint8Array;
	filter: Uint16Array;
	line: Uint32Array;
	recordPosition: Int32Array;
	recordRefLength: Uint32Array;
}

/**
 * Collects alleles in any order and makes a {@link VariantSet} of them.
 *
 * An allele that several records speak of is one variant. Records that are phased, and alleles of one record, say on which
 * haplotype it is; two on the same haplotype say it twice. Unphased records that spell it differently (an SNV, and an MNV that
 * holds it) each add a copy; spelt alike they are a duplicate, and so is a third copy.
 */
export class VariantSetBuilder {
	#columns: Columns = allocate(1024);
	#bytes: Uint8Array = new Uint8Array(4096);
	#byteCount = 0;
	#count = 0;
	readonly #filters: string[] = [];
	readonly #filterIndices = new Map<string, number>();

	/** Adds one allele in normal form; its bytes are copied. */
	add(contig: number, allele: Allele, genotype: number, origin: Origin): void {
		const i = this.#count++;
		if (i === this.#columns.contig.length) this.#columns = grow(this.#columns);
		const columns = this.#columns;
		columns.contig[i] = contig;
		columns.position[i] = allele.position;
		columns.offset[i] = this.#byteCount;
		columns.refLength[i] = allele.ref.length;
		columns.altLength[i] = allele.alt.length;
		columns.genotype[i] = genotype;
		columns.filter[i] = this.#filterIndex(origin.filter);
		columns.line[i] = origin.line;
		columns.recordPosition[i] = origin.recordPosition;
		columns.recordRefLength[i] = origin.recordRefLength;
		this.#append(allele.ref);
		this.#append(allele.alt);
	}

	/** Sorts and joins what was added. The builder is spent. */
	finish(): BuiltVariantSet {
		const columns = this.#columns;
		const added = this.#view(columns);
		const order = new Uint32Array(this.#count);
		let isSorted = true;
		for (let i = 0; i < order.length; i++) {
			order[i] = i;
			if (i > 0 && compareVariants(added, i - 1, added, i) > 0) isSorted = false;
		}
		// The order of addition decides between equals, so that the result does not depend on the sort.
		if (!isSorted) order.sort((i, j) => compareVariants(added, i, added, j) || i - j);
		const kept = allocate(this.#count);
		const keptView = this.#view(kept);
		const duplicates: BuiltVariantSet['duplicates'] = [];
		let count = 0;
		for (const i of order) {
			const previous = count - 1;
			if (previous >= 0 && compareVariants(keptView, previous, added, i) === 0) {
				const joined = joinGenotypes(kept, previous, columns, i);
				if (joined === undefined) {
					duplicates.push({ line: columns.line[i]!, contig: columns.contig[i]!, position: columns.recordPosition[i]! });
				} else {
					kept.genotype[previous] = joined;
				}
				continue;
			}
			for (const name of COLUMN_NAMES) kept[name][count] = columns[name][i]!;
			count++;
		}
		const { recordPosition: _, recordRefLength: __, ...set } = keptView;
		return { set: { ...set, count }, duplicates };
	}

	#view(columns: Columns): VariantSet & Columns {
		return { ...columns, count: this.#count, bytes: this.#bytes, filters: this.#filters };
	}

	#append(bytes: Uint8Array): void {
		const end = this.#byteCount + bytes.length;
		if (end > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		this.#bytes.set(bytes, this.#byteCount);
		this.#byteCount = end;
	}

	/** Only the first 65,536 different values keep their name, which is more than any caller writes. */
	#filterIndex(filter: string): number {
		const known = this.#filterIndices.get(filter);
		if (known !== undefined) return known;
		const index = Math.min(this.#filters.length, 0xffff);
		this.#filterIndices.set(filter, index);
		if (index === this.#filters.length) this.#filters.push(filter);
		return index;
	}
}

const COLUMN_NAMES = Object.keys(allocate(0)) as (keyof Columns)[];

function allocate(length: number): Columns {
	return {
		contig: new Uint32Array(length),
		position: new Int32Array(length),
		offset: new Uint32Array(length),
		refLength: new Uint32Array(length),
		altLength: new Uint32Array(length),
		genotype: new Uint8Array(length),
		filter: new Uint16Array(length),
		line: new Uint32Array(length),
		recordPosition: new Int32Array(length),
		recordRefLength: new Uint32Array(length),
	};
}

function grow(columns: Columns): Columns {
	const larger = allocate(columns.contig.length * 2);
	for (const name of COLUMN_NAMES) larger[name].set(columns[name]);
	return larger;
}

/** The genotype of an allele that `kept` and `added` both speak of; `undefined` where the second says nothing new. */
function joinGenotypes(kept: Columns, i: number, added: Columns, j: number): number | undefined {
	const a = kept.genotype[i]!;
	const b = added.genotype[j]!;
	const isOneRecord = kept.line[i] === added.line[j];
	const isPlaced = isOneRecord || (a & b & PHASED) !== 0;
	if (((a | b) & HAPLOID) !== 0) return undefined;
	if (isPlaced) return (a & b & BOTH_CARRY) === 0 && (b & BOTH_CARRY) !== 0 ? (a | b) & ~HALF_CALL : undefined;
	const isSameRecord = kept.recordPosition[i] === added.recordPosition[j] && kept.recordRefLength[i] === added.recordRefLength[j];
	const isOneCopyEach = isSingle(a) && isSingle(b);
	return isOneCopyEach && !isSameRecord ? BOTH_CARRY : undefined;
}

function isSingle(genotype: number): boolean {
	const carriers = genotype & BOTH_CARRY;
	return carriers !== 0 && carriers !== BOTH_CARRY;
}
