/**
 * Calls in other records that spell the same haplotypes are all found, and none is left over. The full run, over all samples and
 * more rewrites, is bench/genotyper/equivalence.ts.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CallSet } from '../../src/comparison/call-set.ts';
import { haplotypeMatcher } from '../../src/comparison/haplotype-matching.ts';
import { MATCH_GENOTYPE } from '../../src/comparison/matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS } from '../../src/comparison/thresholds.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';
import { isUnanchored, speltStart, type VariantSet } from '../../src/comparison/variant-set.ts';
import { applyEdits, editsOf, linesOf, randomOf, rewriteCalls } from './call-rewriter.ts';
import { makeDenseSample } from './dense-sample.ts';
import { judgePlanted } from './judge-planted.ts';
import { loadPhasedSample } from './phased-sample.ts';
import { plantErrors } from './planted-errors.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/chr20', import.meta.url));
const SAMPLES = ['HG00254', 'HG00272'];
const REWRITES = 2;

describe.skipIf(!existsSync(data))('calls of chr20 rewritten at random', () => {
	it.each(SAMPLES)('%s: the rewriter keeps the haplotypes', async (sample) => {
		const { sequence, haplotypes } = await loadPhasedSample(`${data}/ref.fa`, `${data}/truth/${sample}.vcf.gz`);
		const spelt = new Set(haplotypes.map((edits) => applyEdits(sequence, edits)));
		for (let seed = 1; seed <= REWRITES; seed++) {
			const records = rewriteCalls(sequence, haplotypes, randomOf(seed), true).map((record) => {
				const [first, second] = record.genotype.split('|').map(Number);
				return { ...record, alleles: [first!, second!] as const };
			});
			const rewritten = editsOf(records).map((edits) => applyEdits(sequence, edits));
			expect(rewritten.every((haplotype) => spelt.has(haplotype))).toBe(true);
			expect(new Set(rewritten).size).toBe(2);
		}
	});

	it.each(SAMPLES)('%s: all found, nothing left over', async (sample) => {
		const { reference, sequence, haplotypes, truth } = await loadPhasedSample(`${data}/ref.fa`, `${data}/truth/${sample}.vcf.gz`);
		const matcher = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS);
		for (let seed = 1; seed <= REWRITES; seed++) {
			const calls = callSetOf(reference, linesOf(reference.names[0]!, rewriteCalls(sequence, haplotypes, randomOf(seed))));
			expect(calls.excluded).toEqual([]);
			for (const [a, b] of [
				[truth, calls],
				[calls, truth],
			] as const) {
				const matching = matcher(a.called, b.called, reference);
				expect(matching.truth.every((verdict) => verdict === MATCH_GENOTYPE)).toBe(true);
				expect(matching.calls.every((verdict) => verdict === MATCH_GENOTYPE)).toBe(true);
			}
		}
	});
});

describe.skipIf(!existsSync(data))('errors planted into the calls of chr20', () => {
	it.each(SAMPLES)('%s: every one is found and put in its class', async (sample) => {
		const { reference, sequence, haplotypes, truth } = await loadPhasedSample(`${data}/ref.fa`, `${data}/truth/${sample}.vcf.gz`);
		const planted = plantErrors(reference.names[0]!, sequence, haplotypes, 50, randomOf(7));
		expect(planted.outcomes.size + planted.falseCount).toBeGreaterThan(50);
		expect(judgePlanted(reference, truth, planted)).toEqual([]);
	});
});

describe('calls full of indels in repeats, rewritten at random', () => {
	it.each([
		[12, 60],
		[6, 20],
	])('a change every %i bp: all found, nothing left over', (spacing, count) => {
		const matcher = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS);
		let variantCount = 0;
		let skipped = 0;
		for (let seed = 1; seed <= count; seed++) {
			const { sequence, haplotypes } = makeDenseSample(800, spacing, randomOf(seed));
			const reference = referenceOf({ chr1: sequence });
			const [truth, calls] = [1, 2].map((k) =>
				callSetOf(reference, linesOf('chr1', rewriteCalls(sequence, haplotypes, randomOf(seed * 3 + k)))),
			) as [CallSet, CallSet];
			if ([truth, calls].some(({ called }) => hasMeetingInsertions(called))) {
				skipped++;
				continue;
			}
			const matching = matcher(truth.called, calls.called, reference);
			variantCount += matching.truth.length + matching.calls.length;
			const matched = [...matching.truth, ...matching.calls].filter((verdict) => verdict === MATCH_GENOTYPE).length;
			expect([seed, matched]).toEqual([seed, matching.truth.length + matching.calls.length]);
		}
		expect(variantCount).toBeGreaterThan(2500);
		expect(skipped).toBeLessThan(4);
	});
});

/** Whether two insertions stand at one place, each behind an anchor: such records do not say which comes first. */
function hasMeetingInsertions(set: VariantSet): boolean {
	const places = new Set<number>();
	for (let i = 0; i < set.count; i++) {
		if (set.refLength[i]! > 0 || isUnanchored(set, i)) continue;
		const place = speltStart(set, i);
		if (places.has(place)) return true;
		places.add(place);
	}
	return false;
}
