/** Lengths of the alleles of sites. */
import type { ReferenceSteps } from '../sites/reference-steps.ts';
import type { Sites } from '../sites/sites.ts';

/** bp between the anchors by allele; 0 for `other`, which has no path. O(steps of all alleles). */
export function alleleLengths(reference: ReferenceSteps, sites: Sites): Uint32Array {
	const { nodeStarts } = reference.graph;
	const lengths = new Uint32Array(sites.walkCounts.length);
	for (let allele = 0; allele < lengths.length; allele++) {
		for (let i = sites.pathStarts[allele]!; i < sites.pathStarts[allele + 1]!; i++) {
			const node = sites.paths[i]! >>> 1;
			lengths[allele]! += nodeStarts[node + 1]! - nodeStarts[node]!;
		}
	}
	return lengths;
}
