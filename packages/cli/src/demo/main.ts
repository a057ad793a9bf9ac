/**
 * The demo, `npm start`: the whole way from reads to the recall table on a simulated population, by running the commands that
 * it shows.
 *
 * Two arms on the same reads: a graph of the population, and a graph that holds the reference alone.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { guardProcess } from '../frame/interruption.ts';
import { runProgram } from '../program.ts';

const FOLDER = 'demo';

/** The commands in order; the names of files are inside the folder. */
function commands(): string[][] {
	const at = (name: string) => join(FOLDER, name);
	const population = at('population');
	const of = (name: string) => join(population, name);
	const arm = (name: string, variants: string[]) => [
		['build', '--reference', of('reference.fa'), ...variants, '-o', at(`${name}.gfa.gz`)],
		['index', at(`${name}.gfa.gz`), '-o', at(`${name}.pgx`)],
		['map', at(`${name}.pgx`), of('reads_1.fq.gz'), of('reads_2.fq.gz'), '-o', at(`${name}.gaf.gz`)],
		['call', at(`${name}.pgx`), at(`${name}.gaf.gz`), '--sample', 'PATIENT', '-o', at(`${name}.vcf.gz`)],
	];
	const calls = ['--truth', of('truth.vcf.gz'), '--graph', at('graph.vcf.gz'), '--linear', at('linear.vcf.gz')];
	const strata = ['--panel', of('diagnostic.vcf.gz'), '--stratify', `repeats=${of('repeats.bed')}`];
	return [
		['simulate', '--seed', '1', '--size', '1500000', '--samples', '60', '--coverage', '30', '-o', population],
		...arm('graph', ['--variants', of('panel.vcf.gz')]),
		...arm('linear', []),
		['compare', '--reference', of('reference.fa'), ...calls, ...strata, '-o', at('comparison')],
	];
}

/** Runs the demo in the working directory and returns the exit code. */
async function runDemo(): Promise<number> {
	const startedMs = performance.now();
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER);
	const steps = commands();
	for (const [i, args] of steps.entries()) {
		process.stderr.write(`\n(${i + 1}/${steps.length}) scripts/pangraf ${args.join(' ')}\n`);
		const code = await runProgram(args);
		if (code !== 0) return code;
	}
	const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
	process.stdout.write('\ngraph: reads on a graph of 60 simulated people; linear: the same reads on the reference alone;\n');
	process.stdout.write('truth: all variants of the simulated patient; panel: the diagnostic ones among them\n');
	process.stdout.write(`\nReport: ${resolve(FOLDER, 'comparison', 'report.html')} (opens offline; ${seconds} s in all)\n`);
	return 0;
}

guardProcess();
process.exitCode = await runDemo();
