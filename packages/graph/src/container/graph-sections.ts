/**
 * The graph's columns as sections of a container and back.
 *
 * Sections are views of memory in both directions: opening a graph allocates nothing but the views. Haplotypes stand in
 * their compressed store; their steps are spelled out when somebody asks for them. The names below are the format; see
 * docs/formats.md.
 */
import { firstVisits, type HaplotypeStore } from '../haplotypes/haplotype-store.ts';
import { storedWalks, type WalkColumns } from '../haplotypes/stored-walks.ts';
import type { Graph } from '../store/graph.ts';
import { PangrafError } from '../errors.ts';
import { annotationColumns, annotationsFrom, TEXT_PREFIX } from './annotation-sections.ts';
import type { ContainerHeader, SectionData } from './format.ts';
import { ASCENDING, NEAR, NUMBERS, RAW, type ColumnForm } from './stored-forms.ts';

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** Bytes of a column, without a copy. */
export function columnBytes(column: Column): Uint8Array {
	return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** Sections of a graph: `meta` (JSON with counts, header tags and `parameters`) and one per column. */
export function graphSections(
	graph: Graph,
	haplotypes: HaplotypeStore,
	parameters: Readonly<Record<string, unknown>>,
): SectionData[] {
	const { walks } = graph;
	const meta = {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		bases: graph.baseCount,
		walks: walks.count,
		referenceSamples: graph.referenceSamples,
		headerTags: graph.headerTags,
		linkOverlap: graph.annotations?.linkOverlap,
		parameters,
	};
	const columns: [name: string, column: Column, form?: ColumnForm][] = [
		['node.start', graph.nodeStarts],
		['base.packed', graph.packedBases],
		['base.other', graph.otherMask],
		['base.run.start', graph.otherStarts],
		['base.run.length', graph.otherLengths],
		['base.run.letter', graph.otherLetters],
		['segment.name', graph.segmentNames.bytes, NUMBERS],
		['segment.name.offset', graph.segmentNames.offsets, ASCENDING],
		['edge.start', graph.edgeStarts, ASCENDING],
		['edge.target', graph.edgeTargets, NEAR],
		['string', graph.strings.bytes],
		['string.offset', graph.strings.offsets],
		['walk.kind', walks.kind],
		['walk.sample', walks.sample],
		['walk.haplotype', walks.haplotype],
		['walk.contig', walks.contig],
		['walk.name', walks.name],
		['walk.start', walks.start],
		['walk.end', walks.end],
		['walk.step.start', walks.stepStarts],
		['haplotype.start', haplotypes.recordStarts, ASCENDING],
		['haplotype.record', haplotypes.records],
		['haplotype.first', haplotypes.firstHandles],
		['haplotype.sampled', haplotypes.sampledHandles],
		['haplotype.sample.start', haplotypes.sampleStarts],
		['haplotype.sample', haplotypes.samples],
		...annotationColumns(graph),
	];
	return [
		{ name: 'meta', bytes: new TextEncoder().encode(JSON.stringify(meta)) },
		...columns.map(([name, column, form = RAW]) => ({ name, bytes: columnBytes(column), form })),
	];
}

/** An opened container: its header and its sections in one buffer. */
export interface Container {
	readonly file: string;
	readonly header: ContainerHeader;
	readonly buffer: ArrayBufferLike;
	/** Address in `buffer` of the first section. */
	readonly dataAddress: number;
	/** Bytes from there on that are in `buffer`; sections behind them were checked and not kept. */
	readonly dataBytes: number;
}

/** Address and size of a section in the container's buffer. Error: E_PGX_SECTION where it has none of that name. */
export function sectionRange(container: Container, name: string): { address: number; sizeBytes: number } {
	const range = findSection(container, name);
	if (range === undefined) {
		throw new PangrafError('E_PGX_SECTION', {
			file: container.file,
			found: `no section ${name}`,
			expected: 'all sections of an index',
			remedy: 'make it again with `pangraf index graph.gfa -o graph.pgx`',
		});
	}
	return range;
}

function findSection(container: Container, name: string): { address: number; sizeBytes: number } | undefined {
	const section = container.header.sections.find((candidate) => candidate.name === name);
	if (section === undefined) return undefined;
	const { dataOffset, sizeBytes } = section;
	if (dataOffset + sizeBytes > container.dataBytes) return undefined;
	return { address: container.dataAddress + dataOffset, sizeBytes };
}

/** What `meta` says beyond the counts. */
export interface ContainerMeta {
	readonly nodes: number;
	readonly edges: number;
	readonly bases: number;
	readonly walks: number;
	readonly referenceSamples: string[];
	readonly headerTags: string[];
	/** See {@link Annotations}; absent where the links' overlap is `0M`. */
	readonly linkOverlap?: string;
	readonly parameters: Record<string, unknown>;
}

/** The `meta` section. */
export function containerMeta(container: Container): ContainerMeta {
	const { address, sizeBytes } = sectionRange(container, 'meta');
	// A copy: TextDecoder takes no shared memory.
	const bytes = new Uint8Array(container.buffer, address, sizeBytes).slice();
	return JSON.parse(new TextDecoder().decode(bytes)) as ContainerMeta;
}

function sectionBytes(container: Container, name: string): Uint8Array {
	const { address, sizeBytes } = sectionRange(container, name);
	return new Uint8Array(container.buffer, address, sizeBytes);
}

function sectionWords(container: Container, name: string): Uint32Array {
	const { address, sizeBytes } = sectionRange(container, name);
	return new Uint32Array(container.buffer, address, sizeBytes / 4);
}

/** The haplotypes in a container, as views of its buffer. Errors: E_PGX_SECTION. */
export function haplotypesOf(container: Container): HaplotypeStore {
	const firstHandles = sectionWords(container, 'haplotype.first');
	return {
		sequenceCount: firstHandles.length,
		recordStarts: sectionWords(container, 'haplotype.start'),
		records: sectionBytes(container, 'haplotype.record'),
		firstHandles,
		firstVisits: firstVisits(firstHandles),
		sampledHandles: sectionWords(container, 'haplotype.sampled'),
		sampleStarts: sectionWords(container, 'haplotype.sample.start'),
		samples: sectionWords(container, 'haplotype.sample'),
	};
}

/** The graph in a container, as views of its buffer. Errors: E_PGX_SECTION. */
export function graphOf(container: Container): Graph {
	const meta = containerMeta(container);
	const bytes = (name: string): Uint8Array => sectionBytes(container, name);
	const words = (name: string): Uint32Array => sectionWords(container, name);
	const doubles = (name: string): Float64Array => {
		const { address, sizeBytes } = sectionRange(container, name);
		return new Float64Array(container.buffer, address, sizeBytes / 8);
	};
	const haplotype = words('walk.haplotype');
	const walks: WalkColumns = {
		count: meta.walks,
		kind: bytes('walk.kind'),
		sample: words('walk.sample'),
		haplotype: new Int32Array(haplotype.buffer, haplotype.byteOffset, haplotype.length),
		contig: words('walk.contig'),
		name: words('walk.name'),
		start: doubles('walk.start'),
		end: doubles('walk.end'),
		stepStarts: words('walk.step.start'),
	};
	const range = (name: string) => findSection(container, TEXT_PREFIX + name);
	const reader = {
		bytes: (name: string) => (range(name) === undefined ? undefined : bytes(TEXT_PREFIX + name)),
		words: (name: string) => (range(name) === undefined ? undefined : words(TEXT_PREFIX + name)),
	};
	return {
		nodeCount: meta.nodes,
		edgeCount: meta.edges,
		baseCount: meta.bases,
		nodeStarts: words('node.start'),
		packedBases: words('base.packed'),
		otherMask: words('base.other'),
		otherStarts: words('base.run.start'),
		otherLengths: words('base.run.length'),
		otherLetters: bytes('base.run.letter'),
		segmentNames: { bytes: bytes('segment.name'), offsets: words('segment.name.offset') },
		edgeStarts: words('edge.start'),
		edgeTargets: words('edge.target'),
		strings: { bytes: bytes('string'), offsets: words('string.offset') },
		walks: storedWalks(walks, haplotypesOf(container)),
		referenceSamples: meta.referenceSamples,
		headerTags: meta.headerTags,
		...annotationsFrom(reader, meta.linkOverlap),
	};
}
