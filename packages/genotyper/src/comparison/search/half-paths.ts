/**
 * One haplotype of a path: how far each set has replaced the reference on it, and by what one set is ahead of the other.
 *
 * A cursor says from where a set's haplotype goes on along the reference. Cursors count quarters of bases: an insertion before
 * base p moves its cursor from 4p to 4p + 1, and one without an anchor from 4p + 1 to 4p + 2, so that two of a kind at one place
 * exclude each other; a change of `[s, e)` needs at most 4s + 2 and moves it to 4e. The tail is the sequence by which one set is
 * ahead, in the arena.
 *
 * | field of the state | meaning |
 * |---|---|
 * | CURSOR, CURSOR + 1 | cursor of set 0, of set 1 |
 * | TAIL, TAIL_START | length of the tail (> 0: set 0 is ahead, < 0: set 1), and where it starts |
 * | CHANGED | sets that changed something since the haplotype was last in step (bit mask) |
 */
import { SEARCH_LOOK_AHEAD } from '../thresholds.ts';
import type { ByteArena } from './byte-arena.ts';
import { CHANGED, CURSOR, type SearchStates, TAIL, TAIL_START } from './search-states.ts';
import type { SearchVariants } from './search-variants.ts';

/** Bases compared or copied in one step of the budget, as a power of two. */
const BASES_SHIFT = 4;

/** Moves haplotypes of states on; `base` is where the fields of the haplotype begin. */
export class HalfPaths {
	/** Work done: one for each 16 bases compared or copied, and for each variant passed by. */
	steps = 0;
	/** Reference position that all states have reached. */
	front = 0;
	/** First position at which variants stand that have not been added. */
	limit = 0;
	#sequence: Uint8Array = new Uint8Array(0);
	readonly #arena: ByteArena;
	readonly #states: SearchStates;
	readonly #variants: SearchVariants;

	constructor(arena: ByteArena, states: SearchStates, variants: SearchVariants) {
		this.#arena = arena;
		this.#states = states;
		this.#variants = variants;
	}

	/** Starts at `position` of `sequence`. */
	begin(sequence: Uint8Array, position: number): void {
		this.#sequence = sequence;
		this.front = position;
		this.steps = 0;
	}

	/** Goes along the reference to `to`. False where the two sets differ on the way. */
	moveTo(base: number, to: number): boolean {
		const { fields } = this.#states;
		const sequence = this.#sequence;
		const front = this.front;
		const position0 = positionOf(fields[base + CURSOR]!, front);
		const position1 = positionOf(fields[base + CURSOR + 1]!, front);
		const tail = fields[base + TAIL]!;
		if (tail === 0 && position0 === position1) return true;
		const isLead0 = tail >= 0;
		const length = Math.abs(tail);
		const start = fields[base + TAIL_START]!;
		const leadAt = isLead0 ? position0 : position1;
		const lagAt = isLead0 ? position1 : position0;
		const leadLength = Math.max(0, to - leadAt);
		const lagLength = Math.max(0, to - lagAt);
		const compared = Math.min(lagLength, length + leadLength);
		if (!this.#isEqual(lagAt, compared, start, length, leadAt)) return false;
		const rest = length + leadLength - lagLength;
		const arena = this.#arena;
		if (rest < 0) {
			this.#setTail(base, isLead0 ? 1 : 0, arena.append(sequence, lagAt + compared, -rest), -rest);
		} else if (leadLength === 0) {
			this.#setTail(base, isLead0 ? 0 : 1, start + compared, rest);
		} else {
			const used = Math.min(compared, length);
			arena.reserve(rest);
			const newStart = arena.repeat(start + used, length - used);
			const left = rest - (length - used);
			arena.append(sequence, to - left, left);
			this.#setTail(base, isLead0 ? 0 : 1, newStart, rest);
		}
		this.steps += Math.abs(rest) >> BASES_SHIFT;
		return this.#settle(base, to);
	}

	/** Whether both sets have spelt the same up to `front`. */
	isInStep(base: number, front: number): boolean {
		const { fields } = this.#states;
		return (
			fields[base + TAIL] === 0 && positionOf(fields[base + CURSOR]!, front) === positionOf(fields[base + CURSOR + 1]!, front)
		);
	}

	/** Whether the variants from number `i` on, where no others follow, can bring the haplotype at `front` back into step. */
	canClose(base: number, front: number, i: number): boolean {
		const { fields } = this.#states;
		const ahead =
			fields[base + TAIL]! - positionOf(fields[base + CURSOR]!, front) + positionOf(fields[base + CURSOR + 1]!, front);
		return ahead > 0 ? ahead <= this.#variants.lossFrom[i]! : -ahead <= this.#variants.gainFrom[i]!;
	}

	/** Mixes all that decides how the haplotype can go on into a hash; cursors that `to` has passed are forgotten. */
	hash(base: number, to: number, seed: number): number {
		const { fields } = this.#states;
		for (let side = 0; side < 2; side++) if (fields[base + CURSOR + side]! <= 4 * to) fields[base + CURSOR + side] = 0;
		const tail = fields[base + TAIL]!;
		let hash = mix(mix(mix(mix(seed, fields[base + CURSOR]!), fields[base + CURSOR + 1]!), tail), fields[base + CHANGED]!);
		const { bytes } = this.#arena;
		const start = fields[base + TAIL_START]!;
		const length = Math.abs(tail);
		for (let k = 0; k < length; k++) hash = mix(hash, bytes[start + k]!);
		this.steps += length >> BASES_SHIFT;
		return hash;
	}

	/** Lets the haplotype carry variant `i`; false where that cannot be, or cannot go on. */
	apply(base: number, i: number): boolean {
		const { fields } = this.#states;
		const variants = this.#variants;
		const arena = this.#arena;
		const side = variants.set[i]!;
		const start = variants.start[i]!;
		const end = variants.end[i]!;
		const key = variants.key[i]!;
		if (fields[base + CURSOR + side]! > key) return false;
		const altStart = variants.altStart[i]!;
		const altLength = variants.altLength[i]!;
		const tail = fields[base + TAIL]!;
		const length = Math.abs(tail);
		if (tail === 0) {
			this.#setTail(base, side, altStart, altLength);
		} else if (tail > 0 === (side === 0)) {
			if (altLength > 0) {
				arena.reserve(length + altLength);
				const newStart = arena.repeat(fields[base + TAIL_START]!, length);
				arena.repeat(altStart, altLength);
				this.#setTail(base, side, newStart, length + altLength);
				this.steps += (length + altLength) >> BASES_SHIFT;
			}
		} else {
			const compared = Math.min(length, altLength);
			const tailStart = fields[base + TAIL_START]!;
			const { bytes } = arena;
			let k = 0;
			while (k < compared && bytes[tailStart + k] === bytes[altStart + k]) k++;
			this.steps += k >> BASES_SHIFT;
			if (k < compared) return false;
			if (altLength <= length) this.#setTail(base, 1 - side, tailStart + altLength, length - altLength);
			else this.#setTail(base, side, altStart + length, altLength - length);
		}
		fields[base + CURSOR + side] = start === end ? key + 1 : 4 * end;
		fields[base + CHANGED]! |= 1 << side;
		return this.#settle(base, start) && this.#canGoOn(base, i);
	}

	/** Where the haplotype is in step again, asks that both sets had a part in it; at reference position `front`. */
	#settle(base: number, front: number): boolean {
		if (!this.isInStep(base, front)) return true;
		const { fields } = this.#states;
		const changed = fields[base + CHANGED]!;
		fields[base + CHANGED] = 0;
		return changed === 0 || changed === 3;
	}

	/** Compares the haplotype ahead, as far as no variant can change either set. */
	#canGoOn(base: number, i: number): boolean {
		const { fields } = this.#states;
		const front = this.#variants.start[i]!;
		const tail = fields[base + TAIL]!;
		const position0 = positionOf(fields[base + CURSOR]!, front);
		const position1 = positionOf(fields[base + CURSOR + 1]!, front);
		if (tail === 0 && position0 === position1) return true;
		const isLead0 = tail >= 0;
		const length = Math.abs(tail);
		const leadAt = isLead0 ? position0 : position1;
		const lagAt = isLead0 ? position1 : position0;
		const leadEnd = this.#openFrom(i, isLead0 ? 0 : 1, leadAt);
		const lagEnd = this.#openFrom(i, isLead0 ? 1 : 0, lagAt);
		const compared = Math.min(lagEnd - lagAt, length + Math.max(0, leadEnd - leadAt), SEARCH_LOOK_AHEAD);
		return this.#isEqual(lagAt, compared, fields[base + TAIL_START]!, length, leadAt);
	}

	/** Whether the reference from `lagAt` on is, for `count` bases, the tail and then the reference from `leadAt` on. */
	#isEqual(lagAt: number, count: number, tailStart: number, tailLength: number, leadAt: number): boolean {
		const sequence = this.#sequence;
		const { bytes } = this.#arena;
		const inTail = Math.min(count, tailLength);
		let k = 0;
		while (k < inTail && sequence[lagAt + k] === bytes[tailStart + k]) k++;
		if (k === inTail) while (k < count && sequence[lagAt + k] === sequence[leadAt + k - tailLength]) k++;
		this.steps += k >> BASES_SHIFT;
		return k >= count;
	}

	/** First position at or after `at` at which a variant of `side` after variant `i` may stand. */
	#openFrom(i: number, side: number, at: number): number {
		const { count, start, nextOfSet0, nextOfSet1 } = this.#variants;
		const nextOfSet = side === 0 ? nextOfSet0 : nextOfSet1;
		let next = nextOfSet[i]!;
		for (; next < count && start[next]! < at; next = nextOfSet[next]!) this.steps++;
		return next < count ? start[next]! : Math.max(at, this.limit);
	}

	#setTail(base: number, side: number, start: number, length: number): void {
		const { fields } = this.#states;
		fields[base + TAIL] = side === 0 ? length : -length;
		fields[base + TAIL_START] = start;
	}
}

/** Reference position from which a set's haplotype goes on, where all before `front` is decided. */
function positionOf(cursor: number, front: number): number {
	return Math.max(front, Math.floor(cursor / 4));
}

function mix(hash: number, value: number): number {
	const mixed = Math.imul(hash ^ value, 0x9e3779b1);
	return mixed ^ (mixed >>> 15);
}
