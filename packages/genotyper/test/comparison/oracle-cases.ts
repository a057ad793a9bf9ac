/** Small cases of other comparison tools: their inputs, and verdicts by record to compare with theirs. */
import { readFileSync } from 'node:fs';
import { readFasta, readVcf } from '@pangraf/graph/files';
import type { Reference } from '@pangraf/graph';
import { type CallSet, CallSetBuilder } from '../../src/comparison/call-set.ts';
import { haplotypeMatcher } from '../../src/comparison/haplotype-matching.ts';
import { MATCH_ALLELE, MATCH_GENOTYPE, type Matching } from '../../src/comparison/matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS } from '../../src/comparison/thresholds.ts';

/** One record of an input or an expected file. */
export interface CaseRecord {
	/** From 1. */
	readonly line: number;
	readonly contig: string;
	readonly position: string;
	readonly ref: string;
	readonly alts: readonly string[];
	readonly filter: string;
	readonly info: string;
	readonly samples: readonly string[];
}

/** The records of a small VCF as text. */
export function readCaseRecords(path: string): CaseRecord[] {
	return readFileSync(path, 'utf8')
		.split('\n')
		.flatMap((text, i) => {
			if (text === '' || text.startsWith('#')) return [];
			const [contig = '', position = '', , ref = '', alts = '', , filter = '', info = '', , ...samples] = text.split('\t');
			return [{ line: i + 1, contig, position, ref, alts: alts.split(','), filter, info, samples }];
		});
}

/** Two inputs compared. */
export interface ComparedCase {
	readonly reference: Reference;
	readonly truth: CallSet;
	readonly calls: CallSet;
	readonly matching: Matching;
}

/** Compares one sample of two files; a sample that is not named is the first. */
export async function compareCase(paths: {
	reference: string;
	truth: string;
	calls: string;
	samples?: readonly [truth: string, calls: string];
}): Promise<ComparedCase> {
	const reference = await readFasta(paths.reference);
	const truth = await loadSample(paths.truth, reference, paths.samples?.[0]);
	const calls = await loadSample(paths.calls, reference, paths.samples?.[1]);
	const matching = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS)(truth.called, calls.called, reference);
	return { reference, truth, calls, matching };
}

async function loadSample(path: string, reference: Reference, sample: string | undefined): Promise<CallSet> {
	const vcf = await readVcf(path, { allowPolyploid: true });
	const index = sample === undefined ? 0 : vcf.header.samples.indexOf(sample);
	if (index === -1) throw new Error(`no sample ${sample} in ${path}`);
	const builder = new CallSetBuilder(reference, path, index);
	await vcf.forEach((record) => builder.add(record));
	return builder.finish();
}

/**
 * What becomes of the record on line `line`: `gm`, `am` or `no` where all of its alleles have this verdict, several joined by
 * `+` where they differ, `-` where it holds no call that is compared.
 */
export function verdictOf(set: CallSet, verdicts: Uint8Array, line: number): string {
	const found = new Set<string>();
	for (let i = 0; i < set.called.count; i++) {
		if (set.called.line[i] !== line) continue;
		const verdict = verdicts[i]!;
		found.add(verdict === MATCH_GENOTYPE ? 'gm' : verdict === MATCH_ALLELE ? 'am' : 'no');
	}
	return found.size === 0 ? '-' : [...found].toSorted().join('+');
}
