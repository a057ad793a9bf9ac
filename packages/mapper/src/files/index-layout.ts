/** Where the kernel finds the columns of an index, whole or one partition of it. */
import type { IndexLayout } from '../pool/kernel-setup.ts';

/** What an index says of its seeds, and whether it knows walks beside the reference's. */
export interface LayoutParameters extends Pick<IndexLayout, 'k' | 's' | 'bucketBits' | 'placeBits'> {
	readonly knowsHaplotypes: boolean;
}

/** The layout of sections that lie where `at` says: an address in bytes by name, 0 for one that may be absent and is. */
export function indexLayout(
	at: (section: string) => number,
	{ k, s, bucketBits, placeBits, knowsHaplotypes }: LayoutParameters,
): IndexLayout {
	return {
		nodeStarts: at('node.start'),
		packedBases: at('base.packed'),
		otherMask: at('base.other'),
		edgeStarts: at('edge.start'),
		edgeTargets: at('edge.target'),
		coordinatesLeft: at('coordinate.left'),
		coordinatesRight: at('coordinate.right'),
		blockNodes: at('block.node'),
		nameBytes: at('segment.name'),
		nameOffsets: at('segment.name.offset'),
		k,
		s,
		bucketBits,
		placeBits,
		bucketStarts: at('seed.bucket'),
		entries: at('seed.entry'),
		haplotypeStarts: knowsHaplotypes ? at('haplotype.start') : 0,
		haplotypeRecords: at('haplotype.record'),
	};
}
