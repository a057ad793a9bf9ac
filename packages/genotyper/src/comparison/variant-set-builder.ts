import { BOTH_CARRY, HALF_CALL, HAPLOID, PHASED } from './genotype.ts';
import type { Allele } from './normalise.ts';
import { compareVariants, type VariantSet } from './variant-set.ts';

/** Where a variant came from: what an allele was before it was normalised. */
export interface Origin {
	/** Line of the VCF, from 1. */
	line: number;
	/** 0-based POS of the record, and a hash of REF and the allele: unphased records that agree in both are one record twice. */
	recordPosition: number;
	recordHash: number;
	/** Value of the FILTER column. */
	filter: string;
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
	shift: Int32Array;
	genotype: Uint8Array;
	filter: Uint16Array;
	line: Uint32Array;
	recordPosition: Int32Array;
	recordHash: Int32Array;
}

/**
 * Collects alleles in any order and makes a {@link VariantSet} of them.
 *
 * An allele that several records spell at one place is one variant. Records that are phased, and alleles of one record, say on
 * which haplotype it is; two on the same haplotype say it twice. Unphased records that hold it among different others (an SNV,
 * and an MNV) each add a copy; the same record again is a duplicate, and so is a third copy. Records that have one normal form
 * but spell it at different places of a repeat stay two variants: both may stand on one haplotype.
 */
export class VariantSetBuilder {
	#columns: Columns = allocate(1024);
	#bytes: Uint8Array = new Uint8Array(4096);
	#byteCount = 0;
	#count = 0;
	/** Whether each variant so far stands behind the one before it. */
	#isStrictlySorted = true;
	readonly #filters: string[] = [];
	readonly #filterIndices = new Map<string, number>();
	#lastFilter = '';
	#lastFilterIndex = -1;

	/** Adds one allele in normal form; its bytes are copied. */
	add(contig: number, allele: Allele, genotype: number, origin: Origin): void {
		const { position, ref, alt, shift } = allele;
		this.#addColumns(contig, position, ref.length, alt.length, shift, genotype, origin);
		this.#append(ref);
		this.#append(alt);
		this.#checkOrder();
	}

	/** Adds an SNV, given by its letters. */
	addSubstitution(contig: number, position: number, ref: number, alt: number, genotype: number, origin: Origin): void {
		this.#addColumns(contig, position, 1, 1, 0, genotype, origin);
		this.#reserve(2);
		this.#bytes[this.#byteCount++] = ref;
		this.#bytes[this.#byteCount++] = alt;
		this.#checkOrder();
	}

	#addColumns(
		contig: number,
		position: number,
		refLength: number,
		altLength: number,
		shift: number,
		genotype: number,
		origin: Origin,
	): void {
		const i = this.#count++;
		if (i === this.#columns.contig.length) this.#columns = resize(this.#columns, i * 2);
		const columns = this.#columns;
		columns.contig[i] = contig;
		columns.position[i] = position;
		columns.offset[i] = this.#byteCount;
		columns.refLength[i] = refLength;
		columns.altLength[i] = altLength;
		columns.shift[i] = shift;
		columns.genotype[i] = genotype;
		columns.filter[i] = this.#filterIndex(origin.filter);
		columns.line[i] = origin.line;
		columns.recordPosition[i] = origin.recordPosition;
		columns.recordHash[i] = origin.recordHash;
	}

	#checkOrder(): void {
		const { contig, position } = this.#columns;
		const i = this.#count - 1;
		if (i === 0 || !this.#isStrictlySorted) return;
		// The record of an indel starts a base before its position.
		if (contig[i - 1] === contig[i] && position[i - 1]! < position[i]! - 1) return;
		const view = this.#view(this.#columns);
		this.#isStrictlySorted = compareVariants(view, i - 1, view, i) < 0;
	}

	/** Sorts and joins what was added. The builder is spent. */
	finish(): BuiltVariantSet {
		const built = this.#isStrictlySorted
			? { kept: this.#columns, count: this.#count, duplicates: [] }
			: this.#sortAndJoin(this.#columns);
		// Columns much larger than what they hold are copied, so that several sets fit into memory together.
		const { recordPosition: _, recordHash: __, ...columns } = resize(built.kept, built.count);
		const { count, duplicates } = built;
		return { set: { ...columns, count, bytes: this.#bytes.slice(0, this.#byteCount), filters: this.#filters }, duplicates };
	}

	#sortAndJoin(columns: Columns): { kept: Columns; count: number; duplicates: BuiltVariantSet['duplicates'] } {
		const added = this.#view(columns);
		const order = new Uint32Array(this.#count).map((_, i) => i);
		// The order of addition decides between equals, so that the result does not depend on the sort.
		order.sort((i, j) => compareVariants(added, i, added, j) || columns.shift[i]! - columns.shift[j]! || i - j);
		const kept = allocate(this.#count);
		const keptView = this.#view(kept);
		const duplicates: BuiltVariantSet['duplicates'] = [];
		let count = 0;
		for (const i of order) {
			const previous = count - 1;
			const isSpeltAlike = previous >= 0 && kept.shift[previous] === columns.shift[i];
			if (isSpeltAlike && compareVariants(keptView, previous, added, i) === 0) {
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
		return { kept, count, duplicates };
	}

	#view(columns: Columns): VariantSet & Columns {
		return { ...columns, count: this.#count, bytes: this.#bytes, filters: this.#filters };
	}

	#append(bytes: Uint8Array): void {
		this.#reserve(bytes.length);
		this.#bytes.set(bytes, this.#byteCount);
		this.#byteCount += bytes.length;
	}

	#reserve(length: number): void {
		const end = this.#byteCount + length;
		if (end <= this.#bytes.length) return;
		const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
		larger.set(this.#bytes);
		this.#bytes = larger;
	}

	/** Only the first 65,536 different values keep their name, which is more than any caller writes. */
	#filterIndex(filter: string): number {
		if (filter === this.#lastFilter && this.#lastFilterIndex !== -1) return this.#lastFilterIndex;
		let index = this.#filterIndices.get(filter);
		if (index === undefined) {
			index = Math.min(this.#filters.length, 0xffff);
			this.#filterIndices.set(filter, index);
			if (index === this.#filters.length) this.#filters.push(filter);
		}
		this.#lastFilter = filter;
		this.#lastFilterIndex = index;
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
		shift: new Int32Array(length),
		genotype: new Uint8Array(length),
		filter: new Uint16Array(length),
		line: new Uint32Array(length),
		recordPosition: new Int32Array(length),
		recordHash: new Int32Array(length),
	};
}

/** The columns with room for `length`: larger copies, or views where they shrink by little. */
function resize(columns: Columns, length: number): Columns {
	const resized = allocate(0);
	for (const name of COLUMN_NAMES) {
		const column = columns[name];
		if (length > column.length) {
			const larger = allocateLike(column, length);
			larger.set(column);
			resized[name] = larger as never;
		} else {
			resized[name] = (length > column.length * 0.9 ? column.subarray(0, length) : column.slice(0, length)) as never;
		}
	}
	return resized;
}

function allocateLike(column: Columns[keyof Columns], length: number): Columns[keyof Columns] {
	if (column instanceof Uint32Array) return new Uint32Array(length);
	if (column instanceof Int32Array) return new Int32Array(length);
	return column instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}

/** The genotype of an allele that `kept` and `added` both speak of; `undefined` where the second says nothing new. */
function joinGenotypes(kept: Columns, i: number, added: Columns, j: number): number | undefined {
	const a = kept.genotype[i]!;
	const b = added.genotype[j]!;
	const isOneRecord = kept.line[i] === added.line[j];
	const isPlaced = isOneRecord || (a & b & PHASED) !== 0;
	if (((a | b) & HAPLOID) !== 0) return undefined;
	if (isPlaced) return (a & b & BOTH_CARRY) === 0 && (b & BOTH_CARRY) !== 0 ? (a | b) & ~HALF_CALL : undefined;
	const isSameRecord = kept.recordPosition[i] === added.recordPosition[j] && kept.recordHash[i] === added.recordHash[j];
	const isOneCopyEach = isSingle(a) && isSingle(b);
	return isOneCopyEach && !isSameRecord ? BOTH_CARRY : undefined;
}

function isSingle(genotype: number): boolean {
	const carriers = genotype & BOTH_CARRY;
	return carriers !== 0 && carriers !== BOTH_CARRY;
}
