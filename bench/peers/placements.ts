/** Placements of reads against their true places, scored for every tool by the same program, `place.py` of the data's tools. */
import { spawnSync } from 'node:child_process';

/** Reads of one category. */
export interface Placement {
	readonly category: string;
	/** Reads that the output speaks of. */
	readonly n: number;
	readonly mapped: number;
	/** Percent of `n`. */
	readonly right: number;
	/** Wrong ones with at least this mapping quality. */
	readonly wrong20: number;
	readonly wrong30: number;
	readonly wrong60: number;
}

/** What is scored; names are relative to the work folder. */
export interface Scoring {
	readonly script: string;
	readonly folder: string;
	readonly truth: string;
	readonly graph: string;
}

/** Scores one output: all reads first, then by what they touch. */
export function scorePlacements(output: string, format: 'gaf' | 'sam', scoring: Scoring): Placement[] {
	const graph = format === 'gaf' ? ['--gfa', scoring.graph] : [];
	const args = [scoring.script, '--truth', scoring.truth, ...graph, '--format', format, output];
	const { status, stdout, stderr } = spawnSync('python3', args, { cwd: scoring.folder, encoding: 'utf8' });
	if (status !== 0) throw new Error(`place.py ended with ${status} on ${output}:\n${stderr.trimEnd()}`);
	const lines = stdout.trimEnd().split('\n');
	const placements = lines.map((line) => JSON.parse(line) as Placement);
	return placements.sort((a, b) => Number(b.category === 'all') - Number(a.category === 'all'));
}
