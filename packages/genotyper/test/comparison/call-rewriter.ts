/**
 * Writes a sample's phased calls in other records that spell the same haplotypes: indels moved along their repeats, alleles
 * split and merged, two haplotypes in one record or in two, with and without phase, padding, `*` and half-calls.
 */
import type { Reference } from '@pangraf/graph';

/** A number from 0 (inclusive) to 1, the same ones for the same seed. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, good enough to make test cases. */
export function randomOf(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** `[start, end)` of a contig becomes `alt`. */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly alt: string;
}

/** Edits of the two haplotypes of one contig, ascending and apart. */
export type Haplotypes = readonly [readonly Edit[], readonly Edit[]];

/** A record to be: POS from 0, and by haplotype its allele, 0 for REF. */
export interface RewrittenRecord {
	readonly position: number;
	readonly ref: string;
	readonly alts: readonly string[];
	/** As GT. */
	readonly genotype: string;
}

/** The sequence that edits make of a contig. */
export function applyEdits(sequence: string, edits: readonly Edit[]): string {
	let text = '';
	let at = 0;
	for (const { start, end, alt } of edits) {
		text += sequence.slice(at, start) + alt;
		at = end;
	}
	return text + sequence.slice(at);
}

/** Rewrites both haplotypes of a contig at random; with `keepPhase` every record has its phase. */
export function rewriteCalls(sequence: string, haplotypes: Haplotypes, random: Random, keepPhase = false): RewrittenRecord[] {
	const seeds = [Math.floor(random() * 2 ** 31), Math.floor(random() * 2 ** 31)] as const;
	// What both haplotypes share is mostly written alike: an edit's own place decides on its numbers then.
	const isAlike = random() < 0.7;
	const edits = haplotypes.map((list, h) => rewriteHaplotype(sequence, list, isAlike ? seeds[0] : seeds[h]!)) as [Edit[], Edit[]];
	return writeRecords(sequence, edits, random, keepPhase);
}

function rewriteHaplotype(sequence: string, edits: readonly Edit[], seed: number): Edit[] {
	const out: Edit[] = [];
	for (let i = 0; i < edits.length; i++) {
		const edit = edits[i]!;
		const random = randomOf(seed ^ Math.imul(edit.start + 1, 0x9e3779b1) ^ edit.alt.length);
		const before = out.at(-1)?.end ?? 0;
		const after = edits[i + 1]?.start ?? sequence.length;
		let pieces: Edit[] = [shiftEdit(sequence, edit, before + 1, after - 1, random)];
		if (random() < 0.4) pieces = pieces.flatMap((piece) => splitEdit(sequence, piece, random));
		const last = out.at(-1);
		const first = pieces[0]!;
		if (last !== undefined && first.start - last.end < 25 && random() < 0.5) {
			out[out.length - 1] = mergeEdits(sequence, last, first);
			pieces = pieces.slice(1);
		}
		out.push(...pieces);
	}
	return out;
}

function mergeEdits(sequence: string, a: Edit, b: Edit): Edit {
	return { start: a.start, end: b.end, alt: a.alt + sequence.slice(a.end, b.start) + b.alt };
}

/** Moves an insertion or a deletion to anywhere in its repeat between two places. */
function shiftEdit(sequence: string, edit: Edit, from: number, to: number, random: Random): Edit {
	const isInsertion = edit.start === edit.end;
	if (!isInsertion && edit.alt !== '') return edit;
	const places = [edit];
	for (let last = edit; ; ) {
		const { start, end, alt } = last;
		if (start <= from) break;
		const base = sequence[start - 1]!;
		if (base !== (isInsertion ? alt.at(-1) : sequence[end - 1])) break;
		places.push((last = { start: start - 1, end: end - 1, alt: isInsertion ? base + alt.slice(0, -1) : '' }));
	}
	for (let last = edit; ; ) {
		const { start, end, alt } = last;
		if (end >= to) break;
		const base = sequence[end]!;
		if (base !== (isInsertion ? alt[0] : sequence[start])) break;
		places.push((last = { start: start + 1, end: end + 1, alt: isInsertion ? alt.slice(1) + base : '' }));
	}
	return places[Math.floor(random() * places.length)]!;
}

/** Takes an edit apart at one place. */
function splitEdit(sequence: string, edit: Edit, random: Random): Edit[] {
	const { start, end, alt } = edit;
	const length = end - start;
	if (alt === '' && length > 1) {
		const middle = start + 1 + Math.floor(random() * (length - 1));
		return [
			{ start, end: middle, alt: '' },
			{ start: middle, end, alt: '' },
		];
	}
	if (length > 0 && alt.length > 0 && length + alt.length > 2) {
		// Substitutions on the left or on the right, and what is left over.
		const shared = Math.min(length, alt.length);
		const isLeft = random() < 0.5;
		const refFrom = isLeft ? start : end - shared;
		const altFrom = isLeft ? 0 : alt.length - shared;
		const substitutions: Edit[] = [];
		for (let k = 0; k < shared; k++) {
			const base = alt[altFrom + k]!;
			if (base !== sequence[refFrom + k]) substitutions.push({ start: refFrom + k, end: refFrom + k + 1, alt: base });
		}
		const rest = isLeft
			? { start: start + shared, end, alt: alt.slice(shared) }
			: { start, end: end - shared, alt: alt.slice(0, alt.length - shared) };
		const isRest = rest.end > rest.start || rest.alt !== '';
		return isLeft ? [...substitutions, ...(isRest ? [rest] : [])] : [...(isRest ? [rest] : []), ...substitutions];
	}
	return [edit];
}

function writeRecords(
	sequence: string,
	haplotypes: readonly [Edit[], Edit[]],
	random: Random,
	keepPhase: boolean,
): RewrittenRecord[] {
	const records: { edit: Edit; other: Edit | undefined; carriers: number }[] = [];
	const [a, b] = haplotypes;
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		const x = a[i];
		const y = b[j];
		if (x !== undefined && y !== undefined && isSame(x, y)) {
			// Homozygous: one record, or a record for each haplotype.
			if (random() < 0.85) records.push({ edit: x, other: undefined, carriers: 3 });
			else records.push({ edit: x, other: undefined, carriers: 1 }, { edit: y, other: undefined, carriers: 2 });
			i++;
			j++;
		} else if (x !== undefined && y !== undefined && overlaps(x, y) && !reaches(a, i, y) && !reaches(b, j, x) && random() < 0.6) {
			records.push({ edit: x, other: y, carriers: 1 });
			i++;
			j++;
		} else if (y === undefined || (x !== undefined && x.start <= y.start)) {
			records.push({ edit: x!, other: undefined, carriers: 1 });
			i++;
		} else {
			records.push({ edit: y, other: undefined, carriers: 2 });
			j++;
		}
	}
	const turn = random() < 0.5;
	const written = records.map(({ edit, other, carriers }) => {
		if (other === undefined) return { ...writeOne(sequence, edit, random), alleles: [carriers & 1, carriers >> 1] };
		const record = writeTwo(sequence, edit, other);
		const [first, second] = record.alts;
		return first === second ? { ...record, alts: [first!], alleles: [1, 1] } : { ...record, alleles: [1, 2] };
	});
	const keys = written.map(({ position, ref, alts }) => `${position} ${ref} ${alts.join()}`);
	const isRepeated = new Set(keys.filter((key, k) => keys.indexOf(key) !== k));
	return written
		.map(({ position, ref, alts, alleles }, k) => {
			const [first, second] = turn ? alleles.toReversed() : alleles;
			// The same record twice says only with its phase that both haplotypes carry the allele.
			const isPhased = keepPhase || isRepeated.has(keys[k]!) || random() < 0.5;
			const isHalf = !isPhased && alts.length === 1 && first !== second && random() < 0.2;
			const text = (allele: number | undefined): string => (isHalf && allele === 0 ? '.' : String(allele));
			const genotype = `${text(first)}${isPhased ? '|' : '/'}${text(second)}`;
			return { position, ref, alts, genotype };
		})
		.toSorted((x, y) => x.position - y.position);
}

function isSame(a: Edit, b: Edit): boolean {
	return a.start === b.start && a.end === b.end && a.alt === b.alt;
}

/** Whether one record can hold both: they touch or overlap. */
function overlaps(a: Edit, b: Edit): boolean {
	return a.start <= b.end && b.start <= a.end;
}

/** Whether the edit after `edits[i]`, or before it, touches `other` too. */
function reaches(edits: readonly Edit[], i: number, other: Edit): boolean {
	const next = edits[i + 1];
	const previous = edits[i - 1];
	return (next !== undefined && next.start <= other.end + 1) || (previous !== undefined && previous.end >= other.start - 1);
}

/** A record of one allele, with an anchor where it needs one, or with more bases around it. */
function writeOne(sequence: string, { start, end, alt }: Edit, random: Random): Omit<RewrittenRecord, 'genotype'> {
	const needsAnchor = start === end || alt === '';
	const left = Math.min(start, needsAnchor && start > 0 ? 1 : random() < 0.1 ? Math.floor(random() * 4) : 0);
	const right = needsAnchor && start === 0 ? 1 : 0;
	return {
		position: start - left,
		ref: sequence.slice(start - left, end + right),
		alts: [sequence.slice(start - left, start) + alt + sequence.slice(end, end + right)],
	};
}

/** A record of two alleles over the interval that holds both. */
function writeTwo(sequence: string, a: Edit, b: Edit): Omit<RewrittenRecord, 'genotype'> {
	const from = Math.min(a.start, b.start);
	const end = Math.max(a.end, b.end);
	const spelt = ({ start, end: editEnd, alt }: Edit): string => sequence.slice(from, start) + alt + sequence.slice(editEnd, end);
	const isAnchored = from === end || spelt(a) === '' || spelt(b) === '';
	const anchor = isAnchored ? sequence[from - 1]! : '';
	return {
		position: from - anchor.length,
		ref: anchor + sequence.slice(from, end),
		alts: [anchor + spelt(a), anchor + spelt(b)],
	};
}

/** The phased calls of a contig as edits, ascending; records of GT `a|b` that do not overlap on a haplotype. */
export function editsOf(
	records: Iterable<{ position: number; ref: string; alts: readonly string[]; alleles: readonly [number, number] }>,
): [Edit[], Edit[]] {
	const haplotypes: [Edit[], Edit[]] = [[], []];
	for (const { position, ref, alts, alleles } of records) {
		for (const [h, allele] of alleles.entries()) {
			if (allele <= 0) continue;
			const edit = trim({ start: position, end: position + ref.length, alt: alts[allele - 1]! }, ref);
			haplotypes[h]!.push(edit);
		}
	}
	for (const edits of haplotypes) {
		edits.sort((a, b) => a.start - b.start || a.end - b.end);
		edits.forEach((edit, k) => {
			if (k > 0 && edits[k - 1]!.end > edit.start) throw new Error(`overlapping records at ${edit.start + 1}`);
		});
	}
	return haplotypes;
}

function trim({ start, end, alt }: Edit, ref: string): Edit {
	let left = 0;
	while (left < ref.length && left < alt.length && ref[left] === alt[left]) left++;
	let right = 0;
	const most = Math.min(ref.length, alt.length) - left;
	while (right < most && ref.at(-1 - right) === alt.at(-1 - right)) right++;
	return { start: start + left, end: end - right, alt: alt.slice(left, alt.length - right) };
}

/** Records as lines that call-set-fixture.ts reads. */
export function linesOf(contig: string, records: readonly RewrittenRecord[]): string[] {
	return records.map(({ position, ref, alts, genotype }) => `${contig} ${position + 1} ${ref} ${alts.join(',')} ${genotype}`);
}

/** Sequence of a contig as text. */
export function textOfContig(reference: Reference, contig: number): string {
	return new TextDecoder().decode(reference.sequences[contig]);
}
