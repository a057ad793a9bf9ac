import { describe, expect, it } from 'vitest';
import type { Kind, Origin } from '../../mapper/tie-origins.ts';
import {
	asMapped,
	byFavour,
	knowingHaplotypes,
	misplacedBy,
	misplacedByLocus,
	rightOne,
	type Tie,
} from '../../mapper/tie-rules.ts';

const NOWHERE = { contig: 'c', mates: [] };
const onReference: Origin = { ...NOWHERE, kinds: ['no_variant'], weight: 1 };
const inCopy: Origin = { ...NOWHERE, kinds: ['sv'], weight: 1 };

/** A read that fits the reference, which `reference` haplotypes take there, and an inserted copy. */
function tie(kind: Kind, reference: number, copy: number, origins: Origin[], locus = 'c:100', worth = 150): Tie {
	const isSv = kind === 'sv';
	const ways = [
		{ takers: reference, referenceShare: 1, right: [!isSv], locus: '' },
		{ takers: copy, referenceShare: 0, right: [isSv], locus },
	].map((way, i) => ({
		...way,
		worth: i === 0 ? 150 : worth,
		rightOf: origins.map(({ kinds }) => [(kinds[0] === 'sv') === (i === 1)]),
	}));
	return { kinds: [kind], ways, origins, chosen: 0 };
}

describe('rules for ties', () => {
	it('follow haplotypes, in favour of the reference', () => {
		const copy = tie('sv', 19, 29, []);
		expect([byFavour(1)(copy), byFavour(1.49)(copy), byFavour(1.5)(copy), byFavour(2)(copy)]).toEqual([1, 1, 0, 0]);
		expect([byFavour(1.5)(tie('sv', 19, 30, [])), byFavour(1)(tie('sv', 20, 20, []))]).toEqual([1, 0]);
	});
	it('let a score decide before haplotypes', () => {
		expect(byFavour(1)(tie('sv', 19, 400, [], 'c:1', 145))).toBe(0);
		expect(byFavour(1)(tie('sv', 0, 5000, [], 'c:1', 145))).toBe(1);
	});
	it('know what the haplotypes of the person show', () => {
		expect(knowingHaplotypes(0.999)(tie('sv', 30, 1, [inCopy]))).toBe(1);
		expect(knowingHaplotypes(0.999)(tie('sv', 1, 30, [inCopy, onReference]))).toBe(0);
		expect(knowingHaplotypes(1.001)(tie('sv', 1, 30, [inCopy, onReference]))).toBe(1);
		expect(knowingHaplotypes(1.9)(tie('sv', 1, 30, [inCopy, onReference, onReference]))).toBe(0);
		expect(knowingHaplotypes(1)({ ...tie('sv', 1, 30, []), chosen: 1 })).toBe(1);
	});
	it('are counted by what the reads touch', () => {
		const ties = [tie('sv', 1, 9, []), tie('sv', 9, 1, []), tie('no_variant', 1, 9, [])];
		expect(misplacedBy(ties, asMapped)).toEqual({ sv: 2, indel: 0, snv: 0, no_variant: 0 });
		expect(misplacedBy(ties, byFavour(1))).toEqual({ sv: 1, indel: 0, snv: 0, no_variant: 1 });
		expect(misplacedBy(ties, rightOne)).toEqual({ sv: 0, indel: 0, snv: 0, no_variant: 0 });
	});
	it('decide place by place what gains most for what it costs', () => {
		const at = (locus: string, svs: number, others: number): Tie[] => [
			...Array.from({ length: svs }, () => tie('sv', 9, 9, [], locus)),
			...Array.from({ length: others }, () => tie('no_variant', 9, 9, [], locus)),
		];
		const ties = [...at('c:1', 5, 0), ...at('c:2', 4, 1), ...at('c:3', 3, 2)];
		expect(misplacedByLocus(ties, 0)).toEqual({ sv: 7, indel: 0, snv: 0, no_variant: 0 });
		expect(misplacedByLocus(ties, 2)).toEqual({ sv: 3, indel: 0, snv: 0, no_variant: 1 });
		expect(misplacedByLocus(ties, 3)).toEqual({ sv: 0, indel: 0, snv: 0, no_variant: 3 });
	});
});
