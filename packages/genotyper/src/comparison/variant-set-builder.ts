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
		if (i === this.#columns.contig.length) this.#columns = mapColumns(this.#columns, (column) => lengthen(column, i * 2));
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
		const duplicates: BuiltVariantSet['duplicates'] = [];
		let columns = this.#columns;
		let count = this.#count;
		if (!this.#isStrictlySorted) {
			const kept = this.#sortAndJoin(duplicates);
			count = kept.length;
			columns = mapColumns(columns, (column) => gather(column, kept));
		} else if (columns.contig.length > count) {
			columns = mapColumns(columns, (column) => shorten(column, count));
		}
		const { recordPosition: _, recordHash: __, ...set } = columns;
		this.#columns = allocate(0);
		return { set: { ...set, count, bytes: this.#bytes.slice(0, this.#byteCount), filters: this.#filters }, duplicates };
	}

	/** Variants that stay, in order; the genotypes of those that others were joined to are changed in place. */
	#sortAndJoin(duplicates: BuiltVariantSet['duplicates']): Uint32Array {
		const columns = this.#columns;
		const added = this.#view(columns);
		const order = new Uint32Array(this.#count);
		for (let i = 0; i < order.length; i++) order[i] = i;
		// The order of addition decides between equals, so that the result does not depend on the sort.
		const compare = (i: number, j: number): number =>
			compareVariants(added, i, added, j) || columns.shift[i]! - columns.shift[j]! || i - j;
		if (!sortNearlySorted(order, compare)) order.sort(compare);
		let count = 0;
		for (const i of order) {
			const previous = count === 0 ? -1 : order[count - 1]!;
			const isSpeltAlike = previous !== -1 && columns.shift[previous] === columns.shift[i];
			if (!isSpeltAlike || compareVariants(added, previous, added, i) !== 0) {
				order[count++] = i;
				continue;
			}
			const joined = joinGenotypes(columns, previous, i);
			if (joined !== undefined) columns.genotype[previous] = joined;
			else duplicates.push({ line: columns.line[i]!, contig: columns.contig[i]!, position: columns.recordPosition[i]! });
		}
		return order.subarray(0, count);
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

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array;

function mapColumns(columns: Columns, map: <T extends Column>(column: T) => T): Columns {
	return {
		contig: map(columns.contig),
		position: map(columns.position),
		offset: map(columns.offset),
		refLength: map(columns.refLength),
		altLength: map(columns.altLength),
		shift: map(columns.shift),
		genotype: map(columns.genotype),
		filter: map(columns.filter),
		line: map(columns.line),
		recordPosition: map(columns.recordPosition),
		recordHash: map(columns.recordHash),
	};
}

function emptyLike<T extends Column>(column: T, length: number): T {
	return new (column.constructor as new (length: number) => T)(length);
}

function lengthen<T extends Column>(column: T, length: number): T {
	const longer = emptyLike(column, length);
	longer.set(column);
	return longer;
}

function shorten<T extends Column>(column: T, length: number): T {
	return column.slice(0, length) as T;
}

function gather<T extends Column>(column: T, indices: Uint32Array): T {
	const gathered = emptyLike(column, indices.length);
	for (let k = 0; k < indices.length; k++) gathered[k] = column[indices[k]!]!;
	return gathered;
}

/** Steps per element after which a sort of what is nearly sorted is given up. */
const MAX_STEPS = 8;

/** Sorts by insertion, which is linear where elements are near their places; false, with all still there, where they are not. */
function sortNearlySorted(order: Uint32Array, compare: (a: number, b: number) => number): boolean {
	let steps = order.length * MAX_STEPS;
	for (let k = 1; k < order.length; k++) {
		const i = order[k]!;
		let at = k;
		while (at > 0 && compare(order[at - 1]!, i) > 0) {
			order[at] = order[at - 1]!;
			at--;
		}
		order[at] = i;
		steps -= k - at;
		if (steps < 0) return false;
	}
	return true;
}

/** The genotype of an allele that two variants both speak of; `undefined` where the second says nothing new. */
function joinGenotypes({ genotype, line, recordPosition, recordHash }: Columns, i: number, j: number): number | undefined {
	const a = genotype[i]!;
	const b = genotype[j]!;
	const isOneRecord = line[i] === line[j];
	const isPlaced = isOneRecord || (a & b & PHASED) !== 0;
	if (((a | b) & HAPLOID) !== 0) return undefined;
	if (isPlaced) return (a & b & BOTH_CARRY) === 0 && (b & BOTH_CARRY) !== 0 ? (a | b) & ~HALF_CALL : undefined;
	const isSameRecord = recordPosition[i] === recordPosition[j] && recordHash[i] === recordHash[j];
	const isOneCopyEach = isSingle(a) && isSingle(b);
	return isOneCopyEach && !isSameRecord ? BOTH_CARRY : undefined;
}

function isSingle(genotype: number): boolean {
	const carriers = genotype & BOTH_CARRY;
	return carriers !== 0 && carriers !== BOTH_CARRY;
}
