import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExcursions } from '../../src/sites/excursions.ts';
import { ReferenceBases, referenceSteps } from '../../src/sites/reference-steps.ts';
import { findSites } from '../../src/sites/sites.ts';
import { alleleChanges, type Change, changeKey, normalise } from '../../src/variants/changes.ts';
import { alignmentPieces } from '../../src/variants/changes-alignment.ts';
import { graphOf, randomGraph, spell } from '../sites/random-graph.ts';

const letters = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom('A', 'A', 'C', 'T'), maxLength });

/** The reference with changes made to it. They must ascend and not overlap. */
function apply(reference: string, changes: readonly Change[]): string {
	let result = '';
	let at = 0;
	for (const { start, deleted, inserted } of changes) {
		expect(start).toBeGreaterThanOrEqual(at);
		result += reference.slice(at, start) + inserted;
		at = start + deleted;
	}
	return result + reference.slice(at);
}

function expectNormalised(reference: string, { start, deleted, inserted }: Change): void {
	expect(deleted + inserted.length).toBeGreaterThan(0);
	if (deleted > 0 && inserted !== '') {
		expect(inserted[0]).not.toBe(reference[start]);
		expect(inserted.at(-1)).not.toBe(reference[start + deleted - 1]);
	} else if (start > 0) {
		const last = deleted > 0 ? reference[start + deleted - 1] : inserted.at(-1);
		expect(last).not.toBe(reference[start - 1]);
	}
}

const basesOf = (reference: string): ReferenceBases => new ReferenceBases(referenceSteps(graphOf([reference], [0], [])));

describe('normalise', () => {
	it('gives normalised changes that make the replaced sequence', () => {
		fc.assert(
			fc.property(letters(30), letters(12), letters(12), fc.nat(), (before, replaced, inserted, cut) => {
				const after = before.slice(cut % (before.length + 1));
				const front = before.slice(0, cut % (before.length + 1));
				const reference = `${front}${replaced}${after}`;
				fc.pre(reference !== '');
				const changes = normalise(basesOf(reference), front.length, front.length + replaced.length, inserted);
				// Where two indels of one change both move left in one repeat they may meet; single changes never do.
				if (changes.length === 1 || isAscending(changes)) expect(apply(reference, changes)).toBe(`${front}${inserted}${after}`);
				for (const change of changes) expectNormalised(reference, change);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([
		// An MNV is its SNVs, an indel moves to the left of its repeat, a deletion beside an SNV is two changes.
		['GATTACA', 1, 3, 'CC', ['1:1:C', '2:1:C']],
		['GCAAAAT', 5, 6, '', ['2:1:']],
		['GCACACT', 5, 5, 'CA', ['1:0:CA']],
		['GATTTTTTACAGG', 2, 9, 'C', ['2:6:', '8:1:C']],
		['GATTACA', 0, 7, 'GATTACA', []],
	])('of %s, %i to %i by %s', (reference, from, to, inserted, keys) => {
		expect(normalise(basesOf(reference), from, to, inserted).map(changeKey)).toEqual(keys);
	});
});

function isAscending(changes: readonly Change[]): boolean {
	return changes.every((change, i) => i === 0 || change.start >= changes[i - 1]!.start + changes[i - 1]!.deleted);
}

describe('alignmentPieces', () => {
	it('cuts a change into pieces that make it again', () => {
		fc.assert(
			fc.property(letters(20), letters(20), (from, to) => {
				fc.pre(from !== '' && to !== '' && from[0] !== to[0] && from.at(-1) !== to.at(-1));
				const changes = alignmentPieces(from, to);
				expect(apply(from, changes)).toBe(to);
			}),
			{ numRuns: 1000 },
		);
	});

	it('finds the alignment of the best score', () => {
		fc.assert(
			fc.property(letters(7), letters(7), (from, to) => {
				fc.pre(from !== '' && to !== '' && from.length !== to.length);
				const pieces = alignmentPieces(from, to);
				expect(scoreOf(from, pieces)).toBe(bestScore(from, to));
			}),
			{ numRuns: 500 },
		);
	});

	it('leaves sequences that have nothing in common whole', () => {
		const from = 'A'.repeat(60);
		expect(alignmentPieces(from, 'C'.repeat(60))).toEqual([{ start: 0, deleted: 60, inserted: 'C'.repeat(60) }]);
		expect(alignmentPieces(from, 'C'.repeat(50))).toEqual([{ start: 0, deleted: 60, inserted: 'C'.repeat(50) }]);
	});
});

function scoreOf(from: string, pieces: readonly Change[]): number {
	let [score, used] = [0, 0];
	for (const { deleted, inserted } of pieces) {
		if (deleted > 0 && inserted !== '') score -= 4 * deleted;
		else score -= 6 + deleted + inserted.length;
		used += deleted;
	}
	return score + from.length - used;
}

/** Best global affine-gap score by trying everything. */
function bestScore(from: string, to: string): number {
	const memo = new Map<string, number>();
	const go = (i: number, j: number, gap: string): number => {
		if (i === from.length && j === to.length) return 0;
		const key = `${i},${j},${gap}`;
		if (memo.has(key)) return memo.get(key)!;
		const scores: number[] = [];
		if (i < from.length && j < to.length) scores.push((from[i] === to[j] ? 1 : -4) + go(i + 1, j + 1, ''));
		if (i < from.length) scores.push((gap === 'D' ? -1 : -7) + go(i + 1, j, 'D'));
		if (j < to.length) scores.push((gap === 'I' ? -1 : -7) + go(i, j + 1, 'I'));
		memo.set(key, Math.max(...scores));
		return memo.get(key)!;
	};
	return go(0, 0, '');
}

describe('alleleChanges', () => {
	it('are normalised, and make the allele of the site when they stay apart', () => {
		fc.assert(
			fc.property(randomGraph, (random) => {
				const reference = referenceSteps(random.graph);
				const sites = findSites(reference, findExcursions(reference));
				const bases = new ReferenceBases(reference);
				const whole = spell(random.letters, random.reference);
				for (let site = 0; site < sites.count; site++) {
					for (let allele = sites.alleleStarts[site]! + 1; allele < sites.alleleStarts[site + 1]! - 1; allele++) {
						const path = Array.from(sites.paths.subarray(sites.pathStarts[allele], sites.pathStarts[allele + 1]));
						const before = spell(random.letters, random.reference.slice(0, sites.left[site]! + 1));
						const after = spell(random.letters, random.reference.slice(sites.right[site]));
						const changes = alleleChanges(bases, sites, site, allele);
						for (const change of changes) expectNormalised(whole, change);
						if (isAscending(changes)) expect(apply(whole, changes)).toBe(before + spell(random.letters, path) + after);
					}
				}
			}),
			{ numRuns: 200 },
		);
	});
});
