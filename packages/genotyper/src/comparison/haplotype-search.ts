/**
 * The search within a superlocus: which variants of two sets can be chosen, and on which haplotypes, so that both sets spell
 * the same sequences and as many variants as possible take part.
 *
 * It is the dynamic programming over half-paths of J. G. Cleary et al. 2015, doi:10.1101/023754 (vcfeval), with three changes:
 * paths that can only go on alike are joined wherever they are, not only where both sets are in step, so that repeats cost
 * time in proportion and not exponentially; a path that cannot go on is found out by comparing ahead up to the next variant;
 * and variants that undo each other while the other set says nothing are not taken for found.
 *
 * A path goes along the reference and decides on one variant after the other, by their start. For each haplotype it knows how
 * far each set has replaced the reference (a cursor), and the sequence by which one set is ahead of the other (the tail).
 * Phase between records is not compared (GA4GH, doi:10.1038/s41587-019-0054-x); alleles of one record keep theirs.
 *
 * Cursors count quarters of bases: an insertion before base p moves its cursor from 4p to 4p + 1, and one without an anchor from
 * 4p + 1 to 4p + 2, so that two of a kind at one place exclude each other; a change of `[s, e)` needs at most 4s + 2 and moves
 * it to 4e.
 *
 * One state is STRIDE integers:
 *
 * | field | meaning |
 * |---|---|
 * | PARENT, DECISION | state before the last variant; haplotypes that carry it (bit mask; 0 leaves it out) |
 * | SCORE | sum of the weights of the variants that take part |
 * | ORIENTATIONS | two bits per record with several alleles: 0 open, 1 as written, 2 the other way round |
 * | IN_STEP | both sets have spelt the same on all haplotypes |
 * | HASH | of all that decides how the path can go on |
 * | haplotype h | from HAPLOTYPES + 5h: cursor of set 0, of set 1, tail length (> 0: set 0 is ahead, < 0: set 1), start of the tail in the arena, sets that changed something since the haplotype was last in step (bit mask) |
 */
import { SEARCH_BUDGET, SEARCH_LATE_PARTS, SEARCH_LOOK_AHEAD, SEARCH_MAX_STATES, SEARCH_RESTARTS } from './thresholds.ts';

const STRIDE = 16;
const PARENT = 0;
const DECISION = 1;
const SCORE = 2;
const ORIENTATIONS = 3;
const IN_STEP = 4;
const HASH = 5;
const HAPLOTYPES = 6;
const CURSOR = 0;
const TAIL = 2;
const TAIL_START = 3;
const CHANGED = 4;
const HAPLOTYPE_STRIDE = 5;

/** Records with several alleles that can be open at one place; alleles of any more are taken for records of their own. */
const MAX_OPEN_RECORDS = 15;
const TABLE_SIZE = 1 << 14;

/** A variant as the search sees it. */
export interface SearchVariant {
	/** 0 or 1: the set that it belongs to. */
	readonly set: 0 | 1;
	/** Replaces `[start, end)` of the reference, as its record spells it. */
	readonly start: number;
	readonly end: number;
	/** Of an insertion: there is no base before it in its record, so that it follows on another one at its place. */
	readonly isUnanchored: boolean;
	/** Haplotypes of its record that carry it: 1 the first, 2 the second, 3 both. */
	readonly carriers: number;
	/** Alleles of one record and set have the same number, so that they keep their phase; -1 for an allele alone. */
	readonly record: number;
	/** What the path gains by taking it. */
	readonly weight: number;
}

/** Searches superloci one after the other in memory of its own. */
export class HaplotypeSearch {
	/** Haplotypes on which each variant takes part (bit mask), after {@link finish}. */
	decisions: Uint8Array = new Uint8Array(64);
	/** Number of the stretch between two places in step in which each variant stands, after {@link finish}. */
	stretches: Uint32Array = new Uint32Array(64);
	/** Whether the budget was spent: what takes part is right, but more might have. */
	isCut = false;
	/** Steps taken since {@link begin}. */
	steps = 0;

	#sequence: Uint8Array = new Uint8Array(0);
	#ploidy = 2;
	/** Columns of the variants. */
	#count = 0;
	#set = new Uint8Array(64);
	#start = new Int32Array(64);
	#key = new Int32Array(64);
	#end = new Int32Array(64);
	#altStart = new Int32Array(64);
	#altLength = new Int32Array(64);
	#carriers = new Uint8Array(64);
	#weight = new Int32Array(64);
	#record = new Int32Array(64);
	/** Place in ORIENTATIONS, or -1, and whether the record ends with this variant. */
	#slot = new Int8Array(64);
	#isLastOfRecord = new Uint8Array(64);
	/** Next variant of the same set; `#count` where there is none. */
	#nextOfSet = new Int32Array(64);
	#done = 0;
	/** New alleles and tails. Bytes are never changed once written. */
	#arena = new Uint8Array(1 << 12);
	#arenaEnd = 0;
	#states = new Int32Array(STRIDE * 256);
	#stateEnd = 0;
	/** Steps at which the search is cut, and how often it was. */
	#budget = 0;
	#restarts = 0;
	/** States of the current variant. */
	#from = 0;
	/** Reference position that all of them have reached. */
	#front = 0;
	/** First position at which variants stand that have not been added. */
	#limit = 0;
	readonly #table = new Int32Array(TABLE_SIZE);
	readonly #stamps = new Int32Array(TABLE_SIZE);
	#stamp = 0;

	/** Starts at `position` of `sequence`, both sets in step, with one or two haplotypes. */
	begin(sequence: Uint8Array, position: number, ploidy: 1 | 2): void {
		this.#sequence = sequence;
		this.#ploidy = ploidy;
		this.#count = 0;
		this.#done = 0;
		this.#arenaEnd = 0;
		this.#front = position;
		this.#from = 0;
		this.#stateEnd = 1;
		this.#states.fill(0, 0, STRIDE);
		this.#states[PARENT] = -1;
		this.#states[IN_STEP] = 1;
		this.isCut = false;
		this.steps = 0;
		this.#budget = SEARCH_BUDGET;
		this.#restarts = 0;
	}

	/**
	 * Adds a variant; they come in the order of {@link searchKey}. Its new sequence is
	 * `bytes[from .. from + length)` turned left by `turn` bases, as a shifted insertion is.
	 */
	add(variant: SearchVariant, bytes: Uint8Array, from: number, length: number, turn: number): void {
		const i = this.#count++;
		if (i === this.#set.length) this.#growVariants();
		this.#set[i] = variant.set;
		this.#start[i] = variant.start;
		this.#end[i] = variant.end;
		this.#key[i] = searchKey(variant.start, variant.end, variant.isUnanchored);
		this.#carriers[i] = variant.carriers;
		this.#weight[i] = variant.weight;
		this.#record[i] = variant.record;
		this.#reserve(length);
		this.#altStart[i] = this.#arenaEnd;
		this.#altLength[i] = length;
		const rest = length === 0 ? 0 : turn % length;
		for (let k = 0; k < length; k++) this.#arena[this.#arenaEnd++] = bytes[from + ((k + rest) % length)]!;
	}

	/**
	 * Decides on the variants added since the last call and goes on to `limit`, where the next ones stand or the contig ends.
	 * False where a path that is not in step there is still open: then add what follows and call it again.
	 */
	run(limit: number): boolean {
		this.#limit = limit;
		this.#link();
		for (; this.#done < this.#count; this.#done++) {
			this.#advance(this.#start[this.#done]!);
			this.#expand(this.#done);
		}
		this.#advance(limit);
		for (let s = this.#from; s < this.#stateEnd; s++) if (this.#states[s * STRIDE + IN_STEP] === 0) return false;
		return true;
	}

	/** Reads the best path that is in step into `decisions` and `stretches`, and returns its score. */
	finish(): number {
		const states = this.#states;
		let best = -1;
		for (let s = this.#from; s < this.#stateEnd; s++) {
			const at = s * STRIDE;
			if (states[at + IN_STEP] === 1 && (best === -1 || states[at + SCORE]! > states[best + SCORE]!)) best = at;
		}
		if (this.decisions.length < this.#count) {
			this.decisions = new Uint8Array(this.#set.length);
			this.stretches = new Uint32Array(this.#set.length);
		}
		if (best === -1) throw new Error('a search without the path that leaves everything out');
		const score = states[best + SCORE]!;
		let stretch = 0;
		for (let i = this.#count - 1; i >= 0; i--) {
			if (states[best + IN_STEP] === 1) stretch++;
			this.decisions[i] = states[best + DECISION]!;
			this.stretches[i] = stretch;
			best = states[best + PARENT]! * STRIDE;
		}
		return score;
	}

	/** Finds for each new variant the next one of its set, and the alleles that share a record. */
	#link(): void {
		const next = [this.#count, this.#count];
		for (let i = this.#count - 1; i >= this.#done; i--) {
			this.#nextOfSet[i] = next[this.#set[i]!]!;
			next[this.#set[i]!] = i;
		}
		// By record: its last allele, and the place in ORIENTATIONS that its alleles share.
		const lasts = new Map<number, number>();
		const firsts = new Map<number, number>();
		for (let i = this.#done; i < this.#count; i++) {
			this.#slot[i] = -1;
			this.#isLastOfRecord[i] = 0;
			if (this.#record[i] === -1) continue;
			const key = this.#record[i]! * 2 + this.#set[i]!;
			lasts.set(key, i);
			if (!firsts.has(key)) firsts.set(key, i);
		}
		let free = (1 << MAX_OPEN_RECORDS) - 1;
		const slots = new Map<number, number>();
		for (let i = this.#done; i < this.#count; i++) {
			if (this.#record[i] === -1) continue;
			const key = this.#record[i]! * 2 + this.#set[i]!;
			const last = lasts.get(key)!;
			if (firsts.get(key) === i && last !== i && free !== 0) {
				slots.set(key, 31 - Math.clz32(free));
				free &= free ^ (1 << slots.get(key)!);
			}
			const slot = slots.get(key);
			if (slot === undefined) continue;
			this.#slot[i] = slot;
			if (last !== i) continue;
			this.#isLastOfRecord[i] = 1;
			free |= 1 << slot;
		}
	}

	/** Takes all states along the reference to `to`; drops those that differ there, and joins equal ones. */
	#advance(to: number): void {
		const end = this.#stateEnd;
		let kept = this.#from;
		const isTabled = end - this.#from > 1;
		if (isTabled) this.#stamp++;
		for (let s = this.#from; s < end; s++) {
			const at = s * STRIDE;
			if (!this.#moveTo(at, to)) continue;
			if (isTabled && this.#isJoined(at, kept)) continue;
			if (s !== kept) this.#states.copyWithin(kept * STRIDE, at, at + STRIDE);
			kept++;
		}
		this.#stateEnd = kept;
		this.#front = to;
		if (this.steps > this.#budget) {
			this.#restarts++;
			this.#budget = this.steps + SEARCH_BUDGET / (this.#restarts <= SEARCH_RESTARTS ? SEARCH_RESTARTS : SEARCH_LATE_PARTS);
			this.#keepBest(0);
		} else if (kept - this.#from > SEARCH_MAX_STATES) {
			this.#keepBest(SEARCH_MAX_STATES);
		}
	}

	/** False where the haplotypes of the two sets differ. */
	#moveTo(at: number, to: number): boolean {
		const states = this.#states;
		let isInStep = 1;
		let hash = states[at + ORIENTATIONS]!;
		for (let h = 0; h < this.#ploidy; h++) {
			const base = at + HAPLOTYPES + h * HAPLOTYPE_STRIDE;
			if (!this.#moveHaplotype(base, to)) return false;
			for (let side = 0; side < 2; side++) if (states[base + CURSOR + side]! <= 4 * to) states[base + CURSOR + side] = 0;
			const tail = states[base + TAIL]!;
			if (tail !== 0 || positionOf(states[base]!, to) !== positionOf(states[base + 1]!, to)) isInStep = 0;
			hash = mix(mix(mix(mix(hash, states[base]!), states[base + 1]!), tail), states[base + CHANGED]!);
			const start = states[base + TAIL_START]!;
			const length = Math.abs(tail);
			for (let k = 0; k < length; k++) hash = mix(hash, this.#arena[start + k]!);
			this.steps += length >> 4;
		}
		states[at + IN_STEP] = isInStep;
		states[at + HASH] = hash;
		this.steps++;
		return true;
	}

	#moveHaplotype(base: number, to: number): boolean {
		const states = this.#states;
		const sequence = this.#sequence;
		const front = this.#front;
		const positions0 = positionOf(states[base]!, front);
		const positions1 = positionOf(states[base + 1]!, front);
		const tail = states[base + TAIL]!;
		if (tail === 0 && positions0 === positions1) return true;
		const isLead0 = tail >= 0;
		const length = Math.abs(tail);
		const start = states[base + TAIL_START]!;
		const leadAt = isLead0 ? positions0 : positions1;
		const lagAt = isLead0 ? positions1 : positions0;
		const leadLength = Math.max(0, to - leadAt);
		const lagLength = Math.max(0, to - lagAt);
		const compared = Math.min(lagLength, length + leadLength);
		const fromTail = Math.min(compared, length);
		const arena = this.#arena;
		let k = 0;
		while (k < fromTail && sequence[lagAt + k] === arena[start + k]) k++;
		if (k === fromTail) while (k < compared && sequence[lagAt + k] === sequence[leadAt + k - length]) k++;
		this.steps += k >> 4;
		if (k < compared) return false;
		const rest = length + leadLength - lagLength;
		if (rest < 0) {
			this.#setTail(base, isLead0 ? 1 : 0, this.#copySequence(lagAt + compared, -rest), -rest);
		} else if (leadLength === 0) {
			this.#setTail(base, isLead0 ? 0 : 1, start + compared, rest);
		} else {
			const left = length - fromTail;
			this.#reserve(rest);
			const newStart = this.#arenaEnd;
			this.#arena.copyWithin(newStart, start + fromTail, start + length);
			this.#arenaEnd += left;
			this.#copySequence(to - (rest - left), rest - left);
			this.#setTail(base, isLead0 ? 0 : 1, newStart, rest);
		}
		this.steps += Math.abs(rest) >> 4;
		return this.#settle(base, to);
	}

	#expand(i: number): void {
		const end = this.#stateEnd;
		const ways = (1 << this.#ploidy) - 1;
		const carriers = this.#carriers[i]!;
		const slot = this.#slot[i]!;
		for (let s = this.#from; s < end; s++) {
			const orientation = slot === -1 ? 0 : (this.#states[s * STRIDE + ORIENTATIONS]! >> (2 * slot)) & 3;
			if (carriers === 3 || (slot === -1 && this.#ploidy === 1)) {
				this.#branch(s, i, ways, 0);
			} else if (this.#ploidy === 1) {
				// The one haplotype is the first or the second of the record.
				if (orientation === 0 || orientation === carriers) this.#branch(s, i, ways, carriers);
			} else {
				const swapped = 3 - carriers;
				const isSymmetric = orientation === 0 && this.#isSymmetric(s * STRIDE);
				if (orientation !== 2) this.#branch(s, i, carriers, 1);
				if (orientation !== 1 && !isSymmetric) this.#branch(s, i, swapped, 2);
			}
			this.#branch(s, i, 0, 0);
		}
		this.#from = end;
	}

	/** Adds the state after `s` in which the haplotypes `mask` carry variant `i`, where that is possible. */
	#branch(s: number, i: number, mask: number, orientation: number): void {
		if ((this.#stateEnd + 1) * STRIDE > this.#states.length) {
			const larger = new Int32Array(this.#states.length * 2);
			larger.set(this.#states);
			this.#states = larger;
		}
		const states = this.#states;
		const at = this.#stateEnd * STRIDE;
		states.copyWithin(at, s * STRIDE, (s + 1) * STRIDE);
		states[at + PARENT] = s;
		states[at + DECISION] = mask;
		this.steps++;
		const slot = this.#slot[i]!;
		if (slot !== -1) {
			if (mask !== 0) states[at + ORIENTATIONS]! |= orientation << (2 * slot);
			if (this.#isLastOfRecord[i] === 1) states[at + ORIENTATIONS]! &= ~(3 << (2 * slot));
		}
		if (mask !== 0) {
			states[at + SCORE]! += this.#weight[i]!;
			for (let h = 0; h < this.#ploidy; h++) {
				if ((mask & (1 << h)) !== 0 && !this.#apply(at + HAPLOTYPES + h * HAPLOTYPE_STRIDE, i)) return;
			}
		}
		this.#stateEnd++;
	}

	/** Lets one haplotype of a state carry variant `i`; false where that cannot be, or cannot go on. */
	#apply(base: number, i: number): boolean {
		const states = this.#states;
		const side = this.#set[i]!;
		const start = this.#start[i]!;
		const end = this.#end[i]!;
		const key = this.#key[i]!;
		if (states[base + side]! > key) return false;
		const altStart = this.#altStart[i]!;
		const altLength = this.#altLength[i]!;
		const tail = states[base + TAIL]!;
		const length = Math.abs(tail);
		if (tail === 0) {
			this.#setTail(base, side, altStart, altLength);
		} else if (tail > 0 === (side === 0)) {
			if (altLength > 0) {
				this.#reserve(length + altLength);
				const newStart = this.#arenaEnd;
				const oldStart = states[base + TAIL_START]!;
				this.#arena.copyWithin(newStart, oldStart, oldStart + length);
				this.#arena.copyWithin(newStart + length, altStart, altStart + altLength);
				this.#arenaEnd += length + altLength;
				this.#setTail(base, side, newStart, length + altLength);
				this.steps += length >> 4;
			}
		} else {
			const compared = Math.min(length, altLength);
			const tailStart = states[base + TAIL_START]!;
			for (let k = 0; k < compared; k++) if (this.#arena[tailStart + k] !== this.#arena[altStart + k]) return false;
			if (altLength <= length) this.#setTail(base, 1 - side, tailStart + altLength, length - altLength);
			else this.#setTail(base, side, altStart + length, altLength - length);
		}
		states[base + side] = start === end ? key + 1 : 4 * end;
		states[base + CHANGED]! |= 1 << side;
		return this.#settle(base, start) && this.#canGoOn(base, i);
	}

	/** Where a haplotype is in step again, asks that both sets had a part in it; at reference position `front`. */
	#settle(base: number, front: number): boolean {
		const states = this.#states;
		if (states[base + TAIL] !== 0) return true;
		if (positionOf(states[base]!, front) !== positionOf(states[base + 1]!, front)) return true;
		const changed = states[base + CHANGED]!;
		states[base + CHANGED] = 0;
		return changed === 0 || changed === 3;
	}

	/** Compares the haplotype ahead, as far as no variant can change either set. */
	#canGoOn(base: number, i: number): boolean {
		const states = this.#states;
		const front = this.#start[i]!;
		const tail = states[base + TAIL]!;
		const position0 = positionOf(states[base]!, front);
		const position1 = positionOf(states[base + 1]!, front);
		if (tail === 0 && position0 === position1) return true;
		const isLead0 = tail >= 0;
		const length = Math.abs(tail);
		const start = states[base + TAIL_START]!;
		const leadAt = isLead0 ? position0 : position1;
		const lagAt = isLead0 ? position1 : position0;
		const leadEnd = this.#openFrom(i, isLead0 ? 0 : 1, leadAt);
		const lagEnd = this.#openFrom(i, isLead0 ? 1 : 0, lagAt);
		const compared = Math.min(lagEnd - lagAt, length + Math.max(0, leadEnd - leadAt), SEARCH_LOOK_AHEAD);
		const sequence = this.#sequence;
		let k = 0;
		while (k < compared && k < length && sequence[lagAt + k] === this.#arena[start + k]) k++;
		if (k === Math.min(compared, length)) {
			while (k < compared && sequence[lagAt + k] === sequence[leadAt + k - length]) k++;
		}
		this.steps += k >> 4;
		return k >= compared;
	}

	/** First position at or after `at` at which a variant of `side` after variant `i` may stand. */
	#openFrom(i: number, side: number, at: number): number {
		let next = i + 1;
		while (next < this.#count && this.#set[next] !== side) next++;
		while (next < this.#count && this.#start[next]! < at) next = this.#nextOfSet[next]!;
		return next < this.#count ? this.#start[next]! : Math.max(at, this.#limit);
	}

	#isSymmetric(at: number): boolean {
		const states = this.#states;
		if (states[at + ORIENTATIONS] !== 0) return false;
		const first = at + HAPLOTYPES;
		return this.#isSameHaplotype(first, first + HAPLOTYPE_STRIDE);
	}

	#isSameHaplotype(a: number, b: number): boolean {
		const states = this.#states;
		if (states[a] !== states[b] || states[a + 1] !== states[b + 1]) return false;
		if (states[a + TAIL] !== states[b + TAIL] || states[a + CHANGED] !== states[b + CHANGED]) return false;
		const startA = states[a + TAIL_START]!;
		const startB = states[b + TAIL_START]!;
		if (startA === startB) return true;
		const length = Math.abs(states[a + TAIL]!);
		for (let k = 0; k < length; k++) if (this.#arena[startA + k] !== this.#arena[startB + k]) return false;
		return true;
	}

	/** Whether an equal state was kept already; the better of both stays. If not, the state will be kept as number `kept`. */
	#isJoined(at: number, kept: number): boolean {
		const states = this.#states;
		const hash = states[at + HASH]!;
		let cell = hash & (TABLE_SIZE - 1);
		for (; this.#stamps[cell] === this.#stamp; cell = (cell + 1) & (TABLE_SIZE - 1)) {
			const other = this.#table[cell]! * STRIDE;
			if (states[other + HASH] !== hash || !this.#isSameState(at, other)) continue;
			if (states[at + SCORE]! > states[other + SCORE]!) states.copyWithin(other, at, at + STRIDE);
			return true;
		}
		this.#stamps[cell] = this.#stamp;
		this.#table[cell] = kept;
		return false;
	}

	#isSameState(a: number, b: number): boolean {
		if (this.#states[a + ORIENTATIONS] !== this.#states[b + ORIENTATIONS]) return false;
		for (let h = 0; h < this.#ploidy; h++) {
			const base = HAPLOTYPES + h * HAPLOTYPE_STRIDE;
			if (!this.#isSameHaplotype(a + base, b + base)) return false;
		}
		return true;
	}

	/** Keeps the `most` best states, and of those in step at least the best, in their order. */
	#keepBest(most: number): void {
		this.isCut = true;
		const states = this.#states;
		const count = this.#stateEnd - this.#from;
		const rank = new Uint32Array(count).map((_, k) => this.#from + k);
		rank.sort((a, b) => states[b * STRIDE + SCORE]! - states[a * STRIDE + SCORE]! || a - b);
		const chosen = new Set(rank.subarray(0, most));
		const inStep = rank.find((s) => states[s * STRIDE + IN_STEP] === 1);
		if (inStep !== undefined) chosen.add(inStep);
		let kept = this.#from;
		for (let s = this.#from; s < this.#stateEnd; s++) {
			if (chosen.has(s)) states.copyWithin(kept++ * STRIDE, s * STRIDE, (s + 1) * STRIDE);
		}
		this.#stateEnd = kept;
	}

	#setTail(base: number, side: number, start: number, length: number): void {
		this.#states[base + TAIL] = side === 0 ? length : -length;
		this.#states[base + TAIL_START] = start;
	}

	#copySequence(from: number, length: number): number {
		this.#reserve(length);
		const start = this.#arenaEnd;
		this.#arena.set(this.#sequence.subarray(from, from + length), start);
		this.#arenaEnd += length;
		return start;
	}

	#reserve(length: number): void {
		if (this.#arenaEnd + length <= this.#arena.length) return;
		const larger = new Uint8Array(Math.max(this.#arena.length * 2, this.#arenaEnd + length));
		larger.set(this.#arena.subarray(0, this.#arenaEnd));
		this.#arena = larger;
	}

	#growVariants(): void {
		const grow = <T extends Uint8Array | Int8Array | Int32Array>(column: T): T => {
			const larger = new (column.constructor as new (length: number) => T)(column.length * 2);
			larger.set(column);
			return larger;
		};
		this.#set = grow(this.#set);
		this.#start = grow(this.#start);
		this.#key = grow(this.#key);
		this.#end = grow(this.#end);
		this.#altStart = grow(this.#altStart);
		this.#altLength = grow(this.#altLength);
		this.#carriers = grow(this.#carriers);
		this.#weight = grow(this.#weight);
		this.#record = grow(this.#record);
		this.#slot = grow(this.#slot);
		this.#isLastOfRecord = grow(this.#isLastOfRecord);
		this.#nextOfSet = grow(this.#nextOfSet);
	}
}

/** Place of a variant in the order of the search, and the furthest cursor with which it can be. */
export function searchKey(start: number, end: number, isUnanchored: boolean): number {
	if (start !== end) return 4 * start + 2;
	return isUnanchored ? 4 * start + 1 : 4 * start;
}

/** Reference position from which a set's haplotype goes on, where all before `front` is decided. */
function positionOf(cursor: number, front: number): number {
	return Math.max(front, Math.floor(cursor / 4));
}

function mix(hash: number, value: number): number {
	const mixed = Math.imul(hash ^ value, 0x9e3779b1);
	return mixed ^ (mixed >>> 15);
}
