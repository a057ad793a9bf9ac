/** Every number that decides a verdict, in one place. They are written into each report. */

/** A variant that adds or removes at least this many bp is structural (SV); GA4GH and GIAB draw the same line. */
export const SV_MIN_LENGTH = 50;

/** What makes two structural variants that do not spell the same haplotype one and the same. */
export interface StructuralThresholds {
	/** Most bp between the starts. */
	readonly maxDistance: number;
	/** Least ratio of the smaller size to the larger. */
	readonly minSizeRatio: number;
	/** Least similarity of the sequences: 1 less edit distance over the longer of both. */
	readonly minSimilarity: number;
}

// The values of truvari 5 (`--refdist`, `--pctsize`, `--pctseq`; doi:10.1186/s13059-022-02840-6), where none are given.
export const SV_MAX_DISTANCE = 500;
export const SV_MIN_SIZE_RATIO = 0.7;
export const SV_MIN_SIMILARITY = 0.7;
export const DEFAULT_STRUCTURAL_THRESHOLDS: StructuralThresholds = {
	maxDistance: SV_MAX_DISTANCE,
	minSizeRatio: SV_MIN_SIZE_RATIO,
	minSimilarity: SV_MIN_SIMILARITY,
};

/** Sequences longer than this are not aligned: they match only when spelt alike. Bounds one comparison to half a second. */
export const SV_MAX_ALIGNED = 50_000;
/**
 * Of one structural truth variant at most this many calls of its kind are looked at, in the order of the file, and these many
 * words of 32 cells aligned (some seconds). What that leaves open is unresolved.
 */
export const SV_MAX_CANDIDATES = 128;
export const SV_ALIGN_BUDGET = 5e8;

/** Longest symbolic allele, in bp, that is spelt from the reference to be compared. */
export const SV_MAX_SPELT = 1_000_000;
/** Bp of all symbolic alleles of one file that are spelt: a file of a few MB must not take all memory. */
export const SV_MAX_SPELT_TOTAL = 250_000_000;

/** An equal-length replacement of at least SV_MIN_LENGTH is structural when more than this share of its bases differ. */
export const REPLACEMENT_MIN_DIFFERENCE = 0.5;

/** A replacement by as many bases of which at most this many differ is SNVs, whatever else it might be. */
export const MAX_CERTAIN_SNVS = 3;

/** A variant that matches nothing this close to one of the other side, in bp between the records, is a local match (`lm`). */
export const LOCAL_DISTANCE = 30;

/** An indel's repeat is followed no further than this for telling superloci apart. */
export const SUPERLOCUS_MAX_REACH = 10_000;
/** Alleles that replace or insert more bp than this take no part in the search by haplotype. */
export const SEARCH_MAX_ALLELE = 50_000;
/** Steps of one search (paths made, and 16 bases compared or copied) before it is cut short; about 60 ms. */
export const SEARCH_BUDGET = 500_000;
/**
 * A cut search goes on from the best path that is in step: this many times with an equal part of another budget, and then with
 * small parts of it, so that whatever is left of the superlocus takes linear time.
 */
export const SEARCH_RESTARTS = 8;
export const SEARCH_LATE_PARTS = 100;
/** Paths kept at one variant; the best ones where there are more. */
export const SEARCH_MAX_STATES = 4096;
/** Bases compared ahead to find a path that cannot go on. */
export const SEARCH_LOOK_AHEAD = 256;
/** Rounds in which alleles called with another genotype are looked for in one superlocus. */
export const ALLELE_ROUNDS = 8;
