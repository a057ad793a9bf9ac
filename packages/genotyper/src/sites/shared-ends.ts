/**
 * How far the alleles of a site look the same from either side.
 *
 * A read that ends a few bases after a site's left anchor says which allele it comes from only if the alleles differ within
 * those bases: at a deletion in a run of As all alleles begin alike, and a mapper's choice between them is a coin toss. For each
 * pair of alleles the table holds the length that their sequences, continued by the reference beyond the right anchor, share
 * from the left anchor on (`prefix`), and likewise from the right anchor backwards (`suffix`).
 */
import { handleSequence, nodeLength } from '@pangraf/graph';
import { pieceOfRank, type ReferenceSteps } from './reference-steps.ts';
import type { Sites } from './sites.ts';

/** Shared lengths are looked at and stored up to here: beyond the length of a short read they change nothing. */
export const SHARED_CAP = 511;

/** Pairwise shared lengths of the listed alleles (`other` has no sequence and shares nothing). */
export interface SharedEnds {
	/** First entry of site s in `prefix` and `suffix`; entry `i * listed + j` is the pair (i, j), listed = alleles but `other`. */
	readonly starts: Uint32Array;
	/** bp, at most {@link SHARED_CAP}. */
	readonly prefix: Uint16Array;
	readonly suffix: Uint16Array;
	/** The longest entry of site s between two different alleles. */
	readonly longestPrefix: Uint16Array;
	readonly longestSuffix: Uint16Array;
}

/** Number of alleles of a site that have a sequence: all but `other`. */
export function listedCount(sites: Sites, site: number): number {
	return sites.alleleStarts[site + 1]! - sites.alleleStarts[site]! - 1;
}

/** Computes the table. O(sum over sites of alleles² × shared length). */
export function findSharedEnds(reference: ReferenceSteps, sites: Sites): SharedEnds {
	const starts = new Uint32Array(sites.count + 1);
	for (let site = 0; site < sites.count; site++) starts[site + 1] = starts[site]! + listedCount(sites, site) ** 2;
	const prefix = new Uint16Array(starts[sites.count]!);
	const suffix = new Uint16Array(starts[sites.count]!);
	const longestPrefix = new Uint16Array(sites.count);
	const longestSuffix = new Uint16Array(sites.count);
	for (let site = 0; site < sites.count; site++) {
		const listed = listedCount(sites, site);
		const after = flankAfter(reference, sites.right[site]!);
		const before = flankBefore(reference, sites.left[site]!);
		const heads: string[] = [];
		const tails: string[] = [];
		for (let i = 0; i < listed; i++) {
			const allele = sites.alleleStarts[site]! + i;
			heads.push(alleleHead(reference, sites, allele) + after);
			tails.push(before + alleleTail(reference, sites, allele));
		}
		for (let i = 0; i < listed; i++) {
			for (let j = 0; j < i; j++) {
				const head = sharedPrefix(heads[i]!, heads[j]!);
				const tail = sharedSuffix(tails[i]!, tails[j]!);
				prefix[starts[site]! + i * listed + j] = prefix[starts[site]! + j * listed + i] = head;
				suffix[starts[site]! + i * listed + j] = suffix[starts[site]! + j * listed + i] = tail;
				if (head > longestPrefix[site]!) longestPrefix[site] = head;
				if (tail > longestSuffix[site]!) longestSuffix[site] = tail;
			}
		}
	}
	return { starts, prefix, suffix, longestPrefix, longestSuffix };
}

function sharedPrefix(a: string, b: string): number {
	const end = Math.min(a.length, b.length, SHARED_CAP);
	let i = 0;
	while (i < end && a.charCodeAt(i) === b.charCodeAt(i)) i++;
	return i;
}

function sharedSuffix(a: string, b: string): number {
	const end = Math.min(a.length, b.length, SHARED_CAP);
	let i = 0;
	while (i < end && a.charCodeAt(a.length - 1 - i) === b.charCodeAt(b.length - 1 - i)) i++;
	return i;
}

/** Up to {@link SHARED_CAP} first bases of an allele. */
function alleleHead(reference: ReferenceSteps, sites: Sites, allele: number): string {
	let letters = '';
	for (let i = sites.pathStarts[allele]!; i < sites.pathStarts[allele + 1]! && letters.length < SHARED_CAP; i++) {
		const handle = sites.paths[i]!;
		const length = nodeLength(reference.graph, handle >>> 1);
		letters += handleSequence(reference.graph, handle, 0, Math.min(length, SHARED_CAP));
	}
	return letters;
}

/** Up to {@link SHARED_CAP} last bases of an allele. */
function alleleTail(reference: ReferenceSteps, sites: Sites, allele: number): string {
	let letters = '';
	for (let i = sites.pathStarts[allele + 1]! - 1; i >= sites.pathStarts[allele]! && letters.length < SHARED_CAP; i--) {
		const handle = sites.paths[i]!;
		const length = nodeLength(reference.graph, handle >>> 1);
		letters = handleSequence(reference.graph, handle, Math.max(0, length - SHARED_CAP), length) + letters;
	}
	return letters;
}

function flankAfter(reference: ReferenceSteps, right: number): string {
	const end = reference.pieceRanks[pieceOfRank(reference, right) + 1]!;
	let letters = '';
	for (let rank = right; rank < end && letters.length < SHARED_CAP; rank++) {
		const handle = reference.handles[rank]!;
		letters += handleSequence(reference.graph, handle, 0, Math.min(nodeLength(reference.graph, handle >>> 1), SHARED_CAP));
	}
	return letters;
}

function flankBefore(reference: ReferenceSteps, left: number): string {
	const start = reference.pieceRanks[pieceOfRank(reference, left)]!;
	let letters = '';
	for (let rank = left; rank >= start && letters.length < SHARED_CAP; rank--) {
		const handle = reference.handles[rank]!;
		const length = nodeLength(reference.graph, handle >>> 1);
		letters = handleSequence(reference.graph, handle, Math.max(0, length - SHARED_CAP), length) + letters;
	}
	return letters;
}
