/**
 * Paired reads of a sample: fragments drawn evenly from its haplotypes, read inwards from both ends with errors.
 *
 * Text goes straight into byte buffers; nothing is made per read but its bytes.
 */
import { TextChunks } from '../build/text-chunks.ts';
import { NOT_CALLED, OUTCOMES, type OutcomeEnds, outcomeEnds, READ_KINDS, QUALITIES, READ_INDEL_RATE } from './error-model.ts';
import { changesIn, type HaplotypeSequence, toReference } from './haplotype-sequence.ts';
import { COMPLEMENTS, LETTERS } from './letters.ts';
import type { Random } from './random.ts';

/** A haplotype of a contig to draw reads from. */
export interface ReadSource {
	contig: string;
	/** 1 or 2. */
	haplotype: number;
	sequence: HaplotypeSequence;
}

/** Shape of the reads. */
export interface ReadOptions {
	readLength: number;
	/** Length of the sequenced fragment, both reads included, bp. */
	fragmentMean: number;
	fragmentStdev: number;
	/** Read names are this, a dot and a number from 1. */
	sample: string;
}

/** Errors made so far. */
export interface ReadErrors {
	substitutions: number;
	uncalled: number;
	insertions: number;
	deletions: number;
}

/** Columns of the table of true places; 1-based, inclusive, reference strand. */
export const TRUTH_HEADER: string =
	'#name\tcontig\thap\tstart1\tend1\tstrand1\tn_alt1\tn_indel1\tstart2\tend2\tstrand2\tn_alt2\tn_indel2\n';

const LETTER_N = 78;

/** Draws read pairs one by one. */
export class ReadPairs {
	/** FASTQ of the first and of the second reads, and the table of true places; the caller takes them. */
	readonly reads: readonly [TextChunks, TextChunks] = [new TextChunks(), new TextChunks()];
	readonly truth: TextChunks = new TextChunks();
	readonly errors: ReadErrors = { substitutions: 0, uncalled: 0, insertions: 0, deletions: 0 };
	readonly #random: Random;
	readonly #sources: readonly ReadSource[];
	readonly #options: ReadOptions;
	/** Ends of the sources laid one after another. */
	readonly #sourceEnds: number[] = [];
	/** By mate, and in it by kind of read. */
	readonly #outcomes: readonly OutcomeEnds[];
	/** Letters of a read as they stand on the fragment, with its own indels. */
	readonly #template: Uint8Array;
	#count = 0;

	constructor(random: Random, sources: readonly ReadSource[], options: ReadOptions) {
		this.#random = random;
		this.#sources = sources;
		this.#options = options;
		let end = 0;
		for (const { sequence } of sources) this.#sourceEnds.push((end += sequence.sequence.length));
		const { readLength } = options;
		this.#outcomes = ([1, 2] as const).flatMap((mate) => READ_KINDS.map(({ factor }) => outcomeEnds(readLength, mate, factor)));
		this.#template = new Uint8Array(readLength);
	}

	/** Adds one pair. */
	draw(): void {
		const random = this.#random;
		const { sample } = this.#options;
		const at = random.below(this.#sourceEnds.at(-1)!);
		const source = this.#sources[this.#sourceEnds.findIndex((end) => at < end)]!;
		const { sequence } = source.sequence;
		const length = this.#fragmentLength(sequence.length);
		const start = random.below(sequence.length - length + 1);
		const forwardMate = random.chance(0.5) ? 1 : 2;
		this.#count++;
		this.truth.ascii(`${sample}.${this.#count}\t${source.contig}\t${source.haplotype}`);
		for (const mate of [1, 2] as const) {
			const isReverse = mate !== forwardMate;
			const used = this.#copyTemplate(sequence, isReverse ? start + length - 1 : start, isReverse);
			this.#writeRead(mate);
			this.#writePlace(source.sequence, isReverse ? start + length - used : start, used, isReverse);
		}
		this.truth.ascii('\n');
	}

	#fragmentLength(longest: number): number {
		const { readLength, fragmentMean, fragmentStdev } = this.#options;
		for (let tries = 0; tries < 100; tries++) {
			const length = Math.round(fragmentMean + fragmentStdev * this.#random.normal());
			if (length >= readLength && length <= longest) return length;
		}
		return readLength;
	}

	/** Fills the template from base `at` on, leftwards when reverse, and returns how many bases of the haplotype it took. */
	#copyTemplate(sequence: Uint8Array, at: number, isReverse: boolean): number {
		const template = this.#template;
		const { readLength } = this.#options;
		const step = isReverse ? -1 : 1;
		const indelAt = this.#indelPlace(readLength);
		let from = at;
		for (let i = 0; i < readLength; i++) {
			if (i === indelAt) {
				const ahead = from + step * (readLength - i);
				if (this.#random.chance(0.5)) {
					template[i] = LETTERS[this.#random.below(4)]!;
					this.errors.insertions++;
					continue;
				}
				if (ahead >= 0 && ahead < sequence.length) {
					from += step;
					this.errors.deletions++;
				}
			}
			const letter = sequence[from]!;
			template[i] = isReverse ? COMPLEMENTS[letter]! : letter;
			from += step;
		}
		return Math.abs(from - at);
	}

	/** Where the read has an indel of its own, or -1: inside, so that the ends of a read are bases of the haplotype. */
	#indelPlace(readLength: number): number {
		if (!this.#random.chance(2 * READ_INDEL_RATE * readLength)) return -1;
		return 1 + this.#random.below(readLength - 2);
	}

	#writeRead(mate: 1 | 2): void {
		const random = this.#random;
		const template = this.#template;
		const { readLength, sample } = this.#options;
		const ends = this.#outcomes[(mate - 1) * READ_KINDS.length + this.#readKind()]!;
		const text = this.reads[mate - 1]!;
		text.ascii(`@${sample}.${this.#count}/${mate}\n`);
		const letters = text.reserve(2 * readLength + 4);
		const { bytes } = text;
		const qualities = letters + readLength + 3;
		for (let i = 0; i < readLength; i++) {
			const draw = random.uint32();
			let outcome = i * OUTCOMES;
			while (draw >= ends[outcome]!) outcome++;
			outcome -= i * OUTCOMES;
			bytes[qualities + i] = 33 + QUALITIES[outcome >> 1]!;
			bytes[letters + i] =
				(outcome & 1) === 0 && outcome !== NOT_CALLED ? template[i]! : this.#wrongLetter(template[i]!, outcome);
		}
		bytes[letters + readLength] = 10;
		bytes[letters + readLength + 1] = 43; // +
		bytes[letters + readLength + 2] = 10;
		bytes[qualities + readLength] = 10;
	}

	#readKind(): number {
		let left = this.#random.real();
		return READ_KINDS.findIndex(({ share }, i) => (left -= share) < 0 || i === READ_KINDS.length - 1);
	}

	#wrongLetter(letter: number, outcome: number): number {
		if (outcome === NOT_CALLED) {
			this.errors.uncalled++;
			return LETTER_N;
		}
		this.errors.substitutions++;
		return LETTERS[(LETTERS.indexOf(letter) + 1 + this.#random.below(3)) & 3]!;
	}

	#writePlace(haplotype: HaplotypeSequence, start: number, length: number, isReverse: boolean): void {
		const { truth } = this;
		const { all, indels } = changesIn(haplotype, start, start + length);
		truth.byte(9);
		truth.integer(toReference(haplotype, start) + 1);
		truth.byte(9);
		truth.integer(toReference(haplotype, start + length - 1) + 1);
		truth.ascii(isReverse ? '\t-\t' : '\t+\t');
		truth.integer(all);
		truth.byte(9);
		truth.integer(indels);
	}
}
