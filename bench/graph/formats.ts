/**
 * `pnpm bench:formats`: CPU time of reading a GFA to columns, beside vg reading it to a graph (`vg convert -g`) and to haplotypes
 * (`vg gbwt -G`), and the speed of opening an index. Whole processes on one core, in rounds; openings on two. `--only reading` and
 * `--only opening` do one of both.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine, pickCores } from '../peers/machine.ts';
import { type Cost, cpuSeconds, type Place, runMeasured } from '../peers/process-cost.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: {
		gfa: { type: 'string' },
		megabases: { type: 'string', default: '64' },
		rounds: { type: 'string', default: '3' },
		index: { type: 'string' },
		only: { type: 'string' },
	},
});

/** Times that the index is opened, each by a process of its own; the first, which fills the cache of files, is not counted. */
const OPENINGS = 16;

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Node keeps compiled code between runs, as it does under scripts/pangraf. */
const node = (script: string, ...args: string[]): string[] => [
	'env',
	'NODE_COMPILE_CACHE=compile-cache',
	process.execPath,
	local(script),
	...args,
];
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const COMMANDS: { name: string; command: string[] }[] = [
	{ name: 'pangraf', command: node('read-gfa.ts', 'graph.gfa') },
	{ name: 'vg convert -g', command: ['vg', 'convert', '-t', '1', '-g', 'graph.gfa'] },
	{ name: 'vg gbwt -G', command: ['vg', 'gbwt', '-G', 'graph.gfa', '-o', 'graph.gbwt'] },
];

/** Puts `graph.gfa` into the folder: the one that was named, or a simulated one. */
function prepareGraph(place: Place): void {
	const target = join(place.folder, 'graph.gfa');
	if (values.gfa !== undefined) {
		copyFileSync(resolve(values.gfa), target);
		return;
	}
	const tool = local('../../../shared/tools/make_big.py');
	const shape = ['--mb', values.megabases, '--contigs', '4', '--haps', '32', '--seed', '1', '--pairs', '1000'];
	runMeasured(['python3', tool, ...shape, '--out', '.'], place);
}

/** CPU seconds of each command in each round, one after the other in turn. */
function runRounds(place: Place): Map<string, Cost[]> {
	const present = COMMANDS.filter(
		({ command }) => command[0] !== 'vg' || spawnSync('vg', ['version'], { cwd: tmpdir() }).status === 0,
	);
	const costs = new Map<string, Cost[]>(present.map(({ name }) => [name, []]));
	// Once for the caches: of the file, and of compiled code, which scripts/pangraf keeps too.
	runMeasured(COMMANDS[0]!.command, place, 'counts.json');
	for (let round = 0; round < Number(values.rounds); round++) {
		for (const { name, command } of present) {
			const cost = runMeasured(command, place);
			costs.get(name)!.push(cost);
			say(
				`  round ${round + 1}  ${name.padEnd(14)} ${cpuSeconds(cost).toFixed(2).padStart(7)} CPU s  load ${loadavg()[0]!.toFixed(1)}`,
			);
		}
	}
	return costs;
}

const spread = (numbers: readonly number[], digits: number): string => {
	const sorted = numbers.toSorted((a, b) => a - b);
	const median = sorted[Math.floor(sorted.length / 2)]!;
	return `${median.toFixed(digits)} (${sorted[0]!.toFixed(digits)}–${sorted.at(-1)!.toFixed(digits)})`;
};

function reportReading(place: Place): void {
	const megabytes = statSync(join(place.folder, 'graph.gfa')).size / 1e6;
	say(`reading ${megabytes.toFixed(0)} MB of GFA`);
	const costs = runRounds(place);
	say(`\n${readFileSync(join(place.folder, 'counts.json'), 'utf8').trim()}\n`);
	const own = costs.get('pangraf')!;
	say('tool            CPU s                 MB per CPU s        times pangraf         peak MiB');
	for (const [name, list] of costs) {
		const columns = [
			name.padEnd(16),
			spread(list.map(cpuSeconds), 2).padEnd(22),
			spread(
				list.map((cost) => megabytes / cpuSeconds(cost)),
				0,
			).padEnd(20),
			spread(
				list.map((cost, round) => cpuSeconds(cost) / cpuSeconds(own[round]!)),
				1,
			).padEnd(22),
			(Math.max(...list.map(({ peakBytes }) => peakBytes)) / 2 ** 20).toFixed(0),
		];
		say(columns.join(''));
	}
}

function reportOpening(place: Place): void {
	const index = join(place.folder, 'graph.pgx');
	if (values.index === undefined)
		runMeasured(node('../../packages/cli/src/main.ts', 'index', 'graph.gfa', '-o', 'graph.pgx', '-q'), place);
	else copyFileSync(resolve(values.index), index);
	const openings = Array.from({ length: OPENINGS }, () => {
		runMeasured(node('open-index.ts', 'graph.pgx'), place, 'opening.json');
		return JSON.parse(readFileSync(join(place.folder, 'opening.json'), 'utf8')) as {
			fileBytes: number;
			dataBytes: number;
			wallSeconds: number;
			cpuSeconds: number;
		};
	});
	const { fileBytes, dataBytes } = openings[0]!;
	const warm = openings.slice(1);
	const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
	say(
		`\nopening an index of ${mebibytes(fileBytes)} MiB, ${mebibytes(dataBytes)} MiB in memory, warm, ${warm.length} times, load ${loadavg()[0]!.toFixed(1)}`,
	);
	for (const [what, bytes] of [
		['in memory', dataBytes],
		['in the file', fileBytes],
	] as const) {
		const rate = (seconds: number): number => bytes / 2 ** 30 / seconds;
		const wall = spread(
			warm.map(({ wallSeconds }) => rate(wallSeconds)),
			2,
		);
		const cpu = spread(
			warm.map(({ cpuSeconds }) => rate(cpuSeconds)),
			2,
		);
		say(`GiB ${what.padEnd(12)} per second ${wall}, per CPU second ${cpu}`);
	}
}

const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
try {
	const { processor, cores, node: version, commit } = describeMachine();
	say(`${processor}, ${cores} cores, Node ${version}, ${commit}`);
	const place: Place = { folder, cores: pickCores(1) };
	prepareGraph(place);
	if (values.only !== 'opening') reportReading(place);
	if (values.only !== 'reading') reportOpening({ folder, cores: pickCores(Math.min(2, cores)) });
} finally {
	rmSync(folder, { recursive: true });
}
