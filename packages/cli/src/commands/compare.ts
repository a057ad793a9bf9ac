/** `pangraf compare`: what the graph arm and the linear arm find of the truth. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions, collect } from '../frame/common-options.ts';
import { createProgress } from '../frame/progress-line.ts';
import { jsonText, type RawOptions, writeToStdout } from '../frame/summary.ts';

const STRATUM = /^([^=\s]+)=(.+)$/s;

const Options = z.object({
	reference: filePath,
	truth: filePath,
	graph: filePath,
	linear: filePath,
	output: filePath,
	regions: filePath.exactOptional(),
	panel: filePath.exactOptional(),
	stratify: z.array(z.string().regex(STRATUM, 'NAME=FILE.bed')),
	json: z.boolean().exactOptional(),
});

/** Adds the options, help and action of `compare`. */
export function define(command: Command, commandLine: string): void {
	addReportingOptions(command)
		.requiredOption('--reference <ref.fa[.gz]>', 'reference that all three call sets speak of')
		.requiredOption('--truth <truth.vcf[.gz]>', "the sample's true variants")
		.requiredOption('--graph <graph.vcf[.gz]>', 'calls with the graph')
		.requiredOption('--linear <linear.vcf[.gz]>', 'calls with the linear reference')
		.requiredOption('-o, --output <DIR>', 'folder for the tables and report.html')
		.option('--regions <conf.bed[.gz]>', 'count only variants in these regions')
		.option('--panel <panel.vcf[.gz]|panel.bed>', 'the diagnostic variants or genes, as a stratum of their own')
		.option('--stratify <NAME=FILE.bed>', 'a stratum by regions; repeat for more', collect, [])
		.option('--json', 'summary as JSON on stdout, in place of the table')
		.addHelpText(
			'after',
			`
Prints the recall table, and writes report.html, summary.json and .tsv, variants.tsv.gz (one row per truth variant: who finds it,
and why not) and truth-vs-graph.vcf.gz and truth-vs-linear.vcf.gz (GA4GH intermediate form) into the folder.

Examples:
  pangraf compare --reference ref.fa --truth truth.vcf.gz --graph graph.vcf.gz --linear linear.vcf.gz -o comparison
  pangraf compare --reference ref.fa --truth truth.vcf.gz --graph graph.vcf.gz --linear linear.vcf.gz \\
    --panel diagnostic.vcf.gz --stratify repeats=repeats.bed -o comparison`,
		)
		.action(async (raw: RawOptions) => {
			const { json, output, stratify, ...files } = checkOptions('compare', Options, raw);
			const strata = stratify.map((text) => {
				const [, name = '', file = ''] = STRATUM.exec(text) ?? [];
				return { name, file };
			});
			const { compareCalls } = await import('@pangraf/genotyper/files');
			const { formatRecallTable } = await import('@pangraf/genotyper');
			const progress = createProgress('compare', raw);
			const settings = { directory: output, strata, commandLine, onProgress: progress.onProgress };
			const summary = await compareCalls({ ...files, ...settings });
			progress.finish();
			await writeToStdout(json === true ? jsonText(summary) : formatRecallTable(summary));
		});
}
