/**
 * Genotype of one site of the graph.
 *
 * Model: every fragment comes from one of the two alleles, in proportion to their exposure, and lands in a class that holds that
 * allele, or by error ({@link SITE_ERROR}) in another. Likelihood of a genotype is the product over fragments; prior is
 * Hardy-Weinberg from the panel's allele counts with a pseudocount. Alleles are restricted to those that the most fragments
 * allow. Inside a heterozygous deletion the sample has one copy: then single alleles are the genotypes. Where the reference, or
 * the only other allele, hardly shows itself beside the other one, the number of fragments counts as well (depth-likelihood.ts).
 *
 * Diploid throughout: sex chromosomes and mitochondria are called as if diploid.
 */
import { maskWords } from '../sites/edge-entries.ts';
import { listedCount, type SharedEnds } from '../sites/shared-ends.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteSupport } from '../support/support-classes.ts';
import { type AllelePair, allelePair, bestPair, callOfPairs, type CopyCall } from './copies.ts';
import { logDepthLikelihood } from './depth-likelihood.ts';
import { exposure } from './exposure.ts';
import { nearbyDepth } from './nearby-depth.ts';

/**
 * Chance that a fragment speaks for an allele it does not come from: sequencing and mapping errors together. Between 0.003 and
 * 0.01 the calls of chr20 (three samples) and of a simulated 2 Mb differ in three records.
 */
export const SITE_ERROR = 0.01;
/** Added to every allele's count in the panel. */
const PSEUDOCOUNT = 0.5;
/** An allele that shows itself from no more than this share of the read starts that show the other one hardly shows itself. */
const LITTLE_SHOWN = 0.1;
/** Alleles of one site that are tried in pairs. */
const MOST_CANDIDATES = 32;

/** What a {@link SiteGenotyper} looks at. */
export interface GenotypeTables {
	readonly sites: Sites;
	readonly sharedEnds: SharedEnds;
	readonly support: SiteSupport;
	/** bp by allele (as numbered in `sites.pathStarts`). */
	readonly alleleLengths: Uint32Array;
	/** Mean aligned bp of a read. */
	readonly readLength: number;
}

/** Genotypes one site after another; holds the site in hand. */
export class SiteGenotyper {
	readonly #tables: GenotypeTables;
	#site = 0;
	/** Alleles of the best genotype, by their number in the site; `second` is -1 where the sample has one copy. */
	first = 0;
	second = 0;
	/** Fragments that speak for the site. */
	depth = 0;
	#candidates: number[] = [];
	#pairs: AllelePair[] = [];
	#called: AllelePair | undefined;

	constructor(tables: GenotypeTables) {
		this.#tables = tables;
	}

	/** Genotypes `site` with `ploidy` 2 or 1; false where no fragment speaks for it. */
	genotype(site: number, ploidy: number): boolean {
		const { support } = this.#tables;
		this.#site = site;
		this.depth = 0;
		for (let c = support.classStarts[site]!; c < support.classStarts[site + 1]!; c++) this.depth += support.counts[c]!;
		if (this.depth === 0) return false;
		this.#chooseCandidates();
		this.#pairs = [];
		const logFrequencies = this.#logFrequencies();
		for (const [a, i] of this.#candidates.entries()) {
			if (ploidy === 1) {
				this.#pairs.push(this.#pair(i, -1, logFrequencies[i]!));
				continue;
			}
			for (const j of this.#candidates.slice(a)) {
				const logPrior = logFrequencies[i]! + logFrequencies[j]! + (i === j ? 0 : Math.LN2);
				this.#pairs.push(this.#pair(i, j, logPrior));
			}
		}
		if (ploidy === 2) this.#weighDepth();
		this.#called = bestPair(this.#pairs);
		this.first = this.#called.first;
		this.second = this.#called.second;
		return true;
	}

	/** The record of a change that the alleles with `carries[allele] === 1` carry, for the site that was genotyped last. */
	call(carries: Uint8Array): CopyCall {
		const quality = callOfPairs(this.#pairs, this.#called!, carries);
		return { ...quality, ...this.#allelicDepths(carries), depth: this.depth };
	}

	/** Alleles in the order of how many fragments allow them, the reference first. */
	#chooseCandidates(): void {
		const { sites, support } = this.#tables;
		const site = this.#site;
		const count = listedCount(sites, site) + 1;
		const allowed = new Float64Array(count);
		for (let c = support.classStarts[site]!; c < support.classStarts[site + 1]!; c++) {
			for (let i = 0; i < count; i++) if (this.#holds(c, i)) allowed[i]! += support.counts[c]!;
		}
		const { walkCounts, alleleStarts } = sites;
		const walks = (i: number): number => walkCounts[alleleStarts[site]! + i]!;
		const rest = Array.from({ length: count - 1 }, (_, i) => i + 1).filter((i) => allowed[i]! > 0);
		rest.sort((a, b) => allowed[b]! - allowed[a]! || walks(b) - walks(a) || a - b);
		this.#candidates = [0, ...rest.slice(0, MOST_CANDIDATES)];
	}

	#logFrequencies(): number[] {
		const { sites } = this.#tables;
		const first = sites.alleleStarts[this.#site]!;
		const count = listedCount(sites, this.#site) + 1;
		let total = 0;
		for (let i = 0; i < count; i++) total += sites.walkCounts[first + i]! + PSEUDOCOUNT;
		return Array.from({ length: count }, (_, i) => Math.log((sites.walkCounts[first + i]! + PSEUDOCOUNT) / total));
	}

	#holds(c: number, allele: number): boolean {
		const { support } = this.#tables;
		return ((support.words[support.maskStarts[c]! + (allele >>> 5)]! >>> (allele & 31)) & 1) === 1;
	}

	#pair(first: number, second: number, logPrior: number): AllelePair {
		const { sites, support } = this.#tables;
		const site = this.#site;
		const count = listedCount(sites, site) + 1;
		const share = second < 0 ? 1 : this.#shareOfFirst(first, second);
		let logLikelihood = 0;
		for (let c = support.classStarts[site]!; c < support.classStarts[site + 1]!; c++) {
			let size = 0;
			for (let word = 0; word < maskWords(sites, site); word++) size += bitCount(support.words[support.maskStarts[c]! + word]!);
			// `other` beside the reference is no second allele to err for.
			if (this.#holds(c, count - 1) && size > 1) size--;
			const wrong = (SITE_ERROR * Math.min(size, count - 1)) / (count - 1);
			const right = 1 - SITE_ERROR;
			const fromFirst = this.#holds(c, first) ? right : wrong;
			const fromSecond = second >= 0 && this.#holds(c, second) ? right : wrong;
			logLikelihood += support.counts[c]! * Math.log(share * fromFirst + (1 - share) * fromSecond);
		}
		return allelePair(first, second, logPrior, logLikelihood);
	}

	/** Of two alleles of which one hardly shows itself: how well the number of fragments fits each pair of them. */
	#weighDepth(): void {
		const { sites, support, readLength } = this.#tables;
		if (this.#candidates.length !== 2 || this.#candidates[1] === listedCount(sites, this.#site)) return;
		const [first, second] = this.#candidates as [number, number];
		const exposures = new Map([
			[first, this.#exposure(first, second)],
			[second, this.#exposure(second, first)],
		]);
		const most = Math.max(...exposures.values());
		if (Math.min(...exposures.values()) > LITTLE_SHOWN * most) return;
		const rate = nearbyDepth(sites, support, this.#site) / (2 * readLength);
		if (most * rate === 0) return;
		this.#pairs = this.#pairs.map((pair) => {
			// Where nothing can be seen every fragment is an error, which the fragments say themselves: as with one copy.
			const shown = exposures.get(pair.first)! + exposures.get(pair.second)!;
			const logDepth = logDepthLikelihood(this.depth, rate * Math.max(most, shown));
			return allelePair(pair.first, pair.second, pair.logPrior, pair.logLikelihood + logDepth);
		});
	}

	/** Expected share of the first allele among the telling fragments of a heterozygote. */
	#shareOfFirst(first: number, second: number): number {
		const listed = listedCount(this.#tables.sites, this.#site);
		if (first === second || first === listed || second === listed) return 0.5;
		const [a, b] = [this.#exposure(first, second), this.#exposure(second, first)];
		return a + b === 0 ? 0.5 : a / (a + b);
	}

	/** Read starts from which a listed allele is told from another one. */
	#exposure(allele: number, other: number): number {
		const { sites, sharedEnds, alleleLengths, readLength } = this.#tables;
		const entry = sharedEnds.starts[this.#site]! + allele * listedCount(sites, this.#site) + other;
		const length = alleleLengths[sites.alleleStarts[this.#site]! + allele]!;
		return exposure(length, sharedEnds.prefix[entry]!, sharedEnds.suffix[entry]!, readLength);
	}

	#allelicDepths(carries: Uint8Array): { adRef: number; adAlt: number } {
		const { sites, support } = this.#tables;
		const count = listedCount(sites, this.#site) + 1;
		let adRef = 0;
		let adAlt = 0;
		for (let c = support.classStarts[this.#site]!; c < support.classStarts[this.#site + 1]!; c++) {
			let carrying = 0;
			let lacking = 0;
			for (let i = 0; i < count; i++) {
				if (!this.#holds(c, i)) continue;
				if (carries[i] === 1) carrying++;
				else lacking++;
			}
			if (lacking === 0) adAlt += support.counts[c]!;
			else if (carrying === 0) adRef += support.counts[c]!;
		}
		return { adRef, adAlt };
	}
}

/** Number of set bits of a 32-bit word. */
export function bitCount(word: number): number {
	let v = word - ((word >>> 1) & 0x55555555);
	v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
	return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
