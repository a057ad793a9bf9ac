/** Which haplotypes of which samples become walks of a piece of the reference. */
import type { ContigPiece } from './contig-pieces.ts';

/** A walk that a piece has besides the reference's. */
export interface WalkName {
	sample: string;
	/** 1 or 2. */
	haplotype: number;
	/** Its haplotype column. */
	column: number;
}

/**
 * The walks of a piece, in the order of their columns: none of a sample without a record on its contig, one of a sample whose
 * genotypes there are all haploid, else two. GFA has no empty walk: a haplotype that lost the whole piece has none.
 */
export function nameWalks(samples: readonly string[], ploidy: Uint8Array, piece: ContigPiece): WalkName[] {
	const walks: WalkName[] = [];
	for (const [s, sample] of samples.entries()) {
		for (let h = 0; h < ploidy[s]!; h++) {
			const column = 2 * s + h;
			if (piece.haplotypeLengths[column]! > 0) walks.push({ sample, haplotype: h + 1, column });
		}
	}
	return walks;
}
