/**
 * Calls a small window of the reference by the haplotypes that reads spell over it.
 *
 * Around indels a mapper aligns reads of one haplotype in different ways: through the gap, or, near a read's end, as mismatches.
 * Counted difference by difference these are several variants of half the depth. What the reads spell is the same, so the
 * window is called by its spellings, as freebayes does (Garrison and Marth 2012, arXiv:1207.3907): those that several
 * reads agree on are the candidate haplotypes, every read that comes into the window is compared with each of them, and
 * the likeliest pair of haplotypes is aligned to the reference once.
 *
 * A read whose aligned part ends less than {@link ANCHOR} bp beyond the window is not held there: it is compared, without
 * gaps, from its other side.
 */
import { type AllelePair, allelePair, bestPair, callOfPairs } from '../genotypes/copies.ts';
import { logSum } from '../genotypes/phred.ts';
import type { ReferenceBases } from '../sites/reference-steps.ts';
import type { FinishedPileup } from '../support/finished-pileup.ts';
import { PILEUP_BASES } from '../support/pileup-columns.ts';
import { type Change, changeKey, normalise } from './changes.ts';
import { letterDistance, mismatchCount } from './letter-distance.ts';
import { changePrior, type NewVariant } from './single-change.ts';
import { fisherStrand } from './strand-bias.ts';

/** Reference bases on either side of the candidates that belong to the window. */
const PAD = 5;
/** Reference bases beyond the window that hold a read's end in place. */
const ANCHOR = 10;
/** Longest window, in reference bases; longer clusters are called change by change. */
const MOST_BASES = 150;
/** Candidate haplotypes besides the reference. */
const MOST_HAPLOTYPES = 7;
/** Reads, and share of all reads in the window, that a candidate haplotype has to agree with. */
const LEAST_READS = 2;
const LEAST_SHARE = 0.1;
/** Chance of a wrong base, and of a read that is wrong altogether. */
const BASE_ERROR = 2e-3;
const READ_ERROR = 5e-4;

const [HELD_BOTH, HELD_LEFT, HELD_RIGHT] = [0, 1, 2];

/** Reads that spell the same and are held alike. */
interface Spelling {
	readonly letters: string;
	readonly held: number;
	forward: number;
	reverse: number;
}

/** What a window is called with. */
export interface Window {
	/** Reference interval of the candidates. */
	readonly from: number;
	readonly to: number;
	/** Copies of the reference that the sample has here: 2, or 1 inside a heterozygous deletion. */
	readonly ploidy: number;
	/** Mismatches inside the window that are candidates; others are taken for sequencing errors. */
	readonly mismatches: readonly { offset: number; base: string }[];
	/** Chance that a read slips in the window's repeats. */
	readonly slipError: number;
}

/** Calls of a window, ascending; undefined where its reads give no candidate haplotypes and it is to be called otherwise. */
export function callWindow(pileup: FinishedPileup, bases: ReferenceBases, window: Window): NewVariant[] | undefined {
	const bounds = bases.pieceBounds(window.from);
	const from = Math.max(bounds.start, window.from - PAD);
	const to = Math.min(bounds.end, window.to + PAD);
	if (to - from > MOST_BASES) return undefined;
	const kept = new Set(window.mismatches.map(({ offset, base }) => `${offset}${base}`));
	const keeps = (offset: number, base: number): boolean => kept.has(`${offset}${PILEUP_BASES[base]}`);
	const spellings = spellWindow(pileup, bases, from, to, keeps);
	const reference = bases.slice(from, to);
	const before = bases.slice(Math.max(bounds.start, from - MOST_BASES), from);
	const after = bases.slice(to, Math.min(bounds.end, to + MOST_BASES));
	const haplotypes = [reference, ...candidateHaplotypes(spellings, reference, before, after)];
	if (haplotypes.length === 1) return undefined;
	const floor = Math.log(Math.max(READ_ERROR, window.slipError));
	const chances = spellings.map((spelling) =>
		haplotypes.map((haplotype) => Math.max(floor, differences(spelling, haplotype, before, after) * Math.log(BASE_ERROR))),
	);
	const changes = haplotypes.map((haplotype) => normalise(bases, from, to, haplotype));
	const priors = new Map(changes.flat().map((change) => [changeKey(change), changePrior(bases, change)] as const));
	const pairs = genotypePairs(
		spellings,
		chances,
		(i, j) => pairPrior(changes[i]!, j < 0 ? [] : changes[j]!, priors),
		window.ploidy,
	);
	const called = bestPair(pairs);
	const records = new Map<string, Change>();
	for (const haplotype of [called.first, Math.max(0, called.second)]) {
		for (const change of changes[haplotype]!) records.set(changeKey(change), change);
	}
	return [...records.entries()]
		.map(([key, change]) => {
			const carries = Uint8Array.from(changes, (own) => (own.some((other) => changeKey(other) === key) ? 1 : 0));
			const depths = depthsOf(spellings, chances, carries);
			const { refForward, refReverse, altForward, altReverse } = depths;
			const [adRef, adAlt] = [refForward + refReverse, altForward + altReverse];
			const call = { ...callOfPairs(pairs, called, carries), adRef, adAlt, depth: depths.total };
			return { change, call, fs: fisherStrand(refForward, refReverse, altForward, altReverse) };
		})
		.sort((a, b) => a.change.start - b.change.start);
}

/** What the reads spell over the window, in an order that does not depend on theirs. */
function spellWindow(
	pileup: FinishedPileup,
	bases: ReferenceBases,
	from: number,
	to: number,
	keeps: (offset: number, base: number) => boolean,
): Spelling[] {
	const found = new Map<string, Spelling>();
	pileup.forEachBlock(from, to, (block, start, end, strand) => {
		const heldLeft = start <= from - ANCHOR || bases.pieceBounds(from).start === from;
		const heldRight = end >= to + ANCHOR || bases.pieceBounds(from).end === to;
		if (!heldLeft && !heldRight) return;
		const held = heldLeft && heldRight ? HELD_BOTH : heldLeft ? HELD_LEFT : HELD_RIGHT;
		const letters = pileup.spell(
			block,
			heldLeft ? Math.max(from, start) : start,
			heldRight ? Math.min(to, end) : end,
			bases,
			keeps,
		);
		const key = `${held}${letters}`;
		let spelling = found.get(key);
		if (spelling === undefined) {
			spelling = { letters, held: held, forward: 0, reverse: 0 };
			found.set(key, spelling);
		}
		if (strand === 0) spelling.forward++;
		else spelling.reverse++;
	});
	return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, spelling]) => spelling);
}

/** Spellings of spanning reads, other than the reference's, that enough reads agree with, those of the most first. */
function candidateHaplotypes(spellings: readonly Spelling[], reference: string, before: string, after: string): string[] {
	const reads = (spelling: Spelling): number => spelling.forward + spelling.reverse;
	const total = spellings.reduce((sum, spelling) => sum + reads(spelling), 0);
	return spellings
		.filter((spelling) => spelling.held === HELD_BOTH && spelling.letters !== reference)
		.map(({ letters }) => {
			const agreeing = spellings.filter((spelling) => differences(spelling, letters, before, after) === 0);
			return { letters, support: agreeing.reduce((sum, spelling) => sum + reads(spelling), 0) };
		})
		.filter(({ support }) => support >= Math.max(LEAST_READS, LEAST_SHARE * total))
		.sort((a, b) => b.support - a.support || (a.letters < b.letters ? -1 : 1))
		.slice(0, MOST_HAPLOTYPES)
		.map(({ letters }) => letters);
}

/** Letters in which a spelling differs from a haplotype over the part that it covers. */
function differences(spelling: Spelling, haplotype: string, before: string, after: string): number {
	const { letters, held } = spelling;
	if (held === HELD_BOTH)
		return letters.length === haplotype.length ? mismatchCount(letters, haplotype) : letterDistance(letters, haplotype);
	if (held === HELD_LEFT) return mismatchCount(letters, haplotype + after);
	const whole = before + haplotype;
	return whole.length < letters.length
		? mismatchCount(letters.slice(letters.length - whole.length), whole)
		: mismatchCount(letters, whole.slice(whole.length - letters.length));
}

function genotypePairs(
	spellings: readonly Spelling[],
	chances: readonly (readonly number[])[],
	logPrior: (i: number, j: number) => number,
	ploidy: number,
): AllelePair[] {
	const pairs: AllelePair[] = [];
	const count = chances[0]!.length;
	for (let i = 0; i < count; i++) {
		for (let j = ploidy === 1 ? -1 : i; j < (ploidy === 1 ? 0 : count); j++) {
			let logLikelihood = 0;
			for (const [s, spelling] of spellings.entries()) {
				const first = chances[s]![i]!;
				const chance = j < 0 ? first : logSum([first, chances[s]![j]!]) - Math.LN2;
				logLikelihood += (spelling.forward + spelling.reverse) * chance;
			}
			pairs.push(allelePair(i, j, logPrior(i, j), logLikelihood));
		}
	}
	return pairs;
}

/** Logarithm of the product of the priors of all changes of a pair; a change on both haplotypes is half as likely as on one. */
function pairPrior(first: readonly Change[], second: readonly Change[], priors: ReadonlyMap<string, number>): number {
	const counted = new Map<string, number>();
	for (const change of [...first, ...second]) {
		const key = changeKey(change);
		counted.set(key, counted.has(key) ? priors.get(key)! / 2 : priors.get(key)!);
	}
	return [...counted.values()].reduce((sum, prior) => sum + Math.log(prior), 0);
}

/** Reads whose likeliest haplotypes all carry the change, all lack it, or all reads, by strand. */
function depthsOf(
	spellings: readonly Spelling[],
	chances: readonly (readonly number[])[],
	carries: Uint8Array,
): { refForward: number; refReverse: number; altForward: number; altReverse: number; total: number } {
	const depths = { refForward: 0, refReverse: 0, altForward: 0, altReverse: 0, total: 0 };
	for (const [s, { forward, reverse }] of spellings.entries()) {
		const own = chances[s]!;
		const highest = Math.max(...own);
		const best = carries.filter((_, haplotype) => own[haplotype] === highest);
		depths.total += forward + reverse;
		if (best.every((carried) => carried === 1)) {
			depths.altForward += forward;
			depths.altReverse += reverse;
		} else if (best.every((carried) => carried === 0)) {
			depths.refForward += forward;
			depths.refReverse += reverse;
		}
	}
	return depths;
}
