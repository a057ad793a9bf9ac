/**
 * The strata of a comparison: what a variant is (type, change, size), where it lies (the user's regions) and whether it is
 * diagnostic (the panel), with the regions and the panel by type too.
 *
 * A stratum is known by its index in {@link StrataLayout}; which strata a variant belongs to follows from its class and from
 * the regions and the panel that hold it.
 */
import { SV_MIN_LENGTH } from './thresholds.ts';
import { kindOf, sizeOf, typeOf, VARIANT_TYPES, type VariantKind, type VariantSet, type VariantType } from './variant-set.ts';

/** What a stratum goes by. The last three are of people and not of variants. */
export type StratumKind =
	| 'all'
	| 'type'
	| 'change'
	| 'size'
	| 'regions'
	| 'regions_type'
	| 'panel'
	| 'panel_type'
	| 'gene'
	| 'group'
	| 'patient_group'
	| 'sex';

/** One stratum of variants. */
export interface Stratum {
	/** As in the tables: `all`, `SNV`, `SV insertion`, `deletion 6-15`, `repeats`, `repeats/SNV`, `panel`, `panel/SNV`. */
	readonly name: string;
	readonly kind: StratumKind;
	/** Left out of the tables where nothing falls into it. */
	readonly isOptional: boolean;
}

/** Lower ends of the size classes, in bp added, removed or replaced. */
const SIZE_STARTS = [1, 6, 16, SV_MIN_LENGTH, 300, 1000, 10_000];
const CHANGES: readonly VariantKind[] = ['insertion', 'deletion', 'replacement'];

/** Number of classes that {@link classOf} tells apart. */
const CLASS_COUNT = 1 + CHANGES.length * SIZE_STARTS.length;

interface ClassDescription {
	readonly type: VariantType;
	readonly change?: VariantKind;
	/** Name of the stratum of change and size. */
	readonly size?: string;
}

/** What the classes stand for, by code. */
const CLASSES: readonly ClassDescription[] = Array.from({ length: CLASS_COUNT }, (_, code) => {
	if (code === 0) return { type: 'SNV' };
	const change = CHANGES[Math.floor((code - 1) / SIZE_STARTS.length)]!;
	const bin = (code - 1) % SIZE_STARTS.length;
	const start = SIZE_STARTS[bin]!;
	const next = SIZE_STARTS[bin + 1];
	const size = `${change} ${next === undefined ? `${start}+` : `${start}-${next - 1}`}`;
	return { type: start >= SV_MIN_LENGTH ? 'SV' : 'INDEL', change, size };
});

/** Class of a variant: 0 is an SNV, the others are change and size. */
export function classOf(set: VariantSet, i: number): number {
	if (typeOf(set, i) === 'SNV') return 0;
	const size = sizeOf(set, i);
	let bin = 0;
	while (bin + 1 < SIZE_STARTS.length && SIZE_STARTS[bin + 1]! <= size) bin++;
	return 1 + CHANGES.indexOf(kindOf(set, i)) * SIZE_STARTS.length + bin;
}

/** The strata in the order of the tables, and those that a variant belongs to. */
export class StrataLayout {
	readonly strata: readonly Stratum[];
	/** By class: indices of the strata that follow from it. */
	readonly #ofClass: readonly (readonly number[])[];
	/** By region: its stratum, and behind it those of its types. */
	readonly #regionStart: readonly number[];
	readonly #panelStart: number;

	/** `regionNames` are the user's strata, in order. */
	constructor(regionNames: readonly string[], hasPanel: boolean) {
		const strata: Stratum[] = [];
		const index = new Map<string, number>();
		const add = (name: string, kind: StratumKind, isOptional = false): number => {
			const known = kind === 'regions' || kind === 'regions_type' ? undefined : index.get(name);
			if (known !== undefined) return known;
			index.set(name, strata.length);
			return strata.push({ name, kind, isOptional }) - 1;
		};
		const addWithTypes = (name: string, kind: StratumKind, typeKind: StratumKind): number => {
			const start = add(name, kind);
			for (const type of VARIANT_TYPES) add(`${name}/${type}`, typeKind, true);
			return start;
		};
		add('all', 'all');
		for (const type of VARIANT_TYPES) add(type, 'type');
		for (const type of VARIANT_TYPES.slice(1)) for (const change of CHANGES) add(`${type} ${change}`, 'change', true);
		for (const { size } of CLASSES) if (size !== undefined) add(size, 'size', true);
		this.#ofClass = CLASSES.map(({ type, change, size }) =>
			['all', type, ...(change === undefined ? [] : [`${type} ${change}`]), ...(size === undefined ? [] : [size])].map(
				(name) => index.get(name)!,
			),
		);
		this.#regionStart = regionNames.map((name) => addWithTypes(name, 'regions', 'regions_type'));
		this.#panelStart = hasPanel ? addWithTypes('panel', 'panel', 'panel_type') : -1;
		this.strata = strata;
	}

	/**
	 * Calls `visit` with each stratum of a variant of class `code`.
	 *
	 * @param isInRegion whether region `k` of the user holds the variant
	 */
	forEach(code: number, isInRegion: (k: number) => boolean, isInPanel: boolean, visit: (stratum: number) => void): void {
		for (const stratum of this.#ofClass[code]!) visit(stratum);
		const typeOffset = 1 + VARIANT_TYPES.indexOf(CLASSES[code]!.type);
		for (let k = 0; k < this.#regionStart.length; k++) {
			if (!isInRegion(k)) continue;
			visit(this.#regionStart[k]!);
			visit(this.#regionStart[k]! + typeOffset);
		}
		if (!isInPanel || this.#panelStart === -1) return;
		visit(this.#panelStart);
		visit(this.#panelStart + typeOffset);
	}
}
