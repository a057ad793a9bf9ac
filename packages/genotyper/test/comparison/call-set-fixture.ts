/** Call sets from records written by hand. */
import { type Reference, type VcfRecord, VcfRecordReader } from '@pangraf/graph';
import { type CallSet, CallSetBuilder } from '../../src/comparison/call-set.ts';
import { altOf, refOf, type VariantSet } from '../../src/comparison/variant-set.ts';

export function bytes(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

export function textOf(sequence: Uint8Array): string {
	return new TextDecoder().decode(sequence);
}

/** A reference of `name: sequence`. */
export function referenceOf(contigs: Readonly<Record<string, string>>): Reference {
	return { names: Object.keys(contigs), sequences: Object.values(contigs).map(bytes) };
}

/** A record from `contig pos ref alts genotype [filter] [info]`, POS from 1 as in VCF; what follows GT in a sample is FT. */
export function recordOf(text: string, line: number): VcfRecord {
	const [contig, position, ref, alts, genotype = '', filter = 'PASS', info = '.'] = text.split(' ');
	const format = genotype.includes(':') ? 'GT:FT' : 'GT';
	const columns = [contig, position, '.', ref, alts, '.', filter, info, format, genotype].join('\t');
	const reader = new VcfRecordReader('calls.vcf', 1, { allowPolyploid: true });
	reader.read(bytes(`${columns}\n`), 0, columns.length, line);
	return reader;
}

/** Calls from records as in {@link recordOf}; the first stands on line 1. */
export function callSetOf(reference: Reference, records: readonly string[]): CallSet {
	const builder = new CallSetBuilder(reference, 'calls.vcf');
	records.forEach((text, i) => builder.add(recordOf(text, i + 1)));
	return builder.finish();
}

/** Variants as `contig:position:ref>alt`, position 0-based, for comparison by eye. */
export function spell(set: VariantSet, reference: Reference): string[] {
	return Array.from({ length: set.count }, (_, i) => {
		const contig = reference.names[set.contig[i]!];
		return `${contig}:${set.position[i]}:${textOf(refOf(set, i))}>${textOf(altOf(set, i))}`;
	});
}
