/**
 * How often what changes: rates per base and 2N generations of a pair of lineages (theta = 4 N mu), so that two haplotypes
 * differ that often.
 *
 * SNVs: 0.9 per kb, as between two human chromosomes. Small indels: a sixth of that, half of them in microsatellites, which
 * is the human ratio. Structural variants (50 bp and more): the long-read catalogues have one per 110 to 130 kb and person
 * (Chaisson et al. 2019, doi:10.1038/s41467-018-08148-z; Ebert et al. 2021, doi:10.1126/science.abf7117), more than half of
 * them in tandem repeats, the rest mobile elements and other insertions and deletions. Here the mix is alike and they are
 * about three times as dense, one per 47 kb and haplotype (mean of six seeds), so that a demonstration of less than a
 * megabase has enough of them for an interval that says something.
 */

/** SNVs. */
export const SNV_THETA = 0.9e-3;
/** Recombination (4 N r), one for each mutation as in human. */
export const RECOMBINATION_THETA = 0.9e-3;
/** Insertions and deletions of 1 to 49 bp outside microsatellites. */
export const INDEL_THETA = 0.7e-4;
/** Share of insertions among them. */
export const INSERTION_SHARE = 0.45;
/** Of insertions, the share that doubles the sequence beside it. */
export const DOUBLING_SHARE = 0.5;
/** Mobile elements: Alu-like and L1-like. */
export const ALU_THETA = 2.5e-6;
export const L1_THETA = 0.8e-6;
/** Insertions and deletions of 50 bp to 5 kb that are no mobile elements. */
export const LARGE_THETA = 6e-6;
const LARGE_MAX = 5000;
/** Changes of a whole minisatellite. */
export const MINISATELLITE_THETA = 0.3;
/** Mean number of units by which it changes. */
export const MINISATELLITE_STEP = 3;
/** Most bp by which one array differs from the reference's. */
export const MAX_EXPANSION = 3000;

/** Changes of a whole microsatellite: 0.04 to 1 between two haplotypes, even on a logarithmic scale. */
export function microsatelliteTheta(uniform: number): number {
	return 0.04 * 25 ** uniform;
}

/** A length of 1 to 49 bp: short ones far more often, about 1 / length^1.6. */
export function smallIndelLength(uniform: number): number {
	// Inverse of the cumulative weight of a power law cut at 50.
	const exponent = -0.6;
	const highest = 50 ** exponent;
	return Math.min(49, Math.floor((1 - uniform * (1 - highest)) ** (1 / exponent)));
}

/** A length of 50 bp to {@link LARGE_MAX}, about 1 / length^1.3. */
export function largeLength(uniform: number): number {
	const exponent = -0.3;
	const lowest = 50 ** exponent;
	return Math.floor((lowest - uniform * (lowest - LARGE_MAX ** exponent)) ** (1 / exponent));
}
