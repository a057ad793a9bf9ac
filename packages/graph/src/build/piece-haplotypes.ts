/**
 * The haplotypes of a piece of the reference to the haplotype store, straight from who carries which allele: no walk is ever in
 * memory as a list of steps.
 *
 * Nodes ascend along every walk, so that one pass over them in order sees all visits to a node before it hands them on, and a second
 * pass from the last to the first does the same for the other direction. (The positional Burrows–Wheeler transform, Durbin 2014,
 * doi:10.1093/bioinformatics/btu014, is this on sites of two alleles.) Time is linear in the visits; memory holds the carriers, one
 * word each for node and haplotype, and what is written.
 *
 * Inversions break the order. Walks of a piece that has one are spelled out and go the way of all other graphs (build-store.ts).
 */
import { addWalks } from '../haplotypes/build-store.ts';
import { NO_HANDLE } from '../haplotypes/haplotype-store.ts';
import { RecordCursor } from '../haplotypes/record-cursor.ts';
import { type ArrivalOffset, ENDS } from '../haplotypes/records.ts';
import type { StoreWriter } from '../haplotypes/store-writer.ts';
import { AlleleSteps, END } from './allele-steps.ts';
import { INVERTED } from './changes.ts';
import type { ContigGraph } from './contig-graph.ts';
import type { ContigPiece } from './contig-pieces.ts';
import { spelledWalks } from './spelled-walks.ts';
import type { WalkName } from './walk-names.ts';
import { WalkQueues } from './walk-queues.ts';

/** What of the walks of a piece is not in the store. Walk 0 is the reference's, walk `i` that of `walks[i - 1]`. */
export interface PieceHaplotypes {
	/** By sequence (two a walk): the handle it starts on. */
	readonly firstHandles: Uint32Array;
	/** By walk. */
	readonly stepCounts: Uint32Array;
}

/** Adds the walks of a piece to a store, as handles from `handleBase` and sequences from `sequenceBase` on. */
export function addPieceHaplotypes(
	writer: StoreWriter,
	piece: ContigPiece,
	graph: ContigGraph,
	walks: readonly WalkName[],
	handleBase: number,
	sequenceBase: number,
): PieceHaplotypes {
	if (piece.alleles.kinds.includes(INVERTED)) {
		const spelled = spelledWalks(piece, graph, walks);
		addWalks(writer, spelled, handleBase, sequenceBase);
		const { stepStarts, steps, count } = spelled.walks;
		const stepCounts = Uint32Array.from({ length: count }, (_, walk) => stepStarts[walk + 1]! - stepStarts[walk]!);
		const firstHandles = new Uint32Array(2 * count).fill(NO_HANDLE);
		for (let walk = 0; walk < count; walk++) {
			if (stepCounts[walk] === 0) continue;
			firstHandles[2 * walk] = handleBase + steps[stepStarts[walk]!]!;
			firstHandles[2 * walk + 1] = handleBase + (steps[stepStarts[walk + 1]! - 1]! ^ 1);
		}
		return { firstHandles, stepCounts };
	}
	writer.begin(2 * graph.nodeCount);
	const sweep = new Sweep(writer, piece, graph, walks, handleBase, sequenceBase);
	sweep.goForward();
	sweep.goBack();
	return sweep;
}

/** The two passes over the nodes of a piece. */
class Sweep implements PieceHaplotypes {
	readonly firstHandles: Uint32Array;
	readonly stepCounts: Uint32Array;
	readonly #writer: StoreWriter;
	readonly #graph: ContigGraph;
	readonly #steps: AlleleSteps;
	readonly #alleleCount: number;
	readonly #handleBase: number;
	readonly #sequenceBase: number;
	readonly #walkCount: number;
	/** Visits of the node at hand: walk, sequence, what follows, as its key and as its node. */
	readonly #walks: Uint32Array;
	readonly #sequences: Uint32Array;
	readonly #keys: Uint32Array;
	readonly #targets: Uint32Array;
	/** Which step of its walk the first of them is. */
	#firstPlace = 0;
	readonly #cursor: RecordCursor = new RecordCursor();

	constructor(
		writer: StoreWriter,
		{ alleles }: ContigPiece,
		graph: ContigGraph,
		walks: readonly WalkName[],
		handleBase: number,
		sequenceBase: number,
	) {
		this.#writer = writer;
		this.#graph = graph;
		this.#alleleCount = alleles.count;
		this.#steps = new AlleleSteps(alleles, graph.parts, Int32Array.of(-1, ...walks.map(({ column }) => column)));
		this.#handleBase = handleBase;
		this.#sequenceBase = sequenceBase;
		this.#walkCount = walks.length + 1;
		this.firstHandles = new Uint32Array(2 * this.#walkCount).fill(NO_HANDLE);
		this.stepCounts = new Uint32Array(this.#walkCount);
		this.#walks = new Uint32Array(this.#walkCount);
		this.#sequences = new Uint32Array(this.#walkCount);
		this.#keys = new Uint32Array(this.#walkCount);
		this.#targets = new Uint32Array(this.#walkCount);
	}

	/** Records of the handles that read nodes forward. */
	goForward(): void {
		const { form, parts, nodeCount } = this.#graph;
		const queues = this.#queues(0, (walk) => this.#steps.next(0, -1, walk));
		const pieces = parts.cuts.length - 1;
		for (let node = 0; node < nodeCount; node++) {
			const last = form.members[form.starts[node + 1]! - 1]!;
			const allele = last < pieces ? -1 : parts.partAlleles[last - pieces]!;
			const cut = allele < 0 ? last + 1 : parts.alleleTo[allele]!;
			const count = this.#take(queues, node, 0, cut, (walk) => this.#steps.next(cut, allele, walk));
			// Nodes come in order, so that what arrived before comes from lower ones.
			this.#write(node, 0, count, (_, to) => queues.size((to - this.#handleBase) >>> 1));
			for (let i = 0; i < count; i++) if (this.#keys[i] !== ENDS) queues.pushBack(this.#targets[i]!, this.#walks[i]!);
		}
		this.stepCounts.set(queues.places);
	}

	/** Records of the handles that read nodes backwards. The forward ones say how many visits come from each node. */
	goBack(): void {
		const { form, parts, nodeCount } = this.#graph;
		const pieces = parts.cuts.length - 1;
		const queues = this.#queues(1, (walk) => this.#steps.previous(pieces, this.#alleleCount, walk));
		for (let node = nodeCount - 1; node >= 0; node--) {
			const first = form.members[form.starts[node]!]!;
			const isReference = first < pieces;
			const allele = isReference ? this.#alleleCount : parts.partAlleles[first - pieces]!;
			const cut = isReference ? first : parts.alleleFrom[allele]!;
			const count = this.#take(queues, node, 1, cut, (walk) => this.#steps.previous(cut, allele, walk));
			this.#write(node, 1, count, (from, to) => this.#visitsBefore(to ^ 1, from ^ 1));
			for (let i = count - 1; i >= 0; i--) if (this.#keys[i] !== ENDS) queues.pushFront(this.#targets[i]!, this.#walks[i]!);
		}
	}

	/** Queues in which every walk stands where it begins; `firstPart` says on which part of the piece that is. */
	#queues(reverse: 0 | 1, firstPart: (walk: number) => number): WalkQueues {
		const queues = new WalkQueues(this.#graph.nodeCount, this.#walkCount);
		for (let walk = 0; walk < this.#walkCount; walk++) {
			const part = firstPart(walk);
			if (part === END) continue;
			const node = this.#graph.form.nodes[part]!;
			queues.start(node, walk);
			this.firstHandles[2 * walk + reverse] = this.#handleBase + 2 * node + reverse;
		}
		return queues;
	}

	/** Takes the walks that visit a node, and where they go from there; returns how many there are. */
	#take(queues: WalkQueues, node: number, reverse: 0 | 1, cut: number, partOf: (walk: number) => number): number {
		const { nodes } = this.#graph.form;
		const count = queues.take(node, this.#walks);
		const isAlike = this.#steps.isPlain(cut, reverse === 0);
		for (let i = 0; i < count; i++) {
			const walk = this.#walks[i]!;
			this.#sequences[i] = this.#sequenceBase + 2 * walk + reverse;
			const part = i > 0 && isAlike ? -1 : partOf(walk);
			if (part === -1) {
				this.#targets[i] = this.#targets[0]!;
				this.#keys[i] = this.#keys[0]!;
			} else if (part === END) this.#keys[i] = ENDS;
			else {
				this.#targets[i] = nodes[part]!;
				this.#keys[i] = this.#handleBase + 2 * nodes[part]! + reverse + 1;
			}
		}
		this.#firstPlace = queues.places[this.#walks[0]!]! - 1;
		return count;
	}

	#write(node: number, reverse: 0 | 1, count: number, arrivalOffset: ArrivalOffset): void {
		const visits = { count, sequences: this.#sequences, keys: this.#keys, firstPlace: this.#firstPlace };
		this.#writer.add(this.#handleBase + 2 * node + reverse, visits, arrivalOffset);
	}

	/** Of the visits of `handle`, all of whose records are written: how many end there or go on to handles below `next`. */
	#visitsBefore(handle: number, next: number): number {
		const { bytes, start, end } = this.#writer.recordOf(handle);
		const cursor = this.#cursor;
		cursor.open(bytes, start, end, handle);
		let visits = 0;
		for (let i = 0; i < cursor.successors && cursor.keys[i]! < next + 1; i++) visits += cursor.totals[i]!;
		return visits;
	}
}
