/**
 * Seed schemes: which k-mers of a sequence are seeds.
 *
 * There is one, open syncmers (Edgar 2021, doi:10.7717/peerj.10805) with the smallest s-mer in the middle; its sizes are settings of an
 * index. See assembly/seeds.ts.
 */
import { PangrafError } from '@pangraf/graph/errors';

/** Sizes of a syncmer scheme in bp. */
export interface SeedScheme {
	/** Length of a seed. */
	readonly k: number;
	/** Length of the s-mers that decide; k - s is even, and 1 in k - s + 1 k-mers is a seed. */
	readonly s: number;
}

/** Tuned on real reads of HG003 on an HPRC graph and simulated reads on the chr20 panel graph; see docs/decisions. */
export const DEFAULT_SCHEME: SeedScheme = { k: 21, s: 13 };

/** The scheme with these sizes. Error: E_SEED_SCHEME. */
export function seedScheme(k: number = DEFAULT_SCHEME.k, s: number = DEFAULT_SCHEME.s): SeedScheme {
	const fits =
		Number.isInteger(k) && Number.isInteger(s) && k >= 11 && k <= 28 && s >= 5 && s <= 16 && s < k && (k - s) % 2 === 0;
	if (!fits) {
		throw new PangrafError('E_SEED_SCHEME', {
			found: `k = ${k}, s = ${s}`,
			expected: 'k from 11 to 28, s from 5 to 16, s less than k, k - s even',
			remedy: `leave them out for k = ${DEFAULT_SCHEME.k}, s = ${DEFAULT_SCHEME.s}`,
		});
	}
	return { k, s };
}
