/** The header of a graph's variants. */
import type { ReferenceContig } from '../coordinates/reference-steps.ts';
import { formatVcfHeader, type VcfFieldDefinition } from '../vcf/vcf-writer.ts';

const INFO: readonly VcfFieldDefinition[] = [
	{ id: 'AC', number: 'A', type: 'Integer', description: 'Haplotypes with the allele' },
	{ id: 'AF', number: 'A', type: 'Float', description: 'Share of AN that has the allele' },
	{ id: 'AN', number: 1, type: 'Integer', description: 'Haplotypes that pass through the site' },
	{ id: 'AT', number: 'R', type: 'String', description: "Allele traversal: the allele's way through the graph" },
	{ id: 'NS', number: 1, type: 'Integer', description: 'Samples with an allele' },
	{ id: 'CONFLICT', number: '.', type: 'String', description: 'Samples with a haplotype whose walks disagree here' },
	{ id: 'LV', number: 1, type: 'Integer', description: 'Level in the snarl tree: sites around this one' },
	{ id: 'PS', number: 1, type: 'String', description: 'ID of the site around this one' },
];

/** What a header says of its graph. */
export interface VariantsHeader {
	readonly contigs: readonly ReferenceContig[];
	readonly samples: readonly string[];
	/** Content hash of the index; undefined where the graph came from a GFA. */
	readonly graphHash: string | undefined;
}

/** The header for the lines of `VariantRecords`. */
export function variantsHeader({ contigs, samples, graphHash }: VariantsHeader): string {
	return formatVcfHeader({
		source: 'pangraf deconstruct',
		lines: graphHash === undefined ? [] : [`##pangrafGraph=${graphHash}`],
		contigs,
		info: INFO,
		format: [{ id: 'GT', number: 1, type: 'String', description: 'Genotype, phased' }],
		samples,
	});
}
