/** The graph of one piece of the reference: `ContigPiece → ContigParts → PartLinks → CanonicalForm → ContigGraph`. */
import { type CanonicalForm, canonicalForm, entersRun } from '../canonical/canonical-form.ts';
import { compareSequences } from '../canonical/compare-sequences.ts';
import type { ContigAlleles } from './contig-alleles.ts';
import { type ContigEdges, makeContigEdges } from './contig-edges.ts';
import { type ContigParts, layOutParts, NO_PART } from './contig-parts.ts';
import type { ContigPiece } from './contig-pieces.ts';
import { findPartLinks } from './part-links.ts';

/** Says that a walk takes no step for an allele. */
export const NO_NODE = 0xffffffff;

/** Nodes and edges of a piece, in canonical form, numbered from 0; a haplotype's walk follows from the alleles it carries. */
export interface ContigGraph {
	readonly nodeCount: number;
	/** Bases in all nodes. */
	readonly bases: number;
	readonly parts: ContigParts;
	/** Node `i` is made of the parts `form.members[form.starts[i] .. form.starts[i + 1])`. */
	readonly form: CanonicalForm;
	readonly edges: ContigEdges;
	/** The reference walk's nodes. */
	readonly referenceNodes: Uint32Array;
	/** By piece of the reference, and one more: how many reference nodes end before it. */
	readonly pieceRanks: Uint32Array;
	/** By allele: the node that a walk steps on for it, {@link NO_NODE} for none: its node may have begun with the allele before. */
	readonly alleleNodes: Uint32Array;
}

/** Builds the graph of a piece. */
export function makeContigGraph({ alleles, sequence }: ContigPiece): ContigGraph {
	const parts = layOutParts(alleles, sequence.length);
	const pieces = parts.cuts.length - 1;
	const links = findPartLinks(alleles, parts);
	const onReference = new Uint8Array(parts.count).fill(1, 0, pieces);
	const places = new Uint32Array(parts.count);
	for (let piece = 0; piece < pieces; piece++) places[piece] = piece + 1;
	const form = canonicalForm({
		nodeCount: parts.count,
		onReference,
		places,
		placeCount: pieces + 1,
		linkFrom: links.from,
		linkTo: links.to,
		begins: links.begins,
		firstWalks: firstCarriers(alleles, parts),
		compareSequences: (a, b) => compareSequences(letters(alleles, parts, a), letters(alleles, parts, b)),
	});
	let bases = sequence.length;
	for (let i = 0; i < alleles.count; i++) bases += alleles.sequenceEnds[i]! - alleles.sequenceStarts[i]!;
	return {
		nodeCount: form.count,
		bases,
		parts,
		form,
		edges: makeContigEdges(form, links),
		...referenceWalk(form, pieces),
		alleleNodes: parts.alleleParts.map((part) => (part !== NO_PART && entersRun(form, 2 * part) ? form.nodes[part]! : NO_NODE)),
	};
}

function referenceWalk(form: CanonicalForm, pieces: number): { referenceNodes: Uint32Array; pieceRanks: Uint32Array } {
	const referenceNodes = new Uint32Array(pieces);
	const pieceRanks = new Uint32Array(pieces + 1);
	let count = 0;
	for (let piece = 0; piece < pieces; piece++) {
		const node = form.nodes[piece]!;
		if (count === 0 || referenceNodes[count - 1] !== node) referenceNodes[count++] = node;
		pieceRanks[piece] = count - 1;
	}
	pieceRanks[pieces] = count;
	return { referenceNodes: referenceNodes.subarray(0, count), pieceRanks };
}

/** By part: the first haplotype column that carries its allele. */
function firstCarriers({ carriers }: ContigAlleles, { count, cuts, partAlleles }: ContigParts): Uint32Array {
	const first = new Uint32Array(count);
	for (const [i, allele] of partAlleles.entries()) first[cuts.length - 1 + i] = carriers.first(allele);
	return first;
}

/** The sequences of a run of alleles. */
function letters(alleles: ContigAlleles, { cuts, partAlleles }: ContigParts, run: Uint32Array): Uint8Array[] {
	return Array.from(run, (part) => {
		const allele = partAlleles[part - (cuts.length - 1)]!;
		return alleles.sequences.subarray(alleles.sequenceStarts[allele], alleles.sequenceEnds[allele]);
	});
}
