/**
 * GFA 1.1 text of one contig: S lines, L lines with overlap 0M, W lines.
 *
 * A walk is mostly pieces of the reference in a row. The text of the reference walk is made once; of the other walks those
 * runs are copied from it, so a walk costs its bytes and no more, and no walk is ever in memory as a whole.
 */
import type { Contig } from './allele-table.ts';
import { allelesOfBlock, type CarriedAlleles } from './contig-alleles.ts';
import type { ContigGraph } from './contig-graph.ts';
import { NO_NODE } from './contig-nodes.ts';
import { TextChunks } from './text-chunks.ts';
import type { WalkName } from './walk-names.ts';

/** Header of a built graph: GFA 1.1, and which sample is the reference. */
export function headerLine(refSample: string): string {
	return `H\tVN:Z:1.1\tRS:Z:${refSample}\n`;
}

/**
 * The lines of a contig, as chunks of bytes that the caller owns.
 * @param firstName segment name of the contig's node 0.
 * @param walks in ascending order of columns.
 */
export function* contigLines(
	contig: Contig,
	graph: ContigGraph,
	firstName: number,
	refSample: string,
	walks: readonly WalkName[],
): Generator<Uint8Array> {
	const text = new TextChunks();
	yield* segmentLines(text, contig, graph, firstName);
	yield* linkLines(text, graph, firstName);
	yield* walkLines(text, contig, graph, firstName, refSample, walks);
	const last = text.take(true);
	if (last !== undefined) yield last;
}

function* full(text: TextChunks): Generator<Uint8Array> {
	const chunk = text.take();
	if (chunk !== undefined) yield chunk;
}

function* segmentLines(text: TextChunks, contig: Contig, graph: ContigGraph, firstName: number): Generator<Uint8Array> {
	const { alleles, nodes } = graph;
	let name = firstName;
	let allele = 0;
	for (let piece = 0; piece < nodes.cuts.length; piece++) {
		for (; allele < alleles.count && nodes.alleleFrom[allele] === piece; allele++) {
			if (nodes.alleleNodes[allele] === NO_NODE) continue;
			segment(text, name++, alleles.sequences, alleles.sequenceStarts[allele]!, alleles.sequenceEnds[allele]!);
			yield* full(text);
		}
		if (piece === nodes.pieceNodes.length) continue;
		segment(text, name++, contig.sequence, nodes.cuts[piece]!, nodes.cuts[piece + 1]!);
		yield* full(text);
	}
}

function segment(text: TextChunks, name: number, sequence: Uint8Array, from: number, to: number): void {
	text.ascii('S\t');
	text.integer(name);
	text.ascii('\t');
	text.copy(sequence, from, to);
	text.ascii('\n');
}

function* linkLines(text: TextChunks, graph: ContigGraph, firstName: number): Generator<Uint8Array> {
	const { starts, targets } = graph.edges;
	for (let node = 0; node < graph.nodes.count; node++) {
		for (let i = starts[node]!; i < starts[node + 1]!; i++) {
			text.ascii('L\t');
			text.integer(firstName + node);
			text.ascii('\t+\t');
			text.integer(firstName + targets[i]!);
			text.ascii('\t+\t0M\n');
		}
		yield* full(text);
	}
}

function* walkLines(
	text: TextChunks,
	contig: Contig,
	graph: ContigGraph,
	firstName: number,
	refSample: string,
	walks: readonly WalkName[],
): Generator<Uint8Array> {
	const { alleles, nodes } = graph;
	const reference = referenceSteps(graph, firstName);
	walkHead(text, refSample, 0, contig.name, contig.sequence.length);
	yield* run(text, reference, 0, nodes.pieceNodes.length);
	text.ascii('\n');
	let block = -1;
	let carried: CarriedAlleles = { starts: new Uint32Array(33), alleles: new Uint32Array(0) };
	for (const { sample, haplotype, column } of walks) {
		if (column >>> 5 !== block) {
			block = column >>> 5;
			carried = allelesOfBlock(alleles, block);
		}
		const own = carried.alleles.subarray(carried.starts[column & 31], carried.starts[(column & 31) + 1]);
		walkHead(text, sample, haplotype, contig.name, contig.sequence.length + alleles.lengthChanges[column]!);
		let piece = 0;
		for (const allele of own) {
			yield* run(text, reference, piece, nodes.alleleFrom[allele]!);
			const node = nodes.alleleNodes[allele]!;
			if (node !== NO_NODE) step(text, firstName + node);
			piece = nodes.alleleTo[allele]!;
		}
		yield* run(text, reference, piece, nodes.pieceNodes.length);
		text.ascii('\n');
		yield* full(text);
	}
}

function walkHead(text: TextChunks, sample: string, haplotype: number, contig: string, length: number): void {
	text.utf8(`W\t${sample}\t${haplotype}\t${contig}\t0\t${length}\t`);
}

function step(text: TextChunks, name: number): void {
	text.byte(62); // >
	text.integer(name);
}

/** The steps of the reference walk as text: those of piece `i` at `bytes[starts[i] .. starts[i + 1])`. */
interface ReferenceSteps {
	bytes: Uint8Array;
	starts: Float64Array;
}

function referenceSteps(graph: ContigGraph, firstName: number): ReferenceSteps {
	const { pieceNodes } = graph.nodes;
	const starts = new Float64Array(pieceNodes.length + 1);
	const text = new TextChunks();
	for (let i = 0; i < pieceNodes.length; i++) {
		step(text, firstName + pieceNodes[i]!);
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
