import type { Reference } from '@pangraf/graph';
import type { CallSet } from '../../src/comparison/call-set.ts';
import { haplotypeMatcher } from '../../src/comparison/haplotype-matching.ts';
import { MATCH_GENOTYPE } from '../../src/comparison/matching.ts';
import { findOutcomes, OUTCOMES } from '../../src/comparison/miss-reasons.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS } from '../../src/comparison/thresholds.ts';
import { speltStart } from '../../src/comparison/variant-set.ts';
import { callSetOf } from './call-set-fixture.ts';
import type { PlantedCalls } from './planted-errors.ts';

/** What a comparison says that is not as planted, in words; empty where all is. */
export function judgePlanted(reference: Reference, truth: CallSet, planted: PlantedCalls): string[] {
	const matcher = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS);
	const calls = callSetOf(reference, planted.lines);
	const matching = matcher(truth.called, calls.called, reference);
	const { outcome } = findOutcomes(truth.called, calls, matching, matcher, reference);
	const faults: string[] = [];
	const { called } = truth;
	for (let i = 0; i < called.count; i++) {
		const spelt = speltStart(called, i);
		const expected = planted.outcomes.get(spelt) ?? 'found';
		const found = OUTCOMES[outcome[i]!]!;
		if (found !== expected) faults.push(`${spelt + 1}: ${found}, and not ${expected}`);
	}
	const falseCount = matching.calls.filter((verdict) => verdict !== MATCH_GENOTYPE).length;
	if (falseCount !== planted.falseCount) faults.push(`${falseCount} false calls, and not ${planted.falseCount}`);
	return faults;
}
