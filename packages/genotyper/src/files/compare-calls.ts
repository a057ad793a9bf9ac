/** `compare` in one call: files in, a folder of tables and a report out. */
import { readFileSync } from 'node:fs';
import { type OnProgress, PangrafError, type Reference } from '@pangraf/graph';
import { readFasta } from '@pangraf/graph/files';
import { Cohort } from '../cohort/cohort.ts';
import { groupByColumns } from '../cohort/people-groups.ts';
import { compareCallSets, type NamedRegions } from '../comparison/compare.ts';
import { IntervalSet } from '../comparison/intervals.ts';
import { haplotypeMatcher } from '../comparison/haplotype-matching.ts';
import { matchRecords } from '../comparison/matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS, type StructuralThresholds } from '../comparison/thresholds.ts';
import { StrataLayout } from '../comparison/strata.ts';
import { DiagnosticCollector } from '../report/diagnostic-changes.ts';
import { parseGate } from '../report/gates.ts';
import { RecordCounts } from '../report/record-counts.ts';
import { type CompareSummary, summarise } from '../report/summary.ts';
import { DEFAULT_LANGUAGE, type Language } from '../report/words.ts';
import { ComparisonFolder } from './comparison-folder.ts';
import { checkNames } from './check-names.ts';
import { InputDescriber } from './describe-input.ts';
import { loadIntervals } from './load-intervals.ts';
import { loadPanel } from './load-panel.ts';
import { type Person, PersonLoader } from './load-person.ts';
import { type FileToRead, loadSamples } from './load-samples.ts';

export interface CompareOptions {
	/** FASTA that all calls speak of. */
	reference: string;
	/** VCFs of one person: all three, or `samples`. */
	truth?: string;
	graph?: string;
	linear?: string;
	/** Alignments or depth track of each arm (load-coverage.ts): where it could have called something. Of a cohort, in the sheet. */
	graphAlignments?: string;
	linearAlignments?: string;
	/** Index or GFA that the graph arm's alignments are to, where they are GAF. */
	graphIndex?: string;
	/** When two structural variants are the same though they spell other haplotypes; by default as truvari has it. */
	structural?: Partial<StructuralThresholds>;
	/** Sheet of a cohort (sample-sheet.ts). */
	samples?: string;
	/** Folder for the results; made where it is not there. */
	directory: string;
	/** BED: only what lies wholly inside counts. */
	regions?: string;
	/** VCF of diagnostic variants, or BED of genes. */
	panel?: string;
	/** BED files under names of the user. */
	strata: readonly { readonly name: string; readonly file: string }[];
	/** Conditions that the result must meet (gates.ts); whether it does stands in the summary. */
	gates?: readonly string[];
	/** Language of report.html. */
	language?: Language;
	onProgress?: OnProgress;
	/** The command as typed, for the report. */
	commandLine: string;
}

/**
 * Compares the calls of both arms with the truth, for one person or for a cohort, one person after the other, and writes
 * summary.json, summary.tsv, variants.tsv.gz, excluded.tsv.gz, report.html, truth-vs-graph.vcf.gz and truth-vs-linear.vcf.gz
 * (of a cohort in samples/NAME/), samples.tsv (of a cohort) and tables for MultiQC into the folder. The same input gives the
 * same bytes.
 *
 * Errors: those of the readers and of outputs; E_COMPARE_INPUTS, E_COMPARE_SAMPLES, E_COMPARE_NO_GENOTYPE,
 * E_COMPARE_REF_MISMATCH, E_COMPARE_CONTIGS, E_COMPARE_NO_TRUTH, E_COMPARE_STRATUM, E_SAMPLES_*, E_GATE, E_BED_*, E_PANEL_EMPTY.
 *
 * @returns the content of summary.json
 */
export async function compareCalls(options: CompareOptions): Promise<CompareSummary> {
	const { commandLine, onProgress } = options;
	const gates = (options.gates ?? []).map(parseGate);
	const sheet = options.samples === undefined ? undefined : await loadSamples(options.samples);
	const people = sheet ?? [onlyPerson(options)];
	const groupings =
		sheet === undefined
			? []
			: groupByColumns((column) => sheet.map((row) => row[column === 'patient_group' ? 'patientGroup' : column]));
	const layout = new StrataLayout(
		options.strata.map(({ name }) => name),
		options.panel !== undefined,
	);
	checkNames(layout, groupings, gates, { isCohort: sheet !== undefined, hasPanel: options.panel !== undefined });

	const describer = new InputDescriber();
	const reference = await readFasta(options.reference);
	await describer.add('reference', options.reference);
	if (options.samples !== undefined) await describer.add('samples', options.samples);
	const regions = options.regions === undefined ? undefined : await readRegions(options.regions, 'regions', reference, describer);
	const panel = options.panel === undefined ? undefined : await loadPanel(options.panel, reference, matchRecords);
	if (options.panel !== undefined) await describer.add('panel', options.panel, { unused_lines: panel?.unusedCount ?? 0 });
	const strata: NamedRegions[] = [];
	for (const { name, file } of options.strata) {
		strata.push({ name, intervals: await readRegions(file, `stratum ${name}`, reference, describer) });
	}

	const structural = { ...DEFAULT_STRUCTURAL_THRESHOLDS, ...options.structural };
	const matcher = haplotypeMatcher(structural);
	const cohort = new Cohort(people.length, strata.length, panel?.panel.genes ?? []);
	const counts = new RecordCounts();
	const diagnostic = panel === undefined ? undefined : new DiagnosticCollector(panel.panel);
	const made = { pangraf: packageVersion(), command_line: commandLine };
	const loader = new PersonLoader(reference, describer, options.graphIndex, onProgress);
	let folder: ComparisonFolder | undefined;
	try {
		for (const [i, person] of people.entries()) {
			const { sample, ...calls } = await loader.load(person);
			const comparison = compareCallSets({
				...calls,
				reference,
				regions,
				strata,
				panel: panel?.panel,
				matcher,
			});
			const variantCount = calls.truth.called.count;
			onProgress?.({ stage: 'compare', done: variantCount, total: variantCount, unit: 'variants' });
			cohort.add(sample, comparison);
			counts.add(comparison);
			diagnostic?.add(comparison);
			folder ??= await ComparisonFolder.open(options.directory, {
				isCohort: sheet !== undefined,
				strataNames: strata.map(({ name }) => name),
				provenance: made,
				language: options.language ?? DEFAULT_LANGUAGE,
			});
			await folder.add(sample, comparison);
			if (people.length > 1) onProgress?.({ stage: 'people', done: i + 1, total: people.length, unit: 'people' });
		}
		const provenance = { ...made, node: process.versions.node, inputs: describer.inputs };
		const summary = summarise({
			cohort,
			counts,
			diagnostic: diagnostic?.finish() ?? null,
			groupings,
			gates,
			provenance,
			structural,
		});
		await folder!.finish(summary);
		return summary;
	} catch (error) {
		await folder?.abort();
		throw error;
	}
}

function onlyPerson({ truth, graph, linear, graphAlignments, linearAlignments }: CompareOptions): Person {
	if (truth === undefined || graph === undefined || linear === undefined) {
		const missing = Object.entries({ truth, graph, linear }).filter(([, path]) => path === undefined);
		throw new PangrafError('E_COMPARE_INPUTS', {
			found: `no ${missing.map(([name]) => name).join(', no ')}`,
			expected: 'truth, graph calls and linear calls of one person, or a sheet of samples',
			remedy: 'name the missing files',
		});
	}
	const file = (path: string): FileToRead => ({ path, name: path });
	const files = {
		truth: file(truth),
		graph: file(graph),
		linear: file(linear),
		...(graphAlignments === undefined ? {} : { graphAlignments: file(graphAlignments) }),
		...(linearAlignments === undefined ? {} : { linearAlignments: file(linearAlignments) }),
	};
	return { sample: undefined, files };
}

async function readRegions(path: string, role: string, reference: Reference, describer: InputDescriber): Promise<IntervalSet> {
	const { intervals, foreignCount } = await loadIntervals(path, reference);
	await describer.add(role, path, { unused_lines: foreignCount });
	return new IntervalSet(intervals, reference);
}

function packageVersion(): string {
	const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
