/**
 * One sample's genotype for one alternative allele, packed into a byte.
 *
 * | bit | meaning |
 * |---|---|
 * | 0 | the first allele of the genotype is this one |
 * | 1 | the second allele is this one |
 * | 2 | phased (`|`): bit 0 and bit 1 are the first and the second haplotype |
 * | 3 | haploid: there is no second allele |
 * | 4 | half call: the other allele is missing (`./1`) |
 *
 * 0 is an allele without a genotype, as in a list of diagnostic variants.
 */
export const FIRST_CARRIES = 1;
export const SECOND_CARRIES = 2;
export const BOTH_CARRY = 3;
export const PHASED = 4;
export const HAPLOID = 8;
export const HALF_CALL = 16;

/** Packs the genotype of allele `allele` (1 or more) from VCF's two alleles: -1 is missing, -2 is none (haploid). */
export function packGenotype(allele: number, first: number, second: number, isPhased: boolean): number {
	let packed = 0;
	if (first === allele) packed |= FIRST_CARRIES;
	if (second === allele) packed |= SECOND_CARRIES;
	if (second === -2) packed |= HAPLOID;
	else if (isPhased) packed |= PHASED;
	if (first === -1 || second === -1) packed |= HALF_CALL;
	return packed;
}

/**
 * Copies of the allele: 0 (no genotype), 1 or 2. A haploid allele counts as 2, because callers differ in whether they write
 * `1` or `1/1` there; a half call counts as 1, because that is how tools that split `1/2` into two records write it.
 */
export function alleleCopies(genotype: number): number {
	const carriers = genotype & BOTH_CARRY;
	if (carriers === 0) return 0;
	return carriers === BOTH_CARRY || (genotype & HAPLOID) !== 0 ? 2 : 1;
}

/** Whether two genotypes agree. Phase is not compared. */
export function isSameGenotype(a: number, b: number): boolean {
	return alleleCopies(a) === alleleCopies(b) && alleleCopies(a) > 0;
}

/** As a VCF GT of a biallelic record; `.` without a genotype. */
export function formatGenotype(genotype: number): string {
	const carriers = genotype & BOTH_CARRY;
	if (carriers === 0) return '.';
	if ((genotype & HAPLOID) !== 0) return '1';
	if (carriers === BOTH_CARRY) return (genotype & PHASED) === 0 ? '1/1' : '1|1';
	if ((genotype & HALF_CALL) !== 0) return './1';
	if ((genotype & PHASED) === 0) return '0/1';
	return carriers === FIRST_CARRIES ? '1|0' : '0|1';
}
