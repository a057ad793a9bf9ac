/** `pangraf simulate`: a reference, a population and a patient's reads, with their truth. */
import type { Command } from 'commander';
import { z } from 'zod';
import { checkOptions, filePath, positiveNumber, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions } from '../frame/common-options.ts';
import { type RawOptions, runWithSummary } from '../frame/summary.ts';

const MOST = 2 ** 32 - 1;

const Options = z.object({
	output: filePath,
	seed: wholeNumber(0, MOST),
	size: wholeNumber(1, MOST),
	samples: wholeNumber(1, MOST),
	coverage: positiveNumber(true),
	readLength: wholeNumber(1, MOST),
	fragmentMean: positiveNumber(),
	fragmentStdev: positiveNumber(true),
});

/** Adds the options, help and action of `simulate`. */
export function define(command: Command): void {
	addReportingOptions(command)
		.requiredOption('-o, --output <DIR>', 'folder for the files; made when it is not there')
		.option('--seed <N>', 'the same seed and options give the same bytes', '1')
		.option('--size <bp>', 'length of the reference, over three contigs', '1000000')
		.option('--samples <N>', 'people in the population', '40')
		.option('--coverage <N>', "mean depth of the patient's reads", '30')
		.option('--read-length <bp>', 'length of each mate', '150')
		.option('--fragment-mean <bp>', 'mean length of fragments', '450')
		.option('--fragment-stdev <bp>', 'standard deviation of their length', '80')
		.option('--json', 'summary as JSON on stdout')
		.addHelpText(
			'after',
			`
Writes reference.fa, panel.vcf.gz (the population, phased), truth.vcf.gz (the patient), diagnostic.vcf.gz and genes.bed (what a
laboratory would look for), repeats.bed, reads_1.fq.gz and reads_2.fq.gz, and reads.truth.tsv.gz (the true place of each read).

Examples:
  pangraf simulate -o population
  pangraf simulate --seed 7 --size 5000000 --samples 100 --coverage 20 -o population`,
		)
		.action(async (raw: RawOptions) => {
			const { output: directory, ...shape } = checkOptions('simulate', Options, raw);
			const { simulate } = await import('@pangraf/graph/files');
			await runWithSummary('simulate', raw, (onProgress) => simulate({ ...shape, directory, onProgress }));
		});
}
