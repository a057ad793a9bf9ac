/** The walks of a piece of the reference as lists of steps. */
import type { WalkedGraph } from '../haplotypes/sequences.ts';
import { GrowingUint32 } from '../store/columns.ts';
import { makeEdges } from '../store/edges.ts';
import { allelesOf, type CarriedAlleles, carriedAlleles } from './carried-alleles.ts';
import { INVERTED } from './changes.ts';
import { type ContigGraph, NO_NODE } from './contig-graph.ts';
import type { ContigPiece } from './contig-pieces.ts';
import type { WalkName } from './walk-names.ts';

/** Nodes, edges and walks of a piece, numbered from 0; walk 0 is the reference's. Linear in the steps, in time and memory. */
export function spelledWalks(piece: ContigPiece, graph: ContigGraph, walks: readonly WalkName[]): WalkedGraph {
	const steps = new GrowingUint32();
	const stepStarts = new Uint32Array(walks.length + 2);
	const { referenceNodes } = graph;
	for (const node of referenceNodes) steps.push(2 * node);
	stepStarts[1] = steps.length;
	const groups = carriedAlleles(piece.alleles.carriers);
	let carried: CarriedAlleles | undefined;
	for (const [i, { column }] of walks.entries()) {
		while (carried === undefined || column >= carried.end) carried = groups.next().value as CarriedAlleles;
		addSteps(steps, piece, graph, allelesOf(carried, column));
		stepStarts[i + 2] = steps.length;
	}
	return { nodeCount: graph.nodeCount, ...edgesOf(graph), walks: { count: walks.length + 1, stepStarts, steps: steps.view() } };
}

function addSteps(steps: GrowingUint32, { alleles }: ContigPiece, graph: ContigGraph, carried: Uint32Array): void {
	const { parts, pieceRanks, referenceNodes, alleleNodes } = graph;
	let at = 0;
	const follow = (to: number) => {
		for (; at < to; at++) steps.push(2 * referenceNodes[at]!);
	};
	for (const allele of carried) {
		const from = pieceRanks[parts.alleleFrom[allele]!]!;
		const to = pieceRanks[parts.alleleTo[allele]!]!;
		follow(from);
		if (alleleNodes[allele] !== NO_NODE) steps.push(2 * alleleNodes[allele]!);
		else if (alleles.kinds[allele] === INVERTED) for (let i = to - 1; i >= from; i--) steps.push(2 * referenceNodes[i]! + 1);
		at = to;
	}
	follow(referenceNodes.length);
}

function edgesOf({ nodeCount, edges }: ContigGraph): Pick<WalkedGraph, 'edgeStarts' | 'edgeTargets'> {
	const from = new Uint32Array(edges.count);
	for (let handle = 0; handle < 2 * nodeCount; handle++) from.fill(handle, edges.starts[handle], edges.starts[handle + 1]);
	return makeEdges(nodeCount, from, edges.targets);
}
