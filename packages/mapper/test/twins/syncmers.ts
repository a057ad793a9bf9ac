/** Twin of assembly/seeds.ts: open syncmers, letter by letter. */
import type { SeedScheme } from '../../src/seeds/schemes.ts';
import { CODES } from './packed-read.ts';

/** A chosen k-mer. */
export interface Seed {
	/** First base in the text. */
	readonly position: number;
	/** 64-bit hash of the canonical k-mer. */
	readonly hash: bigint;
	/** 1 where the canonical k-mer is the reverse complement of the text. */
	readonly flip: number;
}

/** Number of a k-mer: first base in the lowest two bits. */
function codeOf(kmer: string): bigint {
	return Array.from(kmer).reduceRight((code, letter) => code * 4n + BigInt(CODES[letter] ?? 0), 0n);
}

function complementOf(kmer: string): string {
	const pairs: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };
	return Array.from(kmer)
		.reverse()
		.map((letter) => pairs[letter] ?? letter)
		.join('');
}

function lowbias32(x: number): number {
	let hash = x;
	hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
	hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
	return (hash ^ (hash >>> 16)) >>> 0;
}

function mix(x: bigint, k: number): bigint {
	const half = BigInt(k);
	const within = (hash: bigint): bigint => BigInt.asUintN(2 * k, hash);
	let hash = x;
	hash = within((hash ^ (hash >> half)) * 0xff51afd7ed558ccdn);
	hash = within((hash ^ (hash >> half)) * 0xc4ceb9fe1a85ec53n);
	return ((hash ^ (hash >> half)) << (64n - 2n * half)) & 0xffff_ffff_ffc0_0000n;
}

function smerHash(smer: string): number {
	// Letters that are no base count as A on either strand: their k-mers are left out anyway.
	const forward = codeOf(smer);
	const other = codeOf(complementOf(smer));
	return lowbias32(Number(forward < other ? forward : other));
}

/** Whether a k-mer of A, C, G and T is chosen. */
export function isSyncmer(kmer: string, { k, s }: SeedScheme): boolean {
	if (complementOf(kmer) === kmer) return false;
	const hashes = Array.from({ length: k - s + 1 }, (_, i) => smerHash(kmer.slice(i, i + s)));
	return hashes.every((hash) => hash >= hashes[(k - s) / 2]!);
}

/** The seed of a chosen k-mer. */
export function seedOf(kmer: string, position: number): Seed {
	const forward = codeOf(kmer);
	const reverse = codeOf(complementOf(kmer));
	return { position, hash: mix(forward < reverse ? forward : reverse, kmer.length), flip: reverse < forward ? 1 : 0 };
}

/** All seeds of a text in upper case. */
export function seedsOf(text: string, scheme: SeedScheme): Seed[] {
	const seeds: Seed[] = [];
	for (let i = 0; i + scheme.k <= text.length; i++) {
		const kmer = text.slice(i, i + scheme.k);
		if (/^[ACGT]*$/.test(kmer) && isSyncmer(kmer, scheme)) seeds.push(seedOf(kmer, i));
	}
	return seeds;
}
