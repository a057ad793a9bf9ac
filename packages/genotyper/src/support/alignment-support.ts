/**
 * Alignments to support: every line of a GAF falls in one counted class, and the used ones add to the sites' support and to the
 * pileup.
 *
 * A read is used when it is mapped, primary and of sufficient mapping quality. Its path is turned into the reference's direction,
 * which is the one that most of its bases with a place on the reference have. Mates are two successive used lines whose names
 * are equal but for `/1` and `/2`; where they overlap they count once.
 */
import { PangrafError } from '@pangraf/graph';
import type { GafBatch } from '@pangraf/mapper';
import { NO_PLACE, type Projection } from '../sites/projection.ts';
import { indelPlaces } from './indel-places.ts';
import { NO_LINK, PathSupport, type SupportTables } from './path-support.ts';
import { Pileup } from './pileup.ts';
import { OTHER_LETTERS, ReadPileup } from './read-pileup.ts';

/** Alignment lines by class; `alignments` is the sum of the other four. */
export interface AlignmentCounts {
	alignments: number;
	used: number;
	unmapped: number;
	/** Lines that `tp:A:S` or `tp:A:I` mark: another line is the read's primary alignment. */
	secondary: number;
	lowMapq: number;
}

/** How the used alignments fared; each number counts some of `used`. */
export interface UsedCounts {
	/** Alignments that speak for at least one site. */
	informative: number;
	/** Alignments without a `cs` tag, which show no new variants. */
	withoutDifferences: number;
}

/** `mapq` column that stands for unknown; such reads are used. */
const UNKNOWN_MAPQ = 255;

/** Takes batches of alignments and adds them up. */
export class AlignmentSupport {
	readonly counts: AlignmentCounts = { alignments: 0, used: 0, unmapped: 0, secondary: 0, lowMapq: 0 };
	readonly usedCounts: UsedCounts = { informative: 0, withoutDifferences: 0 };
	readonly paths: PathSupport;
	readonly pileup: Pileup = new Pileup();
	readonly #readPileup: ReadPileup;
	readonly #projection: Projection;
	readonly #nodeStarts: Uint32Array;
	readonly #minMapq: number;
	readonly #file: string;
	#alignedBases = 0;
	#flipped = new Uint32Array(1024);
	#lastName = new Uint8Array(256);
	#lastNameLength = -1;

	/** `file` is what errors call the alignments. */
	constructor(tables: SupportTables, projection: Projection, minMapq: number, file: string) {
		this.paths = new PathSupport(tables);
		this.#readPileup = new ReadPileup(this.pileup, tables.reference, projection);
		this.#projection = projection;
		this.#nodeStarts = tables.reference.graph.nodeStarts;
		this.#minMapq = minMapq;
		this.#file = file;
	}

	/** Mean number of aligned query bases of the used alignments; 0 when there are none. */
	get meanAlignedLength(): number {
		return this.counts.used === 0 ? 0 : this.#alignedBases / this.counts.used;
	}

	/**
	 * Adds all lines of a batch.
	 *
	 * Errors: E_GAF_PATH_LENGTH, E_GAF_LINK, E_GAF_LETTERS (graph and alignments differ), E_GAF_CS.
	 */
	add(batch: GafBatch): void {
		const { counts } = this;
		for (let i = 0; i < batch.count; i++) {
			counts.alignments++;
			if (batch.stepStarts[i] === batch.stepStarts[i + 1]) counts.unmapped++;
			else if (batch.secondary[i] === 1) counts.secondary++;
			else if (batch.mapqs[i]! < this.#minMapq && batch.mapqs[i] !== UNKNOWN_MAPQ) counts.lowMapq++;
			else this.#use(batch, i);
		}
	}

	#use(batch: GafBatch, i: number): void {
		this.counts.used++;
		this.#alignedBases += batch.queryEnds[i]! - batch.queryStarts[i]!;
		const sameFragment = this.#followsMate(batch, i);
		const from = batch.stepStarts[i]!;
		const to = batch.stepStarts[i + 1]!;
		const reverse = this.#runsInReverse(batch, i);
		const indels = indelPlaces(batch, i);
		let sites: number;
		if (reverse) {
			if (this.#flipped.length < to - from) this.#flipped = new Uint32Array(2 * (to - from));
			for (let step = from; step < to; step++) this.#flipped[to - 1 - step] = batch.steps[step]! ^ 1;
			const length = batch.pathLengths[i]!;
			const start = length - batch.pathEnds[i]!;
			const flippedIndels = indels.map((place) => length - place).reverse();
			sites = this.paths.addRead(this.#flipped, 0, to - from, start, length - batch.pathStarts[i]!, flippedIndels, sameFragment);
		} else sites = this.paths.addRead(batch.steps, from, to, batch.pathStarts[i]!, batch.pathEnds[i]!, indels, sameFragment);
		if (sites === NO_LINK)
			this.#fail(batch, i, 'E_GAF_LINK', 'a path over two segments that the graph does not link', 'a path of the graph');
		if (sites > 0) this.usedCounts.informative++;
		if (batch.csStarts[i] === batch.csEnds[i]) this.usedCounts.withoutDifferences++;
		else {
			const wrong = this.#readPileup.addRead(batch, i, sameFragment);
			if (wrong === OTHER_LETTERS) this.#fail(batch, i, 'E_GAF_LETTERS', wrong, 'the letters of the path');
			if (wrong !== undefined) this.#fail(batch, i, 'E_GAF_CS', wrong, 'differences that fit the query and path intervals');
		}
	}

	/** Also checks the path's length against the graph's segments. */
	#runsInReverse(batch: GafBatch, i: number): boolean {
		let length = 0;
		let along = 0;
		for (let step = batch.stepStarts[i]!; step < batch.stepStarts[i + 1]!; step++) {
			const handle = batch.steps[step]!;
			const node = handle >>> 1;
			const bases = this.#nodeStarts[node + 1]! - this.#nodeStarts[node]!;
			length += bases;
			if (this.#projection.offsets[node] !== NO_PLACE)
				along += this.#projection.orientations[node] === (handle & 1) ? bases : -bases;
		}
		if (length !== batch.pathLengths[i]) {
			const found = `a path of ${batch.pathLengths[i]} bp`;
			this.#fail(batch, i, 'E_GAF_PATH_LENGTH', found, `${length} bp, which its segments have in the graph`);
		}
		return along < 0;
	}

	#followsMate(batch: GafBatch, i: number): boolean {
		const from = batch.nameStarts[i]!;
		let length = batch.nameEnds[i]! - from;
		const last = batch.bytes[from + length - 1];
		if (length > 2 && batch.bytes[from + length - 2] === 47 && (last === 49 || last === 50)) length -= 2;
		let same = length === this.#lastNameLength;
		for (let k = 0; same && k < length; k++) same = batch.bytes[from + k] === this.#lastName[k];
		if (!same) {
			if (this.#lastName.length < length) this.#lastName = new Uint8Array(2 * length);
			this.#lastName.set(batch.bytes.subarray(from, from + length));
			this.#lastNameLength = length;
		}
		return same;
	}

	#fail(batch: GafBatch, i: number, code: string, found: string, expected: string): never {
		const remedy =
			code === 'E_GAF_CS' ? 'map the reads again' : 'give the graph that the reads were mapped to: graph and alignments differ';
		throw new PangrafError(code, { file: this.#file, place: `line ${batch.lines[i]}`, found, expected, remedy });
	}
}
