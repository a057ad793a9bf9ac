/**
 * What a build makes, as columns and a haplotype store, piece by piece: the same as reading its GFA gives, without the text of its
 * walks or lists of their steps.
 */
import { GfaParser } from '../gfa/gfa-parser.ts';
import type { HaplotypeStore } from '../haplotypes/haplotype-store.ts';
import { storedWalks } from '../haplotypes/stored-walks.ts';
import { StoreWriter } from '../haplotypes/store-writer.ts';
import { GrowingUint32, toShared } from '../store/columns.ts';
import type { Graph } from '../store/graph.ts';
import { StringTableBuilder } from '../store/string-table.ts';
import { KIND_WALK, WalkBuilder } from '../store/walk-builder.ts';
import type { ContigGraph } from './contig-graph.ts';
import type { ContigPiece } from './contig-pieces.ts';
import { graphLines, headerLine } from './gfa-lines.ts';
import { addPieceHaplotypes } from './piece-haplotypes.ts';
import type { WalkName } from './walk-names.ts';

/** A graph whose steps stand in its haplotype store. */
export interface BuiltGraph {
	readonly graph: Graph;
	readonly haplotypes: HaplotypeStore;
}

/** Collects a graph: `add` its pieces in order, then `finish`. */
export class BuiltColumns {
	readonly #refSample: string;
	/** Segments and links are few beside walks: they go through their text, which keeps one way of making columns. */
	readonly #parser: GfaParser;
	readonly #store: StoreWriter = new StoreWriter();
	readonly #strings: StringTableBuilder = new StringTableBuilder();
	readonly #walks: WalkBuilder = new WalkBuilder(this.#strings);
	readonly #firstHandles: GrowingUint32 = new GrowingUint32();
	readonly #stepStarts: number[] = [0];
	#nodes = 0;

	/** `file` is the name for errors. */
	constructor(refSample: string, file: string) {
		this.#refSample = refSample;
		this.#parser = new GfaParser(file);
		this.#parser.push(new TextEncoder().encode(headerLine(refSample)));
	}

	/** Adds a piece of the reference with its walks, the reference's first. Errors: E_GFA_TOO_LARGE, E_MEMORY. */
	add(piece: ContigPiece, graph: ContigGraph, walks: readonly WalkName[]): void {
		for (const chunk of graphLines(piece, graph, this.#nodes + 1)) this.#parser.push(chunk);
		const { firstHandles, stepCounts } = addPieceHaplotypes(
			this.#store,
			piece,
			graph,
			walks,
			2 * this.#nodes,
			this.#firstHandles.length,
		);
		this.#firstHandles.reserve(firstHandles.length).set(firstHandles, this.#firstHandles.length);
		this.#firstHandles.length += firstHandles.length;
		for (const count of stepCounts) this.#stepStarts.push(this.#stepStarts.at(-1)! + count);
		this.#nodes += graph.nodeCount;
		this.#nameWalk(piece, this.#refSample, 0, piece.start, piece.sequence.length);
		for (const { sample, haplotype, column } of walks) {
			this.#nameWalk(piece, sample, haplotype, piece.haplotypeStarts[column]!, piece.haplotypeLengths[column]!);
		}
	}

	/** The graph and its haplotypes. Errors: E_GFA_NO_SEGMENTS, E_GFA_TOO_LARGE, E_MEMORY. */
	finish(): BuiltGraph {
		const graph = this.#parser.finish();
		const haplotypes = this.#store.finish(this.#firstHandles.view());
		const { steps: _, ...names } = this.#walks.finish();
		const stepStarts = toShared(Uint32Array.from(this.#stepStarts));
		const walks = storedWalks({ ...names, stepStarts }, haplotypes);
		return { graph: { ...graph, strings: this.#strings.finish(), walks }, haplotypes };
	}

	#nameWalk({ contig }: ContigPiece, sample: string, haplotype: number, start: number, length: number): void {
		this.#walks.begin({ kind: KIND_WALK, sample, haplotype, contig, name: contig, start, end: start + length });
	}
}
