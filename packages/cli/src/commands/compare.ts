/** `pangraf compare`: what the graph arm and the linear arm find of the truth. */
import type { Command } from 'commander';
import { PangrafError } from '@pangraf/graph';
import { z } from 'zod';
import { checkOptions, filePath, positiveNumber, wholeNumber } from '../frame/checked-options.ts';
import { addReportingOptions, collect } from '../frame/common-options.ts';
import { createProgress } from '../frame/progress-line.ts';
import { jsonText, type RawOptions, writeToStdout } from '../frame/summary.ts';

const STRATUM = /^([^=\s]+)=(.+)$/s;

/** A number from 0 to 1. */
const share = positiveNumber(true).refine((value) => value <= 1, 'a number from 0 to 1');

const Options = z.object({
	reference: filePath,
	truth: filePath.exactOptional(),
	graph: filePath.exactOptional(),
	linear: filePath.exactOptional(),
	samples: filePath.exactOptional(),
	output: filePath,
	regions: filePath.exactOptional(),
	panel: filePath.exactOptional(),
	stratify: z.array(z.string().regex(STRATUM, 'NAME=FILE.bed')),
	gate: z.array(z.string()),
	graphAlignments: filePath.exactOptional(),
	linearAlignments: filePath.exactOptional(),
	graphIndex: filePath.exactOptional(),
	svDistance: wholeNumber(0, 100_000).exactOptional(),
	svSize: share.exactOptional(),
	svSimilarity: share.exactOptional(),
	lang: z.enum(['en', 'da'], 'en or da'),
	json: z.boolean().exactOptional(),
});

/** Options that speak of one person; the first three belong together. */
const PERSON_OPTIONS = ['truth', 'graph', 'linear', 'graphAlignments', 'linearAlignments'] as const;

/** Exit code of a run whose gates are not met. */
const EXIT_GATE = 1;

/** Adds the options, help and action of `compare`. */
export function define(command: Command, commandLine: string): void {
	addReportingOptions(command)
		.requiredOption('--reference <ref.fa[.gz]>', 'reference that all three call sets speak of')
		.option('--truth <truth.vcf[.gz]>', "the sample's true variants")
		.option('--graph <graph.vcf[.gz]>', 'calls with the graph')
		.option('--linear <linear.vcf[.gz]>', 'calls with the linear reference')
		.option('--samples <samples.tsv>', 'in place of these three, a cohort: one line a person (see below)')
		.requiredOption('-o, --output <DIR>', 'folder for the tables and report.html')
		.option('--regions <conf.bed[.gz]>', 'count only variants in these regions')
		.option('--panel <panel.vcf[.gz]|panel.bed>', 'the diagnostic variants or genes, as a stratum of their own')
		.option('--stratify <NAME=FILE.bed>', 'a stratum by regions; repeat for more', collect, [])
		.option('--graph-alignments <FILE>', 'alignments or depth track of the graph arm: tells what it could not have called')
		.option('--linear-alignments <FILE>', 'the same of the linear arm')
		.option('--graph-index <graph.pgx|graph.gfa>', "graph that the graph arm's alignments are to, where they are GAF")
		.option('--sv-distance <bp>', 'most bp between two SVs that are one and the same (truvari --refdist), 500 by default')
		.option('--sv-size <0-1>', 'least ratio of their sizes (truvari --pctsize), 0.7 by default')
		.option('--sv-similarity <0-1>', 'least similarity of their sequences (truvari --pctseq), 0.7 by default')
		.option('--gate <CONDITION>', 'a condition that must hold (see below), else exit code 1; repeat for more', collect, [])
		.option('--lang <en|da>', 'language of report.html', 'en')
		.option('--json', 'summary as JSON on stdout, in place of the table')
		.addHelpText(
			'after',
			`
Prints the recall table, and writes report.html, summary.json and .tsv, variants.tsv.gz (one row per truth variant: who finds it,
and why not), truth-vs-graph.vcf.gz and truth-vs-linear.vcf.gz (GA4GH intermediate form) and *_mqc.json (MultiQC) into the folder.

A cohort: samples.tsv has a header line and, separated by tabs, the columns sample, group (population), sex, patient_group, truth,
graph and linear. Paths are relative to the sheet; '.' is a value that is not stated. Of a VCF with several samples, the one of
that name is taken. The columns graph_alignments and linear_alignments may be there too, as the options of these names. Groups
under five people are not shown. Figures of single people are in samples.tsv and samples/.

Alignments are BAM, SAM or GAF in any order, or a depth track: bedGraph, or BED of callable places. A variant at which nothing is
called is then 'no_coverage' (under 4 reads), 'low_mapping_quality' (under 4 reads of mapping quality 10), or 'absent': missed.

Conditions: METRIC[@STRATUM] OPERATOR NUMBER, with <=, >=, < or >, and a number such as 0.99 or 99%. Metrics are
  recall, precision, f1            of the graph arm; linear.recall and so on of the linear arm
  recall_difference                graph less linear
  recall_gap                       largest gap in recall between population groups; recall_gap.sex, recall_gap.patient_group
  diagnostic_lost                  diagnostic variants that the linear arm alone finds; diagnostic_gained the other way round
.lower or .upper behind a metric takes that end of its 95 % interval. Without @STRATUM the condition is on all variants.

Examples:
  pangraf compare --reference ref.fa --truth truth.vcf.gz --graph graph.vcf.gz --linear linear.vcf.gz -o comparison
  pangraf compare --reference ref.fa --truth truth.vcf.gz --graph graph.vcf.gz --linear linear.vcf.gz \\
    --panel diagnostic.vcf.gz --stratify repeats=repeats.bed -o comparison
  pangraf compare --reference ref.fa --samples samples.tsv --regions confident.bed --panel genes.bed --lang da \\
    --gate 'recall_gap<=0.01' --gate 'recall.lower@SNV>=0.99' -o comparison`,
		)
		.action(async (raw: RawOptions) => {
			const { json, output, stratify, gate, lang, svDistance, svSize, svSimilarity, ...files } = checkOptions(
				'compare',
				Options,
				raw,
			);
			checkInputs(files);
			const strata = stratify.map((text) => {
				const [, name = '', file = ''] = STRATUM.exec(text) ?? [];
				return { name, file };
			});
			const { compareCalls } = await import('@pangraf/genotyper/files');
			const { formatRecallTable, gateFailure } = await import('@pangraf/genotyper');
			const progress = createProgress('compare', raw);
			const structural = {
				...(svDistance === undefined ? {} : { maxDistance: svDistance }),
				...(svSize === undefined ? {} : { minSizeRatio: svSize }),
				...(svSimilarity === undefined ? {} : { minSimilarity: svSimilarity }),
			};
			const settings = {
				directory: output,
				structural,
				strata,
				gates: gate,
				language: lang,
				commandLine,
				onProgress: progress.onProgress,
			};
			const summary = await compareCalls({ ...files, ...settings });
			progress.finish();
			await writeToStdout(json === true ? jsonText(summary) : formatRecallTable(summary));
			const failure = gateFailure(summary.gates);
			if (failure === undefined) return;
			process.stderr.write(`pangraf compare: ${failure}\n`);
			process.exitCode = EXIT_GATE;
		});
}

/** Three files or a sheet, and not both; alignments of one person only. Errors: E_USAGE. */
function checkInputs(files: Partial<Record<(typeof PERSON_OPTIONS)[number] | 'samples', string>>): void {
	const given = PERSON_OPTIONS.filter((name) => files[name] !== undefined);
	const isCohort = files.samples !== undefined;
	if (isCohort ? given.length === 0 : given.slice(0, 3).join() === 'truth,graph,linear') return;
	const flags = given.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).join(', ');
	const place = 'pangraf compare';
	throw new PangrafError('E_USAGE', {
		place,
		found: isCohort ? `--samples and ${flags}` : given.length === 0 ? 'no calls' : `only ${flags}`,
		expected: '--truth, --graph and --linear, or --samples',
		remedy: `see '${place} --help'`,
	});
}
