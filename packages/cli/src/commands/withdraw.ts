/** `pangraf withdraw`: samples out of an index. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { checkJsonOutput, type RawOptions, runWithSummary } from '../frame/summary.ts';
import { readVersion } from '../frame/version.ts';

const Options = z.object({
	samples: z.array(z.string().min(1, 'the name of a sample')).min(1, 'a sample before the index'),
	index: filePath,
	output: filePath,
	certificate: filePath.exactOptional(),
	json: z.boolean().exactOptional(),
});

/** Adds the arguments, options, help and action of `withdraw`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.usage('[options] <sample...> <graph.pgx>')
		.argument('<sample...>', 'samples to take out, and the index last')
		.requiredOption('-o, --output <without.pgx>', 'the index without them')
		.option('--certificate <file.json>', 'what was taken out, with content hashes before and after')
		.option('--json', 'the certificate on stdout')
		.addHelpText(
			'after',
			`
The haplotypes of the samples go, and with them the alleles, segments and links that nobody else has. Of a graph that pangraf
build made, the result is byte for byte the index of a build without the samples. Of any other graph the segments that stay keep
their names and bounds; the certificate counts where a sample's name still stands in names, tags or comments.
The index that is read stays as it is: delete it when its copies are gone.

Examples:
  pangraf withdraw HG00254 graph.pgx -o without.pgx --certificate HG00254.json
  pangraf withdraw HG00254 HG00272 graph.pgx -o without.pgx`,
		)
		.action(async (names: readonly string[], raw: RawOptions) => {
			const given = { ...raw, samples: names.slice(0, -1), index: names.at(-1) };
			const { json: _, ...options } = checkOptions('withdraw', Options, given);
			checkJsonOutput('withdraw', raw);
			const { withdrawFromIndex } = await import('@pangraf/mapper/files');
			await runWithSummary('withdraw', raw, (onProgress) =>
				withdrawFromIndex({ ...options, version: readVersion(), onProgress }),
			);
		});
}
