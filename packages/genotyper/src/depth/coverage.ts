/**
 * How many reads lie at each truth variant: whether an arm could have called it.
 *
 * A place is callable with four reads of mapping quality 10 and more, the defaults of GATK CallableLoci
 * (https://gatk.broadinstitute.org, `--minDepth`, `--minMappingQuality`). The depth at a variant is the lesser of those at the base
 * before it and at the base after it; at an SNV, that at its base. So a deletion longer than a read has one, too.
 */
import { recordStart, type VariantSet } from '../comparison/variant-set.ts';

/** Least number of reliable reads at a callable place. */
export const CALLABLE_MIN_DEPTH = 4;
/** Least mapping quality of a reliable read. */
export const CALLABLE_MIN_MAPQ = 10;

/** Depth at each variant of a set. */
export interface Coverage {
	/** Reads at the variant. */
	readonly depth: Uint32Array;
	/** Of these, those of mapping quality {@link CALLABLE_MIN_MAPQ} and more. */
	readonly reliableDepth: Uint32Array;
}

/** Counts alignments, or intervals of a depth track, at the variants of a set. Each takes logarithmic time. */
export class CoverageCounter {
	readonly #set: VariantSet;
	/** Per side: the bases to be covered, ascending by contig, and whose they are. */
	readonly #before: Probes;
	readonly #after: Probes;

	constructor(set: VariantSet) {
		this.#set = set;
		this.#before = new Probes(set, (i) => recordStart(set, i));
		this.#after = new Probes(set, (i) => lastBase(set, i));
	}

	/** Adds an alignment over `[start, end)`, 0-based, of contig number `contig`. */
	addAlignment(contig: number, start: number, end: number, mapq: number): void {
		this.addDepth(contig, start, end, 1, mapq >= CALLABLE_MIN_MAPQ);
	}

	/** Adds `depth` reads over an interval. */
	addDepth(contig: number, start: number, end: number, depth: number, isReliable: boolean): void {
		this.#before.add(contig, start, end, depth, isReliable);
		this.#after.add(contig, start, end, depth, isReliable);
	}

	/** The lesser depth of both sides. */
	finish(): Coverage {
		const count = this.#set.count;
		const before = this.#before.finish(count);
		const after = this.#after.finish(count);
		return {
			depth: before.depth.map((depth, i) => Math.min(depth, after.depth[i]!)),
			reliableDepth: before.reliableDepth.map((depth, i) => Math.min(depth, after.reliableDepth[i]!)),
		};
	}
}

/** The base after a change, or its last base where it replaces some by others. */
function lastBase(set: VariantSet, i: number): number {
	const end = set.position[i]! + set.refLength[i]!;
	return set.altLength[i]! > 0 && set.refLength[i]! > 0 ? end - 1 : end;
}

/** One base of each variant, and the changes of depth along them. */
class Probes {
	/** Variant by place in the order, and its base; contigs one after another. */
	readonly #order: Uint32Array;
	readonly #positions: Int32Array;
	/** First place of each contig in the order. */
	readonly #contigStarts: number[] = [];
	readonly #steps: Int32Array;
	readonly #reliableSteps: Int32Array;

	constructor(set: VariantSet, positionOf: (i: number) => number) {
		const { count, contig } = set;
		const order = new Uint32Array(count);
		for (let i = 0; i < count; i++) order[i] = i;
		const positions = Int32Array.from(order, positionOf);
		let isSorted = true;
		for (let i = 1; i < count; i++) isSorted &&= contig[i - 1] !== contig[i] || positions[i - 1]! <= positions[i]!;
		if (!isSorted) order.sort((i, j) => contig[i]! - contig[j]! || positions[i]! - positions[j]! || i - j);
		this.#order = order;
		this.#positions = isSorted ? positions : Int32Array.from(order, (i) => positions[i]!);
		for (let k = 0; k < count; k++) {
			const c = contig[order[k]!]!;
			while (this.#contigStarts.length <= c) this.#contigStarts.push(k);
		}
		this.#contigStarts.push(count);
		this.#steps = new Int32Array(count + 1);
		this.#reliableSteps = new Int32Array(count + 1);
	}

	add(contig: number, start: number, end: number, depth: number, isReliable: boolean): void {
		if (contig + 1 >= this.#contigStarts.length) return;
		const from = this.#firstFrom(contig, start);
		const to = this.#firstFrom(contig, end);
		if (from === to) return;
		this.#steps[from]! += depth;
		this.#steps[to]! -= depth;
		if (!isReliable) return;
		this.#reliableSteps[from]! += depth;
		this.#reliableSteps[to]! -= depth;
	}

	finish(count: number): Coverage {
		const depth = new Uint32Array(count);
		const reliableDepth = new Uint32Array(count);
		let sum = 0;
		let reliable = 0;
		for (let k = 0; k < count; k++) {
			sum += this.#steps[k]!;
			reliable += this.#reliableSteps[k]!;
			depth[this.#order[k]!] = sum;
			reliableDepth[this.#order[k]!] = reliable;
		}
		return { depth, reliableDepth };
	}

	#firstFrom(contig: number, position: number): number {
		let low = this.#contigStarts[contig]!;
		let high = this.#contigStarts[contig + 1]!;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.#positions[middle]! < position) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
