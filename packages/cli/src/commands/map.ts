/** `pangraf map`: reads to alignments. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, positiveNumber, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions, addThreadOption } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const LATER = 'GAF (-o NAME.gaf or NAME.gaf.gz); SAM and BAM are not available yet';

const Options = z
	.object({
		index: filePath,
		reads: z.array(filePath),
		interleaved: z.boolean().default(false),
		output: filePath.refine((name) => !/\.(sam|bam|cram)(\.gz)?$/i.test(name), LATER).exactOptional(),
		format: z.literal('gaf', LATER).default('gaf'),
		threads: wholeNumber(1, 1024),
		fragmentMean: positiveNumber().exactOptional(),
		fragmentStdev: positiveNumber().exactOptional(),
		maxMultimaps: wholeNumber(1, 12).exactOptional(),
		haplotypePenalty: wholeNumber(0, 1000).exactOptional(),
		report: filePath.exactOptional(),
		json: z.boolean().exactOptional(),
	})
	.refine((options) => !options.interleaved || options.reads.length === 1, {
		path: ['interleaved'],
		message: 'one file of reads with --interleaved',
	})
	.refine((options) => options.fragmentStdev === undefined || options.fragmentMean !== undefined, {
		path: ['fragmentStdev'],
		message: '--fragment-mean beside it',
	});

/** Adds the arguments, options, help and action of `map`. */
export function define(command: Command): void {
	addThreadOption(addReportingOptions(command))
		.argument('<graph.pgx>', 'index that pangraf index made')
		.argument('<R1.fq[.gz]>', 'reads, or first mates, or - for stdin')
		.argument('[R2.fq[.gz]]', 'second mates')
		.option('-o, --output <out.gaf[.gz]>', 'alignments (stdout when absent or -; BGZF when the name ends in .gz)')
		.option('-i, --interleaved', 'mates follow each other in R1')
		.option('--format <name>', 'gaf (else by the name of the output)')
		.option('--fragment-mean <bp>', 'mean length of fragments (learnt from the first pairs when absent)')
		.option('--fragment-stdev <bp>', 'standard deviation of their length')
		.option('-M, --max-multimaps <n>', 'alignments of a read that are written, 1 to 12 (default 1)')
		.option('--haplotype-penalty <n>', 'score that a path loses where it leaves all haplotypes that took it so far (default 4)')
		.option('--report <out.json>', 'counts of reads by fate, fragment lengths, settings, time by stage')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
Alignments speak of the segments of the GFA that was indexed, in the order of the reads. Every read has a record. The bytes do
not depend on the number of threads.

Examples:
  pangraf map graph.pgx R1.fq.gz R2.fq.gz -o sample.gaf.gz
  pangraf map graph.pgx single.fq -t 8 --report sample.json > sample.gaf
  zcat pairs.fq.gz | pangraf map graph.pgx - -i -o sample.gaf.gz`,
		)
		.action(async (index: string, first: string, second: string | undefined, raw: RawOptions) => {
			const reads = second === undefined ? [first] : [first, second];
			const { json: _json, format: _format, ...options } = checkOptions('map', Options, { ...raw, index, reads });
			checkJsonOutput('map', raw);
			const { mapReads } = await import('@pangraf/mapper/map');
			await runWithSummary('map', raw, (onProgress) => mapReads({ ...options, output: options.output, onProgress }));
		});
}
