/**
 * Structural variants that are alike enough: of one kind, close, and of similar size and sequence. One to one, the most similar
 * pairs first. Every variant has a budget of calls to look at and of letters to align: where many crowd in one place, or are very
 * long, it is left open whether one of them is alike, and said so.
 *
 * Source: A. C. English et al. 2022, "Truvari: refined structural variant comparison preserves allelic diversity",
 * doi:10.1186/s13059-022-02840-6.
 */
import { complement, type Reference } from '@pangraf/graph';
import { editDistance } from './edit-distance.ts';
import { KindIndex } from './kind-index.ts';
import { type StructuralThresholds, SV_ALIGN_BUDGET, SV_MAX_ALIGNED, SV_MAX_CANDIDATES, SV_MIN_LENGTH } from './thresholds.ts';
import { altOf, isUnspelt, kindOf, recordEnd, recordStart, refOf, sizeOf, type VariantSet } from './variant-set.ts';

const COMPLEMENTS = Uint8Array.from({ length: 256 }, (_, code) =>
	code < 128 ? complement(String.fromCharCode(code)).charCodeAt(0) : code,
);

interface Candidate {
	readonly truth: number;
	readonly call: number;
	/** Similarity in size times that in sequence, 0 to 1. */
	readonly similarity: number;
	readonly distance: number;
}

/**
 * Calls `join` for every pair of variants that matches and has no partner yet. Returns the truth variants without a partner of
 * which the budget was spent before all calls in their reach were looked at.
 */
export function matchStructural(
	truth: VariantSet,
	calls: VariantSet,
	reference: Reference,
	thresholds: StructuralThresholds,
	join: (truth: number, call: number) => void,
	partners: { readonly callOfTruth: Int32Array; readonly truthOfCall: Int32Array },
): number[] {
	// An indel just below 50 bp may be the call, or the truth, of an SV just above.
	const isLarge = (set: VariantSet, i: number): boolean => sizeOf(set, i) >= SV_MIN_LENGTH * thresholds.minSizeRatio;
	const free = new KindIndex(calls, (j) => partners.truthOfCall[j] === -1 && isLarge(calls, j));
	const candidates: Candidate[] = [];
	const cut: number[] = [];
	for (let i = 0; i < truth.count; i++) {
		if (partners.callOfTruth[i] !== -1 || !isLarge(truth, i)) continue;
		if (!addCandidates(truth, i, calls, free, reference, thresholds, candidates)) cut.push(i);
	}
	candidates.sort((a, b) => b.similarity - a.similarity || a.distance - b.distance || a.truth - b.truth || a.call - b.call);
	for (const { truth: i, call: j } of candidates) {
		if (partners.callOfTruth[i] === -1 && partners.truthOfCall[j] === -1) join(i, j);
	}
	return cut.filter((i) => partners.callOfTruth[i] === -1);
}

/** Adds the calls that may be truth variant `i`; false where the budget did not reach for all in its reach. */
function addCandidates(
	truth: VariantSet,
	i: number,
	calls: VariantSet,
	free: KindIndex,
	reference: Reference,
	thresholds: StructuralThresholds,
	candidates: Candidate[],
): boolean {
	const contig = truth.contig[i]!;
	const start = recordStart(truth, i);
	const size = sizeOf(truth, i);
	const { maxDistance, minSizeRatio, minSimilarity } = thresholds;
	const ofKind = free.of(kindOf(truth, i));
	const from = free.firstFrom(kindOf(truth, i), contig, start - maxDistance);
	let alignedWords = 0;
	for (let k = from; k < ofKind.length; k++) {
		const j = ofKind[k]!;
		if (calls.contig[j] !== contig || recordStart(calls, j) > start + maxDistance) break;
		if (k - from >= SV_MAX_CANDIDATES) return false;
		const larger = Math.max(size, sizeOf(calls, j));
		const sizeRatio = Math.min(size, sizeOf(calls, j)) / larger;
		if (larger < SV_MIN_LENGTH || sizeRatio < minSizeRatio) continue;
		alignedWords += larger > SV_MAX_ALIGNED ? larger : (larger / 32) * larger;
		if (alignedWords > SV_ALIGN_BUDGET) return false;
		const sequenceSimilarity = similarityOf(truth, i, calls, j, reference);
		if (sequenceSimilarity < minSimilarity) continue;
		const distance = Math.abs(recordStart(calls, j) - start);
		candidates.push({ truth: i, call: j, similarity: sizeRatio * sequenceSimilarity, distance });
	}
	return true;
}

/**
 * The larger of two similarities: of the inserted (or deleted) sequences themselves, and of both haplotypes over the interval
 * that the two variants span, which also sees changes of a tandem repeat that begin at different units.
 */
function similarityOf(a: VariantSet, i: number, b: VariantSet, j: number, reference: Reference): number {
	// Where only the length of an insertion is known, it decides alone.
	if (isUnspelt(a, i) || isUnspelt(b, j)) return 1;
	const kind = kindOf(a, i);
	const isDeletion = kind === 'deletion';
	const longer = isDeletion ? Math.max(a.refLength[i]!, b.refLength[j]!) : Math.max(a.altLength[i]!, b.altLength[j]!);
	if (longer > SV_MAX_ALIGNED) {
		const sequence = reference.sequences[a.contig[i]!]!;
		return overlapSimilarity(meantStart(a, i, sequence), meantStart(b, j, sequence), sizeOf(a, i), sizeOf(b, j));
	}
	const alone = 1 - (isDeletion ? editDistance(refOf(a, i), refOf(b, j)) : editDistance(altOf(a, i), altOf(b, j))) / longer;
	const start = Math.min(recordStart(a, i), recordStart(b, j));
	const end = Math.max(recordEnd(a, i), recordEnd(b, j));
	if (end - start > SV_MAX_ALIGNED) return alone;
	const sequence = reference.sequences[a.contig[i]!]!;
	const haplotypeA = haplotype(a, i, sequence, start, end);
	const haplotypeB = haplotype(b, j, sequence, start, end);
	// What two deletions leave of a short interval is little, and must not be alike by being less than what they delete.
	const compared = Math.min(longer, Math.max(haplotypeA.length, haplotypeB.length));
	const inPlace = 1 - editDistance(haplotypeA, haplotypeB) / compared;
	return Math.max(alone, inPlace);
}

/** Of changes too long to align: what the stretches of the reference that they speak of share at least, because they overlap. */
function overlapSimilarity(startA: number, startB: number, lengthA: number, lengthB: number): number {
	if (startA < 0 || startB < 0) return 0;
	const starts = Math.abs(startA - startB);
	const ends = Math.abs(startA + lengthA - startB - lengthB);
	return Math.max(0, 1 - (starts + ends) / Math.max(lengthA, lengthB));
}

/**
 * Start of the stretch of the reference that a large change speaks of: what is deleted, what is copied in tandem before or behind
 * itself, what is inverted. -1 where its sequence is another one.
 */
function meantStart(set: VariantSet, i: number, sequence: Uint8Array): number {
	const position = set.position[i]!;
	const alt = altOf(set, i);
	const kind = kindOf(set, i);
	if (kind === 'deletion') return position;
	if (kind === 'insertion') {
		const starts = [position, position - alt.length].filter((start) => start >= 0);
		return starts.find((start) => alt.every((letter, k) => letter === sequence[start + k])) ?? -1;
	}
	const last = position + alt.length - 1;
	return alt.every((letter, k) => letter === COMPLEMENTS[sequence[last - k]!]) ? position : -1;
}

/** The sequence over `[start, end)` of the reference with variant `i` alone. */
function haplotype(set: VariantSet, i: number, sequence: Uint8Array, start: number, end: number): Uint8Array {
	const position = set.position[i]!;
	const left = sequence.subarray(start, position);
	const middle = altOf(set, i);
	const right = sequence.subarray(position + set.refLength[i]!, end);
	const joined = new Uint8Array(left.length + middle.length + right.length);
	joined.set(left);
	joined.set(middle, left.length);
	joined.set(right, left.length + middle.length);
	return joined;
}
