/** `pangraf view`: a picture of a locus with its haplotypes. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({
	graph: filePath,
	region: z.string().min(1, 'contig:from-to'),
	output: filePath.exactOptional(),
	refSample: z.string().min(1, 'the name of a sample or path').exactOptional(),
	ways: wholeNumber(0, 10).exactOptional(),
	json: z.boolean().exactOptional(),
});

/** Adds the arguments, options, help and action of `view`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.pgx|graph.gfa[.gz]>', 'index or graph, or - for a GFA on stdin')
		.argument('<region>', 'contig:from-to on the reference, counted from 1, both ends included')
		.option('-o, --output <picture.svg>', 'picture (stdout when absent or -)')
		.option('--ref-sample <name>', "whose paths are the straight line and the axis (by default the header's RS tag)")
		.option('--ways <N>', "ways with a colour of their own beside the reference's, the rest in grey (0 to 10; 8 when absent)")
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
A tube map: segments as boxes, haplotypes as ribbons, those that take the same way as one, wider the more there are. Further samples of
the header's RS tag give positions on the axis too. docs/view.md explains the picture.

Examples:
  pangraf view graph.pgx chr19:54,816,600-54,816,720 -o locus.svg
  pangraf view graph.pgx chr6:31498300-31498600 --ref-sample GRCh38 --ways 5 -o repeat.svg`,
		)
		.action(async (graph: string, region: string, raw: RawOptions) => {
			const { json: _, ...options } = checkOptions('view', Options, { ...raw, graph, region });
			checkJsonOutput('view', raw);
			const { viewGraph } = await import('@pangraf/graph/files');
			await runWithSummary('view', raw, (onProgress) => viewGraph({ ...options, output: options.output, onProgress }));
		});
}
