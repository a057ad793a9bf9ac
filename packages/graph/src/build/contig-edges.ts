/**
 * The edges of one contig that some walk uses.
 *
 * The reference walk uses every edge between neighbouring pieces of the reference. All others touch an allele's node or jump
 * over a deletion, and are found by going from allele to allele of each haplotype: linear in the alleles carried, not in the
 * steps of the walks.
 */
import { allelesOfBlock, type ContigAlleles } from './contig-alleles.ts';
import { type ContigNodes, NO_NODE } from './contig-nodes.ts';

/** Edges as CSR over the nodes of a contig: `targets[starts[n] .. starts[n + 1])`, ascending, are entered from node `n`. */
export interface ContigEdges {
	readonly count: number;
	readonly starts: Uint32Array;
	readonly targets: Uint32Array;
}

/** Collects the edges of all walks. */
export function findEdges(alleles: ContigAlleles, nodes: ContigNodes): ContigEdges {
	const junctions = new EdgeSet();
	for (let block = 0; block < alleles.wordsPerRow; block++) {
		const carried = allelesOfBlock(alleles, block);
		for (let j = 0; j < 32; j++) {
			addJunctions(junctions, nodes, carried.alleles.subarray(carried.starts[j], carried.starts[j + 1]));
		}
	}
	return toCsr(junctions, nodes);
}

function addJunctions(junctions: EdgeSet, nodes: ContigNodes, carried: Uint32Array): void {
	const { pieceNodes, alleleNodes, alleleFrom, alleleTo } = nodes;
	let tail = NO_NODE;
	let piece = 0;
	for (const allele of carried) {
		const from = alleleFrom[allele]!;
		if (from > piece) {
			if (tail !== NO_NODE) junctions.add(tail, pieceNodes[piece]!);
			tail = pieceNodes[from - 1]!;
		}
		const node = alleleNodes[allele]!;
		if (node !== NO_NODE) {
			if (tail !== NO_NODE) junctions.add(tail, node);
			tail = node;
		}
		piece = alleleTo[allele]!;
	}
	if (carried.length > 0 && tail !== NO_NODE && piece < pieceNodes.length) junctions.add(tail, pieceNodes[piece]!);
}

function toCsr(junctions: EdgeSet, nodes: ContigNodes): ContigEdges {
	const { pieceNodes, count: nodeCount } = nodes;
	const starts = new Uint32Array(nodeCount + 1);
	for (let i = 1; i < pieceNodes.length; i++) starts[pieceNodes[i - 1]! + 1]!++;
	for (let i = 0; i < junctions.count; i++) starts[junctions.from[i]! + 1]!++;
	for (let n = 0; n < nodeCount; n++) starts[n + 1]! += starts[n]!;
	const places = starts.slice();
	const targets = new Uint32Array(starts[nodeCount]!);
	for (let i = 1; i < pieceNodes.length; i++) targets[places[pieceNodes[i - 1]!]!++] = pieceNodes[i]!;
	for (let i = 0; i < junctions.count; i++) targets[places[junctions.from[i]!]!++] = junctions.to[i]!;
	for (let n = 0; n < nodeCount; n++) if (starts[n + 1]! - starts[n]! > 1) targets.subarray(starts[n], starts[n + 1]).sort();
	return { count: targets.length, starts, targets };
}

/** A set of edges: open addressing with linear probing, at most half full. */
class EdgeSet {
	count = 0;
	from: Uint32Array = new Uint32Array(1024);
	to: Uint32Array = new Uint32Array(1024);
	/** Index of the edge plus one, or 0. */
	#slots: Uint32Array = new Uint32Array(2048);

	add(from: number, to: number): void {
		const mask = this.#slots.length - 1;
		let slot = hash(from, to) & mask;
		for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
			if (this.from[found - 1] === from && this.to[found - 1] === to) return;
			slot = (slot + 1) & mask;
		}
		if (this.count === this.from.length) {
			this.#grow();
			this.add(from, to);
			return;
		}
		this.from[this.count] = from;
		this.to[this.count] = to;
		this.#slots[slot] = ++this.count;
	}

	#grow(): void {
		const { from, to } = this;
		this.from = new Uint32Array(from.length * 2);
		this.from.set(from);
		this.to = new Uint32Array(to.length * 2);
		this.to.set(to);
		this.#slots = new Uint32Array(this.#slots.length * 2);
		const mask = this.#slots.length - 1;
		for (let i = 0; i < this.count; i++) {
			let slot = hash(from[i]!, to[i]!) & mask;
			while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
			this.#slots[slot] = i + 1;
		}
	}
}

function hash(from: number, to: number): number {
	let h = Math.imul(from, 0x9e3779b1) ^ Math.imul(to, 0x85ebca6b);
	h ^= h >>> 15;
	return Math.imul(h, 0x2c1b3c6d) ^ (h >>> 12);
}
