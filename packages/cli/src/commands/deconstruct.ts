/** `pangraf deconstruct`: a graph's variants and its haplotypes' genotypes. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({
	graph: filePath,
	output: filePath.exactOptional(),
	refSample: z.string().min(1, 'the name of a sample or path').exactOptional(),
	allSnarls: z.boolean().exactOptional(),
	json: z.boolean().exactOptional(),
});

/** Adds the arguments, options, help and action of `deconstruct`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.pgx|graph.gfa[.gz]>', 'index or graph, or - for a GFA on stdin')
		.option('-o, --output <variants.vcf[.gz]>', 'variants (stdout when absent or -)')
		.option('--ref-sample <name>', "whose paths give contigs and positions (by default the header's RS tag)")
		.option('-a, --all-snarls', 'sites inside other sites too, with their level (LV) and parent (PS)')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
One record for each snarl that the reference passes through and at which haplotypes differ: alleles left-aligned and trimmed, their
ways through the graph (AT), counts, and a phased genotype for each sample, missing where a haplotype does not pass through. The
records of the top level, which are all without --all-snarls, applied to the reference give back every haplotype.

Examples:
  pangraf deconstruct graph.pgx -o variants.vcf.gz
  pangraf deconstruct graph.gfa.gz --ref-sample CHM13 --all-snarls -o variants.vcf.gz
  pangraf deconstruct graph.pgx | bcftools view --min-af 0.01 -o common.vcf.gz`,
		)
		.action(async (graph: string, raw: RawOptions) => {
			const { json: _, ...options } = checkOptions('deconstruct', Options, { ...raw, graph });
			checkJsonOutput('deconstruct', raw);
			const { deconstructGraph } = await import('@pangraf/graph/files');
			await runWithSummary('deconstruct', raw, (onProgress) =>
				deconstructGraph({ ...options, output: options.output, onProgress }),
			);
		});
}
