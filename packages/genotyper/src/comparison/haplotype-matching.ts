/**
 * Matching by haplotype sequence: calls and truth agree where they spell the same haplotypes, however their records do.
 *
 * Superlocus by superlocus (superloci.ts): where every variant has its like on the other side, in normal form and with its
 * genotype, all match; a lone variant matches nothing. All other superloci are searched (haplotype-search.ts) for the most
 * variants that together spell the same haplotypes. What is left is matched in this order: like records (in normal form) that
 * stand among different others, alleles with another genotype, and structural variants that are alike enough. Where a search was cut at its budget, what it found stands and the rest is unresolved.
 */
import type { Reference } from '@pangraf/graph';
import { isSameGenotype } from './genotype.ts';
import { HaplotypeSearch } from './search/haplotype-search.ts';
import { addToSearch, isSearchable, searchKeyOf } from './search/searchable-variant.ts';
import {
	emptyMatching,
	joinStructural,
	joinVariants,
	markLocal,
	MATCH_ALLELE,
	MATCH_GENOTYPE,
	MATCH_NONE,
	MATCH_UNRESOLVED,
	type Matcher,
	type Matching,
} from './matching.ts';
import { Superloci } from './superloci.ts';
import { ALLELE_ROUNDS, type StructuralThresholds } from './thresholds.ts';
import { compareVariants, type VariantSet } from './variant-set.ts';

/** The matcher by haplotypes; `thresholds` are those for structural variants that spell different ones. */
export function haplotypeMatcher(thresholds: StructuralThresholds): Matcher {
	return (truth, calls, reference) => {
		const matching = emptyMatching(truth.count, calls.count);
		new HaplotypeMatching(truth, calls, reference, matching).matchAll();
		joinStructural(truth, calls, reference, thresholds, matching);
		markLocal(truth, calls, matching);
		return matching;
	};
}

class HaplotypeMatching {
	readonly #truth: VariantSet;
	readonly #calls: VariantSet;
	readonly #reference: Reference;
	readonly #matching: Matching;
	readonly #loci: Superloci;
	readonly #search = new HaplotypeSearch();
	/** Variants of the current superlocus in the order of the search: truth variant i as i, call j as -1 - j. */
	#order: number[] = [];

	constructor(truth: VariantSet, calls: VariantSet, reference: Reference, matching: Matching) {
		this.#truth = truth;
		this.#calls = calls;
		this.#reference = reference;
		this.#matching = matching;
		this.#loci = new Superloci(truth, calls, reference);
	}

	matchAll(): void {
		const loci = this.#loci;
		while (loci.next()) {
			if (this.#matchLikeForLike() || this.#isOneSided()) continue;
			const isCut = this.#matchHaplotypes();
			this.#matchLikeRecords(false);
			if (isCut) {
				this.#matchLikeRecords(true);
				this.#markUnresolved();
			} else this.#matchAlleles();
		}
	}

	/** Where each variant has its like on the other side, matches them all and returns true. */
	#matchLikeForLike(): boolean {
		const { truthFrom, truthTo, callsFrom, callsTo } = this.#loci;
		const truth = this.#truth;
		const calls = this.#calls;
		const count = truthTo - truthFrom;
		if (callsTo - callsFrom !== count) return false;
		for (let k = 0; k < count; k++) {
			if (compareVariants(truth, truthFrom + k, calls, callsFrom + k) !== 0) return false;
			if (count > 1 && !isSameGenotype(truth.genotype[truthFrom + k]!, calls.genotype[callsFrom + k]!)) return false;
		}
		for (let k = 0; k < count; k++) joinVariants(truth, calls, this.#matching, truthFrom + k, callsFrom + k);
		return true;
	}

	/**
	 * Whether only one side has variants, and these cannot reach into the next superlocus. Only several with an indel among
	 * them might: a lone one ends with its repeat, and an SNV cannot be moved.
	 */
	#isOneSided(): boolean {
		const { truthFrom, truthTo, callsFrom, callsTo } = this.#loci;
		if (truthTo > truthFrom && callsTo > callsFrom) return false;
		const [set, from, to] = truthTo > truthFrom ? [this.#truth, truthFrom, truthTo] : [this.#calls, callsFrom, callsTo];
		if (to - from === 1) return true;
		for (let i = from; i < to; i++) if (set.refLength[i] !== set.altLength[i]) return false;
		return true;
	}

	/** Searches for variants that spell the same haplotypes. True where the search was cut. */
	#matchHaplotypes(): boolean {
		const search = this.#search;
		this.#searchHaplotypes(false);
		// Now that all is known that belongs together, a path that nothing left can bring back into step need not be kept.
		if (search.isCut) this.#searchHaplotypes(true);
		search.finish();
		this.#eachStretch((truths, calls) => {
			this.#pair(truths, calls);
			for (const i of truths) this.#matching.truth[i] = MATCH_GENOTYPE;
			for (const j of calls) this.#matching.calls[j] = MATCH_GENOTYPE;
		});
		return search.isCut;
	}

	/** Searches the superlocus, and joins what follows while paths are open. */
	#searchHaplotypes(isClosed: boolean): void {
		const loci = this.#loci;
		const search = this.#search;
		const sequence = this.#reference.sequences[loci.contig]!;
		search.begin(sequence, loci.start, 2, isClosed);
		this.#order = [];
		let { truthFrom, callsFrom } = loci;
		for (;;) {
			this.#add(truthFrom, callsFrom, () => 1);
			const next = loci.nextStart();
			if (search.run(next === -1 ? sequence.length : next) || next === -1) return;
			truthFrom = loci.truthTo;
			callsFrom = loci.callsTo;
			loci.join();
		}
	}

	/** Adds the superlocus's variants from `truthFrom` and `callsFrom` on to the search. */
	#add(truthFrom: number, callsFrom: number, weightOf: (isTruth: boolean, i: number) => number): void {
		const { truthTo, callsTo } = this.#loci;
		const added: number[] = [];
		for (let i = truthFrom; i < truthTo; i++) if (isSearchable(this.#truth, i)) added.push(i);
		for (let j = callsFrom; j < callsTo; j++) if (isSearchable(this.#calls, j)) added.push(-1 - j);
		added.sort((a, b) => this.#startKey(a) - this.#startKey(b));
		for (const v of added) {
			const isTruth = v >= 0;
			const i = isTruth ? v : -1 - v;
			addToSearch(this.#search, isTruth ? 0 : 1, isTruth ? this.#truth : this.#calls, i, weightOf(isTruth, i));
			this.#order.push(v);
		}
	}

	#startKey(v: number): number {
		return v >= 0 ? searchKeyOf(this.#truth, v) : searchKeyOf(this.#calls, -1 - v);
	}

	/** Hands the variants that take part in the search's best path, stretch by stretch, to `visit`. */
	#eachStretch(visit: (truths: number[], calls: number[]) => void): void {
		const { decisions, stretches } = this.#search;
		let truths: number[] = [];
		let calls: number[] = [];
		const flush = () => {
			if (truths.length + calls.length > 0) visit(truths, calls);
			truths = [];
			calls = [];
		};
		for (let k = 0; k < this.#order.length; k++) {
			if (k > 0 && stretches[k] !== stretches[k - 1]) flush();
			if (decisions[k] === 0) continue;
			const v = this.#order[k]!;
			if (v >= 0) truths.push(v);
			else calls.push(-1 - v);
		}
		flush();
	}

	/** Gives each variant of a stretch a partner: its like where there is one, else the nearest. */
	#pair(truths: readonly number[], calls: readonly number[]): void {
		const { callOfTruth, truthOfCall } = this.#matching;
		for (const i of truths) {
			if (callOfTruth[i] !== -1) continue;
			const like = calls.find((j) => truthOfCall[j] === -1 && compareVariants(this.#truth, i, this.#calls, j) === 0);
			if (like === undefined) continue;
			callOfTruth[i] = like;
			truthOfCall[like] = i;
		}
		for (const i of truths) if (callOfTruth[i] === -1) callOfTruth[i] = nearest(this.#truth, i, this.#calls, calls);
		for (const j of calls) if (truthOfCall[j] === -1) truthOfCall[j] = nearest(this.#calls, j, this.#truth, truths);
	}

	/** Joins what is left of the superlocus and has one normal form, where the genotypes agree or whatever they are. */
	#matchLikeRecords(isAnyGenotype: boolean): void {
		const { truthFrom, truthTo, callsFrom, callsTo } = this.#loci;
		const { truth, calls } = this.#matching;
		let j = callsFrom;
		for (let i = truthFrom; i < truthTo; i++) {
			if (truth[i] !== MATCH_NONE) continue;
			while (j < callsTo && compareVariants(this.#truth, i, this.#calls, j) > 0) j++;
			for (let k = j; k < callsTo && compareVariants(this.#truth, i, this.#calls, k) === 0; k++) {
				if (calls[k] !== MATCH_NONE) continue;
				if (!isAnyGenotype && !isSameGenotype(this.#truth.genotype[i]!, this.#calls.genotype[k]!)) continue;
				joinVariants(this.#truth, this.#calls, this.#matching, i, k);
				break;
			}
		}
	}

	/** Searches, on one haplotype and whatever the genotypes, for alleles of both sides that spell the same. */
	#matchAlleles(): void {
		const { truthFrom, truthTo, callsFrom, callsTo, contig, start } = this.#loci;
		const { truth, calls } = this.#matching;
		const search = this.#search;
		const sequence = this.#reference.sequences[contig]!;
		for (let round = 0; round < ALLELE_ROUNDS; round++) {
			const isTruthLeft = truth.subarray(truthFrom, truthTo).includes(MATCH_NONE);
			const isCallLeft = calls.subarray(callsFrom, callsTo).includes(MATCH_NONE);
			if (!isTruthLeft && !isCallLeft) return;
			search.begin(sequence, start, 1, true);
			this.#order = [];
			// What matches already may take part where it helps, and for no gain of its own.
			this.#add(truthFrom, callsFrom, (isTruth, i) => ((isTruth ? truth : calls)[i] === MATCH_NONE ? 1000 : -1));
			const next = this.#loci.nextStart();
			search.run(next === -1 ? sequence.length : next);
			if (search.finish() <= 0) return;
			let found = 0;
			this.#eachStretch((truths, callsOf) => {
				this.#pair(truths, callsOf);
				found += mark(truth, truths);
				found += mark(calls, callsOf);
			});
			if (found === 0) return;
		}
	}

	#markUnresolved(): void {
		const { truthFrom, truthTo, callsFrom, callsTo } = this.#loci;
		const { truth, calls } = this.#matching;
		for (let i = truthFrom; i < truthTo; i++) if (truth[i] === MATCH_NONE) truth[i] = MATCH_UNRESOLVED;
		for (let j = callsFrom; j < callsTo; j++) if (calls[j] === MATCH_NONE) calls[j] = MATCH_UNRESOLVED;
	}
}

/** Marks those of `members` that match nothing yet as called with another genotype; returns their number. */
function mark(verdicts: Uint8Array, members: readonly number[]): number {
	let count = 0;
	for (const i of members) {
		if (verdicts[i] !== MATCH_NONE) continue;
		verdicts[i] = MATCH_ALLELE;
		count++;
	}
	return count;
}

/** Of `candidates`, the one that starts nearest to variant `i`; the first of several. */
function nearest(set: VariantSet, i: number, others: VariantSet, candidates: readonly number[]): number {
	let best = -1;
	let distance = Infinity;
	for (const j of candidates) {
		const d = Math.abs(others.position[j]! - set.position[i]!);
		if (d >= distance) continue;
		best = j;
		distance = d;
	}
	return best;
}
