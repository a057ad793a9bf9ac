/**
 * Records of a VCF from lines of bytes.
 *
 * A line is checked as it is read, byte by byte; texts are made of it when they are asked for, since most readers want few of
 * them. Reading a record of one sample takes about half a microsecond.
 */
import { NUCLEOTIDES } from '../store/nucleotides.ts';
import { scanGenotypes } from './genotypes.ts';
import { quote, type VcfPlace, vcfError } from './vcf-error.ts';

/**
 * One record. A reader uses one object, and its arrays, for all its records: copy what is to be kept. Texts can be had as long
 * as the reader has not gone on.
 */
export interface VcfRecord {
	/** From 1. */
	line: number;
	readonly contig: string;
	/** Of the first base of `ref`, 0-based; -1 where the file says 0, the telomere. */
	position: number;
	/** `.` where there is none. */
	readonly id: string;
	/** Upper case. */
	readonly ref: string;
	/** Sequences in upper case; symbolic alleles, breakends and `*` as they stand. Empty where the file says `.`. */
	readonly alts: readonly string[];
	readonly quality: number | undefined;
	/** As it stands: `PASS`, `.`, or names separated by semicolons. */
	readonly filter: string;
	/** As it stands; `.` where there is none. */
	readonly info: string;
	/** Empty where there is no FORMAT column; the same array for the same text. */
	readonly format: readonly string[];
	/** Two for each sample: allele, -1 for a missing one, -2 as the second of a haploid genotype. */
	readonly alleles: Int16Array;
	/** For each sample 1 where `|` separates the alleles or there is only one; else 0. */
	readonly phased: Uint8Array;
	/** For each sample its column as it stands. */
	readonly sampleFields: readonly string[];
	/** The bytes that the record is in, letters as they stand: REF is `bytes[refStart .. refEnd)`, ALT `bytes[altStart .. altEnd)`. */
	readonly bytes: Uint8Array;
	readonly refStart: number;
	readonly refEnd: number;
	readonly altStart: number;
	readonly altEnd: number;
	/** Number of alleles in ALT. */
	readonly altCount: number;
}

/** How records are read. */
export interface VcfRecordOptions {
	/** Let genotypes of more than two alleles pass: both alleles are then -3. */
	allowPolyploid?: boolean;
}

const TAB = 9;
const COMMA = 44;
const DOT = 46;
/** Columns before the samples. */
const FIXED_COLUMNS = 9;
const POS = 1;
const ID = 2;
const REF = 3;
const ALT = 4;
const QUAL = 5;
const FILTER = 6;
const INFO = 7;
const FORMAT = 8;
const MAX_ALTS = 32_767; // what an Int16Array can name

/** What an ALT may be that is no sequence; `*` with bases is what `rtg vcfdecompose` writes. */
const OTHER_ALT = /^(\*[A-Za-z]*|<[^<>\s]+>|[^\s]*[[\]][^\s]*|\.[A-Za-z]+|[A-Za-z]+\.)$/;

const decoder = new TextDecoder();

/** Reads the lines of one file, whose header names `sampleCount` samples, into one record. */
export class VcfRecordReader implements VcfRecord {
	line = 0;
	position = 0;
	bytes: Uint8Array = new Uint8Array(0);
	altCount = 0;
	readonly alleles: Int16Array;
	readonly phased: Uint8Array;
	readonly #place: VcfPlace;
	readonly #sampleCount: number;
	readonly #allowPolyploid: boolean;
	/** End of each fixed column; one more is where the next starts. `#start` is where the first does. */
	readonly #ends = new Int32Array(FIXED_COLUMNS);
	#start = 0;
	#end = 0;
	#columnCount = 0;
	#contig: CachedText = new CachedText();
	#filter: CachedText = new CachedText();
	#formatText: CachedText = new CachedText();
	#format: readonly string[] = [];
	#formatOf = '';
	#genotypeField = -1;
	#alts: readonly string[] | undefined;
	#sampleFields: readonly string[] | undefined;

	constructor(file: string, sampleCount: number, options: VcfRecordOptions = {}) {
		this.#place = { file, line: 0 };
		this.#sampleCount = sampleCount;
		this.#allowPolyploid = options.allowPolyploid ?? false;
		this.alleles = new Int16Array(sampleCount * 2);
		this.phased = new Uint8Array(sampleCount);
	}

	get contig(): string {
		return this.#contig.of(this.bytes, this.#start, this.#ends[0]!);
	}

	get id(): string {
		return this.#text(ID);
	}

	get refStart(): number {
		return this.#ends[REF - 1]! + 1;
	}

	get refEnd(): number {
		return this.#ends[REF]!;
	}

	get altStart(): number {
		return this.#ends[ALT - 1]! + 1;
	}

	get altEnd(): number {
		return this.#ends[ALT]!;
	}

	get ref(): string {
		return this.#text(REF).toUpperCase();
	}

	get alts(): readonly string[] {
		this.#alts ??= this.altCount === 0 ? [] : this.#text(ALT).split(',').map(upperSequence);
		return this.#alts;
	}

	get quality(): number | undefined {
		const text = this.#text(QUAL);
		return text === '.' ? undefined : Number(text);
	}

	get filter(): string {
		return this.#filter.of(this.bytes, this.#ends[FILTER - 1]! + 1, this.#ends[FILTER]!);
	}

	get info(): string {
		return this.#text(INFO);
	}

	get format(): readonly string[] {
		if (this.#columnCount < FIXED_COLUMNS) return [];
		const text = this.#formatText.of(this.bytes, this.#ends[FORMAT - 1]! + 1, this.#ends[FORMAT]!);
		if (text !== this.#formatOf) {
			this.#formatOf = text;
			this.#format = text === '' ? [] : text.split(':');
			this.#genotypeField = this.#format.indexOf('GT');
		}
		return this.#format;
	}

	get sampleFields(): readonly string[] {
		const from = this.#ends[FORMAT]! + 1;
		this.#sampleFields ??=
			this.#sampleCount === 0 ? [] : decoder.decode(this.bytes.subarray(Math.min(from, this.#end), this.#end)).split('\t');
		return this.#sampleFields;
	}

	/**
	 * Reads the line `bytes[from .. to)`, without its line end; `bytes[to]` must be a line end.
	 *
	 * Errors: E_VCF_COLUMNS, E_VCF_POSITION, E_VCF_ALLELE, E_VCF_QUALITY, E_VCF_GENOTYPE, E_VCF_HEADER (a second header).
	 */
	read(bytes: Uint8Array, from: number, to: number, line: number): void {
		this.line = line;
		this.#place.line = line;
		this.bytes = bytes;
		this.#start = from;
		this.#end = to;
		this.#alts = undefined;
		this.#sampleFields = undefined;
		let column = 0;
		for (let at = from; column < FIXED_COLUMNS; at++, column++) {
			// INFO may be long, and is not looked at.
			if (column === INFO) at = findTab(bytes, at, to);
			else while (at < to && bytes[at] !== TAB) at++;
			this.#ends[column] = at;
			if (at < to) continue;
			column++;
			break;
		}
		this.#columnCount = column;
		const expected = this.#sampleCount === 0 ? INFO + 1 : FIXED_COLUMNS;
		if (column < expected) throw this.#columnError(column, this.#text(0));
		this.position = this.#readPosition();
		this.#checkRef();
		this.altCount = this.#checkAlts();
		this.#checkQuality();
		if (this.#sampleCount > 0) this.#readSamples();
		else if (this.#ends[column - 1]! < to) throw this.#columnError(countTabs(bytes, from, to) + 1, '');
	}

	#text(column: number): string {
		const from = column === 0 ? this.#start : this.#ends[column - 1]! + 1;
		return decoder.decode(this.bytes.subarray(from, this.#ends[column]));
	}

	#readSamples(): void {
		const at = this.#ends[FORMAT]! + 1;
		if (at > this.#end) throw this.#columnError(FIXED_COLUMNS, '');
		// Asking for the fields finds out where GT is among them.
		const field = this.format.length === 0 ? -1 : this.#genotypeField;
		const { bytes, alleles, phased } = this;
		const count = scanGenotypes(bytes, at, this.#end, field, this.altCount, alleles, phased, this.#allowPolyploid);
		if (count < 0) throw this.#genotypeError(-1 - count);
		if (count !== this.#sampleCount) throw this.#columnError(FIXED_COLUMNS + count, '');
	}

	#readPosition(): number {
		const from = this.#ends[POS - 1]! + 1;
		const to = this.#ends[POS]!;
		let position = 0;
		let at = from;
		for (; at < to; at++) {
			const digit = this.bytes[at]! - 48;
			if (digit >>> 0 > 9) break;
			position = position * 10 + digit;
		}
		if (at === to && at > from && to - from <= 12) return position - 1;
		throw vcfError(this.#place, 'E_VCF_POSITION', `POS ${quote(this.#text(POS))}`, 'a whole number');
	}

	#checkRef(): void {
		const { bytes, refStart, refEnd } = this;
		if (isSequence(bytes, refStart, refEnd)) return;
		const found = `REF ${quote(this.#text(REF))}`;
		throw vcfError(this.#place, 'E_VCF_ALLELE', found, 'letters A, C, G, T, N or another IUPAC code');
	}

	/** Number of alleles. */
	#checkAlts(): number {
		const { bytes, altStart, altEnd } = this;
		if (altEnd - altStart === 1 && bytes[altStart] === DOT) return 0;
		let count = 0;
		for (let from = altStart; from <= altEnd; count++) {
			let to = from;
			while (to < altEnd && bytes[to] !== COMMA) to++;
			if (!isSequence(bytes, from, to)) {
				const alt = decoder.decode(bytes.subarray(from, to));
				if (!OTHER_ALT.test(alt)) {
					throw vcfError(this.#place, 'E_VCF_ALLELE', `ALT ${quote(alt)}`, 'letters, *, <…> or a breakend');
				}
			}
			from = to + 1;
		}
		if (count <= MAX_ALTS) return count;
		throw vcfError(this.#place, 'E_VCF_ALLELE', `${count} ALT alleles`, `at most ${MAX_ALTS}`, 'split the record');
	}

	#checkQuality(): void {
		const from = this.#ends[QUAL - 1]! + 1;
		const to = this.#ends[QUAL]!;
		if (to - from === 1 && this.bytes[from] === DOT) return;
		let dots = 0;
		let at = from;
		for (; at < to; at++) {
			const byte = this.bytes[at]!;
			if ((byte - 48) >>> 0 <= 9) continue;
			if (byte !== DOT || ++dots > 1) break;
		}
		if (at === to && to - from > dots) return;
		const text = this.#text(QUAL);
		const quality = text === '' ? Number.NaN : Number(text);
		if (quality >= 0 || quality < 0) return;
		throw vcfError(this.#place, 'E_VCF_QUALITY', `QUAL ${quote(text)}`, "a number or '.'");
	}

	#columnError(found: number, first: string): Error {
		if (first.startsWith('#')) {
			return vcfError(
				this.#place,
				'E_VCF_HEADER',
				'a header line among the records',
				'one header',
				"join files with 'bcftools concat'",
			);
		}
		const expected = this.#sampleCount === 0 ? '8' : `${FIXED_COLUMNS + this.#sampleCount} as in the header`;
		const hint = found === 1 ? 'separate the columns by tabs' : 'the line may be cut';
		return vcfError(this.#place, 'E_VCF_COLUMNS', `${found} columns`, expected, hint);
	}

	#genotypeError(sample: number): Error {
		const found = `${quote(this.sampleFields[sample] ?? '')} in sample column ${sample + 1}`;
		const expected = `a genotype of one or two alleles, each '.' or at most ${this.altCount}`;
		return vcfError(this.#place, 'E_VCF_GENOTYPE', found, expected, 'correct the genotype');
	}
}

/** The text of a column that is mostly the same from record to record. */
class CachedText {
	#bytes: Uint8Array = new Uint8Array(0);
	#text = '';

	of(bytes: Uint8Array, from: number, to: number): string {
		const known = this.#bytes;
		const length = to - from;
		let k = 0;
		if (known.length === length) while (k < length && known[k] === bytes[from + k]) k++;
		if (k === length && known.length === length) return this.#text;
		this.#bytes = bytes.slice(from, to);
		this.#text = decoder.decode(this.#bytes);
		return this.#text;
	}
}

function isSequence(bytes: Uint8Array, from: number, to: number): boolean {
	if (from === to) return false;
	for (let at = from; at < to; at++) if (NUCLEOTIDES[bytes[at]!] === 0) return false;
	return true;
}

function upperSequence(alt: string): string {
	for (let i = 0; i < alt.length; i++) if ((NUCLEOTIDES[alt.charCodeAt(i)] ?? 0) === 0) return alt;
	return alt.toUpperCase();
}

function findTab(bytes: Uint8Array, from: number, to: number): number {
	const tab = bytes.indexOf(TAB, from);
	return tab === -1 || tab > to ? to : tab;
}

function countTabs(bytes: Uint8Array, from: number, to: number): number {
	let count = 0;
	for (let i = from; i < to; i++) if (bytes[i] === TAB) count++;
	return count;
}
