/**
 * The whole equivalence test of the comparison: every sample's truth against rewrites of itself, and errors planted into them.
 *
 *     node bench/genotyper/equivalence.ts [--data ../shared/data/chr20] [--rewrites 20] [--errors 500]
 *
 * The suite runs part of it (packages/genotyper/test/comparison/equivalence.test.ts). Exit code 1 where anything is not as it
 * should be.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { haplotypeMatcher } from '../../packages/genotyper/src/comparison/haplotype-matching.ts';
import { MATCH_GENOTYPE } from '../../packages/genotyper/src/comparison/matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS } from '../../packages/genotyper/src/comparison/thresholds.ts';
import { callSetOf } from '../../packages/genotyper/test/comparison/call-set-fixture.ts';
import { linesOf, randomOf, rewriteCalls } from '../../packages/genotyper/test/comparison/call-rewriter.ts';
import { judgePlanted } from '../../packages/genotyper/test/comparison/judge-planted.ts';
import { loadPhasedSample } from '../../packages/genotyper/test/comparison/phased-sample.ts';
import { plantErrors } from '../../packages/genotyper/test/comparison/planted-errors.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: {
		data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data/chr20') },
		rewrites: { type: 'string', default: '20' },
		errors: { type: 'string', default: '500' },
	},
});
const files = readdirSync(join(values.data, 'truth')).filter((name) => name.endsWith('.vcf.gz'));
const rewriteCount = Number(values.rewrites);
const errorsEach = Math.ceil(Number(values.errors) / files.length);
const matcher = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS);

const totals = { rewrites: 0, truth: 0, calls: 0, alikeByRecord: 0, unmatched: 0, errors: 0, faults: 0 };
for (const file of files) {
	const sample = await loadPhasedSample(join(values.data, 'ref.fa'), join(values.data, 'truth', file));
	const { reference, sequence, haplotypes, truth } = sample;
	const contig = reference.names[0]!;
	const known = new Set(truth.called.position);
	for (let seed = 1; seed <= rewriteCount; seed++) {
		const calls = callSetOf(reference, linesOf(contig, rewriteCalls(sequence, haplotypes, randomOf(seed))));
		const matching = matcher(truth.called, calls.called, reference);
		const unmatched = (verdicts: Uint8Array): number => verdicts.filter((verdict) => verdict !== MATCH_GENOTYPE).length;
		totals.rewrites++;
		totals.truth += truth.called.count;
		totals.calls += calls.called.count;
		totals.alikeByRecord += calls.called.position.filter((position) => known.has(position)).length;
		totals.unmatched += unmatched(matching.truth) + unmatched(matching.calls) + calls.excluded.length;
	}
	const planted = plantErrors(contig, sequence, haplotypes, errorsEach, randomOf(1));
	const faults = judgePlanted(reference, truth, planted);
	totals.errors += errorsEach;
	totals.faults += faults.length;
	for (const fault of faults) console.log(`${file}: ${fault}`);
}
console.log(`${totals.rewrites} rewrites of ${files.length} samples: ${totals.truth} true variants, ${totals.calls} calls,`);
console.log(
	`  of which ${totals.calls - totals.alikeByRecord} stand at other places than in the truth: ${totals.unmatched} unmatched`,
);
console.log(`${totals.errors} errors planted: ${totals.faults} not found, or not put in their class`);
process.exitCode = totals.unmatched + totals.faults === 0 ? 0 : 1;
