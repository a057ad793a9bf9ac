/** What is mapped: the data sets by name, as files below the data folder or, where they are made, below that of made sets. */

/** A set of reads with the graph and the linear reference that they are mapped to. */
export interface DataSet {
	/** Of a set that a program of the data's tools makes: folder among the made sets, and the program with its arguments. */
	readonly made?: { readonly folder: string; readonly program: string; readonly args: readonly string[] };
	/** One file of single reads, or two of mates. */
	readonly reads: readonly string[];
	/** How often the reads are taken, under new names: a small set must run long enough to be measured. */
	readonly copies: number;
	/** Two files of mates as one file of single reads, the first mates first, under new names. */
	readonly matesApart?: true;
	/** True places of the reads, in the format of place.py. */
	readonly truth?: string;
	/** A GFA as it stands, or a reference and phased variants for `pangraf build`. */
	readonly graph: { readonly gfa: string } | { readonly reference: string; readonly variants: string };
	/** A FASTA file, or the sample whose walks in the graph are the linear reference. */
	readonly linear: { readonly fasta: string } | { readonly sample: string };
}

/** 64 Mb of repeats and 36 haplotypes of which 32 are the graph's; reads of one of the two people outside it. */
const MADE_64MB = {
	made: { folder: '64mb', program: 'make_big.py', args: ['--mb', '64', '--haps', '32', '--seed', '1', '--pairs', '250000'] },
	reads: ['64mb/IND1_1.fq.gz', '64mb/IND1_2.fq.gz'],
	graph: { gfa: '64mb/graph.gfa' },
	linear: { fasta: '64mb/ref.fa' },
} as const;
const MADE_TRUTH = '64mb/IND1.truth.tsv.gz';

/** 1 Mb of chr20 with 540 real haplotypes; reads of a person outside it. */
const CHR20 = {
	reads: ['chr20/reads/HG00254_1.fq.gz', 'chr20/reads/HG00254_2.fq.gz'],
	graph: { reference: 'chr20/ref.fa', variants: 'chr20/panel.vcf.gz' },
	linear: { fasta: 'chr20/ref.fa' },
} as const;

/** The data sets; each folder that is not made has a README with its origin. */
export const DATA_SETS: Readonly<Record<string, DataSet>> = {
	chr20: { ...CHR20, copies: 1, truth: 'chr20/reads/HG00254.truth.tsv.gz' },
	// Long enough to tell what two threads do; without truth, which has no copies.
	'chr20-long': { ...CHR20, copies: 8 },
	hprc: {
		reads: ['hprc-micb-kir3dl1/HG003.fq.gz'],
		copies: 64,
		graph: { gfa: 'hprc-micb-kir3dl1/micb-kir3dl1.gfa' },
		linear: { sample: 'GRCh38' },
	},
	'64mb': { ...MADE_64MB, copies: 1, truth: MADE_TRUTH },
	'64mb-long': { ...MADE_64MB, copies: 4 },
	'64mb-single': { ...MADE_64MB, copies: 1, truth: MADE_TRUTH, matesApart: true },
};
