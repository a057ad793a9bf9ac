/** `pangraf convert`: an index back to GFA. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';

const Options = z.object({ graph: filePath, output: filePath.optional(), json: z.boolean().exactOptional() });

/** Adds the arguments, options, help and action of `convert`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.pgx|graph.gfa[.gz]>', 'index or graph, or - for a GFA on stdin')
		.option('-o, --output <graph.gfa[.gz]>', 'the graph as GFA (stdout when absent or -)')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
Nothing that was in the GFA is lost: segments with their names, letters in either case and tags, links, jumps, containments, paths,
walks, header and comments. Lines come in the order header, comments, segments, links, jumps, containments, paths and walks;
compressed walks (Q and Z lines) are spelled out as W lines. A GFA is given back in the same order.

Examples:
  pangraf convert graph.pgx -o graph.gfa.gz
  pangraf convert compressed.gfa.gz | head`,
		)
		.action(async (graph: string, raw: RawOptions) => {
			const { json: _, ...options } = checkOptions('convert', Options, { ...raw, graph });
			checkJsonOutput('convert', raw);
			const { convertGraph } = await import('@pangraf/graph/files');
			await runWithSummary('convert', raw, (onProgress) => convertGraph({ ...options, output: options.output, onProgress }));
		});
}
