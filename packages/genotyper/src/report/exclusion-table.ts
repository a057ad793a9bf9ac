import type { CallSet } from '../comparison/call-set.ts';
import type { Comparison } from '../comparison/compare.ts';
import { recordStart } from '../comparison/variant-set.ts';

/**
 * excluded.tsv: one row for each allele of a file that is not compared or not counted: the file's role, the line of the VCF,
 * the contig, POS, and the reason (see exclusions.ts). Header first; each piece ends with a line end.
 */
export function* exclusionTable(comparison: Comparison): Generator<string> {
	const { reference, truth, graph, linear } = comparison;
	yield 'calls\tline\tcontig\tposition\treason\n';
	const rows = function* (role: string, calls: CallSet, isCounted: Uint8Array): Generator<string> {
		for (const { line, contig, position, reason } of calls.excluded) {
			yield `${role}\t${line}\t${contig}\t${position + 1}\t${reason}\n`;
		}
		const set = calls.called;
		for (let i = 0; i < set.count; i++) {
			if (isCounted[i] === 1) continue;
			yield `${role}\t${set.line[i]}\t${reference.names[set.contig[i]!]}\t${recordStart(set, i) + 1}\toutside_regions\n`;
		}
	};
	yield* rows('truth', truth, comparison.isCounted);
	yield* rows('graph', graph.calls, graph.isCounted);
	yield* rows('linear', linear.calls, linear.isCounted);
}
