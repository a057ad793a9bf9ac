/** `pangraf index`: a graph to the one file that `map` and `call` open. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({
	graph: filePath,
	output: filePath,
	k: wholeNumber(1, 1000).exactOptional(),
	s: wholeNumber(1, 1000).exactOptional(),
	partitionBytes: wholeNumber(1, 2 ** 32).exactOptional(),
	seeds: z.boolean(),
	json: z.boolean().exactOptional(),
});

/** Adds the arguments, options, help and action of `index`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.gfa[.gz]>', 'graph as GFA 1.0 to 1.3 or rGFA, or - for stdin')
		.requiredOption('-o, --output <graph.pgx>', 'the index')
		.option('-k <bp>', 'length of a seed')
		.option('-s <bp>', 'length of the s-mers that choose the seeds')
		.option('--partition-bytes <N>', 'most memory for graph and seeds in one piece, of which a large graph has several')
		.option('--no-seeds', 'all but the seeds: enough for every command but map')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
The index holds the graph, its haplotypes, coordinates and seeds; nothing else is needed to map. Segments keep their names.
What does not fit 3 GiB is divided between connected components; alignments are the same however it is divided.

Examples:
  pangraf index graph.gfa.gz -o graph.pgx
  pangraf build --reference ref.fa --variants panel.vcf.gz | pangraf index - -o graph.pgx`,
		)
		.action(async (graph: string, raw: RawOptions) => {
			const { json: _, ...options } = checkOptions('index', Options, { ...raw, graph });
			checkJsonOutput('index', raw);
			const { buildIndex } = await import('@pangraf/mapper/files');
			await runWithSummary('index', raw, (onProgress) => buildIndex({ ...options, onProgress }));
		});
}
