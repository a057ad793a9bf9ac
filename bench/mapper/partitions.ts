/**
 * `pnpm bench:partitions`: what an index costs that is larger than one memory, and what it costs to divide it further. A generated
 * graph is indexed with every limit of `--limits` and mapped to, each command as a whole process on one core; records that differ
 * end it.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cpuSeconds, type Place, runMeasured } from '../peers/process-cost.ts';
import { writeLargeGraph } from './large-graph.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: {
		/** Of GRCh38's bases. */
		share: { type: 'string', default: '1' },
		/** Bytes of a partition, separated by commas. */
		limits: { type: 'string', default: '3221225472,600000000' },
		/** Of stretches of about 3 kb that give a pair. */
		pairs: { type: 'string', default: '0.1' },
		cores: { type: 'string', default: '0' },
	},
});

const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
const pangraf = (...args: string[]): string[] => [process.execPath, program, ...args, '--quiet'];

const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
const place: Place = { folder, cores: values.cores };
const at = (name: string): string => join(folder, name);
try {
	const { bases, pairs } = writeLargeGraph(at('g.gfa'), [at('1.fq'), at('2.fq')], Number(values.share), Number(values.pairs));
	process.stdout.write(`${bases} bases in 25 contigs, ${pairs} pairs of 150 bp\n`);
	process.stdout.write('partitions  index CPU s  index MiB  pgx MiB  map CPU s  map MiB  records\n');
	const hashes = new Set<string>();
	for (const limit of values.limits.split(',')) {
		const index = runMeasured(
			pangraf('index', 'g.gfa', '-o', 'g.pgx', '--partition-bytes', limit, '--json'),
			place,
			'index.json',
		);
		const { partitions } = JSON.parse(readFileSync(at('index.json'), 'utf8')) as { partitions: number };
		const map = runMeasured(pangraf('map', 'g.pgx', '1.fq', '2.fq', '-t', '1', '-o', 'out.gaf'), place);
		const records = readFileSync(at('out.gaf'));
		hashes.add(createHash('sha256').update(records).digest('hex'));
		const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
		const columns = [
			`${partitions}`.padStart(10),
			cpuSeconds(index).toFixed(1).padStart(13),
			mebibytes(index.peakBytes).padStart(11),
			mebibytes(statSync(at('g.pgx')).size).padStart(9),
			cpuSeconds(map).toFixed(1).padStart(11),
			mebibytes(map.peakBytes).padStart(9),
			`${records.toString('latin1').split('\n').length - 1}`.padStart(9),
		];
		process.stdout.write(`${columns.join('')}\n`);
	}
	if (hashes.size !== 1) throw new Error('records differ between partitions');
} finally {
	rmSync(folder, { recursive: true });
}
