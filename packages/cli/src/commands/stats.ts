/** `pangraf stats`: what a graph holds, in numbers. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { createProgress, type ReportingOptions } from '../frame/progress-line.ts';
import { jsonText, writeToStdout } from '../frame/summary.ts';

const Options = z.object({ graph: filePath, json: z.boolean().exactOptional() });

/** Adds the arguments, options, help and action of `stats`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.gfa[.gz]|graph.pgx>', 'graph or index, or - for a GFA on stdin')
		.option('--json', 'as JSON')
		.addHelpText(
			'after',
			`
Prints one 'name<TAB>value' line each for nodes, edges, length (bp), paths (P lines), walks (W lines), snarls and components.

Examples:
  pangraf stats graph.gfa.gz
  pangraf stats graph.pgx --json`,
		)
		.action(async (graph: string, raw: Record<string, unknown> & ReportingOptions) => {
			const options = checkOptions('stats', Options, { ...raw, graph });
			const { graphStats } = await import('@pangraf/graph/files');
			const progress = createProgress('stats', raw);
			const stats = await graphStats({ graph: options.graph, onProgress: progress.onProgress });
			progress.finish();
			const lines = Object.entries(stats).map(([name, value]: [string, unknown]) => `${name}\t${String(value)}\n`);
			await writeToStdout(options.json === true ? jsonText(stats) : lines.join(''));
		});
}
