/**
 * The programs that are compared, each with its own recommended way for short reads: the only list to edit for a new peer.
 *
 * Every path is relative to the work folder and a plain file below it, so that a tool that lives in a tree of its own and sees
 * only that folder runs the same commands. A tool's index is a folder of the tool's name.
 */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Names of the input files in the work folder. */
export interface InputNames {
	/** The graph, as GFA. */
	readonly graph: string;
	/** The linear reference, as FASTA. */
	readonly reference: string;
}

/** One run of a mapper. */
export interface MapRun {
	/** One file of single reads, or two of mates. */
	readonly reads: readonly string[];
	readonly threads: number;
	readonly output: string;
}

/** A program that maps reads; arguments leave out the program itself. */
export interface Tool {
	readonly name: string;
	readonly program: string;
	/** Graph mappers write GAF in the names of the GFA's segments, linear ones SAM. */
	readonly format: 'gaf' | 'sam';
	readonly writesTo: 'file' | 'stdout';
	readonly versionArgs: readonly string[];
	/** Makes the index; absent where the program makes it anew in every run, which then is part of its load. */
	readonly indexArgs?: (inputs: InputNames, threads: number) => string[];
	readonly mapArgs: (run: MapRun, inputs: InputNames) => string[];
}

/** The mapper that all others are divided by. */
export const SUBJECT = 'pangraf';

const PANGRAF = fileURLToPath(new URL('../../scripts/pangraf', import.meta.url));

/** `-1 a -2 b` or `-U a`, as bowtie2 and hisat2 take reads. */
const mateOptions = ([first, second]: readonly string[]): string[] =>
	second === undefined ? ['-U', first!] : ['-1', first!, '-2', second];

/** All tools, in the order of the rounds and of the table. */
export const TOOLS: readonly Tool[] = [
	{
		name: SUBJECT,
		program: PANGRAF,
		format: 'gaf',
		writesTo: 'file',
		versionArgs: ['--version'],
		indexArgs: ({ graph }) => ['index', graph, '-o', 'pangraf/graph.pgx'],
		mapArgs: ({ reads, threads, output }) => ['map', '-t', `${threads}`, 'pangraf/graph.pgx', ...reads, '-o', output],
	},
	{
		name: 'giraffe',
		program: 'vg',
		format: 'gaf',
		writesTo: 'stdout',
		versionArgs: ['version'],
		indexArgs: ({ graph }, threads) => `autoindex --workflow giraffe -g ${graph} -p giraffe/graph -t ${threads}`.split(' '),
		mapArgs: ({ reads, threads }) => [
			...'giraffe -Z giraffe/graph.giraffe.gbz -m giraffe/graph.min -d giraffe/graph.dist'.split(' '),
			...`-t ${threads} --named-coordinates -o gaf`.split(' '),
			...reads.flatMap((file) => ['-f', file]),
		],
	},
	{
		name: 'bwa',
		program: 'bwa',
		format: 'sam',
		writesTo: 'stdout',
		versionArgs: [],
		indexArgs: ({ reference }) => ['index', '-p', 'bwa/reference', reference],
		mapArgs: ({ reads, threads }) => ['mem', '-t', `${threads}`, 'bwa/reference', ...reads],
	},
	{
		name: 'bwa-mem2',
		program: 'bwa-mem2',
		format: 'sam',
		writesTo: 'stdout',
		versionArgs: ['version'],
		indexArgs: ({ reference }) => ['index', '-p', 'bwa-mem2/reference', reference],
		mapArgs: ({ reads, threads }) => ['mem', '-t', `${threads}`, 'bwa-mem2/reference', ...reads],
	},
	{
		name: 'minimap2',
		program: 'minimap2',
		format: 'sam',
		writesTo: 'stdout',
		versionArgs: ['--version'],
		indexArgs: ({ reference }, threads) => ['-x', 'sr', '-t', `${threads}`, '-d', 'minimap2/reference.mmi', reference],
		mapArgs: ({ reads, threads }) => ['-ax', 'sr', '-t', `${threads}`, 'minimap2/reference.mmi', ...reads],
	},
	{
		name: 'snap-aligner',
		program: 'snap-aligner',
		format: 'sam',
		writesTo: 'file',
		versionArgs: [],
		indexArgs: ({ reference }, threads) => ['index', reference, 'snap-aligner', `-t${threads}`],
		// -b-: else it binds its threads to cores of its own choice. -xf 4: else it ends on reads that compress well.
		mapArgs: ({ reads, threads, output }) => {
			const mode = reads.length === 2 ? 'paired' : 'single';
			return [mode, 'snap-aligner', ...reads, '-t', `${threads}`, '-b-', '-xf', '4', '-o', output];
		},
	},
	{
		name: 'strobealign',
		program: 'strobealign',
		format: 'sam',
		writesTo: 'stdout',
		versionArgs: ['--version'],
		mapArgs: ({ reads, threads }, { reference }) => ['-t', `${threads}`, reference, ...reads],
	},
	{
		name: 'bowtie2',
		program: 'bowtie2',
		format: 'sam',
		writesTo: 'stdout',
		versionArgs: ['--version'],
		indexArgs: ({ reference }, threads) => ['--threads', `${threads}`, reference, 'bowtie2/reference'],
		// -X 800: the longest fragment it pairs; 500 by default, which cuts off the fragments of an ordinary library.
		mapArgs: ({ reads, threads }) => ['-X', '800', '-p', `${threads}`, '-x', 'bowtie2/reference', ...mateOptions(reads)],
	},
	{
		name: 'hisat2',
		program: 'hisat2',
		format: 'sam',
		writesTo: 'stdout',
		versionArgs: ['--version'],
		indexArgs: ({ reference }, threads) => ['-p', `${threads}`, reference, 'hisat2/reference'],
		mapArgs: ({ reads, threads }) => [
			...`--no-spliced-alignment -p ${threads} -x hisat2/reference`.split(' '),
			...mateOptions(reads),
		],
	},
];

/** The program that makes a tool's index: the tool itself, but for bowtie2 and hisat2. */
export function indexProgram(tool: Tool): string {
	return tool.name === 'bowtie2' || tool.name === 'hisat2' ? `${tool.program}-build` : tool.program;
}

/** Whether a program is there: a path, or a name on PATH. */
export function isPresent(program: string): boolean {
	if (program.includes('/')) return existsSync(program);
	return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** The version a tool says it has, or `unknown`. bwa and SNAP say it in their usage, with an exit code of their own. */
export function versionOf(tool: Tool, folder: string): string {
	const { stdout, stderr } = spawnSync(tool.program, tool.versionArgs, { cwd: folder, encoding: 'utf8' });
	return /\d+\.\d+[\w.-]*/.exec(`${stdout}\n${stderr}`)?.[0].replace(/\.$/, '') ?? 'unknown';
}
