/**
 * What is kept of a GFA beyond its graph, as sections of a container and back. Their names begin with `text.`; they stand last in the
 * file, so that who maps reads need not hold them. Those of parts that a graph does not have are left out.
 */
import type { Annotations, ItemTexts, PairLines } from '../store/annotations.ts';
import type { BaseRuns, Graph, StringTable } from '../store/graph.ts';

/** Begins the names of these sections. */
export const TEXT_PREFIX = 'text.';

/** A section's column, by its name less the prefix; undefined where the container has none. */
export interface SectionReader {
	bytes(name: string): Uint8Array | undefined;
	words(name: string): Uint32Array | undefined;
}

/** Names, less the prefix, and columns. */
export function annotationColumns({ softMask, annotations = {} }: Graph): [name: string, column: Uint8Array | Uint32Array][] {
	const columns: [string, Uint8Array | Uint32Array | undefined][] = [
		['soft.start', softMask?.starts],
		['soft.length', softMask?.lengths],
		...itemColumns('segment', annotations.segmentTags),
		['unsequenced', annotations.unsequenced],
		...itemColumns('link', annotations.linkTexts),
		...itemColumns('walk', annotations.walkTexts),
		['continued', annotations.continuedWalks],
		...pairColumns('jump', annotations.jumps),
		...pairColumns('contained', annotations.containments),
		...stringColumns('line', annotations.otherLines),
	];
	return columns.flatMap(([name, column]) => (column === undefined ? [] : [[TEXT_PREFIX + name, column]]));
}

function itemColumns(name: string, texts: ItemTexts | undefined): [string, Uint8Array | Uint32Array | undefined][] {
	return [[`${name}.item`, texts?.items], ...stringColumns(name, texts?.texts)];
}

function pairColumns(name: string, lines: PairLines | undefined): [string, Uint8Array | Uint32Array | undefined][] {
	return [[`${name}.from`, lines?.from], [`${name}.to`, lines?.to], ...stringColumns(name, lines?.texts)];
}

function stringColumns(name: string, table: StringTable | undefined): [string, Uint8Array | Uint32Array | undefined][] {
	return [
		[name, table?.bytes],
		[`${name}.offset`, table?.offsets],
	];
}

/** The soft mask and the annotations in a container; `linkOverlap` is not a section of its own. */
export function annotationsFrom(reader: SectionReader, linkOverlap: string | undefined): Pick<Graph, 'softMask' | 'annotations'> {
	const strings = (name: string): StringTable | undefined => {
		const bytes = reader.bytes(name);
		const offsets = reader.words(`${name}.offset`);
		return bytes === undefined || offsets === undefined ? undefined : { bytes, offsets };
	};
	const items = (name: string): ItemTexts | undefined => {
		const items = reader.words(`${name}.item`);
		const texts = strings(name);
		return items === undefined || texts === undefined ? undefined : { items, texts };
	};
	const pairs = (name: string): PairLines | undefined => {
		const from = reader.words(`${name}.from`);
		const to = reader.words(`${name}.to`);
		const texts = strings(name);
		return from === undefined || to === undefined || texts === undefined ? undefined : { from, to, texts };
	};
	const starts = reader.words('soft.start');
	const lengths = reader.words('soft.length');
	const softMask: BaseRuns | undefined = starts === undefined || lengths === undefined ? undefined : { starts, lengths };
	const annotations: Annotations = present({
		segmentTags: items('segment'),
		unsequenced: reader.words('unsequenced'),
		linkOverlap,
		linkTexts: items('link'),
		walkTexts: items('walk'),
		continuedWalks: reader.words('continued'),
		jumps: pairs('jump'),
		containments: pairs('contained'),
		otherLines: strings('line'),
	});
	return present({ softMask, annotations: Object.keys(annotations).length === 0 ? undefined : annotations });
}

/** An object less the parts that are undefined. */
function present<T extends object>(parts: { [K in keyof T]: T[K] | undefined }): Partial<T> {
	return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Partial<T>;
}
