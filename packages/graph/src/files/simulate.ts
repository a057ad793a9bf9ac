/** A seeded population, a patient and reads of the patient, as files. */
import { join } from 'node:path';
import type { OnProgress } from '../progress.ts';
import { type HaplotypeSequence, applyChanges } from '../simulation/haplotype-sequence.ts';
import { lettersOf } from '../simulation/letters.ts';
import { makePopulation, type Population } from '../simulation/population.ts';
import { Random } from '../simulation/random.ts';
import { ReadPairs, type ReadSource, TRUTH_HEADER } from '../simulation/read-pairs.ts';
import { repeatRuns } from '../simulation/reference-contigs.ts';
import { isCarriedBelow, type SimulationSummary, summarise } from '../simulation/simulation-summary.ts';
import { checkShape, type SimulationShape } from '../simulation/simulation-shape.ts';
import { genotype, makeRecord, recordText, structuralInfo, vcfHeader } from '../simulation/vcf-records.ts';
import { createOutput, type Output } from './output.ts';
import { makeOutputFolder } from './output-folder.ts';

export type { SimulationSummary } from '../simulation/simulation-summary.ts';

/** Options of {@link simulate}. */
export interface SimulateOptions extends SimulationShape {
	/** Folder for the files; made when it is not there. */
	directory: string;
	onProgress?: OnProgress;
}

/** The patient's sample name in the VCF and the first part of its read names. */
const PATIENT = 'PATIENT';
const SOURCE = 'pangraf simulate';
const FASTA_WIDTH = 60;
/** Pairs between two reports. */
const PROGRESS_EVERY = 10_000;
/** Pairs between two looks at whether there is something to write. */
const PAIRS_A_TURN = 500;

/**
 * Writes into a folder:
 *
 * - `reference.fa`, and `repeats.bed` with the class of each repeat in it;
 * - `panel.vcf.gz`, the phased population; `truth.vcf.gz`, the patient, phased, PRIVATE where the panel lacks the variant;
 * - `genes.bed`, made-up genes; `diagnostic.vcf.gz`, variants in them that a laboratory would look for (sites only);
 * - `reads_1.fq.gz`, `reads_2.fq.gz`, and `reads.truth.tsv.gz` with the true place of each read.
 *
 * The same options give the same bytes. Files appear when all of them are whole.
 *
 * @throws PangrafError E_SIMULATE_OPTION, E_OUTPUT_DIRECTORY and those of createOutput
 */
export async function simulate(options: SimulateOptions): Promise<SimulationSummary> {
	checkShape(options);
	await makeOutputFolder(options.directory);
	const { seed, size, samples, onProgress } = options;
	onProgress?.({ stage: 'population', done: 0, total: size, unit: 'bp' });
	const population = makePopulation(seed, size, samples);
	onProgress?.({ stage: 'population', done: size, total: size, unit: 'bp' });
	const outputs: Output[] = [];
	const open = async (name: string): Promise<Output> => {
		const output = await createOutput(join(options.directory, name));
		outputs.push(output);
		return output;
	};
	try {
		await writeReference(population, await open('reference.fa'), await open('repeats.bed'));
		await writePanel(population, await open('panel.vcf.gz'));
		await writeTruth(population, await open('truth.vcf.gz'));
		await writeGenes(population, await open('genes.bed'), await open('diagnostic.vcf.gz'));
		const reads = [await open('reads_1.fq.gz'), await open('reads_2.fq.gz')] as const;
		const summary = await writeReads(population, options, reads, await open('reads.truth.tsv.gz'));
		for (const output of outputs) await output.close();
		return summary;
	} catch (error) {
		for (const output of outputs) await output.abort();
		throw error;
	}
}

async function writeReference({ contigs }: Population, fasta: Output, repeats: Output): Promise<void> {
	for (const contig of contigs) {
		const letters = lettersOf(contig.sequence);
		await fasta.write(`>${contig.name}\n`);
		for (let at = 0; at < letters.length; at += FASTA_WIDTH) await fasta.write(`${letters.slice(at, at + FASTA_WIDTH)}\n`);
		for (const { start, end, name } of repeatRuns(contig)) await repeats.write(`${contig.name}\t${start}\t${end}\t${name}\n`);
	}
}

async function writePanel({ contigs, panelHaplotypes }: Population, output: Output): Promise<void> {
	const digits = String(panelHaplotypes / 2).length;
	const names = Array.from({ length: panelHaplotypes / 2 }, (_, i) => `P${String(i + 1).padStart(digits, '0')}`);
	await output.write(vcfHeader(contigs, SOURCE, ['AC', 'AN', 'SVTYPE', 'SVLEN'], names));
	for (const { name, panel } of contigs) {
		for (const record of panel) {
			const counts = record.changes.map(({ carriers }) =>
				carriers.subarray(0, panelHaplotypes).reduce((sum, own) => sum + own, 0),
			);
			const info = [`AC=${counts.join(',')}`, `AN=${panelHaplotypes}`, ...structuralInfo(record)];
			const genotypes = names.map((_, i) => genotype(record, 2 * i));
			await output.write(`${recordText(name, record, '.', info)}\tGT\t${genotypes.join('\t')}\n`);
		}
	}
}

async function writeTruth({ contigs, panelHaplotypes }: Population, output: Output): Promise<void> {
	await output.write(vcfHeader(contigs, SOURCE, ['SVTYPE', 'SVLEN', 'PRIVATE'], [PATIENT]));
	for (const { name, truth } of contigs) {
		for (const record of truth) {
			const isPrivate = !record.changes.some((change) => isCarriedBelow(change, panelHaplotypes));
			const info = [...structuralInfo(record), ...(isPrivate ? ['PRIVATE'] : [])];
			await output.write(`${recordText(name, record, '.', info)}\tGT\t${genotype(record, panelHaplotypes)}\n`);
		}
	}
}

async function writeGenes({ contigs, diagnostics }: Population, bed: Output, vcf: Output): Promise<void> {
	await vcf.write(vcfHeader(contigs, SOURCE, ['GENE', 'SVTYPE', 'SVLEN'], []));
	let number = 0;
	for (const { name, sequence, genes } of contigs) {
		for (const gene of genes) await bed.write(`${name}\t${gene.start}\t${gene.end}\t${gene.name}\n`);
		const own = diagnostics.filter(({ gene }) => gene.contig === name);
		const records = own.map(({ gene, change }) => ({ gene, record: makeRecord(sequence, [change]) }));
		records.sort((a, b) => a.record.position - b.record.position);
		for (const { gene, record } of records) {
			const id = `DX${String(++number).padStart(4, '0')}`;
			await vcf.write(`${recordText(name, record, id, [`GENE=${gene.name}`, ...structuralInfo(record)])}\n`);
		}
	}
}

async function writeReads(
	population: Population,
	options: SimulateOptions,
	reads: readonly [Output, Output],
	truth: Output,
): Promise<SimulationSummary> {
	const { seed, size, coverage, readLength, fragmentMean, fragmentStdev, onProgress } = options;
	const pairs = new ReadPairs(new Random(seed, 'reads'), readSources(population), {
		readLength,
		fragmentMean,
		fragmentStdev,
		sample: PATIENT,
	});
	const count = Math.round((coverage * size) / (2 * readLength));
	await truth.write(TRUTH_HEADER);
	const flush = async (rest: boolean): Promise<void> => {
		for (const [text, output] of [
			[pairs.reads[0], reads[0]],
			[pairs.reads[1], reads[1]],
			[pairs.truth, truth],
		] as const) {
			const chunk = text.take(rest);
			if (chunk !== undefined) await output.write(chunk);
		}
	};
	for (let i = 0; i < count; i++) {
		if (i % PROGRESS_EVERY === 0) onProgress?.({ stage: 'reads', done: i, total: count, unit: 'read pairs' });
		pairs.draw();
		if (i % PAIRS_A_TURN === 0) await flush(false);
	}
	await flush(true);
	onProgress?.({ stage: 'reads', done: count, total: count, unit: 'read pairs' });
	return summarise(population, count, readLength, pairs.errors);
}

/** The patient's haplotypes. */
function readSources({ contigs, panelHaplotypes }: Population): ReadSource[] {
	return contigs.flatMap(({ name, sequence, changes }) =>
		[1, 2].map((haplotype) => {
			const own = changes.filter(({ carriers }) => carriers[panelHaplotypes + haplotype - 1] === 1);
			const applied: HaplotypeSequence = applyChanges(sequence, own);
			return { contig: name, haplotype, sequence: applied };
		}),
	);
}
