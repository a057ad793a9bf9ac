/**
 * The alleles of one contig as columns, and who carries them: what is gathered while the VCFs are read.
 *
 * One row per ALT that some wanted haplotype carries (with allele counts: that anybody carries); who carries it is kept as carrier
 * rows (carrier-rows.ts), and no genotype in any other form.
 */
import { PangrafError } from '../errors.ts';
import { CarrierRowWriter, type CarrierRows } from './carrier-rows.ts';
import { type Change, changeOf, type Contig, type SiteRecord } from './changes.ts';
import { checkReference } from './reference-check.ts';

/** A VCF record as far as building goes; nothing of it is kept. */
export interface PhasedRecord extends SiteRecord {
	/** Two per sample: allele number, at most the number of ALTs, -1 missing, -2 no second allele (haploid). */
	readonly alleles: Int16Array;
	/** Per sample, not 0 where the genotype is phased. */
	readonly phased: Uint8Array;
}

/** Where a record comes from and whose genotypes it holds. */
export interface RecordSource {
	/** Name for messages. */
	readonly file: string;
	/** Names of its samples, for messages. */
	readonly samples: readonly string[];
	/** Sample of the build per sample of the file, -1 where it is not wanted. */
	readonly columns: Int32Array;
}

/** Alleles of a contig in the order of the records. Rows `0 .. count - 1`. */
export class AlleleTable {
	readonly contig: Contig;
	/** Words of 32 haplotype columns in a row of carriers. */
	readonly wordsPerRow: number;
	count = 0;
	/** Interval of the reference that the allele changes, 0-based half-open. */
	starts: Uint32Array = new Uint32Array(1024);
	ends: Uint32Array = new Uint32Array(1024);
	/** REPLACED or INVERTED. */
	kinds: Uint8Array = new Uint8Array(1024);
	/** `sequences[sequenceStarts[i] .. sequenceStarts[i + 1])` stands in its place, upper-case ASCII. */
	sequenceStarts: Uint32Array = new Uint32Array(1025);
	sequences: Uint8Array = new Uint8Array(4096);
	/** Haplotypes of all samples of the record that carry the allele, wanted or not; all 0 without `countsAll`. */
	alleleCounts: Uint32Array = new Uint32Array(1024);
	/** Most alleles that a genotype of the sample had so far: 0 no record, 1 haploid, 2 diploid. */
	readonly ploidy: Uint8Array;
	/** Records added. */
	records = 0;
	/** Haplotypes without an allele (missing, or the second one of a haploid genotype of a diploid sample), over all records. */
	missingGenotypes = 0;
	/** Haploid genotypes per sample; they count as missing when the sample turns out to be diploid. */
	readonly #haploid: Uint32Array;
	readonly #countsAll: boolean;
	/** Per source, ploidy of all its samples; with `countsAll`. */
	readonly #allPloidy = new Map<RecordSource, Uint8Array>();
	readonly #carriers: CarrierRowWriter;
	/** Of the record being read, by ALT: a word for each 32 columns. */
	#rows: Uint32Array;
	#counts: Uint32Array = new Uint32Array(4);

	/** With `countsAll` the table counts carriers among all samples of the files, not only the `sampleCount` wanted ones. */
	constructor(contig: Contig, sampleCount: number, countsAll = false) {
		this.contig = contig;
		this.wordsPerRow = Math.ceil((2 * sampleCount) / 32);
		this.ploidy = new Uint8Array(sampleCount);
		this.#haploid = new Uint32Array(sampleCount);
		this.#countsAll = countsAll;
		this.#carriers = new CarrierRowWriter(this.wordsPerRow);
		this.#rows = new Uint32Array(4 * this.wordsPerRow);
	}

	/**
	 * Adds the alleles that the wanted samples carry in a record.
	 * @throws PangrafError E_BUILD_UNPHASED and those of {@link checkReference} and {@link changeOf}
	 */
	add(record: PhasedRecord, source: RecordSource): void {
		checkReference(record, this.contig, source.file);
		this.#readGenotypes(record, source);
		if (this.#countsAll) this.#countAlleles(record, source);
		this.records++;
		for (let i = 0; i < record.alts.length; i++) {
			const row = i * this.wordsPerRow;
			const isCarried = this.#isCarried(row);
			if (this.#counts[i] === 0 && !isCarried) continue;
			const change = this.#changeOf(record, i, source, isCarried);
			if (change !== undefined) this.#append(change, row, this.#counts[i]!);
		}
	}

	/** What an allele changes; one that is only counted need not be one that can be built. */
	#changeOf(record: PhasedRecord, index: number, source: RecordSource, isWanted: boolean): Change | undefined {
		try {
			return changeOf(record, index, this.contig, source.file);
		} catch (error) {
			if (isWanted || !(error instanceof PangrafError)) throw error;
			return undefined;
		}
	}

	/** Which haplotype columns carry each allele. */
	get carriers(): CarrierRows {
		return this.#carriers.rows();
	}

	/** Closes the table: what is known only after the last record. */
	finish(): void {
		for (let s = 0; s < this.ploidy.length; s++) if (this.ploidy[s] === 2) this.missingGenotypes += this.#haploid[s]!;
	}

	/** Haplotypes of all samples, wanted or not, of the files with records here; with `countsAll`. */
	get allHaplotypes(): number {
		let count = 0;
		for (const ploidy of this.#allPloidy.values()) for (const alleles of ploidy) count += alleles;
		return count;
	}

	/** Fills `#rows` with the carriers of each ALT of the record. */
	#readGenotypes(record: PhasedRecord, source: RecordSource): void {
		const altCount = record.alts.length;
		const words = this.wordsPerRow;
		if (this.#rows.length < altCount * words) this.#rows = new Uint32Array(2 * altCount * words);
		if (this.#counts.length < altCount) this.#counts = new Uint32Array(2 * altCount);
		const rows = this.#rows;
		rows.fill(0, 0, altCount * words);
		const { columns } = source;
		const { alleles, phased } = record;
		for (let i = 0; i < columns.length; i++) {
			const sample = columns[i]!;
			if (sample < 0) continue;
			const first = alleles[2 * i]!;
			const second = alleles[2 * i + 1]!;
			if (first !== second && second !== -2 && phased[i] === 0 && (first > 0 || second > 0)) throw unphased(record, source, i);
			if (first > 0) rows[(first - 1) * words + (sample >> 4)]! |= 1 << ((sample << 1) & 31);
			else if (first < 0) this.missingGenotypes++;
			if (second > 0) rows[(second - 1) * words + (sample >> 4)]! |= 2 << ((sample << 1) & 31);
			else if (second === -1) this.missingGenotypes++;
			if (second === -2) {
				this.#haploid[sample]!++;
				this.ploidy[sample]! |= this.ploidy[sample] === 0 ? 1 : 0;
			} else this.ploidy[sample] = 2;
		}
	}

	/** Fills `#counts` with the carriers of each ALT among all samples of the record. */
	#countAlleles(record: PhasedRecord, source: RecordSource): void {
		const ploidy = this.#allPloidy.get(source) ?? new Uint8Array(source.samples.length);
		this.#allPloidy.set(source, ploidy);
		const counts = this.#counts;
		counts.fill(0, 0, record.alts.length);
		const { alleles } = record;
		for (let i = 0; i < ploidy.length; i++) {
			const first = alleles[2 * i]!;
			const second = alleles[2 * i + 1]!;
			if (first > 0) counts[first - 1]!++;
			if (second > 0) counts[second - 1]!++;
			if (second !== -2) ploidy[i] = 2;
			else if (ploidy[i] === 0) ploidy[i] = 1;
		}
	}

	#isCarried(row: number): boolean {
		for (let w = row; w < row + this.wordsPerRow; w++) if (this.#rows[w] !== 0) return true;
		return false;
	}

	/** Adds a row with the carriers at word `row` of `#rows`. */
	#append({ kind, start, end, sequence }: Change, row: number, alleleCount: number): void {
		const at = this.count;
		if (at === this.starts.length) this.#grow();
		this.starts[at] = start;
		this.ends[at] = end;
		this.kinds[at] = kind;
		this.alleleCounts[at] = alleleCount;
		const from = this.sequenceStarts[at]!;
		const to = from + sequence.length;
		if (to > this.sequences.length) this.sequences = grownBytes(this.sequences, to);
		for (let i = 0; i < sequence.length; i++) this.sequences[from + i] = sequence.charCodeAt(i);
		this.sequenceStarts[at + 1] = to;
		this.#carriers.append(this.#rows, row);
		this.count = at + 1;
	}

	#grow(): void {
		const rows = 2 * this.starts.length;
		this.starts = grownWords(this.starts, rows);
		this.ends = grownWords(this.ends, rows);
		this.kinds = grownBytes(this.kinds, rows);
		this.alleleCounts = grownWords(this.alleleCounts, rows);
		this.sequenceStarts = grownWords(this.sequenceStarts, rows + 1);
	}
}

/** A copy of the column that is `length` long. */
function grownWords(column: Uint32Array, length: number): Uint32Array {
	const larger = new Uint32Array(length);
	larger.set(column);
	return larger;
}

/** A copy at least twice as long as the column, and at least `need` long. */
function grownBytes(column: Uint8Array, need: number): Uint8Array {
	const larger = new Uint8Array(Math.max(need, column.length * 2));
	larger.set(column);
	return larger;
}

function unphased(record: PhasedRecord, source: RecordSource, column: number): PangrafError {
	const shown = [record.alleles[2 * column]!, record.alleles[2 * column + 1]!].map((a) => (a < 0 ? '.' : a)).join('/');
	return new PangrafError('E_BUILD_UNPHASED', {
		file: source.file,
		place: `line ${record.line}, sample ${source.samples[column]}`,
		found: `unphased genotype ${shown}`,
		expected: 'a phased genotype such as 0|1',
		remedy: 'phase the VCF (shapeit, beagle, whatshap) or leave the sample out with --sample-list',
	});
}
