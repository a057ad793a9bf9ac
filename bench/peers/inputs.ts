/** The work folder: plain copies of all inputs under short names, cut or copied to the size that is asked for. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { DataSet } from './data-sets.ts';
import { copyRecords, countRecords, firstRecords } from './fastq.ts';
import { matesApart, truthApart } from './mates-apart.ts';
import { type Cost, type Place, runMeasured } from './process-cost.ts';
import { walkSequences } from './reference-walks.ts';
import { type InputNames, SUBJECT, TOOLS } from './tools.ts';

/** What stands in the work folder; names are relative to it. */
export interface Inputs extends InputNames {
	readonly reads: readonly string[];
	/** The first record of each file: what a run costs before it maps. */
	readonly load: readonly string[];
	readonly readCount: number;
	readonly truth: string | undefined;
	/** Of `pangraf build`; undefined where the graph was there. */
	readonly buildCost: Cost | undefined;
}

/** How much of a data set is taken. */
export interface Extent {
	/** Reads, mates counted one by one; undefined for all. */
	readonly readsMax: number | undefined;
	/** A GFA to take instead of the one that would be built. */
	readonly gfa: string | undefined;
}

/** Writes the inputs of a data set into the work folder. */
export function prepareInputs(data: DataSet, dataFolder: string, { readsMax, gfa }: Extent, place: Place): Inputs {
	const inside = (name: string): string => join(place.folder, name);
	const source = (name: string): string => join(dataFolder, name);

	const reads: string[] = [];
	const load: string[] = [];
	let readCount = 0;
	const files = data.reads.map((file) => readFileSync(source(file)));
	const given = files.map((file) => gunzipSync(file));
	const taken = data.matesApart === true ? [matesApart(given)] : given.map((text) => copyRecords(text, data.copies));
	for (const [i, all] of taken.entries()) {
		const text = readsMax === undefined ? all : firstRecords(all, Math.ceil(readsMax / taken.length));
		readCount += countRecords(text);
		reads.push(`reads_${i + 1}.fq.gz`);
		load.push(`load_${i + 1}.fq.gz`);
		// Level 6, as reads usually come; untouched files stay as they are.
		writeFileSync(inside(reads[i]!), text === given[i] ? files[i]! : gzipSync(text, { level: 6 }));
		writeFileSync(inside(load[i]!), gzipSync(firstRecords(text, 1)));
	}

	const graph = 'graph.gfa';
	let buildCost: Cost | undefined;
	if (gfa !== undefined) copyFileSync(gfa, inside(graph));
	else if ('gfa' in data.graph) copyFileSync(source(data.graph.gfa), inside(graph));
	else buildCost = buildGraph(data.graph, graph, source, place);

	const reference = 'reference.fa';
	if ('fasta' in data.linear) copyFileSync(source(data.linear.fasta), inside(reference));
	else writeFileSync(inside(reference), walkSequences(readFileSync(inside(graph), 'utf8'), data.linear.sample));

	if (data.truth !== undefined) writeTruth(source(data.truth), inside('truth.tsv.gz'), data.matesApart === true);
	return { graph, reference, reads, load, readCount, truth: data.truth && 'truth.tsv.gz', buildCost };
}

function writeTruth(from: string, to: string, apart: boolean): void {
	if (apart) writeFileSync(to, gzipSync(truthApart(gunzipSync(readFileSync(from)).toString('latin1')), { level: 1 }));
	else copyFileSync(from, to);
}

function buildGraph(
	from: { reference: string; variants: string },
	graph: string,
	source: (name: string) => string,
	place: Place,
): Cost {
	const pangraf = TOOLS.find((tool) => tool.name === SUBJECT)!.program;
	const inputs = ['--reference', source(from.reference), '--variants', source(from.variants)];
	return runMeasured([pangraf, 'build', ...inputs, '-o', graph], place);
}
