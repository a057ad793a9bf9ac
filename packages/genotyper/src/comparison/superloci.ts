/**
 * Superloci: groups of variants of two sets that may speak of the same change and must be judged together.
 *
 * A lone variant cannot be told from the reference only within the stretch over which it may be moved: an indel reaches to the
 * end of its repeat. Variants whose stretches touch form one superlocus. Several indels together may reach further than each
 * of them; the search (haplotype-search.ts) notices when it is not in step with both sets at the end of a superlocus, and the
 * next one is then joined to it. Linear in variants and in what is repeated at them, without allocation per variant.
 */
import type { Reference } from '@pangraf/graph';
import { SUPERLOCUS_MAX_REACH } from './thresholds.ts';
import { recordStart, speltStart, type VariantSet } from './variant-set.ts';

/** Steps through two sets on one reference, superlocus by superlocus. */
export class Superloci {
	readonly #truth: VariantSet;
	readonly #calls: VariantSet;
	readonly #reference: Reference;
	/** Index of the contig. */
	contig = 0;
	/** 0-based start, one base before an indel. */
	start = 0;
	/** Variants `truthFrom .. truthTo` and `callsFrom .. callsTo` belong. */
	truthFrom = 0;
	truthTo = 0;
	callsFrom = 0;
	callsTo = 0;

	constructor(truth: VariantSet, calls: VariantSet, reference: Reference) {
		this.#truth = truth;
		this.#calls = calls;
		this.#reference = reference;
	}

	/** Goes to the next superlocus; false where there is none. */
	next(): boolean {
		const truth = this.#truth;
		const calls = this.#calls;
		this.truthFrom = this.truthTo;
		this.callsFrom = this.callsTo;
		const isTruthLeft = this.truthTo < truth.count;
		const isCallLeft = this.callsTo < calls.count;
		if (!isTruthLeft && !isCallLeft) return false;
		const truthContig = isTruthLeft ? truth.contig[this.truthTo]! : Infinity;
		const callContig = isCallLeft ? calls.contig[this.callsTo]! : Infinity;
		this.contig = Math.min(truthContig, callContig);
		this.start = this.nextStart();
		this.#take();
		return true;
	}

	/** Joins the superlocus that follows on the same contig; there must be one. */
	join(): void {
		this.#take();
	}

	/** Start of the superlocus that follows on this contig; -1 where there is none. */
	nextStart(): number {
		const truth = this.#truth;
		const calls = this.#calls;
		let start = -1;
		if (this.truthTo < truth.count && truth.contig[this.truthTo] === this.contig) start = recordStart(truth, this.truthTo);
		if (this.callsTo < calls.count && calls.contig[this.callsTo] === this.contig) {
			const callStart = recordStart(calls, this.callsTo);
			if (start === -1 || callStart < start) start = callStart;
		}
		return start;
	}

	#take(): void {
		const truth = this.#truth;
		const calls = this.#calls;
		const contig = this.contig;
		const sequence = this.#reference.sequences[contig]!;
		let end = this.nextStart() + 1;
		for (;;) {
			if (this.truthTo < truth.count && truth.contig[this.truthTo] === contig && recordStart(truth, this.truthTo) < end) {
				end = Math.max(end, reachOf(truth, this.truthTo++, sequence));
			} else if (this.callsTo < calls.count && calls.contig[this.callsTo] === contig && recordStart(calls, this.callsTo) < end) {
				end = Math.max(end, reachOf(calls, this.callsTo++, sequence));
			} else {
				return;
			}
		}
	}
}

/** First place, 0-based, at which something else may stand without touching variant `i`, wherever in its repeat it is spelt. */
export function reachOf(set: VariantSet, i: number, sequence: Uint8Array): number {
	const position = set.position[i]!;
	const refLength = set.refLength[i]!;
	const altLength = set.altLength[i]!;
	const end = position + refLength;
	if (refLength === altLength) return end;
	let shift = 0;
	if (altLength === 0) {
		while (shift < SUPERLOCUS_MAX_REACH && sequence[position + shift] === sequence[end + shift]) shift++;
	} else if (refLength === 0) {
		const offset = set.offset[i]!;
		const last = offset + altLength;
		// Moved right by a base, the insertion's first base goes to its end.
		for (let k = offset; shift < SUPERLOCUS_MAX_REACH && sequence[position + shift] === set.bytes[k]; shift++) {
			if (++k === last) k = offset;
		}
	}
	return end + Math.max(shift, speltStart(set, i) - position) + 1;
}
