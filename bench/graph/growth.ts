/**
 * `pnpm bench:growth`: CPU time and memory of `build` and `index` on simulated populations from 1 to 64 Mb, each command as a whole
 * process on one core. `--plot NAME` draws NAME-time.svg and NAME-memory.svg.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pickCores } from '../peers/machine.ts';
import { cpuSeconds, type Place, runMeasured } from '../peers/process-cost.ts';
import { linePlot, type Series } from './line-plot.ts';

const MEGABASES = [1, 4, 16, 64];
const PEOPLE = 16;

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: { plot: { type: 'string' }, largest: { type: 'string', default: '64' } },
});

const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
const pangraf = (...args: string[]): string[] => [process.execPath, program, ...args, '--quiet'];

const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
const place: Place = { folder, cores: pickCores(1) };
const seconds: Record<'build' | 'index', [number, number][]> = { build: [], index: [] };
const mebibytes: Record<'build' | 'index', [number, number][]> = { build: [], index: [] };
try {
	process.stdout.write('   Mb  build CPU s  build MiB  GFA MiB  index CPU s  index MiB  pgx MiB\n');
	for (const megabases of MEGABASES.filter((size) => size <= Number(values.largest))) {
		const size = ['--size', `${megabases * 1_000_000}`, '--samples', `${PEOPLE}`, '--coverage', '0.01'];
		runMeasured(pangraf('simulate', '--seed', '1', ...size, '-o', 'p'), place);
		const build = runMeasured(
			pangraf('build', '--reference', 'p/reference.fa', '--variants', 'p/panel.vcf.gz', '-o', 'g.gfa'),
			place,
		);
		const index = runMeasured(pangraf('index', 'g.gfa', '-o', 'g.pgx'), place);
		for (const [name, cost] of [
			['build', build],
			['index', index],
		] as const) {
			seconds[name].push([megabases, cpuSeconds(cost)]);
			mebibytes[name].push([megabases, cost.peakBytes / 2 ** 20]);
		}
		const rounded = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
		const columns = [
			`${megabases}`.padStart(5),
			cpuSeconds(build).toFixed(2).padStart(13),
			rounded(build.peakBytes).padStart(11),
			rounded(statSync(join(folder, 'g.gfa')).size).padStart(9),
			cpuSeconds(index).toFixed(2).padStart(13),
			rounded(index.peakBytes).padStart(11),
			rounded(statSync(join(folder, 'g.pgx')).size).padStart(9),
		];
		process.stdout.write(`${columns.join('')}\n`);
	}
} finally {
	rmSync(folder, { recursive: true });
}
if (values.plot !== undefined) {
	const title = `build and index, ${2 * PEOPLE} haplotypes`;
	const x = 'reference, Mb';
	for (const [suffix, y, lines] of [
		['time', 'CPU seconds', seconds],
		['memory', 'peak MiB', mebibytes],
	] as const) {
		const series: Series[] = Object.entries(lines).map(([name, points]) => ({ name, points }));
		writeFileSync(`${values.plot}-${suffix}.svg`, linePlot({ title, x, y }, series));
	}
}
