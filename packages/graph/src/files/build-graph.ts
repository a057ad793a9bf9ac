/** FASTA and phased VCFs to GFA, contig by contig: only one contig's genotypes are in memory. */
import { AlleleTable, type RecordSource } from '../build/allele-table.ts';
import { type ContigGraph, makeContigGraph } from '../build/contig-graph.ts';
import { contigLines, headerLine } from '../build/gfa-lines.ts';
import { makeSampleTable } from '../build/samples.ts';
import type { BuildSummary } from '../build/summary.ts';
import { nameWalks } from '../build/walk-names.ts';
import { PangrafError } from '../errors.ts';
import type { OnProgress } from '../progress.ts';
import { readFasta } from './fasta.ts';
import { readLineBatches } from './lines.ts';
import { createOutput, type Output } from './output.ts';
import { readVcf, type VcfRecord, type VcfStream } from './vcf.ts';

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
	/** GFA to write; standard output when undefined. */
	output: string | undefined;
	onProgress?: OnProgress;
}

/** One VCF, read as far as the contig that is being built. */
interface OpenVcf extends RecordSource {
	records: AsyncGenerator<VcfRecord>;
	/** The next record, undefined after the last. */
	next: VcfRecord | undefined;
	/** Place of `next`: contig in the FASTA and position; -1 before the first. */
	contig: number;
	position: number;
}

const PROGRESS_EVERY = 1024;

/**
 * Builds a graph and writes it as GFA 1.1: for each contig its S, L and W lines.
 *
 * A sample has walks on the contigs where one of its VCFs has a record: one where all its genotypes are haploid, else two.
 * At records that its VCF does not have it follows the reference.
 *
 * @throws PangrafError E_BUILD_CONTIG, E_BUILD_ORDER, those of {@link makeSampleTable}, {@link AlleleTable.add} and the readers
 */
export async function buildGraph(options: BuildOptions): Promise<BuildSummary> {
	const reference = await readFasta(options.reference);
	const streams: { file: string; stream: VcfStream }[] = [];
	const vcfs: OpenVcf[] = [];
	let output: Output | undefined;
	try {
		for (const file of options.variants) streams.push({ file, stream: await readVcf(file) });
		const sources = streams.map(({ file, stream }) => ({ file, samples: stream.header.samples }));
		const wanted = options.sampleList === undefined ? undefined : await readSampleList(options.sampleList);
		const contigPlaces = new Map(reference.names.map((name, i) => [name, i]));
		const samples = makeSampleTable(sources, options.refSample, wanted);
		for (const [i, { file, stream }] of streams.entries()) {
			const records = stream.records();
			const source = { file, samples: stream.header.samples, columns: samples.columns[i]! };
			const vcf: OpenVcf = { ...source, records, next: undefined, contig: -1, position: -1 };
			vcfs.push(vcf);
			await advance(vcf, contigPlaces);
		}
		output = await createOutput(options.output);
		await output.write(headerLine(options.refSample));
		const summary = emptySummary();
		for (const [i, name] of reference.names.entries()) {
			const contig = { name, sequence: reference.sequences[i]! };
			const table = new AlleleTable(contig, samples.names.length);
			for (const vcf of vcfs) {
				for (; vcf.next !== undefined && vcf.contig === i; await advance(vcf, contigPlaces)) {
					table.add(vcf.next, vcf);
					summary.records++;
					if (summary.records % PROGRESS_EVERY === 0) {
						options.onProgress?.({ stage: 'build', done: summary.records, unit: 'records' });
					}
				}
			}
			table.finish();
			const graph = makeContigGraph(table, contig.sequence.length);
			const walks = nameWalks(samples.names, table, graph.alleles, contig.sequence.length);
			const lines = contigLines(contig, graph, summary.nodes + 1, options.refSample, walks);
			for (const chunk of lines) await output.write(chunk);
			count(summary, table, graph, walks.length);
		}
		await output.close();
		return summary;
	} catch (error) {
		await output?.abort();
		throw error;
	} finally {
		for (const { stream } of streams) await stream.close();
	}
}

async function advance(vcf: OpenVcf, contigPlaces: ReadonlyMap<string, number>): Promise<void> {
	const step = await vcf.records.next();
	vcf.next = step.done === true ? undefined : step.value;
	if (vcf.next !== undefined) checkOrder(vcf, vcf.next, contigPlaces);
}

async function readSampleList(path: string): Promise<string[]> {
	const names: string[] = [];
	for await (const { lines } of readLineBatches(path)) {
		for (const line of lines) if (line.trim() !== '') names.push(line.trim());
	}
	return names;
}

function emptySummary(): BuildSummary {
	return {
		contigs: 0,
		records: 0,
		alleles: 0,
		nodes: 0,
		edges: 0,
		walks: 0,
		droppedOverlapping: 0,
		missingGenotypes: 0,
		bases: 0,
	};
}

function count(summary: BuildSummary, table: AlleleTable, graph: ContigGraph, walks: number): void {
	summary.contigs++;
	summary.alleles += graph.alleles.count;
	summary.nodes += graph.nodes.count;
	summary.edges += graph.edges.count;
	summary.walks += walks + 1;
	summary.droppedOverlapping += graph.alleles.droppedOverlapping;
	summary.missingGenotypes += table.missingGenotypes;
	summary.bases += graph.nodes.bases;
}

/** Checks that a record stands where it must, and notes its place. */
function checkOrder(vcf: OpenVcf, record: VcfRecord, contigPlaces: ReadonlyMap<string, number>): void {
	const contig = contigPlaces.get(record.contig);
	if (contig === undefined) {
		const names = [...contigPlaces.keys()];
		throw new PangrafError('E_BUILD_CONTIG', {
			file: vcf.file,
			place: `line ${record.line}`,
			found: `contig '${record.contig}'`,
			expected: `a contig of the FASTA: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`,
			remedy: 'use the reference that the VCF was made with',
		});
	}
	if (contig < vcf.contig) {
		throw new PangrafError('E_BUILD_ORDER', {
			file: vcf.file,
			place: `line ${record.line}`,
			found: `contig '${record.contig}' out of its turn`,
			expected: 'all records of a contig together, and contigs in the order of the FASTA',
			remedy: 'sort the VCF and the FASTA alike (bcftools sort)',
		});
	}
	if (contig === vcf.contig && record.position < vcf.position) {
		throw new PangrafError('E_BUILD_ORDER', {
			file: vcf.file,
			place: `line ${record.line}`,
			found: `${record.contig}:${record.position + 1} after ${record.contig}:${vcf.position + 1}`,
			expected: 'records sorted by position',
			remedy: 'sort the VCF with bcftools sort',
		});
	}
	vcf.contig = contig;
	vcf.position = record.position;
}
