import type { CallSet } from '../comparison/call-set.ts';
import type { Comparison } from '../comparison/compare.ts';
import { recordStart } from '../comparison/variant-set.ts';

/** excluded.tsv's header. */
export const EXCLUSION_HEADER = 'calls\tline\tcontig\tposition\treason\tsample\n';

/**
 * excluded.tsv: one row for each allele of a file that is not compared or not counted: the file's role, the line of the VCF,
 * the contig, POS, and the reason (see exclusions.ts), and the person. Each piece ends with a line end.
 */
export function* exclusionTable(comparison: Comparison, sample: string): Generator<string> {
	const { reference, truth, graph, linear } = comparison;
	const rows = function* (role: string, calls: CallSet, isCounted: Uint8Array): Generator<string> {
		for (const { line, contig, position, reason } of calls.excluded) {
			yield `${role}\t${line}\t${contig}\t${position + 1}\t${reason}\t${sample}\n`;
		}
		const set = calls.called;
		for (let i = 0; i < set.count; i++) {
			if (isCounted[i] === 1) continue;
			yield `${role}\t${set.line[i]}\t${reference.names[set.contig[i]!]}\t${recordStart(set, i) + 1}\toutside_regions\t${sample}\n`;
		}
	};
	yield* rows('truth', truth, comparison.isCounted);
	yield* rows('graph', graph.calls, graph.isCounted);
	yield* rows('linear', linear.calls, linear.isCounted);
}
