/** `pangraf build`: reference FASTA and phased VCFs to a graph. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, positiveNumber, sampleName, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions, collect } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({
	reference: filePath,
	variants: z.array(filePath),
	sampleList: filePath.exactOptional(),
	refSample: sampleName,
	minAc: wholeNumber(1, 1_000_000_000).exactOptional(),
	minAf: positiveNumber(true)
		.refine((fraction) => fraction <= 1, 'a number from 0 to 1')
		.exactOptional(),
	region: z.array(z.string().min(1, 'a region such as chr20:1,000,001-2,000,000')),
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
		.option('--min-ac <n>', 'leave out alleles that fewer haplotypes of all samples carry')
		.option('--min-af <f>', 'leave out alleles that a smaller fraction of the haplotypes of all samples carries')
		.option('--region <chr[:from-to]>', 'only this piece of the reference, 1-based; repeat for more', collect, [])
		.option('-o, --output <graph.gfa[.gz]|graph.pgx>', 'the graph as GFA 1.1 (stdout when absent or -), or its index')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
Every haplotype becomes a W line (sample#haplotype#contig), the reference the W lines of --ref-sample, which the header's RS tag
names. Variants may be SNVs, indels, MNVs and insertions and deletions of any length, written as sequences or as <DEL>, <DUP>,
<INV> and <INS> (with INFO SEQ or SVINSSEQ); they may overlap. Where a genotype is missing, and where only files without the sample
have a record, the haplotype follows the reference; both are counted. Files are merged by position; on a contig a sample may
have records in one of them.

--min-ac and --min-af count all samples of the files, those too that --sample-list leaves out: which alleles a graph has does not
depend on who is in it. Walks of a --region keep their places on the whole haplotype; alleles over its border are left out.
Without --variants the graph holds the reference alone: the linear arm of a comparison.

The graph has a canonical form: the same haplotypes give the same bytes, however the records were written. An output named .pgx is
the index that 'pangraf index' makes of it, byte for byte; no GFA is written, and no haplotype is spelled out in memory.

Examples:
  pangraf build --reference ref.fa --variants panel.vcf.gz -o graph.gfa.gz
  pangraf build --reference ref.fa.gz --variants chr1.vcf.gz --variants chr2.vcf.gz --sample-list danes.txt -o graph.gfa
  pangraf build --reference ref.fa --variants panel.vcf.gz --min-ac 2 --region chr6:28,510,020-33,480,577 -o mhc.gfa
  pangraf build --reference ref.fa --variants panel.vcf.gz -o graph.pgx
  pangraf build --reference ref.fa -o linear.gfa`,
		)
		.action(async (raw: RawOptions) => {
			const { json: _, region: regions, ...options } = checkOptions('build', Options, raw);
			checkJsonOutput('build', raw);
			const { output } = options;
			if (output?.endsWith('.pgx') === true) {
				const { buildVariantIndex } = await import('@pangraf/mapper/files');
				await runWithSummary('build', raw, (onProgress) => buildVariantIndex({ ...options, regions, output, onProgress }));
				return;
			}
			const { buildGraph } = await import('@pangraf/graph/files');
			await runWithSummary('build', raw, (onProgress) => buildGraph({ ...options, regions, output, onProgress }));
		});
}
