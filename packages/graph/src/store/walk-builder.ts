/** Paths and walks to a {@link WalkTable}. */
import { GrowingUint32, toShared } from './columns.ts';
import type { WalkTable } from './graph.ts';
import type { StringTableBuilder } from './string-table.ts';

/** A path (P line). */
export const KIND_PATH = 0;
/** A walk (W or Z line). */
export const KIND_WALK = 1;
/** A reference sequence that rGFA tags tell (SN, SO, SR); stands in no line of its own. */
export const KIND_STABLE = 2;

/** What a P or W line says besides its steps; see {@link WalkTable}. */
export interface WalkName {
	kind: typeof KIND_PATH | typeof KIND_WALK | typeof KIND_STABLE;
	sample: string;
	/** -1 where there is none. */
	haplotype: number;
	contig: string;
	/** Whole name of a P line or of a stable sequence; the contig for a W line. */
	name: string;
	/** 0-based; NaN where it is not known. */
	start: number;
	/** Exclusive; NaN where it is not known: for paths it is set from the length. */
	end: number;
}

/** Collects walks one after the other: `begin`, steps pushed to {@link WalkBuilder.steps}, `begin`, … */
export class WalkBuilder {
	steps: GrowingUint32 = new GrowingUint32();
	readonly #strings: StringTableBuilder;
	#stepStarts: GrowingUint32 = new GrowingUint32(16);
	readonly #kinds: number[] = [];
	readonly #samples: number[] = [];
	readonly #haplotypes: number[] = [];
	readonly #contigs: number[] = [];
	readonly #names: number[] = [];
	readonly #starts: number[] = [];
	readonly #ends: number[] = [];

	/** Names go to `strings`. */
	constructor(strings: StringTableBuilder) {
		this.#strings = strings;
	}

	get count(): number {
		return this.#kinds.length;
	}

	/** Starts a walk; what is pushed to `steps` from now on is its. */
	begin(walk: WalkName): void {
		this.#stepStarts.push(this.steps.length);
		this.#kinds.push(walk.kind);
		this.#samples.push(this.#strings.indexOf(walk.sample));
		this.#haplotypes.push(walk.haplotype);
		const contig = this.#strings.indexOf(walk.contig);
		this.#contigs.push(contig);
		this.#names.push(walk.kind === KIND_WALK ? contig : this.#strings.indexOf(walk.name));
		this.#starts.push(walk.start);
		this.#ends.push(walk.end);
	}

	/** Starts a walk of the same names as the one that was begun last. */
	beginAgain(): void {
		this.#stepStarts.push(this.steps.length);
		for (const column of [this.#kinds, this.#samples, this.#haplotypes, this.#contigs, this.#names, this.#starts, this.#ends]) {
			column.push(column.at(-1)!);
		}
	}

	/** First step of a walk; for `count` the number of all steps. */
	stepStart(walk: number): number {
		return walk === this.count ? this.steps.length : this.#stepStarts.values[walk]!;
	}

	/** Gives a walk another start. */
	setStart(walk: number, start: number): void {
		this.#starts[walk] = start;
	}

	/** Gives all walks other steps; `starts[i]` is the first of walk i. */
	replaceSteps(steps: GrowingUint32, starts: GrowingUint32): void {
		this.steps = steps;
		this.#stepStarts = starts;
	}

	/** Whether the walk that was begun last has no steps. */
	get isEmpty(): boolean {
		return this.#stepStarts.values[this.#stepStarts.length - 1] === this.steps.length;
	}

	/** The table, in shared memory but for `end`, which {@link assembleGraph} completes for paths. */
	finish(): WalkTable {
		this.#stepStarts.push(this.steps.length);
		return {
			count: this.count,
			kind: toShared(Uint8Array.from(this.#kinds)),
			sample: toShared(Uint32Array.from(this.#samples)),
			haplotype: toShared(Int32Array.from(this.#haplotypes)),
			contig: toShared(Uint32Array.from(this.#contigs)),
			name: toShared(Uint32Array.from(this.#names)),
			start: toShared(Float64Array.from(this.#starts)),
			end: toShared(Float64Array.from(this.#ends)),
			stepStarts: toShared(this.#stepStarts.view()),
			steps: toShared(this.steps.view()),
		};
	}
}
