/** Paths and walks to a {@link WalkTable}. */
import { GrowingUint32, toShared } from './columns.ts';
import type { WalkTable } from './graph.ts';
import type { StringTableBuilder } from './string-table.ts';

/** A path (P line). */
export const KIND_PATH = 0;
/** A walk (W line). */
export const KIND_WALK = 1;

/** What a P or W line says besides its steps; see {@link WalkTable}. */
export interface WalkName {
	kind: typeof KIND_PATH | typeof KIND_WALK;
	sample: string;
	/** -1 where there is none. */
	haplotype: number;
	contig: string;
	/** Whole name of a P line; the contig for a W line. */
	name: string;
	/** 0-based; NaN where it is not known. */
	start: number;
	/** Exclusive; NaN where it is not known: for paths it is set from the length. */
	end: number;
}

/** Collects walks one after the other: `begin`, steps pushed to {@link WalkBuilder.steps}, `begin`, … */
export class WalkBuilder {
	readonly steps: GrowingUint32 = new GrowingUint32();
	readonly #strings: StringTableBuilder;
	readonly #stepStarts: GrowingUint32 = new GrowingUint32(16);
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
