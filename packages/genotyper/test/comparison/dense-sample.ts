import { applyEdits, type Edit, type Random } from './call-rewriter.ts';

/** A sequence full of repeats, and two haplotypes with a change every few bases, partly the same. */
export interface DenseSample {
	readonly sequence: string;
	readonly haplotypes: readonly [Edit[], Edit[]];
}

/** Makes a sample of `length` bp, with a change about every `spacing` bp. */
export function makeDenseSample(length: number, spacing: number, random: Random): DenseSample {
	const pick = (n: number): number => Math.floor(random() * n);
	const bases = (n: number): string => Array.from({ length: n }, () => 'ACGT'[pick(4)]).join('');
	let sequence = '';
	while (sequence.length < length) {
		sequence += random() < 0.5 ? bases(1 + pick(5)).repeat(2 + pick(12)) : bases(10 + pick(40));
	}
	const haplotypes: [Edit[], Edit[]] = [[], []];
	for (let at = 5; at < sequence.length - 130; ) {
		const edit = makeEdit(sequence, at, random, pick, bases);
		const carriers = edit.alt === sequence.slice(edit.start, edit.end) ? 0 : 1 + pick(3);
		for (const h of [0, 1] as const) {
			const last = haplotypes[h].at(-1);
			const isApart = last === undefined || last.end + 2 <= edit.start;
			if ((carriers >> h) & 1 && isApart && !isUndone(sequence, [...haplotypes[h].slice(-5), edit])) haplotypes[h].push(edit);
		}
		at += 1 + pick(2 * spacing);
	}
	return { sequence, haplotypes };
}

/** Whether the last edit and some before it leave the sequence as it is: nobody could tell that they are there. */
function isUndone(sequence: string, edits: readonly Edit[]): boolean {
	return edits.some((_, k) => k + 1 < edits.length && applyEdits(sequence, edits.slice(k)) === sequence);
}

function makeEdit(sequence: string, at: number, random: Random, pick: (n: number) => number, bases: (n: number) => string): Edit {
	const kind = random();
	if (kind < 0.4) return { start: at, end: at + 1, alt: 'ACGT'.replace(sequence[at]!, '')[pick(3)]! };
	const size = random() < 0.05 ? 50 + pick(60) : 1 + pick(6);
	if (kind < 0.65) return { start: at, end: at + size, alt: '' };
	// Half of the insertions repeat what stands before them.
	if (kind < 0.9) return { start: at, end: at, alt: random() < 0.5 && at >= size ? sequence.slice(at - size, at) : bases(size) };
	const start = { start: at, end: at + 1 + pick(4) };
	const ref = sequence.slice(start.start, start.end);
	const alt = bases(1 + pick(4));
	// Trimmed, as edits are.
	return ref[0] === alt[0] || ref.at(-1) === alt.at(-1) ? { start: at, end: at, alt: bases(2) } : { ...start, alt };
}
