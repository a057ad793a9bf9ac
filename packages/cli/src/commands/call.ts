/** `pangraf call`: genotypes from alignments. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, sampleName, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({
	graph: filePath,
	alignments: filePath,
	sample: sampleName,
	output: filePath.exactOptional(),
	refSample: sampleName.exactOptional(),
	knownOnly: z.boolean().exactOptional(),
	panel: filePath.exactOptional(),
	minMapq: wholeNumber(0, 60).exactOptional(),
	json: z.boolean().exactOptional(),
});

/** Adds the arguments, options, help and action of `call`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.pgx>', 'index, or its GFA, that the reads were mapped to')
		.argument('<in.gaf[.gz]>', 'alignments of one sample, or - for stdin')
		.requiredOption('--sample <name>', "name of the sample's column")
		.option('-o, --output <calls.vcf[.gz]>', 'calls (stdout when absent or -)')
		.option('--ref-sample <name>', "whose paths give contigs and positions (by default the header's RS tag)")
		.option('--known-only', 'only the variants that the graph holds')
		.option('--panel <sites.vcf[.gz]>', 'a record, 0/0 and ./. too, for each variant of this file')
		.option('--min-mapq <N>', 'leave out alignments with a lower mapping quality (5 when absent)')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
Examples:
  pangraf call graph.pgx sample.gaf.gz --sample HG001 -o sample.vcf.gz
  pangraf call graph.pgx sample.gaf.gz --sample HG001 --known-only --min-mapq 20 -o sample.vcf
  pangraf call graph.pgx sample.gaf.gz --sample HG001 --panel diagnostic.vcf.gz -o sample.vcf.gz`,
		)
		.action(async (graph: string, alignments: string, raw: RawOptions) => {
			const { json: _, ...options } = checkOptions('call', Options, { ...raw, graph, alignments });
			checkJsonOutput('call', raw);
			const { callVariants } = await import('@pangraf/genotyper/files');
			await runWithSummary('call', raw, (onProgress) => callVariants({ ...options, output: options.output, onProgress }));
		});
}
