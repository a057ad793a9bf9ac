/**
 * What edits cost the gapped stage. A match scores 1, a mismatch -4, another letter of the read than A, C, G and T -1, for it
 * says nothing (as in bwa mem), a gap -6 and -1 for each base; a penalty is what an edit costs,
 * less the 1 that its bases of the read would bring as matches.
 */

export const MISMATCH_PENALTY: u32 = 5;
export const OTHER_PENALTY: u32 = 2;
export const GAP_OPEN_PENALTY: u32 = 6;
export const INSERTION_PENALTY: u32 = 2;
export const DELETION_PENALTY: u32 = 1;
/** What reaching an end of the read is worth, in score (bwa mem's clipping penalty). */
export const END_BONUS: i32 = 5;
/** No cell with a higher penalty is gone on from: a byte must hold it and one step more. */
export const PENALTY_MAX: u32 = 200;
/**
 * How far the score of a cell may lie below the best: gaps of up to DROP - GAP_OPEN_PENALTY bases are found, and a longer one does not
 * pay in a read of 150. On HG003 on MICB and KIR3DL1, on a panel of chr20 and on synthetic reads the sum of scores is the same from 25
 * to 120; 80 costs the kernel 3 % more time than 46.
 */
export const DROP: u32 = 80;
