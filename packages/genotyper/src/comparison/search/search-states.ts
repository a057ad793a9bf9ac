/**
 * The states of a search: how far each path has come. One state is {@link STRIDE} integers:
 *
 * | field | meaning |
 * |---|---|
 * | PARENT, DECISION | state before the last variant; haplotypes that carry it (bit mask; 0 leaves it out) |
 * | SCORE | sum of the weights of the variants that take part |
 * | ORIENTATIONS | two bits per record with several alleles: 0 open, 1 as written, 2 the other way round |
 * | IN_STEP | both sets have spelt the same on all haplotypes |
 * | HASH | of all that decides how the path can go on |
 * | haplotype h | from HAPLOTYPES + h * HAPLOTYPE_STRIDE: see half-paths.ts |
 */
import type { ByteArena } from './byte-arena.ts';

export const STRIDE = 16;
export const PARENT = 0;
export const DECISION = 1;
export const SCORE = 2;
export const ORIENTATIONS = 3;
export const IN_STEP = 4;
export const HASH = 5;
export const HAPLOTYPES = 6;
export const HAPLOTYPE_STRIDE = 5;

/** Fields of a haplotype: cursor of set 0, of set 1, tail (> 0: set 0 is ahead by so many bases, < 0: set 1), its place, sets. */
export const CURSOR = 0;
export const TAIL = 2;
export const TAIL_START = 3;
export const CHANGED = 4;

/** Cells of the table in which equal states meet: more than there are before the best are chosen (3 for each of 4,096 kept). */
const TABLE_SIZE = 1 << 14;

/** States in one growing array. Those from `from` on are the current variant's; the ones before are its history. */
export class SearchStates {
	/** A new array where it grows: not to be held across {@link branch}. */
	fields: Int32Array = new Int32Array(STRIDE * 256);
	from = 0;
	end = 0;
	#ploidy = 2;
	readonly #arena: ByteArena;
	readonly #table = new Int32Array(TABLE_SIZE);
	readonly #stamps = new Int32Array(TABLE_SIZE);
	#stamp = 0;

	constructor(arena: ByteArena) {
		this.#arena = arena;
	}

	/** One state, in step, of `ploidy` haplotypes. */
	begin(ploidy: 1 | 2): void {
		this.#ploidy = ploidy;
		this.from = 0;
		this.end = 1;
		this.fields.fill(0, 0, STRIDE);
		this.fields[PARENT] = -1;
		this.fields[IN_STEP] = 1;
	}

	/** Copies state `s` behind the last one, as its child, and returns where its fields begin. It counts once `end` is raised. */
	branch(s: number, decision: number): number {
		if ((this.end + 1) * STRIDE > this.fields.length) {
			const larger = new Int32Array(this.fields.length * 2);
			larger.set(this.fields);
			this.fields = larger;
		}
		const at = this.end * STRIDE;
		this.fields.copyWithin(at, s * STRIDE, (s + 1) * STRIDE);
		this.fields[at + PARENT] = s;
		this.fields[at + DECISION] = decision;
		return at;
	}

	/** Keeps, of the current states, those that `keep` accepts, and of equal ones the best. */
	filter(keep: (at: number) => boolean): void {
		const { fields, end } = this;
		let kept = this.from;
		const isTabled = end - this.from > 1;
		if (isTabled) this.#stamp++;
		for (let s = this.from; s < end; s++) {
			const at = s * STRIDE;
			if (!keep(at)) continue;
			if (isTabled && this.#isJoined(at, kept)) continue;
			if (s !== kept) fields.copyWithin(kept * STRIDE, at, at + STRIDE);
			kept++;
		}
		this.end = kept;
	}

	/** Keeps the `most` best states, and of those in step at least the best, in their order. */
	keepBest(most: number): void {
		const { fields } = this;
		const rank = new Uint32Array(this.end - this.from).map((_, k) => this.from + k);
		rank.sort((a, b) => fields[b * STRIDE + SCORE]! - fields[a * STRIDE + SCORE]! || a - b);
		const chosen = new Set(rank.subarray(0, most));
		const inStep = rank.find((s) => fields[s * STRIDE + IN_STEP] === 1);
		if (inStep !== undefined) chosen.add(inStep);
		let kept = this.from;
		for (let s = this.from; s < this.end; s++) {
			if (chosen.has(s)) fields.copyWithin(kept++ * STRIDE, s * STRIDE, (s + 1) * STRIDE);
		}
		this.end = kept;
	}

	/** Where the fields of the best state in step begin, the first of several; -1 where there is none. */
	bestInStep(): number {
		const { fields } = this;
		let best = -1;
		for (let s = this.from; s < this.end; s++) {
			const at = s * STRIDE;
			if (fields[at + IN_STEP] === 1 && (best === -1 || fields[at + SCORE]! > fields[best + SCORE]!)) best = at;
		}
		return best;
	}

	/** Whether all current states are in step. */
	areInStep(): boolean {
		for (let s = this.from; s < this.end; s++) if (this.fields[s * STRIDE + IN_STEP] === 0) return false;
		return true;
	}

	/** Whether a state's two haplotypes are the same and no record has a side yet. */
	isSymmetric(at: number): boolean {
		if (this.fields[at + ORIENTATIONS] !== 0) return false;
		const first = at + HAPLOTYPES;
		return this.#isSameHaplotype(first, first + HAPLOTYPE_STRIDE);
	}

	/** Whether an equal state was kept already; the better of both stays. If not, the state will be kept as number `kept`. */
	#isJoined(at: number, kept: number): boolean {
		const { fields } = this;
		const hash = fields[at + HASH]!;
		let cell = hash & (TABLE_SIZE - 1);
		for (; this.#stamps[cell] === this.#stamp; cell = (cell + 1) & (TABLE_SIZE - 1)) {
			const other = this.#table[cell]! * STRIDE;
			if (fields[other + HASH] !== hash || !this.#isSameState(at, other)) continue;
			if (fields[at + SCORE]! > fields[other + SCORE]!) fields.copyWithin(other, at, at + STRIDE);
			return true;
		}
		this.#stamps[cell] = this.#stamp;
		this.#table[cell] = kept;
		return false;
	}

	#isSameState(a: number, b: number): boolean {
		if (this.fields[a + ORIENTATIONS] !== this.fields[b + ORIENTATIONS]) return false;
		for (let h = 0; h < this.#ploidy; h++) {
			const base = HAPLOTYPES + h * HAPLOTYPE_STRIDE;
			if (!this.#isSameHaplotype(a + base, b + base)) return false;
		}
		return true;
	}

	#isSameHaplotype(a: number, b: number): boolean {
		const { fields } = this;
		if (fields[a] !== fields[b] || fields[a + 1] !== fields[b + 1]) return false;
		if (fields[a + TAIL] !== fields[b + TAIL] || fields[a + CHANGED] !== fields[b + CHANGED]) return false;
		const startA = fields[a + TAIL_START]!;
		const startB = fields[b + TAIL_START]!;
		if (startA === startB) return true;
		const { bytes } = this.#arena;
		const length = Math.abs(fields[a + TAIL]!);
		for (let k = 0; k < length; k++) if (bytes[startA + k] !== bytes[startB + k]) return false;
		return true;
	}
}
