/**
 * `pnpm bench:growth`: CPU time and memory of `build` and `index` on simulated populations from 1 to 64 Mb, each command as a whole
 * process on one core.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
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
const place: Place = { folder, cores: '0' };
const lines: Record<'build' | 'index', [number, number][]> = { build: [], index: [] };
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
		lines.build.push([megabases, cpuSeconds(build)]);
		lines.index.push([megabases, cpuSeconds(index)]);
		const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
		const columns = [
			`${megabases}`.padStart(5),
			cpuSeconds(build).toFixed(2).padStart(13),
			mebibytes(build.peakBytes).padStart(11),
			mebibytes(statSync(join(folder, 'g.gfa')).size).padStart(9),
			cpuSeconds(index).toFixed(2).padStart(13),
			mebibytes(index.peakBytes).padStart(11),
			mebibytes(statSync(join(folder, 'g.pgx')).size).padStart(9),
		];
		process.stdout.write(`${columns.join('')}\n`);
	}
} finally {
	rmSync(folder, { recursive: true });
}
if (values.plot !== undefined) {
	const labels = { title: `build and index, ${2 * PEOPLE} haplotypes`, x: 'reference, Mb', y: 'CPU seconds' };
	const series: Series[] = [
		{ name: 'build', points: lines.build },
		{ name: 'index', points: lines.index },
	];
	writeFileSync(values.plot, linePlot(labels, series));
}
