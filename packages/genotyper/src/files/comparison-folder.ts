/**
 * The folder that `compare` writes.
 *
 * Tables that have rows for each person grow while the people come and go; nothing of a person is kept. Files of the folder
 * itself appear under their names when all of them are whole; those of a person of a cohort (`samples/NAME/`) when they are.
 */
import { join } from 'node:path';
import { createOutput, makeOutputFolder, type Output } from '@pangraf/graph/files';
import type { Comparison } from '../comparison/compare.ts';
import { benchmarkVcf } from '../report/benchmark-vcf.ts';
import { EXCLUSION_HEADER, exclusionTable } from '../report/exclusion-table.ts';
import { multiqcContents } from '../report/multiqc.ts';
import { reportPage } from '../report/page/page.ts';
import { SAMPLE_HEADER, sampleTable } from '../report/sample-table.ts';
import type { CompareSummary, Provenance } from '../report/summary.ts';
import { summaryTable } from '../report/summary-table.ts';
import { variantHeader, variantTable } from '../report/variant-table.ts';
import type { Language } from '../report/words.ts';

/** What a folder is for. */
export interface FolderSettings {
	readonly isCohort: boolean;
	/** Names of the user's regions. */
	readonly strataNames: readonly string[];
	readonly provenance: Pick<Provenance, 'pangraf' | 'command_line'>;
	readonly language: Language;
}

export class ComparisonFolder {
	readonly #directory: string;
	readonly #settings: FolderSettings;
	readonly #outputs = new Map<string, Output>();

	private constructor(directory: string, settings: FolderSettings) {
		this.#directory = directory;
		this.#settings = settings;
	}

	/** Makes the folder where it is not there. Errors: E_OUTPUT_DIRECTORY, those of outputs. */
	static async open(directory: string, settings: FolderSettings): Promise<ComparisonFolder> {
		await makeOutputFolder(directory);
		const folder = new ComparisonFolder(directory, settings);
		await folder.#write('variants.tsv.gz', [variantHeader()]);
		await folder.#write('excluded.tsv.gz', [EXCLUSION_HEADER]);
		if (settings.isCohort) await folder.#write('samples.tsv', [SAMPLE_HEADER]);
		return folder;
	}

	/** Adds one person's rows and files. */
	async add(sample: string, comparison: Comparison): Promise<void> {
		const { isCohort, strataNames, provenance } = this.#settings;
		await this.#write('variants.tsv.gz', variantTable(comparison, strataNames, sample));
		await this.#write('excluded.tsv.gz', exclusionTable(comparison, sample));
		if (isCohort) await this.#write('samples.tsv', sampleTable(sample, comparison.strata));
		const folder = isCohort ? join('samples', sample) : '';
		if (isCohort) await makeOutputFolder(join(this.#directory, folder));
		const source = `pangraf ${provenance.pangraf}`;
		for (const arm of ['graph', 'linear'] as const) {
			const name = join(folder, `truth-vs-${arm}.vcf.gz`);
			await this.#write(name, benchmarkVcf(comparison, comparison[arm], source, provenance.command_line));
			if (isCohort) await this.#close(name);
		}
	}

	/** Writes what sums up, and gives every file its name. */
	async finish(summary: CompareSummary): Promise<void> {
		await this.#write('summary.json', [`${JSON.stringify(summary, null, '\t')}\n`]);
		await this.#write('summary.tsv', [summaryTable(summary)]);
		for (const [name, content] of multiqcContents(summary)) await this.#write(name, [content]);
		await this.#write('report.html', [await reportPage(summary, this.#settings.language)]);
		for (const name of this.#outputs.keys()) await this.#close(name);
	}

	/** Leaves nothing unfinished behind. */
	async abort(): Promise<void> {
		await Promise.all([...this.#outputs.values()].map((output) => output.abort()));
	}

	async #write(name: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
		let output = this.#outputs.get(name);
		if (output === undefined) this.#outputs.set(name, (output = await createOutput(join(this.#directory, name))));
		for (const piece of pieces) {
			const written = output.write(piece);
			if (written !== undefined) await written;
		}
	}

	async #close(name: string): Promise<void> {
		await this.#outputs.get(name)!.close();
		this.#outputs.delete(name);
	}
}
