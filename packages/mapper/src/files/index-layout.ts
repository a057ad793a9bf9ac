/** Where the kernel finds the columns of an index, whole or one partition of it. */
import type { Section } from '@pangraf/graph';
import { PangrafError } from '@pangraf/graph/errors';
import type { IndexLayout } from '../pool/kernel-setup.ts';

/** What an index says of its seeds, and whether it knows walks beside the reference's. */
export interface LayoutParameters extends Pick<IndexLayout, 'k' | 's' | 'bucketBits' | 'placeBits'> {
	readonly knowsHaplotypes: boolean;
}

/** The layout of node records, and of sections that lie where `at` says: an address in bytes by name, 0 for one that may be absent and is. */
export function indexLayout(
	nodes: number,
	at: (section: string) => number,
	{ k, s, bucketBits, placeBits, knowsHaplotypes }: LayoutParameters,
): IndexLayout {
	return {
		nodes,
		packedBases: at('base.packed'),
		otherMask: at('base.other'),
		edgeTargets: at('edge.target'),
		blockNodes: at('block.node'),
		nameBytes: at('segment.name'),
		k,
		s,
		bucketBits,
		placeBits,
		bucketStarts: at('seed.bucket'),
		entries: at('seed.entry'),
		haplotypeRecords: knowsHaplotypes ? at('haplotype.record') : 0,
	};
}

/** The section of this name. Error: E_PGX_SECTION where an index has none. */
export function requiredSection(file: string, sections: readonly Section[], name: string): Section {
	const section = sections.find((candidate) => candidate.name === name);
	if (section !== undefined) return section;
	throw new PangrafError('E_PGX_SECTION', {
		file,
		found: `no section ${name}`,
		expected: 'all sections of an index',
		remedy: 'make it again with `pangraf index graph.gfa -o graph.pgx`',
	});
}
