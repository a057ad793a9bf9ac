/** `compare` in one call: files in, a folder of tables and a report out. */
import { readFileSync } from 'node:fs';
import { type OnProgress, PangrafError, type Reference } from '@pangraf/graph';
import { readFasta } from '@pangraf/graph/files';
import { compareCallSets, type NamedRegions } from '../comparison/compare.ts';
import { IntervalSet } from '../comparison/intervals.ts';
import { matchRecords } from '../comparison/matching.ts';
import { VARIANT_TYPES } from '../comparison/variant-set.ts';
import { type CompareSummary, type InputSummary, summarise } from '../report/summary.ts';
import { sha256OfFile } from './file-hash.ts';
import { loadCalls } from './load-calls.ts';
import { loadIntervals } from './load-intervals.ts';
import { loadPanel } from './load-panel.ts';
import { writeComparison } from './write-comparison.ts';

export interface CompareOptions {
	/** FASTA that all calls speak of. */
	reference: string;
	/** VCFs of one sample each. */
	truth: string;
	graph: string;
	linear: string;
	/** Folder for the results; made where it is not there. */
	directory: string;
	/** BED: only what lies wholly inside counts. */
	regions?: string;
	/** VCF of diagnostic variants, or BED of genes. */
	panel?: string;
	/** BED files under names of the user. */
	strata: readonly { readonly name: string; readonly file: string }[];
	onProgress?: OnProgress;
	/** The command as typed, for the report. */
	commandLine: string;
}

/** Names of strata that every comparison has. */
const OWN_STRATA: readonly string[] = ['all', ...VARIANT_TYPES, 'panel'];

/**
 * Compares the calls of both arms with the truth and writes summary.json, summary.tsv, variants.tsv.gz, excluded.tsv.gz,
 * truth-vs-graph.vcf.gz, truth-vs-linear.vcf.gz and report.html into the folder. The same input gives the same bytes.
 *
 * Errors: those of the readers and of outputs; E_COMPARE_SAMPLES, E_COMPARE_NO_GENOTYPE, E_COMPARE_REF_MISMATCH,
 * E_COMPARE_CONTIGS, E_COMPARE_NO_TRUTH, E_COMPARE_STRATUM, E_BED_*, E_PANEL_EMPTY.
 *
 * @returns the content of summary.json
 */
export async function compareCalls(options: CompareOptions): Promise<CompareSummary> {
	const { directory, commandLine, onProgress } = options;
	checkStrata(options.strata);
	const reference = await readFasta(options.reference);
	const inputs: InputSummary[] = [await describe('reference', options.reference)];
	const truth = await loadCalls(options.truth, reference, 'truth', onProgress);
	inputs.push(await describe('truth', options.truth, { sample: truth.sample }));
	if (truth.calls.called.count === 0) {
		throw new PangrafError('E_COMPARE_NO_TRUTH', {
			file: options.truth,
			found: `no variant that can be compared in ${truth.calls.recordCount} records`,
			expected: 'at least one variant that passes its filters',
			remedy: 'check that this is the truth of the sample',
		});
	}
	const graph = await loadCalls(options.graph, reference, 'graph calls', onProgress);
	inputs.push(await describe('graph', options.graph, { sample: graph.sample }));
	const linear = await loadCalls(options.linear, reference, 'linear calls', onProgress);
	inputs.push(await describe('linear', options.linear, { sample: linear.sample }));
	const regions = options.regions === undefined ? undefined : await readRegions(options.regions, 'regions', reference, inputs);
	const panel = options.panel === undefined ? undefined : await loadPanel(options.panel, reference, matchRecords);
	if (options.panel !== undefined) inputs.push(await describe('panel', options.panel, { unused: panel?.unusedCount ?? 0 }));
	const strata: NamedRegions[] = [];
	for (const { name, file } of options.strata) {
		strata.push({ name, intervals: await readRegions(file, `stratum ${name}`, reference, inputs) });
	}

	const comparison = compareCallSets({
		reference,
		truth: truth.calls,
		graph: graph.calls,
		linear: linear.calls,
		regions,
		strata,
		panel: panel?.panel,
		matcher: matchRecords,
	});
	const variantCount = truth.calls.called.count;
	onProgress?.({ stage: 'compare', done: variantCount, total: variantCount, unit: 'variants' });
	const summary = summarise(comparison, {
		pangraf: packageVersion(),
		node: process.versions.node,
		command_line: commandLine,
		inputs,
	});
	await writeComparison(
		directory,
		comparison,
		options.strata.map(({ name }) => name),
		summary,
	);
	return summary;
}

async function readRegions(path: string, role: string, reference: Reference, inputs: InputSummary[]): Promise<IntervalSet> {
	const { intervals, foreignCount } = await loadIntervals(path, reference);
	inputs.push(await describe(role, path, { unused: foreignCount }));
	return new IntervalSet(intervals, reference);
}

async function describe(role: string, file: string, more: { sample?: string; unused?: number } = {}): Promise<InputSummary> {
	const { sample, unused = 0 } = more;
	const sha256 = await sha256OfFile(file);
	return { role, file, sha256, ...(sample === undefined ? {} : { sample }), ...(unused === 0 ? {} : { unused_lines: unused }) };
}

function checkStrata(strata: CompareOptions['strata']): void {
	const seen = new Set(OWN_STRATA);
	for (const { name } of strata) {
		if (seen.has(name)) {
			throw new PangrafError('E_COMPARE_STRATUM', {
				found: `the stratum ${name} twice`,
				expected: `names that differ from each other and from ${OWN_STRATA.join(', ')}`,
				remedy: `give the stratum another name, such as ${name}_2`,
			});
		}
		seen.add(name);
	}
}

function packageVersion(): string {
	const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
