import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alleleLengths } from '../../src/genotypes/allele-lengths.ts';
import { exposure } from '../../src/genotypes/exposure.ts';
import { type GenotypeTables, SITE_ERROR, SiteGenotyper } from '../../src/genotypes/site-genotypes.ts';
import { SupportClasses } from '../../src/support/support-classes.ts';
import { callTables } from '../../src/variants/call-sample.ts';
import { graphOf } from '../sites/random-graph.ts';

const READ_LENGTH = 100;

/** One site: the reference base C, an SNV to G and an insertion of 200 bp that shares nothing with either at its ends. */
const LETTERS = ['AAAA', 'C', 'TTTT', 'G', `G${'ACGT'.repeat(50)}G`];
const HAPLOTYPES = [
	[0, 6, 4],
	[0, 6, 4],
	[0, 2, 4],
];

/** Tables of the SNV site with fragments for sets of its alleles (0 reference, 1 SNV, 2 other). */
function snvTables(classes: readonly { alleles: number[]; count: number }[]): GenotypeTables {
	const tables = callTables(graphOf(LETTERS, [0, 2, 4], HAPLOTYPES));
	return withSupport(tables, classes);
}

function withSupport(
	tables: ReturnType<typeof callTables>,
	classes: readonly { alleles: number[]; count: number }[],
): GenotypeTables {
	const support = new SupportClasses(tables.sites);
	for (const { alleles, count } of classes) {
		const mask = Uint32Array.of(alleles.reduce((word, allele) => word | (1 << allele), 0));
		for (let i = 0; i < count; i++) support.add(0, mask, 0);
	}
	const { reference, sites, sharedEnds } = tables;
	return {
		sites,
		sharedEnds,
		support: support.bySite(),
		alleleLengths: alleleLengths(reference, sites),
		readLength: READ_LENGTH,
	};
}

const classesArbitrary = fc.array(
	fc.record({
		alleles: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
		count: fc.integer({ min: 1, max: 6 }),
	}),
	{ minLength: 1, maxLength: 4 },
);

/** Posteriors of 0, 1 and 2 copies of the SNV, multiplied out read by read in plain probabilities. */
function naivePosteriors(classes: readonly { alleles: number[]; count: number }[]): number[] {
	const supported = (allele: number): boolean => allele === 0 || classes.some(({ alleles }) => alleles.includes(allele));
	const frequencies = [1.5, 2.5, 0.5].map((count) => count / 4.5);
	const copies = [0, 0, 0];
	for (let i = 0; i < 3; i++) {
		for (let j = i; j < 3; j++) {
			if (!supported(i) || !supported(j)) continue;
			let chance = frequencies[i]! * frequencies[j]! * (i === j ? 1 : 2);
			for (const { alleles, count } of classes) {
				const from = (allele: number): number =>
					alleles.includes(allele) ? 1 - SITE_ERROR : (SITE_ERROR * Math.max(1, alleles.filter((own) => own !== 2).length)) / 2;
				chance *= ((from(i) + from(j)) / 2) ** count;
			}
			copies[Number(i === 1) + Number(j === 1)]! += chance;
		}
	}
	const sum = copies[0]! + copies[1]! + copies[2]!;
	return copies.map((chance) => chance / sum);
}

const phredOf = (chance: number): number => Math.round(-10 * Math.log10(chance));

describe('SiteGenotyper', () => {
	it('gives the posterior that a product over all reads gives', () => {
		fc.assert(
			fc.property(classesArbitrary, (classes) => {
				const genotyper = new SiteGenotyper(snvTables(classes));
				expect(genotyper.genotype(0, 2)).toBe(true);
				const call = genotyper.call(Uint8Array.of(0, 1, 0));
				const posteriors = naivePosteriors(classes);
				expect(Math.abs(call.qual - phredOf(posteriors[0]!))).toBeLessThanOrEqual(1);
				expect(Math.abs(call.gq - Math.min(99, phredOf(1 - posteriors[call.copies]!)))).toBeLessThanOrEqual(1);
				expect(Math.min(...call.pl)).toBe(0);
			}),
			{ numRuns: 300 },
		);
	});

	it.each([
		[[{ alleles: [0], count: 20 }], 0, 20, 0],
		[
			[
				{ alleles: [0], count: 9 },
				{ alleles: [1], count: 11 },
			],
			1,
			9,
			11,
		],
		[[{ alleles: [1], count: 20 }], 2, 0, 20],
		// Reads of another allele through the same anchors: not homozygous.
		[
			[
				{ alleles: [1], count: 10 },
				{ alleles: [2], count: 10 },
			],
			1,
			10,
			10,
		],
	])('calls %j', (classes, copies, adRef, adAlt) => {
		const genotyper = new SiteGenotyper(snvTables(classes));
		genotyper.genotype(0, 2);
		expect(genotyper.call(Uint8Array.of(0, 1, 0))).toMatchObject({ copies, adRef, adAlt, depth: 20 });
	});

	it('has one allele where the sample has one copy', () => {
		const genotyper = new SiteGenotyper(snvTables([{ alleles: [1], count: 8 }]));
		genotyper.genotype(0, 1);
		expect([genotyper.first, genotyper.second]).toEqual([1, -1]);
		expect(genotyper.call(Uint8Array.of(0, 1, 0))).toMatchObject({ copies: 1 });
	});

	it('says that a site without reads has no genotype', () => {
		expect(new SiteGenotyper(snvTables([])).genotype(0, 2)).toBe(false);
	});

	it('expects more reads of a long insertion than of the reference', () => {
		const tables = callTables(graphOf(LETTERS, [0, 4], [[0, 8, 4]]));
		const [ref, alt] = [exposure(0, 0, 0, READ_LENGTH), exposure(202, 0, 0, READ_LENGTH)];
		expect(alt / ref).toBe(2);
		const classes = [
			{ alleles: [0], count: 12 },
			{ alleles: [1], count: 24 },
		];
		const genotyper = new SiteGenotyper(withSupport(tables, classes));
		genotyper.genotype(0, 2);
		const [right, wrong] = [1 - SITE_ERROR, SITE_ERROR / 2];
		const heterozygous = 12 * Math.log10((right + 2 * wrong) / 3) + 24 * Math.log10((2 * right + wrong) / 3);
		const homozygous = 12 * Math.log10(wrong) + 24 * Math.log10(right);
		expect(genotyper.call(Uint8Array.of(0, 1, 0)).pl.slice(1)).toEqual([0, Math.round(10 * (heterozygous - homozygous))]);
	});

	describe('a tandem duplication longer than a read', () => {
		// Eight SNVs in stretches of their own, and in the middle a unit that a haplotype has twice.
		const SNVS = 8;
		const stretch = (seed: number, length: number): string =>
			Array.from({ length }, (_, i) => 'ACGT'[Math.imul(seed * 977 + i * i * 31 + i * 7, 2654435761) >>> 30]).join('');
		const unit = stretch(99, 300);
		const letters = [unit];
		const reference: number[] = [];
		const other: number[] = [];
		for (let k = 0; k < SNVS; k++) {
			letters.push(stretch(k, 200), 'A', 'C');
			const first = 2 * (letters.length - 3);
			reference.push(first, first + 2);
			other.push(first, first + 4);
		}
		letters.push(stretch(50, 100), stretch(51, 100));
		const last = 2 * (letters.length - 1);
		const walk = (steps: number[], copies: number[]): number[] => [
			...steps.slice(0, SNVS),
			last - 2,
			...copies,
			...steps.slice(SNVS),
			last,
		];
		const graph = graphOf([...letters, unit], walk(reference, [0]), [walk(other, [2 * letters.length, 0]), walk(reference, [0])]);
		const tables = callTables(graph);
		const { sites } = tables;
		const site = sites.shortCount;

		function call(fragments: number, depthBeside: number): { copies: number; gq: number } {
			const support = new SupportClasses(sites);
			for (let s = 0; s < sites.shortCount; s++) {
				for (let i = 0; i < depthBeside; i++) support.add(s, Uint32Array.of(1 << (i & 1)), 0);
			}
			for (let i = 0; i < fragments; i++) support.add(site, Uint32Array.of(0b10), 0);
			const lengths = alleleLengths(tables.reference, sites);
			const rest = { sharedEnds: tables.sharedEnds, alleleLengths: lengths, readLength: READ_LENGTH };
			const genotyper = new SiteGenotyper({ sites, support: support.bySite(), ...rest });
			genotyper.genotype(site, 2);
			return genotyper.call(Uint8Array.of(0, 1, 0));
		}

		it('is one site of two alleles, of which the reference cannot show itself', () => {
			expect([sites.shortCount, sites.count]).toEqual([SNVS, SNVS + 1]);
			const entry = tables.sharedEnds.starts[site]! + 1;
			const shared = [tables.sharedEnds.prefix[entry]!, tables.sharedEnds.suffix[entry]!] as const;
			expect(exposure(0, ...shared, READ_LENGTH)).toBe(0);
			expect(exposure(300, ...shared, READ_LENGTH)).toBeGreaterThan(80);
		});

		it.each([
			[15, 30, 1],
			[12, 30, 1],
			[40, 30, 2],
			[40, 90, 1],
		])('with %i reads where %i lie beside it: %i copies', (fragments, depthBeside, copies) => {
			expect(call(fragments, depthBeside).copies).toBe(copies);
		});

		it('is not told by depth where nothing is known of it: the panel decides, with a low GQ', () => {
			expect(call(40, 0)).toMatchObject({ copies: 1, gq: expect.toSatisfy((gq: number) => gq < 10) as number });
		});
	});
});
