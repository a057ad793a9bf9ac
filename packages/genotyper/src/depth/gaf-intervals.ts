/**
 * Where the alignments of a GAF lie on the reference of their graph: from the place of their first base to that of their last
 * (reference-places.ts of the graph package), so that a read over an insertion or another allele covers what is on either side.
 */
import { type Graph, nodeLength, placeOf, type ReferencePlace, type ReferencePlaces, referencePlaces } from '@pangraf/graph';
import type { GafBatch } from '@pangraf/mapper';
import { type AlignmentCounts, alignmentError, noAlignments } from './alignment-counts.ts';
import type { CoverageCounter } from './coverage.ts';

/** Mapping quality that says nothing (SAM, section 1.4); taken for reliable. */
const UNKNOWN_MAPQ = 255;

/** Adds the alignments of one file to a counter. */
export class GafIntervals {
	readonly counts: AlignmentCounts = noAlignments();
	readonly #counter: CoverageCounter;
	readonly #file: string;
	readonly #places: ReferencePlaces;
	/** By contig of the graph: its number in the comparison. */
	readonly #contigs: readonly (number | undefined)[];

	/** Errors: E_REFERENCE_MISSING, E_REFERENCE_OVERLAP, E_REFERENCE_AMBIGUOUS. */
	constructor(counter: CoverageCounter, graph: Graph, contigs: ReadonlyMap<string, number>, file: string) {
		this.#counter = counter;
		this.#file = file;
		this.#places = referencePlaces(graph);
		this.#contigs = this.#places.reference.contigs.map(({ name }) => contigs.get(name));
	}

	/** Errors: E_GAF_PATH_LENGTH. */
	add(batch: GafBatch): void {
		for (let i = 0; i < batch.count; i++) {
			this.counts.records++;
			if (batch.stepStarts[i] === batch.stepStarts[i + 1]) this.counts.unmapped++;
			else if (batch.secondary[i] === 1) this.counts.flagged++;
			else this.#addAlignment(batch, i);
		}
	}

	#addAlignment(batch: GafBatch, i: number): void {
		const from = batch.stepStarts[i]!;
		const to = batch.stepStarts[i + 1]!;
		const { graph } = this.#places.reference;
		let length = 0;
		for (let step = from; step < to; step++) length += nodeLength(graph, batch.steps[step]! >>> 1);
		if (length !== batch.pathLengths[i]) {
			const found = `a path of ${batch.pathLengths[i]} bp`;
			const expected = `${length} bp, which its segments have in the graph`;
			throw alignmentError('E_GAF_PATH_LENGTH', this.#file, `line ${batch.lines[i]}`, found, expected);
		}
		const first = this.#placeAt(batch, from, batch.pathStarts[i]!, 1);
		const last = this.#placeAt(batch, to - 1, length - batch.pathEnds[i]!, -1);
		const contig = first === undefined || last?.contig !== first.contig ? undefined : this.#contigs[first.contig];
		if (first === undefined || last === undefined || contig === undefined) {
			this.counts.foreign++;
			return;
		}
		this.counts.used++;
		const start = Math.min(lowest(first), lowest(last));
		const end = Math.max(highest(first), highest(last)) + 1;
		const mapq = batch.mapqs[i]!;
		if (end > start) this.#counter.addAlignment(contig, start, end, mapq === UNKNOWN_MAPQ ? 60 : mapq);
	}

	/** Place of the base `skipped` bases from the path's start (`direction` 1) or from its end (-1), which is on or after `step`. */
	#placeAt(batch: GafBatch, step: number, skipped: number, direction: 1 | -1): ReferencePlace | undefined {
		const { graph } = this.#places.reference;
		let left = skipped;
		let size = nodeLength(graph, batch.steps[step]! >>> 1);
		while (left >= size) {
			left -= size;
			step += direction;
			size = nodeLength(graph, batch.steps[step]! >>> 1);
		}
		return placeOf(this.#places, batch.steps[step]!, direction === 1 ? left : size - 1 - left);
	}
}

/** Least and greatest reference base that an alignment ending with a base at `place` covers there. */
function lowest({ position, flank, reverse }: ReferencePlace): number {
	return flank === 'on' || (flank === 'before') === reverse ? position : position + 1;
}

function highest({ position, flank, reverse }: ReferencePlace): number {
	return flank === 'on' || (flank === 'after') === reverse ? position : position - 1;
}
