/**
 * `pnpm bench:compare`: CPU time and memory of `compare` on generated call sets of 0.25 to 4 million records each
 * (make-call-sets.ts), each run as a whole process on one core.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { linePlot } from '../graph/line-plot.ts';
import { pickCores } from '../peers/machine.ts';
import { cpuSeconds, type Place, runMeasured } from '../peers/process-cost.ts';

const MILLIONS = [0.25, 0.5, 1, 2, 4];
/** A variant every so many bp: about forty times as dense as in a genome, so that neighbours touch. */
const SPACING = 16;

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: { plot: { type: 'string' }, largest: { type: 'string', default: '4' } },
});

const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
const generator = fileURLToPath(new URL('make-call-sets.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
const place: Place = { folder, cores: pickCores(1) };
const points: [number, number][] = [];
try {
	process.stdout.write('  million records  CPU s  CPU us a record  peak MiB\n');
	for (const millions of MILLIONS.filter((size) => size <= Number(values.largest))) {
		const count = millions * 1e6;
		const size = ['--variants', `${count}`, '--bases', `${count * SPACING}`, '--out', '.'];
		runMeasured([process.execPath, generator, ...size], place);
		const files = ['--reference', 'ref.fa', '--truth', 'truth.vcf.gz', '--graph', 'graph.vcf.gz', '--linear', 'linear.vcf.gz'];
		const cost = runMeasured([process.execPath, program, 'compare', ...files, '-o', 'comparison', '--quiet'], place);
		points.push([millions, cpuSeconds(cost)]);
		const columns = [
			`3 x ${millions}`.padStart(17),
			cpuSeconds(cost).toFixed(1).padStart(7),
			((cpuSeconds(cost) * 1e6) / (3 * count)).toFixed(2).padStart(17),
			(cost.peakBytes / 2 ** 20).toFixed(0).padStart(10),
		];
		process.stdout.write(`${columns.join('')}\n`);
	}
} finally {
	rmSync(folder, { recursive: true });
}
if (values.plot !== undefined) {
	const labels = { title: 'compare: truth and two call sets', x: 'million records each', y: 'CPU seconds' };
	writeFileSync(values.plot, linePlot(labels, [{ name: 'compare', points }]));
}
