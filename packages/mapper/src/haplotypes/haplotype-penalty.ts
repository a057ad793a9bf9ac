/** What it costs to leave the known haplotypes. */

/**
 * Score that a path loses for each switch: less than a mismatch (5 with the base that it does not match), so that a read that shows two
 * alleles which no haplotype has together is placed with both; more than nothing, so that of equal paths those of haplotypes win.
 */
export const HAPLOTYPE_PENALTY = 4;
