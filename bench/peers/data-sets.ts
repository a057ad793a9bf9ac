/** What is mapped: the data sets by name, as files below the data folder. */

/** A set of reads with the graph and the linear reference that they are mapped to. */
export interface DataSet {
	/** One file of single reads, or two of mates. */
	readonly reads: readonly string[];
	/** How often the reads are taken, under new names: a small set must run long enough to be measured. */
	readonly copies: number;
	/** True places of the reads, in the format of place.py. */
	readonly truth?: string;
	/** A GFA as it stands, or a reference and phased variants for `pangraf build`. */
	readonly graph: { readonly gfa: string } | { readonly reference: string; readonly variants: string };
	/** A FASTA file, or the sample whose walks in the graph are the linear reference. */
	readonly linear: { readonly fasta: string } | { readonly sample: string };
}

/** The data sets; each folder has a README with its origin. */
export const DATA_SETS: Readonly<Record<string, DataSet>> = {
	chr20: {
		reads: ['chr20/reads/HG00254_1.fq.gz', 'chr20/reads/HG00254_2.fq.gz'],
		copies: 1,
		truth: 'chr20/reads/HG00254.truth.tsv.gz',
		graph: { reference: 'chr20/ref.fa', variants: 'chr20/panel.vcf.gz' },
		linear: { fasta: 'chr20/ref.fa' },
	},
	hprc: {
		reads: ['hprc-micb-kir3dl1/HG003.fq.gz'],
		copies: 16,
		graph: { gfa: 'hprc-micb-kir3dl1/micb-kir3dl1.gfa' },
		linear: { sample: 'GRCh38' },
	},
};
