/** `pangraf build`: reference FASTA and phased VCFs to a graph. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, sampleName } from '../frame/checked-options.ts';
import { addReportingOptions, collect } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({
	reference: filePath,
	variants: z.array(filePath),
	sampleList: filePath.exactOptional(),
	refSample: sampleName,
	output: filePath.optional(),
	json: z.boolean().exactOptional(),
});

/** Adds the options, help and action of `build`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.requiredOption('--reference <ref.fa[.gz]>', 'reference sequences')
		.option('--variants <panel.vcf[.gz]>', 'phased variants of a population; repeat for more files', collect, [])
		.option('--sample-list <file>', 'only these samples, one name a line')
		.option('--ref-sample <name>', 'name of the reference among the haplotypes', 'REF')
		.option('-o, --output <graph.gfa[.gz]>', 'the graph as GFA 1.1 (stdout when absent or -)')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
Every haplotype becomes a W line (sample#haplotype#contig), the reference the W lines of --ref-sample, which the header's RS tag
names. Variants may be SNVs, indels, MNVs and sequence-resolved insertions and deletions of any length; they may overlap.
Without --variants the graph holds the reference alone: the linear arm of a comparison.

Examples:
  pangraf build --reference ref.fa --variants panel.vcf.gz -o graph.gfa.gz
  pangraf build --reference ref.fa.gz --variants snvs.vcf.gz --variants svs.vcf.gz --sample-list danes.txt -o graph.gfa
  pangraf build --reference ref.fa -o linear.gfa`,
		)
		.action(async (raw: RawOptions) => {
			const { json: _, ...options } = checkOptions('build', Options, raw);
			checkJsonOutput('build', raw);
			const { buildGraph } = await import('@pangraf/graph/files');
			await runWithSummary('build', raw, (onProgress) => buildGraph({ ...options, output: options.output, onProgress }));
		});
}
