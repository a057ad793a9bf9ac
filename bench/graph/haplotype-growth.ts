/**
 * `pnpm bench:haplotypes`: size and build time of the haplotype store for growing numbers of haplotypes, and the time of one step
 * of a search, on recombinations of the haplotypes of a graph (by default the chr20 panel of the shared data).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
	buildHaplotypeStore,
	extendForward,
	type Graph,
	type HaplotypeStore,
	matchCount,
	searchState,
	startSearch,
	storeBytes,
} from '@pangraf/graph';
import { buildGraph, readGfa } from '@pangraf/graph/files';
import { linePlot } from './line-plot.ts';

const COUNTS = [100, 500, 1000, 5000];
/** Crossovers per haplotype, as many as a megabase has in some hundred generations. */
const CROSSOVERS = 10;
/** Nodes of one search: a read of 150 bp crosses about so many. */
const SEARCH_STEPS = 6;

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: { gfa: { type: 'string' }, plot: { type: 'string' } },
});

/** xorshift32: the same numbers in every run. */
function randomNumbers(seed: number): () => number {
	let x = seed;
	return () => {
		x ^= x << 13;
		x ^= x >>> 17;
		x ^= x << 5;
		return (x >>> 0) / 2 ** 32;
	};
}

async function chr20Panel(): Promise<Graph> {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
	const data = (name: string): string => fileURLToPath(new URL(`../../../shared/data/chr20/${name}`, import.meta.url));
	const output = join(folder, 'chr20.gfa');
	try {
		await buildGraph({ reference: data('ref.fa'), variants: [data('panel.vcf.gz')], refSample: 'REF', output });
		return await readGfa(output);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The graph with `count` haplotypes, each a mosaic of its own that changes over on nodes both have. */
function recombined(graph: Graph, count: number): Graph {
	const random = randomNumbers(count);
	const { walks } = graph;
	const parents = Array.from({ length: walks.count - 1 }, (_, i) =>
		walks.steps.subarray(walks.stepStarts[i + 1], walks.stepStarts[i + 2]),
	);
	const places = parents.map((steps) => {
		const place = new Int32Array(graph.nodeCount).fill(-1);
		for (const [i, handle] of steps.entries()) place[handle >> 1] = i;
		return place;
	});
	const mosaics = Array.from({ length: count }, () => {
		const steps: number[] = [];
		let parent = Math.floor(random() * parents.length);
		for (let i = 0; i < parents[parent]!.length; i++) {
			const handle = parents[parent]![i]!;
			steps.push(handle);
			if (random() * parents[parent]!.length >= CROSSOVERS) continue;
			const other = Math.floor(random() * parents.length);
			const place = places[other]![handle >> 1]!;
			if (place < 0) continue;
			parent = other;
			i = place;
		}
		return steps;
	});
	const stepStarts = new Uint32Array(count + 1);
	for (const [i, steps] of mosaics.entries()) stepStarts[i + 1] = stepStarts[i]! + steps.length;
	const steps = new Uint32Array(stepStarts[count]!);
	for (const [i, mosaic] of mosaics.entries()) steps.set(mosaic, stepStarts[i]);
	return { ...graph, walks: { ...walks, count, stepStarts, steps } };
}

/** Nanoseconds of one step of a search along windows of the walks, in the order in which random reads would come. */
function stepTimeNs(graph: Graph, store: HaplotypeStore): number {
	const random = randomNumbers(7);
	const { steps, stepStarts, count } = graph.walks;
	const state = searchState();
	let matches = 0;
	const searches = 300_000;
	const startedUs = process.cpuUsage();
	for (let i = 0; i < searches; i++) {
		const walk = Math.floor(random() * count);
		const first = stepStarts[walk]! + Math.floor(random() * (stepStarts[walk + 1]! - stepStarts[walk]! - SEARCH_STEPS));
		startSearch(store, steps[first]!, state);
		for (let j = 1; j < SEARCH_STEPS; j++) extendForward(store, state, steps[first + j]!);
		matches += matchCount(state);
	}
	const { user } = process.cpuUsage(startedUs);
	if (matches < searches) throw new Error('a window of a walk was not found');
	return (user * 1000) / (searches * (SEARCH_STEPS - 1));
}

const graph = values.gfa === undefined ? await chr20Panel() : await readGfa(values.gfa);
const rows: { count: number; plain: number; store: number }[] = [];
process.stdout.write('haplotypes  4-byte steps, MB  store, MB  times smaller  build, CPU s  ns a step\n');
for (const count of COUNTS) {
	const larger = recombined(graph, count);
	const startedUs = process.cpuUsage();
	const store = buildHaplotypeStore(larger);
	const { user, system } = process.cpuUsage(startedUs);
	const row = { count, plain: 4 * larger.walks.steps.length, store: storeBytes(store) };
	rows.push(row);
	const columns = [
		count.toLocaleString('en').padStart(10),
		(row.plain / 1e6).toFixed(1).padStart(18),
		(row.store / 1e6).toFixed(2).padStart(11),
		(row.plain / row.store).toFixed(0).padStart(15),
		((user + system) / 1e6).toFixed(2).padStart(14),
		stepTimeNs(larger, store).toFixed(0).padStart(11),
	];
	process.stdout.write(`${columns.join('')}\n`);
}
if (values.plot !== undefined) {
	const labels = { title: 'Haplotypes of 1 Mb of chr20', x: 'haplotypes', y: 'MB' };
	const lines = [
		{ name: '4-byte steps', points: rows.map(({ count, plain }): [number, number] => [count, plain / 1e6]) },
		{ name: 'haplotype store', points: rows.map(({ count, store }): [number, number] => [count, store / 1e6]) },
	];
	writeFileSync(values.plot, linePlot(labels, lines));
}
