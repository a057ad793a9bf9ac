import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PangrafError } from '@pangraf/graph';
import { createOutput, type Output } from '@pangraf/graph/files';
import type { Comparison } from '../comparison/compare.ts';
import { benchmarkVcf } from '../report/benchmark-vcf.ts';
import { exclusionTable } from '../report/exclusion-table.ts';
import { reportPage } from '../report/page.ts';
import type { CompareSummary } from '../report/summary.ts';
import { summaryTable } from '../report/summary-table.ts';
import { variantTable } from '../report/variant-table.ts';

/**
 * Writes the files of a comparison into `directory`, which is made where it is not there. None of them appears under its name
 * before all of them are written.
 *
 * Errors: E_OUTPUT_DIRECTORY and those of outputs.
 */
export async function writeComparison(
	directory: string,
	comparison: Comparison,
	strataNames: readonly string[],
	summary: CompareSummary,
): Promise<void> {
	const { pangraf, command_line: commandLine } = summary.provenance;
	const source = `pangraf ${pangraf}`;
	const contents: readonly [name: string, pieces: Iterable<string>][] = [
		['summary.json', [`${JSON.stringify(summary, null, '\t')}\n`]],
		['summary.tsv', [summaryTable(summary)]],
		['variants.tsv.gz', variantTable(comparison, strataNames)],
		['excluded.tsv.gz', exclusionTable(comparison)],
		['truth-vs-graph.vcf.gz', benchmarkVcf(comparison, comparison.graph, source, commandLine)],
		['truth-vs-linear.vcf.gz', benchmarkVcf(comparison, comparison.linear, source, commandLine)],
		['report.html', [reportPage(summary)]],
	];
	await makeDirectory(directory);
	const outputs: Output[] = [];
	try {
		for (const [name, pieces] of contents) {
			const output = await createOutput(join(directory, name));
			outputs.push(output);
			for (const piece of pieces) {
				const written = output.write(piece);
				if (written !== undefined) await written;
			}
		}
		for (const output of outputs) await output.close();
	} catch (error) {
		await Promise.all(outputs.map((output) => output.abort()));
		throw error;
	}
}

async function makeDirectory(directory: string): Promise<void> {
	try {
		await mkdir(directory, { recursive: true });
	} catch (error) {
		throw new PangrafError('E_OUTPUT_DIRECTORY', {
			file: directory,
			found: error instanceof Error ? error.message : String(error),
			expected: 'a folder that can be made or written to',
			remedy: 'give another folder with -o',
		});
	}
}
