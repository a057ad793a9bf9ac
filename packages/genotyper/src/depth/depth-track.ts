/**
 * Depth tracks: bedGraph (contig, start, end, depth), such as mosdepth and `samtools depth` by way of a converter write, BED of
 * callable places (three columns), and BED with the states of GATK CallableLoci or of `mosdepth --quantize` in column 4.
 */
import { PangrafError } from '@pangraf/graph';
import type { BedInterval } from '../comparison/intervals.ts';
import { CALLABLE_MIN_DEPTH, type CoverageCounter } from './coverage.ts';

/** By state: depth, and whether its reads are reliable. */
const STATES: Readonly<Record<string, readonly [depth: number, isReliable: boolean]>> = {
	CALLABLE: [CALLABLE_MIN_DEPTH, true],
	HIGH_COVERAGE: [CALLABLE_MIN_DEPTH, true],
	EXCESSIVE_COVERAGE: [CALLABLE_MIN_DEPTH, true],
	POOR_MAPPING_QUALITY: [CALLABLE_MIN_DEPTH, false],
	LOW_COVERAGE: [1, true],
	NO_COVERAGE: [0, true],
	REF_N: [0, true],
};

/** Adds one line of a track, on contig number `contig`. Errors: E_DEPTH_VALUE. */
export function addTrackLine(
	counter: CoverageCounter,
	contig: number,
	{ start, end, name }: BedInterval,
	file: string,
	line: number,
): void {
	const state = name === undefined ? STATES['CALLABLE']! : STATES[name];
	if (state !== undefined) {
		counter.addDepth(contig, start, end, ...state);
		return;
	}
	const depth = Number(name);
	if (!(depth >= 0)) {
		throw new PangrafError('E_DEPTH_VALUE', {
			file,
			place: `line ${line}`,
			found: `'${name!.slice(0, 40)}' in column 4`,
			expected: `a depth, or one of ${Object.keys(STATES).join(', ')}`,
			remedy: 'give a bedGraph of depths, or a BED of callable places',
		});
	}
	counter.addDepth(contig, start, end, Math.floor(depth), true);
}
