/** `pangraf paths`: the paths and walks of a graph, as a list or as FASTA. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { createProgress, type ReportingOptions } from '../frame/progress-line.ts';
import { jsonText } from '../frame/summary.ts';
import { formatTable } from '../frame/table.ts';

const Options = z
	.object({
		graph: filePath,
		output: filePath.exactOptional(),
		sample: z.array(z.string().min(1, 'the name of a sample')).exactOptional(),
		fasta: z.boolean().exactOptional(),
		json: z.boolean().exactOptional(),
	})
	.refine(({ fasta, json }) => fasta !== true || json !== true, { path: ['json'], message: 'no --json beside --fasta' });

/** Adds the arguments, options, help and action of `paths`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.argument('<graph.pgx|graph.gfa[.gz]>', 'index or graph, or - for a GFA on stdin')
		.option('-o, --output <file>', 'list or FASTA (stdout when absent or -)')
		.option('--sample <name>', 'only paths of this sample (repeat)', (name: string, before?: string[]) => [
			...(before ?? []),
			name,
		])
		.option('--fasta', 'what the paths spell')
		.option('--json', 'the list as JSON')
		.addHelpText(
			'after',
			`
One row for each P and W line: name, line, sample, haplotype, contig, start and end on the contig (0-based, end exclusive; * where the
file does not say), length (bp) and steps. The names of W lines are sample#haplotype#contig, with [start-end] where they begin inside it.

Examples:
  pangraf paths graph.pgx
  pangraf paths graph.pgx --sample HG002 --json
  pangraf paths graph.gfa.gz --sample GRCh38 --fasta -o reference.fa.gz`,
		)
		.action(async (graph: string, raw: Record<string, unknown> & ReportingOptions) => {
			const options = checkOptions('paths', Options, { ...raw, graph });
			const { createOutput, listPaths, writePathsFasta } = await import('@pangraf/graph/files');
			const progress = createProgress('paths', raw);
			const source = { graph: options.graph, samples: options.sample ?? [], onProgress: progress.onProgress };
			if (options.fasta === true) await writePathsFasta({ ...source, output: options.output });
			else {
				const rows = await listPaths(source);
				const columns = ['name', 'line', 'sample', 'haplotype', 'contig', 'start', 'end', 'length', 'steps'] as const;
				const output = await createOutput(options.output);
				await output.write(options.json === true ? jsonText(rows) : formatTable(columns, rows));
				await output.close();
			}
			progress.finish();
		});
}
