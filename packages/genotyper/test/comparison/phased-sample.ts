import type { Reference } from '@pangraf/graph';
import { readFasta, readVcf } from '@pangraf/graph/files';
import { type CallSet, CallSetBuilder } from '../../src/comparison/call-set.ts';
import { type Edit, editsOf, textOfContig } from './call-rewriter.ts';

/** A sample whose calls are phased, on the one contig of its reference. */
export interface PhasedSample {
	readonly reference: Reference;
	readonly sequence: string;
	readonly haplotypes: readonly [Edit[], Edit[]];
	readonly truth: CallSet;
}

/**
 * Reads a VCF of one sample, all of whose genotypes are phased. A record that overlaps one before it on a haplotype, so that both
 * cannot be true, is left out.
 */
export async function loadPhasedSample(fasta: string, path: string): Promise<PhasedSample> {
	const reference = await readFasta(fasta);
	const builder = new CallSetBuilder(reference, path);
	const records: { position: number; ref: string; alts: readonly string[]; alleles: readonly [number, number] }[] = [];
	const ends = [0, 0];
	const vcf = await readVcf(path);
	await vcf.forEach((record) => {
		const { position, ref, alts, alleles } = record;
		const carried = [0, 1].filter((h) => alleles[h]! > 0);
		if (carried.some((h) => position < ends[h]!)) return;
		for (const h of carried) ends[h] = position + ref.length;
		builder.add(record);
		records.push({ position, ref, alts, alleles: [alleles[0]!, alleles[1]!] });
	});
	return { reference, sequence: textOfContig(reference, 0), haplotypes: editsOf(records), truth: builder.finish() };
}
