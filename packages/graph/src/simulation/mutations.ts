/**
 * Mutations on the genealogy of a contig, as changes of the reference and who carries them.
 *
 * The reference is one more haplotype of the genealogy: a mutation that it carries itself is a change back, carried by all
 * who do not have it. So alternative alleles are as frequent as they are against a real reference.
 */
import { Genealogy } from './genealogy.ts';
import { type Change, leftAlign } from './left-alignment.ts';
import { divergedCopy, joinSequences, randomSequence, substitute } from './letters.ts';
import type { Random } from './random.ts';
import { type ReferenceContig, targetSiteLength } from './reference-contigs.ts';
import type { RepeatElements } from './repeat-elements.ts';
import * as rates from './site-rates.ts';
import { repeated, type TandemArray } from './tandem-repeats.ts';

/** A left-aligned change of a contig. */
export interface CarriedChange extends Change {
	/** Per haplotype 0 or 1. */
	carriers: Uint8Array;
	/** Changes of one tandem repeat share a number: they become one record. */
	locus: number;
}

/** Nothing changes this near to an end of a contig. */
const MARGIN = 150;

const POINT_THETAS = [rates.SNV_THETA, rates.INDEL_THETA, rates.ALU_THETA, rates.L1_THETA, rates.LARGE_THETA];
const POINT_THETA = POINT_THETAS.reduce((sum, theta) => sum + theta, 0);

/** Draws the changes of a contig for `haplotypeCount` haplotypes; not sorted, possibly overlapping on a haplotype. */
export function mutateContig(
	random: Random,
	contig: ReferenceContig,
	elements: RepeatElements,
	haplotypeCount: number,
): CarriedChange[] {
	return new ContigMutations(random, contig, elements, haplotypeCount).draw();
}

class ContigMutations {
	readonly #random: Random;
	readonly #contig: ReferenceContig;
	readonly #elements: RepeatElements;
	/** The reference is the last leaf. */
	readonly #referenceLeaf: number;
	readonly #genealogy: Genealogy;
	readonly #changes: CarriedChange[] = [];
	#locus = 0;

	constructor(random: Random, contig: ReferenceContig, elements: RepeatElements, haplotypeCount: number) {
		this.#random = random;
		this.#contig = contig;
		this.#elements = elements;
		this.#referenceLeaf = haplotypeCount;
		this.#genealogy = new Genealogy(random, haplotypeCount + 1);
	}

	draw(): CarriedChange[] {
		const { sequence, arrays, youngElements } = this.#contig;
		const tree = this.#genealogy;
		let array = 0;
		let element = 0;
		for (let at = 0; at < sequence.length; ) {
			const nextRecombination = at + this.#random.exponential() / ((rates.RECOMBINATION_THETA / 2) * tree.totalLength);
			const end = Math.min(nextRecombination, sequence.length);
			const gap = (): number => this.#random.exponential() / ((POINT_THETA / 2) * tree.totalLength);
			for (let site = at + gap(); site < end; site += gap()) this.#drawPoint(Math.floor(site));
			for (; array < arrays.length && arrays[array]!.start < end; array++) this.#drawArray(arrays[array]!);
			for (; element < youngElements.length && youngElements[element]!.start < end; element++) {
				const branch = tree.pickBranchAbove(this.#referenceLeaf);
				this.#add({ ...youngElements[element]!, sequence: new Uint8Array(0) }, this.#carriersOf(branch).carriers);
			}
			at = end;
			tree.recombine();
		}
		return this.#changes;
	}

	/** A mutation at a place of its own. */
	#drawPoint(at: number): void {
		if (at < MARGIN || at >= this.#contig.sequence.length - MARGIN) return;
		const random = this.#random;
		let kind = 0;
		for (let left = random.real() * POINT_THETA - POINT_THETAS[0]!; left > 0 && kind < 4; left -= POINT_THETAS[kind]!) kind++;
		const { carriers, isFlipped } = this.#carriersOf(this.#genealogy.pickBranch().branch);
		// Elements that the reference has and others lack were put into the reference.
		if (kind === 2 || kind === 3) {
			if (isFlipped) return;
			const element = kind === 2 ? this.#elements.youngAlu(random) : this.#elements.l1(random, random.real() * 0.02, 6000);
			const site = this.#contig.sequence.subarray(at - targetSiteLength(random), at);
			this.#add({ start: at, end: at, sequence: joinSequences(element, site) }, carriers);
		} else if (kind === 0) {
			const letter = substitute(random, this.#contig.sequence[at]!);
			this.#add({ start: at, end: at + 1, sequence: Uint8Array.of(letter) }, carriers);
		} else {
			const length = kind === 1 ? rates.smallIndelLength(random.real()) : rates.largeLength(random.real());
			const isInsertion = random.chance(rates.INSERTION_SHARE) !== isFlipped;
			this.#add(isInsertion ? this.#insertion(at, length) : this.#deletion(at, length), carriers);
		}
	}

	#insertion(at: number, length: number): Change {
		const doubles = this.#random.chance(rates.DOUBLING_SHARE) && at - length >= MARGIN;
		const sequence = doubles ? this.#contig.sequence.slice(at - length, at) : randomSequence(this.#random, length, 0.41);
		return { start: at, end: at, sequence };
	}

	#deletion(at: number, length: number): Change {
		const { length: contigLength } = this.#contig.sequence;
		const end = Math.min(at + Math.min(length, contigLength >> 4), contigLength - MARGIN);
		return { start: at, end, sequence: new Uint8Array(0) };
	}

	/** All changes of a tandem repeat: steps by whole units along the tree. */
	#drawArray(array: TandemArray): void {
		const random = this.#random;
		const isMicro = array.unitLength <= 6;
		const theta = isMicro ? rates.microsatelliteTheta(random.real()) : rates.MINISATELLITE_THETA;
		const units = new Int32Array(this.#referenceLeaf + 1);
		const gap = (): number => random.exponential() / ((theta / 2) * this.#genealogy.totalLength);
		for (let time = gap(); time < 1; time += gap()) {
			const size = random.geometric(isMicro ? 1.25 : rates.MINISATELLITE_STEP);
			this.#genealogy.addBelow(this.#genealogy.pickBranch().branch, units, random.chance(0.5) ? size : -size);
		}
		// Two units are always left.
		const least = Math.min(0, 2 - Math.floor((array.end - array.start) / array.unitLength));
		const greatest = Math.floor(rates.MAX_EXPANSION / array.unitLength);
		const steps = Int32Array.from(units.subarray(0, -1), (unit) => Math.min(greatest, Math.max(least, unit - units.at(-1)!)));
		const locus = this.#locus++;
		for (const step of [...new Set(steps)].sort((a, b) => a - b)) {
			if (step === 0) continue;
			const carriers = Uint8Array.from(steps, (own) => (own === step ? 1 : 0));
			this.#add(this.#arrayChange(array, step), carriers, locus);
		}
	}

	/** A tandem repeat with `step` units more, or fewer. */
	#arrayChange(array: TandemArray, step: number): Change {
		const { start, end, unitLength } = array;
		if (step < 0) return { start, end: start - step * unitLength, sequence: new Uint8Array(0) };
		const own = this.#contig.sequence.subarray(start, end);
		if (unitLength <= 6) return { start, end: start, sequence: repeated(own.subarray(0, unitLength), step * unitLength) };
		return { start, end: start, sequence: divergedCopy(this.#random, repeated(own, step * unitLength), 0.01) };
	}

	/** Who differs from the reference by a mutation on `branch`, and whether it is the reference that has it. */
	#carriersOf(branch: number): { carriers: Uint8Array; isFlipped: boolean } {
		const counts = new Int32Array(this.#referenceLeaf + 1);
		this.#genealogy.addBelow(branch, counts, 1);
		const own = counts[this.#referenceLeaf]!;
		return { carriers: Uint8Array.from(counts.subarray(0, -1), (count) => count ^ own), isFlipped: own === 1 };
	}

	#add(change: Change, carriers: Uint8Array, locus: number = this.#locus++): void {
		if (change.end === change.start && change.sequence.length === 0) return;
		const aligned = leftAlign(this.#contig.sequence, change);
		// Without a base before it a change could not be written.
		if (aligned.start > 0) this.#changes.push({ ...aligned, carriers, locus });
	}
}
