/** Every number that decides a verdict, in one place. They are written into each report. */

/** A variant that adds or removes at least this many bp is structural (SV); GA4GH and GIAB draw the same line. */
export const SV_MIN_LENGTH = 50;

/**
 * Structural variants that are not spelt alike match when all of these hold. The values follow truvari 5
 * (doi:10.1186/s13059-022-02840-6), but for the distance, which is 500 bp there and lets neighbours in tandem repeats match.
 */
export const SV_MAX_DISTANCE = 100;
/** Smaller size over larger size. */
export const SV_MIN_SIZE_RATIO = 0.7;
/** Of insertions: 1 less edit distance over the longer of both sequences. */
export const SV_MIN_SIMILARITY = 0.7;
/** Sequences longer than this are not aligned: they match only when spelt alike. Bounds one comparison to half a second. */
export const SV_MAX_ALIGNED = 50_000;
/** At most this many calls are tried for one structural truth variant, in the order of the file. Bounds hostile input. */
export const SV_MAX_CANDIDATES = 64;

/** An equal-length replacement of at least SV_MIN_LENGTH is structural when more than this share of its bases differ. */
export const REPLACEMENT_MIN_DIFFERENCE = 0.5;

/** Two unmatched variants this close, in bp between their records, are a local match (`lm`), as in hap.py. */
export const LOCAL_DISTANCE = 30;
