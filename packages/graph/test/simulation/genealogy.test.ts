import { describe, expect, it } from 'vitest';
import { Genealogy } from '../../src/simulation/genealogy.ts';
import { Random } from '../../src/simulation/random.ts';

/** Haplotypes below a branch. */
function below(tree: Genealogy, branch: number): number[] {
	const counts = new Int32Array(tree.leafCount);
	tree.addBelow(branch, counts, 1);
	return [...counts.keys()].filter((leaf) => counts[leaf] === 1);
}

describe('Genealogy', () => {
	it('stays a tree of all haplotypes through recombinations', () => {
		const tree = new Genealogy(new Random(3, 'tree'), 7);
		for (let n = 0; n < 500; n++) {
			tree.recombine();
			const clades = Array.from({ length: 13 }, (_, branch) => below(tree, branch));
			// Of 7 leaves there are 13 clades, nested or apart, one of all.
			expect(clades.filter((clade) => clade.length === 7).length).toBe(1);
			expect(new Set(clades.map(String)).size).toBe(13);
			for (const a of clades) {
				for (const b of clades) {
					const shared = a.filter((leaf) => b.includes(leaf)).length;
					expect([0, a.length, b.length]).toContain(shared);
				}
			}
			expect(tree.totalLength).toBeGreaterThan(0);
		}
	});

	it('has branches as long as the coalescent says, at the start and along a contig', () => {
		const random = new Random(5, 'lengths');
		// Expected: 2 (1 + 1/2 + … + 1/(n - 1)).
		for (const [leaves, expected] of [
			[2, 2],
			[5, 25 / 6],
		] as const) {
			let first = 0;
			for (let n = 0; n < 4000; n++) first += new Genealogy(random, leaves).totalLength / 4000;
			expect(Math.abs(first / expected - 1)).toBeLessThan(0.05);
			// Recombinations are closer together the longer the tree, so along a contig a tree counts 1 / length.
			const tree = new Genealogy(random, leaves);
			let weight = 0;
			for (let n = 0; n < 40_000; n++) {
				tree.recombine();
				weight += 1 / tree.totalLength / 40_000;
			}
			expect(Math.abs(1 / weight / expected - 1)).toBeLessThan(0.05);
		}
	});

	it('gives frequencies as under neutrality: the number of carriers as often as its reciprocal', () => {
		const random = new Random(9, 'frequencies');
		const counts = new Float64Array(6);
		const tree = new Genealogy(random, 6);
		for (let n = 0; n < 20_000; n++) {
			tree.recombine();
			counts[below(tree, tree.pickBranch().branch).length]! += 1;
		}
		const total = counts.reduce((sum, count) => sum + count, 0);
		const harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5;
		for (let i = 1; i <= 5; i++) expect(Math.abs(counts[i]! / total - 1 / i / harmonic)).toBeLessThan(0.04);
	});

	it('picks, above a haplotype, a branch that leads to it', () => {
		const tree = new Genealogy(new Random(1, 'above'), 9);
		const seen = new Set<number>();
		for (let n = 0; n < 200; n++) {
			const branch = tree.pickBranchAbove(4);
			seen.add(branch);
			expect(below(tree, branch)).toContain(4);
			expect(below(tree, branch).length).toBeLessThan(9);
		}
		expect(seen.size).toBeGreaterThan(1);
	});
});
