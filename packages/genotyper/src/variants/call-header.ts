/** The header of called variants. */
import { formatVcfHeader, type VcfFieldDefinition } from '@pangraf/graph';
import type { Contig } from '../sites/reference-steps.ts';
import { CERTAIN_QUAL, LEAST_BALANCE, LEAST_DEPTH, LEAST_GQ, MOST_STRAND_BIAS } from './call-records.ts';

const INFO: readonly VcfFieldDefinition[] = [
	{ id: 'SITE', number: 1, type: 'String', description: 'Anchor segments of the graph site, in the direction of the reference' },
	{ id: 'KNOWN', number: 0, type: 'Flag', description: 'The graph has the variant' },
	{
		id: 'NEW',
		number: 0,
		type: 'Flag',
		description: 'The graph does not have the variant; called from differences of the reads',
	},
	{ id: 'PANEL', number: 0, type: 'Flag', description: 'The panel asks for the variant, whether the sample has it or not' },
	{ id: 'AF', number: 'A', type: 'Float', description: 'Share of the haplotypes in the graph that carry the variant' },
	{ id: 'FS', number: 1, type: 'Float', description: "Phred-scaled p of Fisher's exact test for strand bias" },
];

const FORMAT: readonly VcfFieldDefinition[] = [
	{ id: 'GT', number: 1, type: 'String', description: 'Genotype, unphased' },
	{ id: 'GQ', number: 1, type: 'Integer', description: 'Phred-scaled probability that the genotype is wrong' },
	{ id: 'DP', number: 1, type: 'Integer', description: 'Reads that speak for the place; overlapping mates count once' },
	{ id: 'AD', number: 'R', type: 'Integer', description: 'Reads that exclude and reads that show the variant' },
	{ id: 'PL', number: 'G', type: 'Integer', description: 'Phred-scaled genotype likelihoods, the best is 0' },
];

/** What a header says of its run. */
export interface CallRun {
	readonly contigs: readonly Contig[];
	readonly sample: string;
	/** Content hash of the index; undefined where the graph came from a GFA. */
	readonly graphHash: string | undefined;
	readonly minMapq: number;
}

/** The header for {@link CallRecords}. */
export function callHeader({ contigs, sample, graphHash, minMapq }: CallRun): string {
	return formatVcfHeader({
		source: 'pangraf call',
		lines: [...(graphHash === undefined ? [] : [`##pangrafGraph=${graphHash}`]), `##pangrafMinMapq=${minMapq}`],
		filters: [
			{ id: 'LowDP', description: `Fewer than ${LEAST_DEPTH} reads speak for the place` },
			{ id: 'LowGQ', description: `Genotype quality below ${LEAST_GQ}, and QUAL below ${CERTAIN_QUAL}` },
			{ id: 'StrandBias', description: `FS above ${MOST_STRAND_BIAS}` },
			{ id: 'AlleleBalance', description: `Reads of a new heterozygote with a chance below ${LEAST_BALANCE}` },
		],
		contigs,
		info: INFO,
		format: FORMAT,
		samples: [sample],
	});
}
