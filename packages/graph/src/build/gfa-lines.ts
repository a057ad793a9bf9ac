/**
 * GFA 1.1 text of one piece of the reference: S lines, L lines with overlap 0M, W lines.
 *
 * A walk is mostly nodes of the reference in a row. The text of the reference walk is made once; of the other walks those
 * runs are copied from it, so a walk costs its bytes and no more, and no walk is ever in memory as a whole.
 */
import { CANONICAL_TAG } from '../canonical/canonical-tag.ts';
import { allelesOf, type CarriedAlleles, carriedAlleles } from './carried-alleles.ts';
import { INVERTED } from './changes.ts';

import { type ContigGraph, NO_NODE } from './contig-graph.ts';
import type { ContigPiece } from './contig-pieces.ts';
import { TextChunks } from './text-chunks.ts';
import type { WalkName } from './walk-names.ts';

/** Header of a built graph: GFA 1.1, which sample is the reference, and that the graph has the canonical form. */
export function headerLine(refSample: string): string {
	return `H\tVN:Z:1.1\tRS:Z:${refSample}\t${CANONICAL_TAG}\n`;
}

/**
 * The lines of a piece, as chunks of bytes that the caller owns.
 * @param firstName segment name of the piece's node 0.
 * @param walks in ascending order of columns.
 */
export function* contigLines(
	piece: ContigPiece,
	graph: ContigGraph,
	firstName: number,
	refSample: string,
	walks: readonly WalkName[],
): Generator<Uint8Array> {
	const text = new TextChunks();
	yield* segmentLines(text, piece, graph, firstName);
	yield* linkLines(text, graph, firstName);
	yield* walkLines(text, piece, graph, firstName, refSample, walks);
	yield* rest(text);
}

/** The lines of a piece but for its walks: S and L. */
export function* graphLines(piece: ContigPiece, graph: ContigGraph, firstName: number): Generator<Uint8Array> {
	const text = new TextChunks();
	yield* segmentLines(text, piece, graph, firstName);
	yield* linkLines(text, graph, firstName);
	yield* rest(text);
}

function* rest(text: TextChunks): Generator<Uint8Array> {
	const chunk = text.take(true);
	if (chunk !== undefined) yield chunk;
}

function* full(text: TextChunks): Generator<Uint8Array> {
	const chunk = text.take();
	if (chunk !== undefined) yield chunk;
}

function* segmentLines(text: TextChunks, piece: ContigPiece, graph: ContigGraph, firstName: number): Generator<Uint8Array> {
	const { alleles, sequence } = piece;
	const { cuts, partAlleles } = graph.parts;
	const { starts, members } = graph.form;
	const pieces = cuts.length - 1;
	for (let node = 0; node < graph.nodeCount; node++) {
		text.ascii('S\t');
		text.integer(firstName + node);
		text.ascii('\t');
		const first = members[starts[node]!]!;
		// Parts of the reference that make a node follow each other.
		if (first < pieces) text.copy(sequence, cuts[first], cuts[members[starts[node + 1]! - 1]! + 1]);
		else {
			for (let i = starts[node]!; i < starts[node + 1]!; i++) {
				const allele = partAlleles[members[i]! - pieces]!;
				text.copy(alleles.sequences, alleles.sequenceStarts[allele], alleles.sequenceEnds[allele]);
			}
		}
		text.ascii('\n');
		yield* full(text);
	}
}

function* linkLines(text: TextChunks, graph: ContigGraph, firstName: number): Generator<Uint8Array> {
	const { starts, targets } = graph.edges;
	for (let handle = 0; handle < 2 * graph.nodeCount; handle++) {
		for (let i = starts[handle]!; i < starts[handle + 1]!; i++) {
			text.ascii('L\t');
			text.integer(firstName + (handle >>> 1));
			text.ascii((handle & 1) === 0 ? '\t+\t' : '\t-\t');
			text.integer(firstName + (targets[i]! >>> 1));
			text.ascii((targets[i]! & 1) === 0 ? '\t+\t0M\n' : '\t-\t0M\n');
		}
		yield* full(text);
	}
}

function* walkLines(
	text: TextChunks,
	piece: ContigPiece,
	graph: ContigGraph,
	firstName: number,
	refSample: string,
	walks: readonly WalkName[],
): Generator<Uint8Array> {
	const { alleles, contig } = piece;
	const { parts, pieceRanks, referenceNodes } = graph;
	const reference = referenceSteps(graph, firstName);
	walkHead(text, refSample, 0, contig, piece.start, piece.sequence.length);
	yield* run(text, reference, 0, referenceNodes.length);
	text.ascii('\n');
	const groups = carriedAlleles(alleles.carriers);
	let carried: CarriedAlleles | undefined;
	for (const { sample, haplotype, column } of walks) {
		while (carried === undefined || column >= carried.end) carried = groups.next().value as CarriedAlleles;
		const own = allelesOf(carried, column);
		walkHead(text, sample, haplotype, contig, piece.haplotypeStarts[column]!, piece.haplotypeLengths[column]!);
		let at = 0;
		for (const allele of own) {
			const from = pieceRanks[parts.alleleFrom[allele]!]!;
			const to = pieceRanks[parts.alleleTo[allele]!]!;
			yield* run(text, reference, at, from);
			const node = graph.alleleNodes[allele]!;
			if (node !== NO_NODE) step(text, firstName + node);
			else if (alleles.kinds[allele] === INVERTED) {
				for (let i = to - 1; i >= from; i--) {
					text.byte(BACKWARD);
					text.integer(firstName + referenceNodes[i]!);
				}
			}
			at = to;
		}
		yield* run(text, reference, at, referenceNodes.length);
		text.ascii('\n');
		yield* full(text);
	}
}

function walkHead(text: TextChunks, sample: string, haplotype: number, contig: string, start: number, length: number): void {
	text.utf8(`W\t${sample}\t${haplotype}\t${contig}\t${start}\t${start + length}\t`);
}

const FORWARD = 62; // '>'
const BACKWARD = 60; // '<'

function step(text: TextChunks, name: number): void {
	text.byte(FORWARD);
	text.integer(name);
}

/** The steps of the reference walk as text: step `i` at `bytes[starts[i] .. starts[i + 1])`. */
interface ReferenceSteps {
	bytes: Uint8Array;
	starts: Float64Array;
}

function referenceSteps({ referenceNodes }: ContigGraph, firstName: number): ReferenceSteps {
	const starts = new Float64Array(referenceNodes.length + 1);
	const text = new TextChunks();
	for (let i = 0; i < referenceNodes.length; i++) {
		step(text, firstName + referenceNodes[i]!);
		starts[i + 1] = text.length;
	}
	return { bytes: text.take(true) ?? new Uint8Array(0), starts };
}

/** Most bytes copied at once, which bounds a chunk. */
const RUN_BYTES = 1 << 20;

function* run(text: TextChunks, reference: ReferenceSteps, from: number, to: number): Generator<Uint8Array> {
	if (from >= to) return;
	const end = reference.starts[to]!;
	for (let at = reference.starts[from]!; at < end; at += RUN_BYTES) {
		text.copy(reference.bytes, at, Math.min(end, at + RUN_BYTES));
		yield* full(text);
	}
}
