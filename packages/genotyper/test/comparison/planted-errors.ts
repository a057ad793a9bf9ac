/** Calls with errors whose class is known, among others that are right. */
import type { Outcome } from '../../src/comparison/miss-reasons.ts';
import { type Edit, type Haplotypes, linesOf, type Random, rewriteCalls } from './call-rewriter.ts';

/** Calls, and what a comparison with the truth must say of them. */
export interface PlantedCalls {
	/** Records as call-set-fixture.ts reads them. */
	readonly lines: string[];
	/** By place in the sequence, of a true variant's first changed base: what must be said of it; all others are found. */
	readonly outcomes: ReadonlyMap<number, Outcome>;
	/** Number of calls that are no true variant: 0 or 1 for each error. */
	readonly falseCount: number;
}

/** Kinds of errors, and the outcome of the true variant. */
const KINDS = ['absent', 'genotype', 'filtered', 'other_allele', 'other_length', 'near_miss', 'false_call'] as const;
/** Errors are planted where nothing else is, as far as this, in bp. */
const MARGIN = 100;

/** Plants `count` errors, of all kinds in turn, into calls that are rewritten at random besides. */
export function plantErrors(
	contig: string,
	sequence: string,
	haplotypes: Haplotypes,
	count: number,
	random: Random,
): PlantedCalls {
	const lone = loneEdits(sequence, haplotypes);
	const lines: string[] = [];
	const outcomes = new Map<number, Outcome>();
	const removed = new Set<number>();
	let falseCount = 0;
	for (let n = 0; n < count; n++) {
		const kind = KINDS[n % KINDS.length]!;
		if (kind === 'false_call') {
			lines.push(falseCall(contig, sequence, haplotypes, random, lines));
			falseCount++;
			continue;
		}
		const candidates = lone.filter(({ edit }) => {
			if (removed.has(edit.start)) return false;
			if (kind === 'other_length') return isIndel(edit);
			// Not in a repeat, in which a change some bases on would be one at the same site.
			if (kind === 'near_miss') return isIndel(edit) && !isRepeated(sequence, edit);
			return kind !== 'other_allele' || isSnv(edit);
		});
		const chosen = candidates[Math.floor(random() * candidates.length)];
		if (chosen === undefined) throw new Error(`no place left for ${kind}`);
		const { edit, isHomozygous } = chosen;
		removed.add(edit.start);
		outcomes.set(edit.start, kind === 'other_length' ? 'other_allele' : kind);
		const line = wrongCall(contig, sequence, edit, isHomozygous, kind);
		if (line !== undefined) lines.push(line);
		if (line !== undefined && kind !== 'filtered') falseCount++;
	}
	const kept = haplotypes.map((edits) => edits.filter(({ start }) => !removed.has(start))) as unknown as Haplotypes;
	lines.push(...linesOf(contig, rewriteCalls(sequence, kept, random)));
	return { lines, outcomes, falseCount };
}

function wrongCall(
	contig: string,
	sequence: string,
	edit: Edit,
	isHomozygous: boolean,
	kind: Exclude<(typeof KINDS)[number], 'false_call'>,
): string | undefined {
	const genotype = isHomozygous ? '1/1' : '0/1';
	const { start, end, alt } = edit;
	if (kind === 'absent') return undefined;
	if (kind === 'genotype') return lineOf(contig, sequence, edit, isHomozygous ? '0/1' : '1/1');
	if (kind === 'filtered') return `${lineOf(contig, sequence, edit, genotype)} LowQual`;
	let wrong: Edit;
	if (kind === 'other_allele') {
		wrong = { ...edit, alt: otherBase(sequence[start]!, alt) };
	} else if (kind === 'other_length') {
		// One base more, at the same anchor; of the insertion one that does not go on with its repeat.
		wrong = isInsertion(edit) ? { ...edit, alt: alt + otherBase(sequence[start]!, alt.at(-1)!) } : { ...edit, end: end + 1 };
	} else {
		const at = end + 20;
		// A base that is not there, so that it is not the same insertion in a longer repeat.
		const inserted = { start: at, end: at, alt: otherBase(sequence[at]!, sequence[at - 1]!) };
		wrong = isInsertion(edit) ? inserted : { start: at, end: at + end - start, alt: '' };
	}
	return lineOf(contig, sequence, wrong, genotype);
}

function falseCall(contig: string, sequence: string, haplotypes: Haplotypes, random: Random, lines: readonly string[]): string {
	const taken = [...haplotypes[0], ...haplotypes[1]].map(({ start }) => start);
	taken.push(...lines.map((line) => Number(line.split(' ')[1])));
	for (;;) {
		const start = MARGIN + Math.floor(random() * (sequence.length - 2 * MARGIN));
		if (taken.some((other) => Math.abs(other - start) < 2 * MARGIN) || sequence[start] === 'N') continue;
		const base = otherBase(sequence[start]!, sequence[start - 1]!);
		const edit = random() < 0.5 ? { start, end: start + 1, alt: base } : { start, end: start, alt: base.repeat(3) };
		return lineOf(contig, sequence, edit, random() < 0.5 ? '0/1' : '1/1');
	}
}

/** Edits with nothing beside them on either haplotype. */
function loneEdits(sequence: string, haplotypes: Haplotypes): { edit: Edit; isHomozygous: boolean }[] {
	const all = haplotypes.flat().toSorted((a, b) => a.start - b.start);
	const places = [...new Map(all.map((edit) => [`${edit.start} ${edit.end} ${edit.alt}`, edit])).values()];
	return places
		.filter((edit, k) => {
			const before = places[k - 1]?.end ?? -Infinity;
			const after = places[k + 1]?.start ?? Infinity;
			return edit.start - before > MARGIN && after - edit.end > MARGIN && edit.end + MARGIN < sequence.length;
		})
		.map((edit) => ({
			edit,
			isHomozygous: haplotypes.every((edits) => edits.some(({ start, alt }) => start === edit.start && alt === edit.alt)),
		}));
}

function lineOf(contig: string, sequence: string, { start, end, alt }: Edit, genotype: string): string {
	const isAnchored = start === end || alt === '';
	const from = isAnchored ? start - 1 : start;
	const anchor = sequence.slice(from, start);
	return `${contig} ${from + 1} ${sequence.slice(from, end)} ${anchor}${alt} ${genotype}`;
}

function isSnv({ start, end, alt }: Edit): boolean {
	return end - start === 1 && alt.length === 1;
}

function isInsertion({ start, end }: Edit): boolean {
	return start === end;
}

function isIndel(edit: Edit): boolean {
	return isInsertion(edit) || edit.alt === '';
}

/** Whether an indel could be moved by several bases, or one of its length 20 bp on. */
function isRepeated(sequence: string, { start, end, alt }: Edit): boolean {
	const size = Math.max(end - start, alt.length);
	const around = sequence.slice(start - 8, end + 30 + 2 * size);
	for (let period = 1; period <= size; period++) {
		for (let k = 0; k + period + 8 <= around.length; k++) {
			if (around.slice(k, k + 8) === around.slice(k + period, k + period + 8)) return true;
		}
	}
	return false;
}

/** A base that is neither of two. */
function otherBase(a: string, b: string): string {
	return [...'ACGT'].find((base) => base !== a && base !== b)!;
}
