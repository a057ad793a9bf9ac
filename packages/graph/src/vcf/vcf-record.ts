/** Records of a VCF from lines of bytes. */
import { NUCLEOTIDES } from '../store/nucleotides.ts';
import { scanGenotypes } from './genotypes.ts';
import { quote, type VcfPlace, vcfError } from './vcf-error.ts';

/** One record. A reader uses one object, and its arrays, for all its records: copy what is to be kept. */
export interface VcfRecord {
	/** From 1. */
	line: number;
	contig: string;
	/** Of the first base of `ref`, 0-based; -1 where the file says 0, the telomere. */
	position: number;
	/** `.` where there is none. */
	id: string;
	/** Upper case. */
	ref: string;
	/** Sequences in upper case; symbolic alleles, breakends and `*` as they stand. Empty where the file says `.`. */
	alts: string[];
	quality: number | undefined;
	/** As it stands: `PASS`, `.`, or names separated by semicolons. */
	filter: string;
	/** As it stands; `.` where there is none. */
	info: string;
	/** Empty where there is no FORMAT column. */
	format: string[];
	/** Two for each sample: allele, -1 for a missing one, -2 as the second of a haploid genotype. */
	alleles: Int16Array;
	/** For each sample 1 where `|` separates the alleles or there is only one; else 0. */
	phased: Uint8Array;
	/** For each sample its column as it stands. */
	sampleFields: string[];
}

const TAB = 9;
/** Columns before the samples. */
const FIXED_COLUMNS = 9;
const MAX_ALTS = 32_767; // what an Int16Array can name

const decoder = new TextDecoder();

/** Reads the lines of one file, whose header names `sampleCount` samples, into one record. */
export class VcfRecordReader implements VcfRecord {
	line = 0;
	contig = '';
	position = 0;
	id = '.';
	ref = '';
	alts: string[] = [];
	quality: number | undefined = undefined;
	filter = '.';
	info = '.';
	format: string[] = [];
	readonly alleles: Int16Array;
	readonly phased: Uint8Array;
	readonly #place: VcfPlace;
	readonly #sampleCount: number;
	#formatText = '';
	/** Bytes of the sample columns. */
	#columns: Uint8Array = new Uint8Array(0);
	#sampleFields: string[] | undefined;

	constructor(file: string, sampleCount: number) {
		this.#place = { file, line: 0 };
		this.#sampleCount = sampleCount;
		this.alleles = new Int16Array(sampleCount * 2);
		this.phased = new Uint8Array(sampleCount);
	}

	/** Made when it is asked for first: most readers want genotypes alone. */
	get sampleFields(): string[] {
		this.#sampleFields ??= this.#columns.length === 0 ? [] : decoder.decode(this.#columns).split('\t');
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
		let fixedEnd = from;
		let columns = 1;
		for (; fixedEnd < to; fixedEnd++) if (bytes[fixedEnd] === TAB && ++columns > FIXED_COLUMNS) break;
		const fields = decoder.decode(bytes.subarray(from, fixedEnd)).split('\t');
		const expected = this.#sampleCount === 0 ? 8 : FIXED_COLUMNS;
		if (fields.length < expected) throw this.#columnError(fields.length, fields[0]!);
		this.contig = fields[0]!;
		this.position = this.#position(fields[1]!);
		this.id = fields[2]!;
		this.ref = this.#ref(fields[3]!);
		this.alts = this.#alts(fields[4]!);
		this.quality = this.#quality(fields[5]!);
		this.filter = fields[6]!;
		this.info = fields[7]!;
		this.#sampleFields = undefined;
		const formatText = fields[8] ?? '';
		if (formatText !== this.#formatText) {
			this.#formatText = formatText;
			this.format = formatText === '' ? [] : formatText.split(':');
		}
		if (this.#sampleCount > 0) this.#readSamples(bytes, fixedEnd + 1, to);
		else if (fields.length > FIXED_COLUMNS || fixedEnd < to) throw this.#columnError(countTabs(bytes, from, to) + 1, '');
	}

	#readSamples(bytes: Uint8Array, at: number, to: number): void {
		this.#columns = bytes.subarray(Math.min(at, to), to);
		if (at > to) throw this.#columnError(FIXED_COLUMNS, '');
		const field = this.format.indexOf('GT');
		const count = scanGenotypes(bytes, at, to, field, this.alts.length, this.alleles, this.phased);
		if (count < 0) throw this.#genotypeError(-1 - count);
		if (count !== this.#sampleCount) throw this.#columnError(FIXED_COLUMNS + count, '');
	}

	#position(text: string): number {
		if (/^\d{1,12}$/.test(text)) return Number(text) - 1;
		throw vcfError(this.#place, 'E_VCF_POSITION', `POS ${quote(text)}`, 'a whole number');
	}

	#ref(text: string): string {
		if (isSequence(text)) return text.toUpperCase();
		throw vcfError(this.#place, 'E_VCF_ALLELE', `REF ${quote(text)}`, 'letters A, C, G, T, N or another IUPAC code');
	}

	#alts(text: string): string[] {
		if (text === '.') return [];
		const alts = text.split(',');
		if (alts.length > MAX_ALTS) {
			throw vcfError(this.#place, 'E_VCF_ALLELE', `${alts.length} ALT alleles`, `at most ${MAX_ALTS}`, 'split the record');
		}
		return alts.map((alt) => {
			if (isSequence(alt)) return alt.toUpperCase();
			if (/^(\*|<[^<>\s]+>|[^\s]*[[\]][^\s]*|\.[A-Za-z]+|[A-Za-z]+\.)$/.test(alt)) return alt;
			throw vcfError(this.#place, 'E_VCF_ALLELE', `ALT ${quote(alt)}`, 'letters, *, <…> or a breakend');
		});
	}

	#quality(text: string): number | undefined {
		if (text === '.') return undefined;
		const quality = text === '' ? Number.NaN : Number(text);
		if (quality >= 0 || quality < 0) return quality;
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
		const expected = `a genotype of one or two alleles, each '.' or at most ${this.alts.length}`;
		return vcfError(this.#place, 'E_VCF_GENOTYPE', found, expected, 'correct the genotype');
	}
}

function isSequence(text: string): boolean {
	if (text === '') return false;
	for (let i = 0; i < text.length; i++) if ((NUCLEOTIDES[text.charCodeAt(i)] ?? 0) === 0) return false;
	return true;
}

function countTabs(bytes: Uint8Array, from: number, to: number): number {
	let count = 0;
	for (let i = from; i < to; i++) if (bytes[i] === TAB) count++;
	return count;
}
