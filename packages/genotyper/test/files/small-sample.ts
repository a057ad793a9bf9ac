/**
 * A small graph with a panel, and the error-free reads of one sample that has known and new variants, as GFA and GAF text.
 *
 * Reads tile both haplotypes on both strands. What the sample carries beyond its walks through the graph is in their cs tags.
 */
import { align, type Column } from '../support/random-alignment.ts';

/** A haplotype: its way through the graph, and its differences from it by offset on that way. */
export interface Haplotype {
	/** Segment numbers (1-based); negative ones in reverse. */
	steps: readonly number[];
	/** Letters that replace the base at an offset (a mismatch), none (a deletion), or several (the first replaces, the rest insert). */
	edits?: Readonly<Record<number, string>>;
}

/** What a sample is made of. */
export interface SmallSample {
	/** Letters by segment. */
	segments: readonly string[];
	reference: readonly number[];
	/** Walks of the panel. */
	panel: readonly (readonly number[])[];
	haplotypes: readonly Haplotype[];
	/** First base of the reference walk on its contig. */
	start?: number;
}

/** Random letters from a seed (a linear congruential generator, constants of Numerical Recipes). */
export function randomLetters(length: number, seed: number): string {
	let state = seed;
	let letters = '';
	for (let i = 0; i < length; i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		letters += 'ACGT'[state >>> 30];
	}
	return letters;
}

const stepText = (step: number): string => `${step < 0 ? '<' : '>'}s${Math.abs(step)}`;

/** Letters of a list of steps. */
export function spellSteps(segments: readonly string[], steps: readonly number[]): string {
	return steps.map((step) => (step > 0 ? segments[step - 1]! : complement(segments[-step - 1]!))).join('');
}

/** Reverse complement. */
export function complement(letters: string): string {
	const pairs: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };
	return [...letters]
		.reverse()
		.map((letter) => pairs[letter])
		.join('');
}

/** The graph as GFA 1.1. */
export function gfaOf({ segments, reference, panel, start = 0 }: SmallSample): string {
	const walks = [reference, ...panel];
	const links = new Set(walks.flatMap((steps) => steps.slice(1).map((to, i) => linkText(steps[i]!, to))));
	const lines = ['H\tVN:Z:1.1\tRS:Z:REF', ...segments.map((letters, i) => `S\ts${i + 1}\t${letters}`), ...links];
	for (const [i, steps] of walks.entries()) {
		const [from, name] = i === 0 ? [start, 'REF\t0'] : [0, `P${i}\t1`];
		lines.push(`W\t${name}\tchr1\t${from}\t${from + spellSteps(segments, steps).length}\t${steps.map(stepText).join('')}`);
	}
	return `${lines.join('\n')}\n`;
}

function linkText(from: number, to: number): string {
	const side = (step: number): string => `s${Math.abs(step)}\t${step < 0 ? '-' : '+'}`;
	return `L\t${side(from)}\t${side(to)}\t0M`;
}

/** Reads of `readLength` aligned columns, one every `spacing` columns of either haplotype, alternately on both strands. */
export function gafOf({ segments, haplotypes }: SmallSample, readLength = 100, spacing = 8): string {
	const lines: string[] = [];
	for (const [h, { steps, edits = {} }] of haplotypes.entries()) {
		const path = spellSteps(segments, steps);
		const columns = [...path].flatMap((_, offset): Column[] => columnsAt(path, offset, edits[offset]));
		for (let first = 0, n = 0; first + readLength <= columns.length; first += spacing, n++) {
			const own = columns.slice(first, first + readLength);
			const before = columns.slice(0, first).filter((column) => column.kind !== 'insertion').length;
			const used = own.filter((column) => column.kind !== 'insertion').length;
			const line = n % 2 === 0 ? readLine(segments, steps, before, own) : flippedLine(segments, steps, before, used, own);
			lines.push(`h${h}.${n}\t${line}`);
		}
	}
	return `${lines.join('\n')}\n`;
}

function columnsAt(path: string, offset: number, edit: string | undefined): Column[] {
	if (edit === undefined) return [{ kind: 'match' }];
	if (edit === '') return [{ kind: 'deletion' }];
	const own: Column = edit[0] === path[offset] ? { kind: 'match' } : { kind: 'mismatch', letter: edit[0]! };
	return edit.length === 1 ? [own] : [own, { kind: 'insertion', letters: edit.slice(1) }];
}

function flippedLine(
	segments: readonly string[],
	steps: readonly number[],
	before: number,
	used: number,
	columns: readonly Column[],
): string {
	const total = spellSteps(segments, steps).length;
	const turned = columns.toReversed().map((column): Column => {
		if (column.kind === 'mismatch') return { kind: 'mismatch', letter: complement(column.letter) };
		return column.kind === 'insertion' ? { kind: 'insertion', letters: complement(column.letters) } : column;
	});
	const turnedSteps = steps.map((step) => -step).reverse();
	return readLine(segments, turnedSteps, total - before - used, turned);
}

/** Columns 2 to 13 of a GAF line; the path is cut to the segments that the read touches. */
function readLine(segments: readonly string[], steps: readonly number[], before: number, columns: readonly Column[]): string {
	let skipped = 0;
	let first = 0;
	while (before - skipped >= segments[Math.abs(steps[first]!) - 1]!.length)
		skipped += segments[Math.abs(steps[first++]!) - 1]!.length;
	const path = spellSteps(segments, steps.slice(first));
	const start = before - skipped;
	const { query, cs, used } = align(path.slice(start), columns);
	let last = first;
	let length = 0;
	while (length < start + used) length += segments[Math.abs(steps[last++]!) - 1]!.length;
	const text = steps.slice(first, last).map(stepText).join('');
	return [query.length, 0, query.length, '+', text, length, start, start + used, used, used, 60, `cs:Z:${cs}`].join('\t');
}
