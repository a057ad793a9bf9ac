/**
 * A reference in the likeness of the human one.
 *
 * Shares follow the first description of the human genome (IHGSC 2001, doi:10.1038/35057062): GC 41 % in isochores of
 * 33 to 60 %, CpG a fifth of what chance gives, Alu 10 %, L1 17 %, segmental duplications 4 %, tandem repeats 2 to 3 %.
 * Alu elements so young that they differ between people are denser than in human, as all structural variants are here.
 */
import { divergedCopy, randomSequence, reverseComplement } from './letters.ts';
import type { Random } from './random.ts';
import { RepeatElements } from './repeat-elements.ts';
import { makeMicrosatellite, makeMinisatellite, type NewArray, type TandemArray } from './tandem-repeats.ts';

/** What a base of the reference belongs to. */
const CLASSES = ['unique', 'L1', 'Alu', 'segdup', 'tandem'] as const;
const L1 = 1;
const ALU = 2;
const SEGDUP = 3;
const TANDEM = 4;

/** A contig of the simulated reference. */
export interface ReferenceContig {
	name: string;
	/** Upper-case A, C, G, T. */
	sequence: Uint8Array;
	/** Index into {@link CLASSES} per base. */
	classes: Uint8Array;
	/** Tandem repeats, ascending, apart from one another. */
	arrays: TandemArray[];
	/** Young Alu elements with one copy of their target site: what a haplotype without the element lacks. Ascending. */
	youngElements: { start: number; end: number }[];
}

/** The reference and the elements that may still jump in it. */
export interface SimulatedReference {
	contigs: ReferenceContig[];
	elements: RepeatElements;
}

const CONTIG_SHARES = [0.5, 0.3, 0.2];
const ISOCHORE_LENGTH = 50_000;
/** Of CpG, the share that decayed to TpG or CpA. */
const CPG_DECAY = 0.78;
const L1_SHARE = 0.17;
const ALU_SHARE = 0.1;
const SEGDUP_SHARE = 0.04;
const MICROSATELLITE_EVERY = 2500;
const MINISATELLITE_EVERY = 12_000;
const YOUNG_ALU_EVERY = 300_000;
/** Sequence at both ends of a contig without arrays and young elements, so that every variant has an anchor. */
const MARGIN = 500;

/** Makes contigs sim1, sim2 and sim3 of together `size` bp (half, 30 % and 20 % of it). */
export function makeReference(random: Random, size: number): SimulatedReference {
	const elements = new RepeatElements(random);
	const contigs: ReferenceContig[] = [];
	let rest = size;
	for (const [i, share] of CONTIG_SHARES.entries()) {
		const length = i === CONTIG_SHARES.length - 1 ? rest : Math.round(size * share);
		rest -= length;
		contigs.push({
			name: `sim${i + 1}`,
			sequence: background(random, length),
			classes: new Uint8Array(length),
			arrays: [],
			youngElements: [],
		});
	}
	for (const contig of contigs) addElements(random, contig, elements);
	addSegmentalDuplications(random, contigs, size * SEGDUP_SHARE);
	for (const contig of contigs) {
		addArrays(random, contig, MICROSATELLITE_EVERY, makeMicrosatellite);
		addArrays(random, contig, MINISATELLITE_EVERY, makeMinisatellite);
		contig.arrays.sort((a, b) => a.start - b.start);
		addYoungElements(random, contig, elements);
	}
	return { contigs, elements };
}

/** Sequence without repeats. */
function background(random: Random, length: number): Uint8Array {
	const sequence = new Uint8Array(length);
	for (let at = 0; at < length; at += ISOCHORE_LENGTH) {
		const gc = Math.min(0.6, Math.max(0.33, 0.41 + 0.05 * random.normal()));
		sequence.set(randomSequence(random, Math.min(ISOCHORE_LENGTH, length - at), gc), at);
	}
	for (let i = 1; i < length; i++) {
		if (sequence[i - 1] !== 67 || sequence[i] !== 71 || !random.chance(CPG_DECAY)) continue;
		if (random.chance(0.5)) sequence[i - 1] = 84;
		else sequence[i] = 65;
	}
	return sequence;
}

function paste(contig: ReferenceContig, at: number, sequence: Uint8Array, kind: number): void {
	contig.sequence.set(sequence, at);
	contig.classes.fill(kind, at, at + sequence.length);
}

/** Old elements: L1 first, then Alu, which may lie inside them. */
function addElements(random: Random, contig: ReferenceContig, elements: RepeatElements): void {
	const { length } = contig.sequence;
	for (let left = length * L1_SHARE; left > 0; ) {
		const element = elements.l1(random, 0.03 + random.real() * 0.17, length >> 3);
		paste(contig, random.below(length - element.length), element, L1);
		left -= element.length;
	}
	for (let left = length * ALU_SHARE; left > 0; ) {
		const element = elements.alu(random, 0.04 + random.real() * 0.14);
		paste(contig, random.below(length - element.length), element, ALU);
		left -= element.length;
	}
}

/** Copies of 2 to 20 kb, 1 to 4 % diverged, on the same or another contig and either strand. */
function addSegmentalDuplications(random: Random, contigs: ReferenceContig[], total: number): void {
	for (let left = total; left > 0; ) {
		const source = random.pick(contigs);
		const target = random.pick(contigs);
		const shortest = Math.min(source.sequence.length, target.sequence.length) >> 3;
		const length = Math.min(shortest, random.between(2000, 20_000));
		const from = random.below(source.sequence.length - length);
		const copy = divergedCopy(random, source.sequence.subarray(from, from + length), 0.01 + random.real() * 0.03);
		const to = random.below(target.sequence.length - copy.length);
		left -= length;
		if (source === target && to < from + length && from < to + copy.length) continue;
		paste(target, to, random.chance(0.5) ? copy : reverseComplement(copy), SEGDUP);
		source.classes.fill(SEGDUP, from, from + length);
	}
}

function addArrays(random: Random, contig: ReferenceContig, every: number, make: (random: Random) => NewArray): void {
	for (let n = Math.floor(contig.sequence.length / every); n > 0; n--) {
		const { sequence, unitLength } = make(random);
		const start = findFree(random, contig, sequence.length);
		if (start === undefined) continue;
		paste(contig, start, sequence, TANDEM);
		contig.arrays.push({ start, end: start + sequence.length, unitLength });
	}
}

function addYoungElements(random: Random, contig: ReferenceContig, elements: RepeatElements): void {
	for (let n = Math.ceil(contig.sequence.length / YOUNG_ALU_EVERY); n > 0; n--) {
		const element = elements.youngAlu(random);
		const siteLength = targetSiteLength(random);
		const at = findFree(random, contig, siteLength * 2 + element.length);
		if (at === undefined) continue;
		const start = at + siteLength;
		paste(contig, start, element, ALU);
		contig.sequence.copyWithin(start + element.length, at, start);
		contig.youngElements.push({ start, end: start + element.length + siteLength });
	}
	contig.youngElements.sort((a, b) => a.start - b.start);
}

/** Length of the target site that a mobile element doubles when it jumps in. */
export function targetSiteLength(random: Random): number {
	return random.between(7, 20);
}

/** A place for `length` bases away from tandem repeats and young elements, or undefined when chance finds none. */
function findFree(random: Random, contig: ReferenceContig, length: number): number | undefined {
	const room = contig.sequence.length - 2 * MARGIN - length;
	if (room <= 0) return undefined;
	for (let tries = 0; tries < 20; tries++) {
		const start = MARGIN + random.below(room);
		const end = start + length;
		const besideTandem = contig.classes.subarray(start - 10, end + 10).includes(TANDEM);
		const inElement = contig.youngElements.some((element) => element.start < end + 30 && start - 30 < element.end);
		if (!besideTandem && !inElement) return start;
	}
	return undefined;
}

/** Runs of bases of one class other than unique; 0-based half-open. */
export function* repeatRuns(contig: ReferenceContig): Generator<{ start: number; end: number; name: string }> {
	const { classes } = contig;
	for (let start = 0; start < classes.length; ) {
		let end = start + 1;
		while (end < classes.length && classes[end] === classes[start]) end++;
		if (classes[start] !== 0) yield { start, end, name: CLASSES[classes[start]!]! };
		start = end;
	}
}
