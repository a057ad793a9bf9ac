/** FASTA and phased VCFs to GFA, or to columns, contig by contig: only one contig's sequence and genotypes are in memory. */
import { AlleleTable } from '../build/allele-table.ts';
import { BuiltColumns, type BuiltGraph } from '../build/built-columns.ts';
import type { Contig } from '../build/changes.ts';
import { resolveAlleles } from '../build/contig-alleles.ts';
import { type ContigGraph, makeContigGraph } from '../build/contig-graph.ts';
import { type ContigPiece, cutContig } from '../build/contig-pieces.ts';
import { contigLines, headerLine } from '../build/gfa-lines.ts';
import { readRegions, type Region, withinContig } from '../build/regions.ts';
import { makeSampleTable, SampleOwners } from '../build/samples.ts';
import { type BuildSummary, emptySummary } from '../build/summary.ts';
import { nameWalks, type WalkName } from '../build/walk-names.ts';
import type { OnProgress } from '../progress.ts';
import { readLineBatches } from './lines.ts';
import { MergedVcfs } from './merged-vcfs.ts';
import { createOutput, type Output } from './output.ts';
import { openReference } from './reference.ts';

export type { BuildSummary } from '../build/summary.ts';

/** Options of {@link buildGraph}. */
export interface BuildOptions {
	/** FASTA. */
	reference: string;
	/** Phased VCFs, each in the order of the FASTA; none for a graph of the reference alone. */
	variants: readonly string[];
	/** File with one sample name a line: only these become walks. */
	sampleList?: string;
	/** Sample name of the reference's walks. */
	refSample: string;
	/**
	 * Least number, and least fraction, of haplotypes that carry an allele. All samples of the VCFs count, those that are not in the
	 * sample list too, so that which alleles a graph has does not depend on who is in it; missing genotypes and samples of files
	 * without the record count as reference.
	 */
	minAc?: number;
	minAf?: number;
	/** Pieces of the reference that the graph is restricted to, such as `chr20:1,000,001-2,000,000`; see {@link readRegions}. */
	regions?: readonly string[];
	/** GFA to write; standard output when undefined. */
	output: string | undefined;
	onProgress?: OnProgress;
}

const PROGRESS_EVERY = 1024;

/**
 * Builds a graph in canonical form (see canonical/canonical-form.ts) and writes it as GFA 1.1: for each contig, or each of its
 * regions, its S, L and W lines.
 *
 * A sample has walks on the contigs where one of its VCFs has a record: one where all its genotypes are haploid, else two.
 * At records that its VCF does not have it follows the reference.
 *
 * @throws PangrafError E_BUILD_CONTIG, E_BUILD_ORDER, those of {@link makeSampleTable}, {@link SampleOwners.add},
 * {@link readRegions}, {@link AlleleTable.add} and the readers
 */
export async function buildGraph(options: BuildOptions): Promise<BuildSummary> {
	let output: Output | undefined;
	try {
		const summary = await build(options, {
			begin: async () => {
				output = await createOutput(options.output);
				await output.write(headerLine(options.refSample));
			},
			add: async (piece, graph, walks, nodesBefore) => {
				const lines = contigLines(piece, graph, nodesBefore + 1, options.refSample, walks);
				for (const chunk of lines) await output!.write(chunk);
			},
		});
		await output!.close();
		return summary;
	} catch (error) {
		await output?.abort();
		throw error;
	}
}

/**
 * Builds the same graph as columns and a haplotype store: what reading that GFA gives, and its store, byte for byte. Walks are never
 * spelled out, so that memory holds the graph, the store and one contig's genotypes.
 *
 * @throws PangrafError as {@link buildGraph}, E_GFA_TOO_LARGE, E_MEMORY
 */
export async function buildGraphColumns(options: Omit<BuildOptions, 'output'>): Promise<BuiltGraph & { summary: BuildSummary }> {
	const columns = new BuiltColumns(options.refSample, options.reference);
	const summary = await build(options, {
		begin: async () => {},
		add: async (piece, graph, walks) => columns.add(piece, graph, walks),
	});
	return { ...columns.finish(), summary };
}

/** Takes a build as it is made: `begin` when its input is known to be in order, then piece after piece. */
interface BuildTaker {
	begin(): Promise<void>;
	add(piece: ContigPiece, graph: ContigGraph, walks: readonly WalkName[], nodesBefore: number): Promise<void>;
}

async function build(options: Omit<BuildOptions, 'output'>, taker: BuildTaker): Promise<BuildSummary> {
	const reference = await openReference(options.reference);
	const regions = readRegions(options.regions ?? [], new Set(reference.names));
	const vcfs = await MergedVcfs.open(options.variants, reference.names);
	try {
		const wanted = options.sampleList === undefined ? undefined : await readSampleList(options.sampleList);
		const samples = makeSampleTable(vcfs.vcfs, options.refSample, wanted);
		await vcfs.start(samples.columns);
		await taker.begin();
		const contigs = new Build(options, samples.names, vcfs, taker);
		let place = 0;
		for await (const contig of reference.contigs()) {
			const wholeContig = regions.size === 0 ? [{ contig: contig.name, from: 0, to: Number.POSITIVE_INFINITY }] : [];
			await contigs.add(contig, place++, withinContig(regions.get(contig.name) ?? wholeContig, contig.sequence.length));
		}
		return contigs.summary;
	} finally {
		await vcfs.close();
	}
}

async function readSampleList(path: string): Promise<string[]> {
	const names: string[] = [];
	for await (const { lines } of readLineBatches(path)) {
		for (const line of lines) if (line.trim() !== '') names.push(line.trim());
	}
	return names;
}

/** A build under way. */
class Build {
	readonly summary: BuildSummary = emptySummary();
	readonly #options: Omit<BuildOptions, 'output'>;
	readonly #samples: readonly string[];
	readonly #vcfs: MergedVcfs;
	readonly #taker: BuildTaker;

	constructor(options: Omit<BuildOptions, 'output'>, samples: readonly string[], vcfs: MergedVcfs, taker: BuildTaker) {
		this.#options = options;
		this.#samples = samples;
		this.#vcfs = vcfs;
		this.#taker = taker;
	}

	/** Reads the records of a contig and hands on the graph of its regions; without any, reads over it. */
	async add(contig: Contig, place: number, regions: readonly Region[]): Promise<void> {
		if (regions.length === 0) {
			for (let vcf = this.#vcfs.first(place); vcf !== undefined; vcf = this.#vcfs.first(place)) await this.#vcfs.advance(vcf);
			return;
		}
		const { summary } = this;
		const table = await this.#readAlleles(contig, place);
		const borders = regions.flatMap(({ from, to }) => [from, to]).filter((at) => at > 0 && at < contig.sequence.length);
		const { alleles, leftOut } = resolveAlleles(table, { countMin: this.#countMin(table), borders });
		summary.contigs++;
		summary.droppedOverlapping += leftOut.overlapping;
		summary.droppedRare += leftOut.rare;
		summary.droppedAtBorders += leftOut.crossing;
		summary.missingGenotypes += table.missingGenotypes;
		for (const piece of cutContig(contig, alleles, regions)) {
			const graph = makeContigGraph(piece);
			const walks = nameWalks(this.#samples, table.ploidy, piece);
			await this.#taker.add(piece, graph, walks, summary.nodes);
			summary.alleles += piece.alleles.count;
			summary.nodes += graph.nodeCount;
			summary.edges += graph.edges.count;
			summary.walks += walks.length + 1;
			summary.bases += graph.bases;
		}
	}

	/** The records of a contig, all files together, by position. */
	async #readAlleles(contig: Contig, place: number): Promise<AlleleTable> {
		const { summary } = this;
		const { vcfs } = this.#vcfs;
		const table = new AlleleTable(contig, this.#samples.length, this.#countsAll);
		const owners = new SampleOwners(
			this.#samples,
			vcfs.map(({ file }) => file),
		);
		/** By file: positions with a record. */
		const positions = new Uint32Array(vcfs.length);
		const lastPositions = new Int32Array(vcfs.length).fill(-2);
		let allPositions = 0;
		let lastPosition = -2;
		for (let vcf = this.#vcfs.first(place); vcf !== undefined; vcf = this.#vcfs.first(place)) {
			const { index, position, next } = vcf;
			if (positions[index] === 0) owners.add(index, vcf.columns, next!.line, contig.name);
			table.add(next!, vcf);
			if (position !== lastPositions[index]) positions[index]!++;
			if (position !== lastPosition) allPositions++;
			lastPositions[index] = position;
			lastPosition = position;
			summary.records++;
			if (summary.records % PROGRESS_EVERY === 0) {
				this.#options.onProgress?.({ stage: 'build', done: summary.records, unit: 'records' });
			}
			await this.#vcfs.advance(vcf);
		}
		table.finish();
		for (const { index, columns } of vcfs) {
			if (positions[index] === 0) continue;
			for (const sample of columns) {
				if (sample >= 0) summary.absentGenotypes += table.ploidy[sample]! * (allPositions - positions[index]!);
			}
		}
		return table;
	}

	get #countsAll(): boolean {
		return (this.#options.minAc ?? 0) > 1 || (this.#options.minAf ?? 0) > 0;
	}

	/** Least number of haplotypes that carry an allele, on a contig. */
	#countMin(table: AlleleTable): number {
		if (!this.#countsAll) return 0;
		// A fraction such as 0.1 of 30 haplotypes is 3.0000000000000004.
		const byFraction = Math.ceil((this.#options.minAf ?? 0) * table.allHaplotypes - 1e-9);
		return Math.max(this.#options.minAc ?? 0, byFraction);
	}
}
