/**
 * The command line as a whole: picks the command, runs it, and turns whatever happens into an exit code.
 *
 * Only the file of the command that was asked for is loaded, and each command loads its library when it runs, so that
 * `--help` and usage errors answer at once.
 */
import { Command, CommanderError } from 'commander';
import { exitCodeFor, usageError } from './frame/failure.ts';
import { commandLineOf } from './frame/command-line.ts';
import { readVersion } from './frame/version.ts';

/** What a command file exports: adds its arguments, options, help and action to a bare command. `commandLine` is what was typed. */
export interface CommandFile {
	define(command: Command, commandLine: string): void;
}

/** The commands in the order of the work, with the line that `pangraf --help` shows. */
const COMMANDS: readonly { name: string; summary: string; load: () => Promise<CommandFile> }[] = [
	{ name: 'build', summary: 'graph from a reference and phased variants', load: () => import('./commands/build.ts') },
	{ name: 'index', summary: 'graph to the file that map and call open', load: () => import('./commands/index.ts') },
	{ name: 'stats', summary: 'what a graph holds, in numbers', load: () => import('./commands/stats.ts') },
	{ name: 'convert', summary: 'an index back to GFA', load: () => import('./commands/convert.ts') },
	{ name: 'withdraw', summary: 'samples out of an index', load: () => import('./commands/withdraw.ts') },
	{
		name: 'paths',
		summary: 'the paths and haplotypes of a graph, and what they spell',
		load: () => import('./commands/paths.ts'),
	},
	{ name: 'view', summary: 'a picture of a locus with its haplotypes', load: () => import('./commands/view.ts') },
	{ name: 'map', summary: 'reads to alignments on a graph', load: () => import('./commands/map.ts') },
	{ name: 'call', summary: 'genotypes from alignments', load: () => import('./commands/call.ts') },
	{
		name: 'deconstruct',
		summary: "a graph's variants and its haplotypes' genotypes as VCF",
		load: () => import('./commands/deconstruct.ts'),
	},
	{ name: 'compare', summary: 'what graph and linear calls find of the truth', load: () => import('./commands/compare.ts') },
	{
		name: 'simulate',
		summary: 'a reference, a population and reads, with their truth',
		load: () => import('./commands/simulate.ts'),
	},
];

const EXAMPLES = `
Examples:
  pangraf build --reference ref.fa --variants panel.vcf.gz -o graph.gfa.gz
  pangraf index graph.gfa.gz -o graph.pgx
  pangraf map graph.pgx R1.fq.gz R2.fq.gz -o sample.gaf.gz
  pangraf call graph.pgx sample.gaf.gz --sample HG001 -o sample.vcf.gz

Exit codes: 0 done; 1 a check that was asked for failed; 2 bad usage or bad input; 70 a fault of pangraf.
Each command has its own help: pangraf map --help`;

/** Runs pangraf with these arguments (without node and script) and returns the exit code. Never throws. */
export async function runProgram(args: readonly string[]): Promise<number> {
	const wanted = args.find((arg) => !arg.startsWith('-'));
	try {
		const program = await makeProgram(wanted === 'help' ? args.at(-1) : wanted, commandLineOf(args));
		if (args.length === 0) throw await usageError('pangraf', 'no command', `one of ${COMMANDS.map((c) => c.name).join(', ')}`);
		await program.parseAsync(args, { from: 'user' });
		// Set by a command that ran, but whose result is not what was asked for.
		return typeof process.exitCode === 'number' ? process.exitCode : 0;
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) return 0;
		const place = COMMANDS.some((command) => command.name === wanted) ? `pangraf ${wanted}` : 'pangraf';
		return await exitCodeFor(error instanceof CommanderError ? await usageErrorOf(error, place) : error);
	}
}

/** The program with the command `wanted` in full and the others by name. */
async function makeProgram(wanted: string | undefined, commandLine: string): Promise<Command> {
	const program = new Command('pangraf');
	program
		.description(
			'Short reads on pangenome graphs: from FASTQ to genotypes, and to what the graph finds that the linear reference does not.',
		)
		.version(readVersion(), '-V, --version')
		.configureOutput({ writeErr: () => {} }) // errors are written once, in one form, by exitCodeFor
		.showSuggestionAfterError(true)
		.addHelpText('after', EXAMPLES)
		.exitOverride();
	for (const { name, summary, load } of COMMANDS) {
		const command = program.command(name).description(summary).allowExcessArguments(false);
		if (name === wanted) (await load()).define(command, commandLine);
	}
	return program;
}

/** commander's message, such as `error: unknown option '--treads'\n(Did you mean --threads?)`, as ours. */
async function usageErrorOf(error: CommanderError, place: string): Promise<Error> {
	const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
	return await usageError(place, message);
}
