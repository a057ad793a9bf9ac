import { expect, it } from 'vitest';
import { MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL, MATCH_NONE } from '../../src/comparison/matching.ts';
import { sumTallies, TallyTable } from '../../src/comparison/tally.ts';

it('tallies by stratum, and sums of them', () => {
	const table = new TallyTable(3);
	table.addTruth(0, MATCH_GENOTYPE, MATCH_GENOTYPE);
	table.addTruth(0, MATCH_GENOTYPE, MATCH_ALLELE);
	table.addTruth(2, MATCH_ALLELE, MATCH_LOCAL);
	table.addTruth(2, MATCH_NONE, MATCH_GENOTYPE);
	table.addCall(0, 'graph', MATCH_LOCAL);
	table.addCall(2, 'linear', MATCH_NONE);
	expect(table.of(1)).toEqual(sumTallies([]));
	const sum = sumTallies([table.of(0), table.of(1), table.of(2)]);
	expect(sum).toEqual({
		truthTotal: 4,
		graph: { tp: 2, fn: 2, fp: 2, genotypeMismatches: 1, localMismatches: 1 },
		linear: { tp: 2, fn: 2, fp: 2, genotypeMismatches: 1, localMismatches: 0 },
		both: 1,
		graphOnly: 1,
		linearOnly: 1,
		neither: 1,
	});
});
