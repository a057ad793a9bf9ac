/**
 * The alleles of one contig as columns, and who carries them: what is gathered while the VCFs are read.
 *
 * One row per ALT that some wanted haplotype carries; carriers are one bit per haplotype column, so that a row of 5,000
 * haplotypes takes 625 bytes and no genotype is kept in any other form.
 */
import { PangrafError } from '../errors.ts';
import { trimAllele } from './trimmed-allele.ts';

/** A VCF record as far as building goes; nothing of it is kept. */
export interface PhasedRecord {
	/** Line in the file, 1-based. */
	readonly line: number;
	/** 0-based. */
	readonly position: number;
	readonly ref: string;
	readonly alts: readonly string[];
	readonly info: string;
	/** Two per sample: allele number, at most the number of ALTs, -1 missing, -2 no second allele (haploid). */
	readonly alleles: Int16Array;
	/** Per sample, not 0 where the genotype is phased. */
	readonly phased: Uint8Array;
}

/** A contig of the reference. */
export interface Contig {
	name: string;
	/** Upper-case ASCII. */
	sequence: Uint8Array;
}

/** Where a record comes from and whose genotypes it holds. */
export interface RecordSource {
	/** Name for messages. */
	file: string;
	/** Names of its samples, for messages. */
	samples: readonly string[];
	/** Sample of the build per sample of the file, -1 where it is not wanted. */
	columns: Int32Array;
}

/** Letters of sequences: bases and what stands for several of them. */
const SEQUENCE = /^[ACGTNRYKMSWBDHV]+$/;
const LETTER_N = 'N'.charCodeAt(0);

/** Alleles of a contig in the order of the records. Rows `0 .. count - 1`. */
export class AlleleTable {
	/** Words of 32 haplotype columns in a row of {@link AlleleTable.carriers}. */
	readonly wordsPerRow: number;
	count = 0;
	/** Interval of the reference that the allele replaces, 0-based half-open. */
	starts: Uint32Array = new Uint32Array(1024);
	ends: Uint32Array = new Uint32Array(1024);
	/** `sequences[sequenceStarts[i] .. sequenceStarts[i + 1])` stands in its place, upper-case ASCII. */
	sequenceStarts: Uint32Array = new Uint32Array(1025);
	sequences: Uint8Array = new Uint8Array(4096);
	/** Bit `h & 31` of word `i * wordsPerRow + (h >> 5)`: haplotype column `h` carries allele `i`. */
	carriers: Uint32Array;
	/** Most alleles that a genotype of the sample had so far: 0 no record, 1 haploid, 2 diploid. */
	readonly ploidy: Uint8Array;
	/** Records added. */
	records = 0;
	/** Haplotypes without an allele (missing, or the second one of a haploid genotype of a diploid sample), over all records. */
	missingGenotypes = 0;
	/** Haploid genotypes per sample; they count as missing when the sample turns out to be diploid. */
	readonly #haploid: Uint32Array;
	readonly #contig: Contig;
	#rows: Uint32Array;

	constructor(contig: Contig, sampleCount: number) {
		this.#contig = contig;
		this.wordsPerRow = Math.ceil((2 * sampleCount) / 32);
		this.ploidy = new Uint8Array(sampleCount);
		this.#haploid = new Uint32Array(sampleCount);
		this.carriers = new Uint32Array(1024 * this.wordsPerRow);
		this.#rows = new Uint32Array(4 * this.wordsPerRow);
	}

	/**
	 * Adds the alleles that the wanted samples carry in a record.
	 * @throws PangrafError E_BUILD_REF_MISMATCH, E_BUILD_UNPHASED, E_BUILD_SYMBOLIC, E_BUILD_DELETION_END
	 */
	add(record: PhasedRecord, source: RecordSource): void {
		const ref = record.ref.toUpperCase();
		this.#checkRef(record, ref, source);
		this.#readGenotypes(record, source);
		this.records++;
		for (let i = 0; i < record.alts.length; i++) {
			const row = i * this.wordsPerRow;
			if (!this.#isCarried(row)) continue;
			const written = record.alts[i]!;
			// `*`: deleted by a record upstream, which brings the change itself. `.`: no allele.
			if (written === '*' || written === '.') continue;
			const alt = written.toUpperCase();
			if (SEQUENCE.test(alt)) {
				const { start, end, sequence } = trimAllele(record.position, ref, alt);
				if (start < end || sequence.length > 0) this.#append(start, end, sequence, row);
			} else if (alt === '<DEL>' || alt.startsWith('<DEL:')) {
				this.#append(record.position + 1, this.#deletionEnd(record, written, source), '', row);
			} else {
				throw new PangrafError('E_BUILD_SYMBOLIC', {
					file: source.file,
					place: `line ${record.line}`,
					found: `ALT '${written.length > 40 ? `${written.slice(0, 40)}…` : written}'`,
					expected: 'a sequence, `*` or <DEL>',
					remedy: 'write the allele as a sequence or remove the record',
				});
			}
		}
	}

	/** Closes the table: what is known only after the last record. */
	finish(): void {
		for (let s = 0; s < this.ploidy.length; s++) if (this.ploidy[s] === 2) this.missingGenotypes += this.#haploid[s]!;
	}

	#checkRef(record: PhasedRecord, ref: string, source: RecordSource): void {
		const { sequence } = this.#contig;
		const { position } = record;
		for (let i = 0; i < ref.length; i++) {
			const there = sequence[position + i];
			const letter = ref.charCodeAt(i);
			// VCF has no letters but A C G T N: other IUPAC letters of the FASTA stand in REF as one of what they mean.
			if (there === letter || (there !== undefined && isAmbiguous(there) && letter !== LETTER_N)) continue;
			const shown = ref.length > 20 ? `${ref.slice(0, 20)}… (${ref.length} bp)` : ref;
			const wanted = String.fromCharCode(...sequence.subarray(position, Math.min(position + ref.length, position + 20)));
			throw new PangrafError('E_BUILD_REF_MISMATCH', {
				file: source.file,
				place: `line ${record.line} (${this.#contig.name}:${position + 1})`,
				found: `REF '${shown}'`,
				expected:
					there === undefined
						? `a place inside ${this.#contig.name} (${sequence.length} bp)`
						: `'${wanted}${ref.length > 20 ? '…' : ''}' as in the FASTA`,
				remedy: 'use the reference that the VCF was made with',
			});
		}
	}

	/** Fills `#rows` with the carriers of each ALT of the record. */
	#readGenotypes(record: PhasedRecord, source: RecordSource): void {
		const altCount = record.alts.length;
		const words = this.wordsPerRow;
		if (this.#rows.length < altCount * words) this.#rows = new Uint32Array(2 * altCount * words);
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

	#isCarried(row: number): boolean {
		for (let w = row; w < row + this.wordsPerRow; w++) if (this.#rows[w] !== 0) return true;
		return false;
	}

	/** End of a `<DEL>`, from END or SVLEN. */
	#deletionEnd(record: PhasedRecord, written: string, source: RecordSource): number {
		const endTag = /(?:^|;)END=(\d+)/.exec(record.info);
		const length = /(?:^|;)SVLEN=-?(\d+)(?:;|$)/.exec(record.info);
		const end = endTag !== null ? Number(endTag[1]) : length !== null ? record.position + 1 + Number(length[1]) : Number.NaN;
		if (end > record.position + 1 && end <= this.#contig.sequence.length) return end;
		throw new PangrafError('E_BUILD_DELETION_END', {
			file: source.file,
			place: `line ${record.line}`,
			found: `ALT '${written}' ${Number.isNaN(end) ? 'without END or a single SVLEN' : `that ends at ${end}`}`,
			expected: `INFO END=… or SVLEN=…, after POS and within ${this.#contig.name} (${this.#contig.sequence.length} bp)`,
			remedy: 'write the allele as a sequence or remove the record',
		});
	}

	/** Adds a row with the carriers at word `row` of `#rows`. */
	#append(start: number, end: number, sequence: string, row: number): void {
		const at = this.count;
		if (at === this.starts.length) {
			this.starts = grownWords(this.starts, at + 1);
			this.ends = grownWords(this.ends, at + 1);
			this.sequenceStarts = grownWords(this.sequenceStarts, at + 2);
			this.carriers = grownWords(this.carriers, this.starts.length * this.wordsPerRow);
		}
		this.starts[at] = start;
		this.ends[at] = end;
		const from = this.sequenceStarts[at]!;
		const to = from + sequence.length;
		if (to > this.sequences.length) this.sequences = grownBytes(this.sequences, to);
		for (let i = 0; i < sequence.length; i++) this.sequences[from + i] = sequence.charCodeAt(i);
		this.sequenceStarts[at + 1] = to;
		this.carriers.set(this.#rows.subarray(row, row + this.wordsPerRow), at * this.wordsPerRow);
		this.count = at + 1;
	}
}

/** Whether an upper-case letter is none of A, C, G, T and N. */
function isAmbiguous(letter: number): boolean {
	return letter !== LETTER_N && letter !== 65 && letter !== 67 && letter !== 71 && letter !== 84;
}

/** A copy at least twice as long as the column, and at least `need` long. */
function grownWords(column: Uint32Array, need: number): Uint32Array {
	const larger = new Uint32Array(Math.max(need, column.length * 2));
	larger.set(column);
	return larger;
}

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
