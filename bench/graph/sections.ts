/**
 * `pnpm bench:sections`: the part of an index that is not seeds (`pangraf index --no-seeds`: graph, haplotypes, snarls, coordinates)
 * beside what `vg autoindex --workflow giraffe` makes of the same GFA: CPU time, size and peak memory of whole processes on one core.
 * Of vg's files, .gbz and .dist hold the like; its minimizers are not counted in the size, but are in time and memory.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine, pickCores } from '../peers/machine.ts';
import { type Cost, cpuSeconds, type Place, runMeasured } from '../peers/process-cost.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: { gfa: { type: 'string', multiple: true }, only: { type: 'string' }, rounds: { type: 'string', default: '3' } },
});

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const pangraf = (...args: string[]): string[] => [
	'env',
	'NODE_COMPILE_CACHE=compile-cache',
	process.execPath,
	local('../../packages/cli/src/main.ts'),
	...args,
	'--quiet',
];
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Ways to put a `graph.gfa` into a folder. */
const GRAPHS: Record<string, (place: Place) => void> = {
	chr20: (place) => {
		const data = (name: string): string => local(`../../../shared/data/chr20/${name}`);
		const inputs = ['--reference', data('ref.fa'), '--variants', data('panel.vcf.gz')];
		runMeasured(pangraf('build', ...inputs, '-o', 'graph.gfa'), place);
	},
	'64 Mb': (place) => {
		const shape = ['--mb', '64', '--contigs', '4', '--haps', '32', '--seed', '1', '--pairs', '1000'];
		runMeasured(['python3', local('../../../shared/tools/make_big.py'), ...shape, '--out', '.'], place);
	},
};
for (const path of values.gfa ?? []) GRAPHS[path] = (place) => copyFileSync(resolve(path), join(place.folder, 'graph.gfa'));

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

function row(tool: string, costs: readonly Cost[], sizeBytes: number): string {
	return [
		tool.padEnd(26),
		median(costs.map(cpuSeconds)).toFixed(2).padStart(8),
		megabytes(sizeBytes).padStart(10),
		(Math.max(...costs.map(({ peakBytes }) => peakBytes)) / 2 ** 20).toFixed(0).padStart(10),
	].join('');
}

function compare(name: string, place: Place): void {
	GRAPHS[name]!(place);
	const hasVg = spawnSync('vg', ['version'], { cwd: tmpdir() }).status === 0;
	const own: Cost[] = [];
	for (let round = 0; round < Number(values.rounds); round++) {
		own.push(runMeasured(pangraf('index', 'graph.gfa', '--no-seeds', '-o', 'graph.pgx'), place));
	}
	const ownBytes = statSync(join(place.folder, 'graph.pgx')).size;
	say(`\n${name}: ${megabytes(statSync(join(place.folder, 'graph.gfa')).size)} MB of GFA`);
	say('tool                         CPU s        MB  peak MiB');
	say(row('pangraf index --no-seeds', own, ownBytes));
	if (!hasVg) {
		say('vg                        absent');
		return;
	}
	const peer = runMeasured(['vg', 'autoindex', '--workflow', 'giraffe', '-g', 'graph.gfa', '-p', 'vg', '-t', '1'], place);
	const files = readdirSync(place.folder).filter((file) => /^vg\..*(gbz|dist)$/.test(file));
	if (files.length !== 2) throw new Error(`vg autoindex left ${files.join(', ') || 'nothing'}; expected a .gbz and a .dist`);
	const peerBytes = files.reduce((sum, file) => sum + statSync(join(place.folder, file)).size, 0);
	say(row('vg autoindex (.gbz, .dist)', [peer], peerBytes));
	const ratios = [
		(cpuSeconds(peer) / median(own.map(cpuSeconds))).toFixed(1),
		(peerBytes / ownBytes).toFixed(2),
		(peer.peakBytes / Math.max(...own.map(({ peakBytes }) => peakBytes))).toFixed(1),
	];
	say(`times pangraf             ${ratios[0]!.padStart(8)}${ratios[1]!.padStart(10)}${ratios[2]!.padStart(10)}`);
}

const { processor, cores, node, commit } = describeMachine();
say(`${processor}, ${cores} cores, Node ${node}, ${commit}`);
for (const name of Object.keys(GRAPHS).filter((graph) => values.only === undefined || values.only === graph)) {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
	try {
		compare(name, { folder, cores: pickCores(1) });
	} finally {
		if (existsSync(folder)) rmSync(folder, { recursive: true });
	}
}
