/**
 * Who of a cohort carries which truth variant, and which arm finds it there.
 *
 * A variant that many people share is found or missed in all of them for the same reasons; its carriers are a cluster. The
 * table holds each distinct variant once (about 25 bytes), and for each person a list of variants (4 bytes each), whatever the
 * files held besides; people are added one after the other.
 */
import type { Comparison } from '../comparison/compare.ts';
import { MATCH_GENOTYPE } from '../comparison/matching.ts';
import { altOf, recordStart, type VariantSet } from '../comparison/variant-set.ts';

/**
 * An entry of a person's list is `variant << 2 | found`, unsigned.
 *
 * | bit | meaning |
 * |---|---|
 * | 0 | the graph arm finds it |
 * | 1 | the linear arm finds it |
 */
const IN_GRAPH = 1;
const IN_LINEAR = 2;

/** Per variant: people who carry it, and of these those in whom each arm, and both, find it. */
export interface CarrierCounts {
	readonly carriers: Uint32Array;
	readonly graph: Uint32Array;
	readonly linear: Uint32Array;
}

/** Columns of the key, by variant: equal keys are the same allele (but for collisions of the hash, which only join clusters). */
interface Keys {
	contig: Uint32Array;
	start: Int32Array;
	position: Int32Array;
	refLength: Uint32Array;
	altLength: Uint32Array;
	altHash: Uint32Array;
}

export class CarrierTable {
	#count = 0;
	#keys: Keys = makeKeys(0);
	/** Variants in the order of their keys. */
	#order: Uint32Array = new Uint32Array(0);
	#classes: Uint8Array = new Uint8Array(0);
	/** By variant, 32 regions a word, and behind them one word for the panel. */
	#members: Uint32Array = new Uint32Array(0);
	readonly #regionCount: number;
	readonly #wordCount: number;
	/** Genes of the panel's variants. */
	readonly #genes = new Map<number, readonly string[]>();
	readonly #people: Uint32Array[] = [];

	/** `regionCount` is the number of the user's regions. */
	constructor(regionCount: number) {
		this.#regionCount = regionCount;
		this.#wordCount = Math.ceil(regionCount / 32) + 1;
	}

	/** Distinct variants. */
	get variantCount(): number {
		return this.#count;
	}

	/** Class of a variant (strata.ts). */
	classOf(variant: number): number {
		return this.#classes[variant]!;
	}

	isInRegion(variant: number, region: number): boolean {
		return ((this.#members[variant * this.#wordCount + (region >> 5)]! >> (region & 31)) & 1) === 1;
	}

	isInPanel(variant: number): boolean {
		return this.#members[variant * this.#wordCount + this.#wordCount - 1] === 1;
	}

	/** The panel's genes in which a variant lies. */
	genesOf(variant: number): readonly string[] {
		return this.#genes.get(variant) ?? [];
	}

	/** Adds the next person: the truth variants that are counted. Keeps nothing else of the comparison. */
	addPerson(comparison: Comparison): void {
		const set = comparison.truth.called;
		const own = keysOf(set);
		const counted = Uint32Array.from({ length: set.count }, (_, i) => i).filter((i) => comparison.isCounted[i] === 1);
		counted.sort((a, b) => compareKeys(own, a, own, b));
		const variants = this.#merge(own, counted, comparison);
		const { graph, linear } = comparison;
		this.#people.push(
			variants.map((variant, k) => {
				const i = counted[k]!;
				const found =
					(graph.matching.truth[i] === MATCH_GENOTYPE ? IN_GRAPH : 0) |
					(linear.matching.truth[i] === MATCH_GENOTYPE ? IN_LINEAR : 0);
				return (variant << 2) | found;
			}),
		);
	}

	/** Counts over some of the people. */
	count(people: Iterable<number>): CarrierCounts {
		const carriers = new Uint32Array(this.#count);
		const graph = new Uint32Array(this.#count);
		const linear = new Uint32Array(this.#count);
		for (const person of people) {
			for (const entry of this.#people[person]!) {
				const variant = entry >>> 2;
				carriers[variant]!++;
				if ((entry & IN_GRAPH) !== 0) graph[variant]!++;
				if ((entry & IN_LINEAR) !== 0) linear[variant]!++;
			}
		}
		return { carriers, graph, linear };
	}

	/** Finds or adds a person's variants, which come in the order of their keys; returns their numbers. */
	#merge(own: Keys, counted: Uint32Array, comparison: Comparison): Uint32Array {
		const variants = new Uint32Array(counted.length);
		const order = new Uint32Array(this.#count + counted.length);
		const known = this.#count;
		let length = 0;
		let at = 0;
		for (const [k, i] of counted.entries()) {
			while (at < known && compareKeys(this.#keys, this.#order[at]!, own, i) < 0) order[length++] = this.#order[at++]!;
			const previous = length === 0 ? undefined : order[length - 1]!;
			if (at < known && compareKeys(this.#keys, this.#order[at]!, own, i) === 0) {
				variants[k] = order[length++] = this.#order[at++]!;
			} else if (previous !== undefined && compareKeys(this.#keys, previous, own, i) === 0) {
				variants[k] = previous;
			} else {
				variants[k] = order[length++] = this.#add(own, i, comparison);
			}
		}
		while (at < known) order[length++] = this.#order[at++]!;
		this.#order = order.slice(0, length);
		return variants;
	}

	#add(own: Keys, i: number, comparison: Comparison): number {
		const variant = this.#count++;
		if (variant >= this.#classes.length) this.#grow();
		for (const name of KEY_NAMES) this.#keys[name][variant] = own[name][i]!;
		this.#classes[variant] = comparison.truthClass[i]!;
		const from = variant * this.#wordCount;
		for (let k = 0; k < this.#regionCount; k++) {
			if (comparison.strataMasks[k]![i] === 1) this.#members[from + (k >> 5)]! |= 1 << (k & 31);
		}
		const entry = comparison.panelMembers.get(i);
		if (entry !== undefined) {
			this.#members[from + this.#wordCount - 1] = 1;
			if (entry.genes.length > 0) this.#genes.set(variant, entry.genes);
		}
		return variant;
	}

	#grow(): void {
		const capacity = Math.max(1024, this.#classes.length * 2);
		const keys = makeKeys(capacity);
		for (const name of KEY_NAMES) keys[name].set(this.#keys[name]);
		this.#keys = keys;
		const classes = new Uint8Array(capacity);
		classes.set(this.#classes);
		this.#classes = classes;
		const members = new Uint32Array(capacity * this.#wordCount);
		members.set(this.#members);
		this.#members = members;
	}
}

const KEY_NAMES = ['contig', 'start', 'position', 'refLength', 'altLength', 'altHash'] as const;

function makeKeys(capacity: number): Keys {
	return {
		contig: new Uint32Array(capacity),
		start: new Int32Array(capacity),
		position: new Int32Array(capacity),
		refLength: new Uint32Array(capacity),
		altLength: new Uint32Array(capacity),
		altHash: new Uint32Array(capacity),
	};
}

function keysOf(set: VariantSet): Keys {
	const altHash = Uint32Array.from({ length: set.count }, (_, i) => hashBytes(altOf(set, i)));
	const start = Int32Array.from({ length: set.count }, (_, i) => recordStart(set, i));
	const { contig, position, refLength, altLength } = set;
	return { contig, start, position, refLength, altLength, altHash };
}

function compareKeys(a: Keys, i: number, b: Keys, j: number): number {
	return (
		a.contig[i]! - b.contig[j]! ||
		a.start[i]! - b.start[j]! ||
		a.position[i]! - b.position[j]! ||
		a.refLength[i]! - b.refLength[j]! ||
		a.altLength[i]! - b.altLength[j]! ||
		a.altHash[i]! - b.altHash[j]!
	);
}

/** FNV-1a, 32 bits. */
function hashBytes(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
	return hash >>> 0;
}
