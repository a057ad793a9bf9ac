/**
 * One read's difference string (`cs` tag) along its path, projected onto the reference and added to a {@link Pileup}.
 *
 * The `cs` tag (minimap2's manual page): `:n` n equal bases, `=ACGT` equal bases spelt out, `*rq` reference r read as q,
 * `+acg` inserted, `-acg` deleted. Insertions at either end are clips that some mappers write so.
 *
 * Base qualities are not in GAF. In their place nothing within {@link END_TRIM} bp of the ends of the aligned part counts, where
 * alignments are least certain. An indel counts if the read covers every place at which it could stand and
 * {@link INDEL_MARGIN} bp on both sides. Where a read's mate covers the same reference bases, the first one counts.
 */
import { handleSequence } from '@pangraf/graph';
import type { GafBatch } from '@pangraf/mapper';
import { placeIndel } from '../sites/indel-placement.ts';
import { NO_PLACE, type Projection } from '../sites/projection.ts';
import { OFF_REFERENCE, ReferenceBases, type ReferenceSteps } from '../sites/reference-steps.ts';
import {
	eventKind,
	eventValue,
	EVENT_DELETION,
	EVENT_INSERTION,
	EVENT_KNOWN,
	EVENT_MISMATCH,
	packEvent,
	PILEUP_BASES,
} from './pileup-columns.ts';
import type { Pileup } from './pileup.ts';

/** Bases at either end of the aligned part of a read that are not looked at. */
export const END_TRIM = 5;
/** Bases beyond the places of an indel, on top of {@link END_TRIM}, that a read has to cover: nearer its end a mapper prefers mismatches. */
export const INDEL_MARGIN = 3;

/** Longest run of pending differences in one block. */
const MOST_PENDING = 65_536;

/** Letter (either case) to base index in A C G T order; 4 is any other letter. */
const BASE_CODES = new Uint8Array(256).fill(4);
for (const [code, letter] of ['A', 'C', 'G', 'T'].entries()) {
	BASE_CODES[letter.charCodeAt(0)] = code;
	BASE_CODES[letter.toLowerCase().charCodeAt(0)] = code;
}
const LETTERS = 'ACGTN';

const [COLON, EQUAL, STAR, PLUS, MINUS] = [58, 61, 42, 43, 45];

/** What {@link ReadPileup.addRead} says of a `cs` tag whose letters of the path are not the graph's. */
export const OTHER_LETTERS = 'differences (cs) from other letters than the graph has';

/** Adds reads to a pileup. Holds the read in hand; one per thread. */
export class ReadPileup {
	readonly #pileup: Pileup;
	readonly #projection: Projection;
	readonly #nodeStarts: Uint32Array;
	readonly #rankOfNode: Int32Array;
	readonly #bases: ReferenceBases;
	// Cursor on the path.
	#steps: Uint32Array = new Uint32Array(0);
	#step = 0;
	#stepEnd = 0;
	#within = 0;
	// Query bases of the aligned part: done so far, and the interval that counts.
	#query = 0;
	#queryFrom = 0;
	#queryTo = 0;
	#reversed = false;
	// The block in hand; low = high means none.
	#low = 0;
	#high = 0;
	#direction = 0;
	/** Events of the block in hand in the order of the path: offset and code. */
	readonly #eventOffsets = new Uint32Array(MOST_PENDING);
	readonly #eventCodes = new Uint32Array(MOST_PENDING);
	#eventCount = 0;
	// Reference interval that the fragment's earlier reads cover, and the read in hand.
	#mateLow = 0;
	#mateHigh = 0;
	#readLow = 0;
	#readHigh = 0;

	constructor(pileup: Pileup, reference: ReferenceSteps, projection: Projection) {
		this.#pileup = pileup;
		this.#projection = projection;
		this.#nodeStarts = reference.graph.nodeStarts;
		this.#rankOfNode = reference.rankOfNode;
		this.#bases = new ReferenceBases(reference);
	}

	/**
	 * Adds alignment `i` of a batch, which has a `cs` tag. `sameFragment` says that the read before it was its mate.
	 * Returns what is wrong with the tag, or undefined.
	 */
	addRead(batch: GafBatch, i: number, sameFragment: boolean): string | undefined {
		this.#begin(batch, i, sameFragment);
		const { bytes } = batch;
		const end = batch.csEnds[i]!;
		let pathBases = 0;
		for (let at = batch.csStarts[i]!; at < end; ) {
			const operation = bytes[at++]!;
			const from = at;
			if (operation === COLON) {
				let length = 0;
				while (at < end && bytes[at]! >= 48 && bytes[at]! <= 57) length = length * 10 + bytes[at++]! - 48;
				if (at === from) return 'a : without a number in the cs tag';
				if (!this.#match(length)) return 'a cs tag that is longer than its path';
				pathBases += length;
				continue;
			}
			while (at < end && isLetter(bytes[at]!)) at++;
			const length = at - from;
			if (operation === STAR) {
				if (length !== 2) return 'a * without two bases in the cs tag';
				if (!this.#agrees(bytes, from, from + 1)) return OTHER_LETTERS;
				if (!this.#mismatch(BASE_CODES[bytes[from + 1]!]!)) return 'a cs tag that is longer than its path';
				pathBases++;
			} else if (length === 0) return `the operation ${JSON.stringify(String.fromCharCode(operation))} in the cs tag`;
			else if (operation === EQUAL) {
				if (!this.#match(length)) return 'a cs tag that is longer than its path';
				pathBases += length;
			} else if (operation === MINUS) {
				if (!this.#agrees(bytes, from, at)) return OTHER_LETTERS;
				if (!this.#delete(length)) return 'a cs tag that is longer than its path';
				pathBases += length;
			} else if (operation === PLUS) this.#insert(bytes, from, at);
			else return `the operation ${JSON.stringify(String.fromCharCode(operation))} in the cs tag`;
		}
		this.#closeBlock();
		const queryBases = batch.queryEnds[i]! - batch.queryStarts[i]!;
		if (this.#query !== queryBases) return `a cs tag over ${this.#query} bases of the read, of which ${queryBases} are aligned`;
		const aligned = batch.pathEnds[i]! - batch.pathStarts[i]!;
		return pathBases === aligned ? undefined : `a cs tag over ${pathBases} bases of the path, of which ${aligned} are aligned`;
	}

	#begin(batch: GafBatch, i: number, sameFragment: boolean): void {
		if (sameFragment) {
			this.#mateLow = this.#mateHigh === 0 ? this.#readLow : Math.min(this.#mateLow, this.#readLow);
			this.#mateHigh = Math.max(this.#mateHigh, this.#readHigh);
		} else this.#mateLow = this.#mateHigh = 0;
		this.#readLow = this.#readHigh = 0;
		this.#steps = batch.steps;
		this.#step = batch.stepStarts[i]!;
		this.#stepEnd = batch.stepStarts[i + 1]!;
		this.#within = batch.pathStarts[i]!;
		while (this.#step < this.#stepEnd && this.#within >= this.#stepLength()) this.#within -= this.#nextStep();
		const [lead, trail] = clips(batch.bytes, batch.csStarts[i]!, batch.csEnds[i]!);
		this.#query = 0;
		this.#queryFrom = lead + END_TRIM;
		this.#queryTo = batch.queryEnds[i]! - batch.queryStarts[i]! - trail - END_TRIM;
		this.#reversed = batch.reversed[i] === 1;
		this.#low = this.#high = this.#eventCount = 0;
	}

	#stepLength(): number {
		const node = this.#steps[this.#step]! >>> 1;
		return this.#nodeStarts[node + 1]! - this.#nodeStarts[node]!;
	}

	/** Whether letters [from, to) of a `cs` tag are those of the path behind the cursor, as far as it goes. */
	#agrees(bytes: Uint8Array, from: number, to: number): boolean {
		let within = this.#within;
		for (let at = from, step = this.#step; at < to && step < this.#stepEnd; step++, within = 0) {
			const handle = this.#steps[step]!;
			const length = this.#nodeStarts[(handle >>> 1) + 1]! - this.#nodeStarts[handle >>> 1]!;
			const letters = handleSequence(this.#bases.reference.graph, handle, within, Math.min(length, within + to - at));
			for (let i = 0; i < letters.length; i++) {
				if (BASE_CODES[letters.charCodeAt(i)] !== BASE_CODES[bytes[at++]!]) return false;
			}
		}
		return true;
	}

	/** Moves to the next step; the length of the one left. */
	#nextStep(): number {
		const length = this.#stepLength();
		this.#step++;
		return length;
	}

	#match(length: number): boolean {
		for (let left = length; left > 0; ) {
			if (this.#step === this.#stepEnd) return false;
			const piece = Math.min(left, this.#stepLength() - this.#within);
			const cutFront = Math.max(0, this.#queryFrom - this.#query);
			const cutBack = Math.max(0, this.#query + piece - this.#queryTo);
			if (this.#cover(piece, cutFront, cutBack)) this.#addKnown(cutFront, piece - cutBack);
			this.#advance(piece);
			this.#query += piece;
			left -= piece;
		}
		return true;
	}

	/** Events for bases `[from, to)` beyond the cursor of a node of the graph that stands in for reference bases. */
	#addKnown(from: number, to: number): void {
		const handle = this.#steps[this.#step]!;
		if (this.#rankOfNode[handle >>> 1] !== OFF_REFERENCE) return;
		const letters = handleSequence(this.#bases.reference.graph, handle, this.#within + from, this.#within + to);
		for (let i = 0; i < letters.length; i++) {
			const base = BASE_CODES[letters.charCodeAt(i)]!;
			if (base === 4) continue;
			const offset = this.#direction > 0 ? this.#high - letters.length + i : this.#low + letters.length - 1 - i;
			const own = this.#direction > 0 ? base : 3 - base;
			if (this.#bases.at(offset) !== PILEUP_BASES[own]) this.#addEvent(offset, packEvent(EVENT_KNOWN, own));
		}
	}

	#mismatch(base: number): boolean {
		if (this.#step === this.#stepEnd) return false;
		const counts = this.#query >= this.#queryFrom && this.#query < this.#queryTo;
		if (counts && this.#cover(1, 0, 0) && base < 4) {
			const offset = this.#direction > 0 ? this.#high - 1 : this.#low;
			this.#addEvent(offset, packEvent(EVENT_MISMATCH, this.#direction > 0 ? base : 3 - base));
		}
		this.#advance(1);
		this.#query++;
		return true;
	}

	#delete(length: number): boolean {
		const counts = this.#query > this.#queryFrom && this.#query < this.#queryTo && this.#high > this.#low;
		const low = this.#low;
		const high = this.#high;
		let whole = counts;
		for (let left = length; left > 0; ) {
			if (this.#step === this.#stepEnd) return false;
			const piece = Math.min(left, this.#stepLength() - this.#within);
			// A piece that does not follow on from the block begins a new one: then the deletion is not the reference's own.
			if (whole) whole = this.#cover(piece, 0, 0) && (this.#low === low || this.#high === high);
			this.#advance(piece);
			left -= piece;
		}
		if (whole) this.#addEvent(this.#direction > 0 ? high : this.#low, packEvent(EVENT_DELETION, length));
		else {
			// What a broken deletion began is no coverage.
			if (counts) this.#low = this.#high = 0;
			this.#closeBlock();
		}
		return true;
	}

	#insert(bytes: Uint8Array, from: number, to: number): void {
		const length = to - from;
		if (this.#query > this.#queryFrom && this.#query + length < this.#queryTo && this.#high > this.#low) {
			let inserted = '';
			for (let i = from; i < to; i++) {
				const code = BASE_CODES[bytes[i]!]!;
				inserted = this.#direction > 0 ? inserted + LETTERS[code]! : LETTERS[code === 4 ? 4 : 3 - code]! + inserted;
			}
			if (!inserted.includes('N')) {
				this.#addEvent(
					this.#direction > 0 ? this.#high : this.#low,
					packEvent(EVENT_INSERTION, this.#pileup.insertion(inserted)),
				);
			}
		}
		this.#query += length;
	}

	#advance(bases: number): void {
		this.#within += bases;
		if (this.#within === this.#stepLength()) {
			this.#step++;
			this.#within = 0;
		}
	}

	/**
	 * Extends the block by `length` path bases from the cursor on, without the first `cutFront` and last `cutBack`; begins a new
	 * block where they do not follow on. False where they have no place on the reference or nothing is left.
	 */
	#cover(length: number, cutFront: number, cutBack: number): boolean {
		const left = length - cutFront - cutBack;
		if (left <= 0) return false;
		const handle = this.#steps[this.#step]!;
		const offset = this.#projection.offsets[handle >>> 1]!;
		if (offset === NO_PLACE) {
			this.#closeBlock();
			return false;
		}
		const forward = this.#projection.orientations[handle >>> 1] === (handle & 1);
		const low = forward ? offset + this.#within + cutFront : offset + this.#stepLength() - this.#within - length + cutBack;
		const direction = forward ? 1 : -1;
		const follows =
			this.#high > this.#low && direction === this.#direction && (forward ? low === this.#high : low + left === this.#low);
		if (!follows) {
			this.#closeBlock();
			this.#low = low;
			this.#high = low + left;
			this.#direction = direction;
		} else if (forward) this.#high += left;
		else this.#low = low;
		return true;
	}

	/** Hands the block in hand to the pileup, less what the mate covers. */
	#closeBlock(): void {
		this.#dropOuterDeletions();
		if (this.#high > this.#low) {
			this.#readLow = this.#readHigh === 0 ? this.#low : Math.min(this.#readLow, this.#low);
			this.#readHigh = Math.max(this.#readHigh, this.#high);
			if (this.#mateHigh <= this.#low || this.#mateLow >= this.#high) this.#emit(this.#low, this.#high);
			else {
				if (this.#low < this.#mateLow) this.#emit(this.#low, this.#mateLow);
				if (this.#high > this.#mateHigh) this.#emit(this.#mateHigh, this.#high);
			}
		}
		this.#low = this.#high = this.#eventCount = 0;
	}

	/** Shortens the block by deletions at its end, beyond which no base counts. */
	#dropOuterDeletions(): void {
		for (; this.#eventCount > 0; this.#eventCount--) {
			const offset = this.#eventOffsets[this.#eventCount - 1]!;
			const code = this.#eventCodes[this.#eventCount - 1]!;
			const deleted = eventKind(code) === EVENT_DELETION ? eventValue(code) : 0;
			const edge = this.#direction > 0 ? offset + deleted === this.#high : offset === this.#low;
			if (!edge || (deleted === 0 && eventKind(code) !== EVENT_INSERTION)) return;
			if (this.#direction > 0) this.#high -= deleted;
			else this.#low += deleted;
		}
	}

	#addEvent(offset: number, code: number): void {
		if (this.#eventCount === MOST_PENDING) return;
		this.#eventOffsets[this.#eventCount] = offset;
		this.#eventCodes[this.#eventCount++] = code;
	}

	#emit(low: number, high: number): void {
		this.#pileup.beginBlock(low, high, this.#direction > 0 === this.#reversed ? 1 : 0);
		for (let k = 0; k < this.#eventCount; k++) {
			const i = this.#direction > 0 ? k : this.#eventCount - 1 - k;
			const offset = this.#eventOffsets[i]!;
			const code = this.#eventCodes[i]!;
			const kind = eventKind(code);
			const deleted = kind === EVENT_DELETION ? eventValue(code) : 0;
			if (offset < low || offset + Math.max(1, deleted) > high || (kind === EVENT_INSERTION && offset === low)) continue;
			this.#pileup.addEvent(offset, code);
			if (kind !== EVENT_DELETION && kind !== EVENT_INSERTION) continue;
			const inserted = kind === EVENT_INSERTION ? this.#pileup.inserted(eventValue(code)) : '';
			const placed = placeIndel(this.#bases, offset, deleted, inserted);
			if (placed.start - INDEL_MARGIN < low || placed.lastStart + deleted + INDEL_MARGIN > high) continue;
			this.#pileup.countIndel(placed.start, placed.lastStart, deleted, placed.inserted);
		}
	}
}

function isLetter(byte: number): boolean {
	return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** Lengths of the insertions that begin and end a cs string. */
function clips(bytes: Uint8Array, from: number, to: number): [number, number] {
	let lead = 0;
	if (bytes[from] === PLUS) while (from + 1 + lead < to && isLetter(bytes[from + 1 + lead]!)) lead++;
	let at = to;
	while (at > from && isLetter(bytes[at - 1]!)) at--;
	return [lead, at > from && bytes[at - 1] === PLUS ? to - at : 0];
}
