/** The command line of the benchmark. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DATA_SETS } from './data-sets.ts';
import { SUBJECT, TOOLS, type Tool } from './tools.ts';

/** Checked options. */
export interface Options {
	readonly data: string;
	readonly dataFolder: string;
	/** Where sets that are made are kept; undefined for the work folder. */
	readonly madeFolder: string | undefined;
	readonly rounds: number;
	readonly tools: readonly Tool[];
	readonly threads: number;
	/** Threads of a further run of the subject in every round, to be compared with `threads`. */
	readonly scaling: number | undefined;
	readonly readsMax: number | undefined;
	readonly gfa: string | undefined;
	/** File for the results as JSON. */
	readonly out: string | undefined;
	readonly keep: boolean;
}

/** Reads of a quick run. */
const QUICK_READS = 20_000;
const SHARED_DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** What `--help` prints. */
export const USAGE: string = `pnpm bench:peers -- [options]

  --data NAME      ${Object.keys(DATA_SETS).join(', ')} (chr20)
  --data-dir DIR   folder of the data sets (../shared/data, seen from the repository)
  --made-dir DIR   folder that keeps the sets that are made, 64mb and 64mb-single (the work folder: made anew, 2 minutes)
  --gfa FILE       graph to use instead of the one that pangraf builds from the data set
  --rounds N       rounds in which every tool runs once (5)
  --tools A,B      peers to run, of ${TOOLS.slice(1)
		.map(({ name }) => name)
		.join(', ')} (all that are on PATH)
  --threads N      threads of every tool, on as many cores (1)
  --scaling N      runs pangraf with N threads on N cores too, in every round, and says how many times as fast that is
  --quick          one round with the first ${QUICK_READS.toLocaleString('en')} reads: to see that all works, not to quote
  --out FILE       results as JSON: machine, versions, commands, every single run
  --keep           leave the work folder with all inputs, indexes and outputs
`;

function wholeNumber(name: string, text: string): number {
	if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
	throw new Error(`--${name} takes a number from 1 to 9999; found ${text}`);
}

function namedTools(list: string | undefined): readonly Tool[] {
	if (list === undefined) return TOOLS;
	const names = list.split(',');
	const unknown = names.find((name) => !TOOLS.some((tool) => tool.name === name));
	if (unknown !== undefined) throw new Error(`--tools knows ${TOOLS.map(({ name }) => name).join(', ')}; found ${unknown}`);
	return TOOLS.filter(({ name }) => name === SUBJECT || names.includes(name));
}

/** Reads the command line; undefined where it asks for help. Throws with one line that says what is wrong. */
export function readOptions(args: readonly string[]): Options | undefined {
	const { values } = parseArgs({
		// pnpm hands the `--` on that ends its own options.
		args: args.filter((argument) => argument !== '--'),
		options: {
			data: { type: 'string', default: 'chr20' },
			'data-dir': { type: 'string', default: SHARED_DATA },
			'made-dir': { type: 'string' },
			gfa: { type: 'string' },
			rounds: { type: 'string' },
			tools: { type: 'string' },
			threads: { type: 'string', default: '1' },
			scaling: { type: 'string' },
			quick: { type: 'boolean', default: false },
			out: { type: 'string' },
			keep: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	if (DATA_SETS[values.data] === undefined) {
		throw new Error(`--data knows ${Object.keys(DATA_SETS).join(', ')}; found ${values.data}`);
	}
	return {
		data: values.data,
		dataFolder: resolve(values['data-dir']),
		madeFolder: values['made-dir'] === undefined ? undefined : resolve(values['made-dir']),
		rounds: wholeNumber('rounds', values.rounds ?? (values.quick ? '1' : '5')),
		tools: namedTools(values.tools),
		threads: wholeNumber('threads', values.threads),
		scaling: values.scaling === undefined ? undefined : wholeNumber('scaling', values.scaling),
		readsMax: values.quick ? QUICK_READS : undefined,
		gfa: values.gfa === undefined ? undefined : resolve(values.gfa),
		out: values.out === undefined ? undefined : resolve(values.out),
		keep: values.keep,
	};
}
