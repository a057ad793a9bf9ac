/**
 * The search within a superlocus: which variants of two sets can be chosen, and on which haplotypes, so that both sets spell
 * the same sequences and as many variants as possible take part.
 *
 * It is the dynamic programming over half-paths of J. G. Cleary et al. 2015, doi:10.1101/023754 (vcfeval), with three changes:
 * paths that can only go on alike are joined wherever they are, not only where both sets are in step, so that repeats cost
 * time in proportion and not exponentially; a path that cannot go on is found out by comparing ahead up to the next variant;
 * and variants that undo each other while the other set says nothing are not taken for found.
 *
 * A path goes along the reference and decides on one variant after the other, by their start (search-variants.ts). Its state
 * (search-states.ts) knows, for each haplotype, how far each set has come and what one set is ahead (half-paths.ts). Phase between
 * records is not compared (GA4GH, doi:10.1038/s41587-019-0054-x); alleles of one record keep theirs.
 */
import { SEARCH_BUDGET, SEARCH_LATE_PARTS, SEARCH_MAX_STATES, SEARCH_RESTARTS } from '../thresholds.ts';
import { ByteArena } from './byte-arena.ts';
import { HalfPaths } from './half-paths.ts';
import {
	DECISION,
	HAPLOTYPE_STRIDE,
	HAPLOTYPES,
	HASH,
	IN_STEP,
	ORIENTATIONS,
	PARENT,
	SCORE,
	SearchStates,
	STRIDE,
} from './search-states.ts';
import { type SearchVariant, SearchVariants } from './search-variants.ts';

/** Searches superloci one after the other in memory of its own. */
export class HaplotypeSearch {
	/** Haplotypes on which each variant takes part (bit mask), after {@link finish}. */
	decisions: Uint8Array = new Uint8Array(64);
	/** Number of the stretch between two places in step in which each variant stands, after {@link finish}. */
	stretches: Uint32Array = new Uint32Array(64);
	/** Whether the budget was spent: what takes part is right, but more might have. */
	isCut = false;

	readonly #arena = new ByteArena();
	readonly #variants = new SearchVariants(this.#arena);
	readonly #states = new SearchStates(this.#arena);
	readonly #paths = new HalfPaths(this.#arena, this.#states, this.#variants);
	#ploidy = 2;
	#isClosed = false;
	/** Variants that are decided on. */
	#done = 0;
	/** Steps at which the search is cut, and how often it was. */
	#budget = 0;
	#restarts = 0;

	/** Steps taken since {@link begin}: paths made, and what {@link HalfPaths} counts. */
	get steps(): number {
		return this.#paths.steps;
	}

	/**
	 * Starts at `position` of `sequence`, both sets in step, with one or two haplotypes. Where the search `isClosed`, no variants
	 * follow those of the first {@link run}: paths that are ahead by more than what is left can make up for are dropped, which
	 * matters where a large allele would keep them open over every choice of what lies in it.
	 */
	begin(sequence: Uint8Array, position: number, ploidy: 1 | 2, isClosed: boolean): void {
		this.#ploidy = ploidy;
		this.#isClosed = isClosed;
		this.#arena.clear();
		this.#variants.clear();
		this.#states.begin(ploidy);
		this.#paths.begin(sequence, position);
		this.#done = 0;
		this.isCut = false;
		this.#budget = SEARCH_BUDGET;
		this.#restarts = 0;
	}

	/** Adds a variant, see {@link SearchVariants.add}; they come in the order of {@link searchKey}. */
	add(variant: SearchVariant, bytes: Uint8Array, from: number, length: number, turn: number): void {
		this.#variants.add(variant, bytes, from, length, turn);
	}

	/**
	 * Decides on the variants added since the last call and goes on to `limit`, where the next ones stand or the contig ends.
	 * False where a path that is not in step there is still open: then add what follows and call it again.
	 */
	run(limit: number): boolean {
		this.#paths.limit = limit;
		this.#variants.link(this.#done);
		for (; this.#done < this.#variants.count; this.#done++) {
			this.#advance(this.#variants.start[this.#done]!);
			this.#expand(this.#done);
		}
		this.#advance(limit);
		return this.#states.areInStep();
	}

	/** Reads the best path that is in step into `decisions` and `stretches`, and returns its score. */
	finish(): number {
		let best = this.#states.bestInStep();
		const { fields } = this.#states;
		const { count } = this.#variants;
		if (this.decisions.length < count) {
			this.decisions = new Uint8Array(this.#variants.set.length);
			this.stretches = new Uint32Array(this.#variants.set.length);
		}
		if (best === -1) throw new Error('a search without the path that leaves everything out');
		const score = fields[best + SCORE]!;
		let stretch = 0;
		for (let i = count - 1; i >= 0; i--) {
			if (fields[best + IN_STEP] === 1) stretch++;
			this.decisions[i] = fields[best + DECISION]!;
			this.stretches[i] = stretch;
			best = fields[best + PARENT]! * STRIDE;
		}
		return score;
	}

	/** Takes all states along the reference to `to`; drops those that differ there, joins equal ones, and heeds the budget. */
	#advance(to: number): void {
		const states = this.#states;
		const paths = this.#paths;
		states.filter((at) => this.#moveTo(at, to));
		paths.front = to;
		if (paths.steps > this.#budget) {
			this.#restarts++;
			this.#budget = paths.steps + SEARCH_BUDGET / (this.#restarts <= SEARCH_RESTARTS ? SEARCH_RESTARTS : SEARCH_LATE_PARTS);
			this.isCut = true;
			states.keepBest(0);
		} else if (states.end - states.from > SEARCH_MAX_STATES) {
			this.isCut = true;
			states.keepBest(SEARCH_MAX_STATES);
		}
	}

	/** False where the haplotypes of the two sets differ. */
	#moveTo(at: number, to: number): boolean {
		const paths = this.#paths;
		const { fields } = this.#states;
		let isInStep = 1;
		let hash = fields[at + ORIENTATIONS]!;
		for (let h = 0; h < this.#ploidy; h++) {
			const base = at + HAPLOTYPES + h * HAPLOTYPE_STRIDE;
			if (!paths.moveTo(base, to)) return false;
			if (this.#isClosed && !paths.canClose(base, to, this.#done)) return false;
			if (!paths.isInStep(base, to)) isInStep = 0;
			hash = paths.hash(base, to, hash);
		}
		fields[at + IN_STEP] = isInStep;
		fields[at + HASH] = hash;
		paths.steps++;
		return true;
	}

	#expand(i: number): void {
		const states = this.#states;
		const end = states.end;
		const ways = (1 << this.#ploidy) - 1;
		const carriers = this.#variants.carriers[i]!;
		const slot = this.#variants.slot[i]!;
		for (let s = states.from; s < end; s++) {
			const orientation = slot === -1 ? 0 : (states.fields[s * STRIDE + ORIENTATIONS]! >> (2 * slot)) & 3;
			if (carriers === 3 || (slot === -1 && this.#ploidy === 1)) {
				this.#branch(s, i, ways, 0);
			} else if (this.#ploidy === 1) {
				// The one haplotype is the first or the second of the record.
				if (orientation === 0 || orientation === carriers) this.#branch(s, i, ways, carriers);
			} else {
				const swapped = 3 - carriers;
				const isSymmetric = orientation === 0 && states.isSymmetric(s * STRIDE);
				if (orientation !== 2) this.#branch(s, i, carriers, 1);
				if (orientation !== 1 && !isSymmetric) this.#branch(s, i, swapped, 2);
			}
			this.#branch(s, i, 0, 0);
		}
		states.from = end;
	}

	/** Adds the state after `s` in which the haplotypes `mask` carry variant `i`, where that is possible. */
	#branch(s: number, i: number, mask: number, orientation: number): void {
		const states = this.#states;
		const variants = this.#variants;
		const paths = this.#paths;
		const at = states.branch(s, mask);
		const { fields } = states;
		paths.steps++;
		const slot = variants.slot[i]!;
		if (slot !== -1) {
			if (mask !== 0) fields[at + ORIENTATIONS]! |= orientation << (2 * slot);
			if (variants.isLastOfRecord[i] === 1) fields[at + ORIENTATIONS]! &= ~(3 << (2 * slot));
		}
		if (mask !== 0) {
			fields[at + SCORE]! += variants.weight[i]!;
			for (let h = 0; h < this.#ploidy; h++) {
				if ((mask & (1 << h)) !== 0 && !paths.apply(at + HAPLOTYPES + h * HAPLOTYPE_STRIDE, i)) return;
			}
		}
		states.end++;
	}
}
