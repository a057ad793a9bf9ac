/** `pangraf stats`: what a graph holds, in numbers. */
import type { GraphStatsOptions } from '@pangraf/graph/files';
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { createProgress, type ReportingOptions } from '../frame/progress-line.ts';
import { jsonText, writeToStdout } from '../frame/summary.ts';
import { formatTable } from '../frame/table.ts';

const Options = z.object({
	graph: filePath,
	by: z.enum(['component', 'path', 'sample'], "'component', 'path' or 'sample'").exactOptional(),
	json: z.boolean().exactOptional(),
});

/** Adds the arguments, options, help and action of `stats`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.gfa[.gz]|graph.pgx>', 'graph or index, or - for a GFA on stdin')
		.option('--by <what>', 'a row for each component, path or sample')
		.option('--json', 'as JSON')
		.addHelpText(
			'after',
			`
Prints one 'name<TAB>value' line each for nodes, edges, length (bp), paths (P lines), walks (W lines), snarls and components; with --by
a table. Of a path, nodes and node_length are those that it visits, each once; of a sample, private ones are visited by no other.

Examples:
  pangraf stats graph.gfa.gz
  pangraf stats graph.pgx --json
  pangraf stats graph.pgx --by sample | sort -k10,10nr | head`,
		)
		.action(async (graph: string, raw: Record<string, unknown> & ReportingOptions) => {
			const options = checkOptions('stats', Options, { ...raw, graph });
			const progress = createProgress('stats', raw);
			const source = { graph: options.graph, onProgress: progress.onProgress };
			const text = await (options.by === undefined ? counts(source, options.json) : table(options.by, source, options.json));
			progress.finish();
			await writeToStdout(text);
		});
}

async function counts(source: GraphStatsOptions, asJson = false): Promise<string> {
	const { graphStats } = await import('@pangraf/graph/files');
	const stats = await graphStats(source);
	if (asJson) return jsonText(stats);
	return Object.entries(stats)
		.map(([name, value]: [string, unknown]) => `${name}\t${String(value)}\n`)
		.join('');
}

async function table(by: 'component' | 'path' | 'sample', source: GraphStatsOptions, asJson = false): Promise<string> {
	const { graphStatsBy } = await import('@pangraf/graph/files');
	if (by === 'component') {
		const rows = await graphStatsBy('component', source);
		if (asJson) return jsonText(rows);
		return formatTable(['component', 'nodes', 'edges', 'length', 'paths', 'walks', 'snarls', 'contigs'], rows);
	}
	if (by === 'path') {
		const rows = await graphStatsBy('path', source);
		if (asJson) return jsonText(rows);
		return formatTable(['name', 'line', 'length', 'steps', 'nodes', 'nodeLength', 'reverseSteps'], rows);
	}
	const rows = await graphStatsBy('sample', source);
	if (asJson) return jsonText(rows);
	const counted = ['steps', 'nodes', 'nodeLength', 'privateNodes', 'privateLength'] as const;
	return formatTable(['sample', 'haplotypes', 'paths', 'walks', 'length', ...counted], rows);
}
