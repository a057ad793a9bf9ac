/** A naive reading of phased records: strings all the way, one haplotype at a time. What the builder is held against. */
import type { PhasedRecord } from '../../src/build/allele-table.ts';

/** A record before it is laid out in the columns that a reader gives. */
export interface PlainRecord {
	position: number;
	ref: string;
	alts: string[];
	/** Per haplotype: allele, or undefined when missing. */
	genotypes: (number | undefined)[];
	info?: string;
}

/** The record as a reader gives it, diploid and phased. */
export function asRead(record: PlainRecord, line: number): PhasedRecord {
	return {
		line,
		position: record.position,
		ref: record.ref,
		alts: record.alts,
		info: record.info ?? '.',
		alleles: Int16Array.from(record.genotypes, (allele) => allele ?? -1),
		phased: new Uint8Array(record.genotypes.length / 2).fill(1),
	};
}

/** A change of the reference on one haplotype. */
export interface PlainChange {
	start: number;
	end: number;
	kind: 'replaced' | 'inverted';
	sequence: string;
}

/** The change that a sequence makes: anchor set aside, suffix and then prefix removed. */
export function naiveTrim(position: number, ref: string, alt: string): { start: number; end: number; sequence: string } {
	let [start, left, right] = [position, ref, alt];
	if (left[0] === right[0]) [start, left, right] = [start + 1, left.slice(1), right.slice(1)];
	while (left !== '' && right !== '' && left.at(-1) === right.at(-1)) [left, right] = [left.slice(0, -1), right.slice(0, -1)];
	while (left !== '' && right !== '' && left[0] === right[0]) [start, left, right] = [start + 1, left.slice(1), right.slice(1)];
	return { start, end: start + left.length, sequence: right };
}

/** What ALT number `index` of a record changes; undefined where it changes nothing. */
export function naiveChange(reference: string, record: PlainRecord, index: number): PlainChange | undefined {
	const alt = record.alts[index]!;
	if (alt === '*') return undefined;
	const info = new Map((record.info ?? '').split(';').map((field) => field.split('=') as [string, string]));
	const list = (key: string) => (info.get(key) ?? '').split(',');
	const start = record.position + 1;
	const end = record.alts.length === 1 ? Number(info.get('END')) : start + Math.abs(Number(list('SVLEN')[index]));
	if (alt === '<DEL>') return { start, end, kind: 'replaced', sequence: '' };
	if (alt === '<INV>') return { start, end, kind: 'inverted', sequence: '' };
	if (alt === '<DUP>') return { start, end: start, kind: 'replaced', sequence: reference.slice(start, end) };
	if (alt === '<INS>') return { start, end: start, kind: 'replaced', sequence: list('SEQ')[index]! };
	const change = naiveTrim(record.position, record.ref, alt);
	return change.start < change.end || change.sequence !== '' ? { kind: 'replaced', ...change } : undefined;
}

const known = new WeakMap<PlainRecord, ((PlainChange & { key: string }) | undefined)[]>();

/** All changes of a record, each with a text that is equal for equal ones. */
function changesOf(reference: string, record: PlainRecord): ((PlainChange & { key: string }) | undefined)[] {
	const found =
		known.get(record) ??
		record.alts.map((_, i) => {
			const change = naiveChange(reference, record, i);
			return change === undefined ? undefined : { ...change, key: keyOf(change) };
		});
	known.set(record, found);
	return found;
}

/** A text that is equal for equal changes. */
export function keyOf({ start, end, kind, sequence }: PlainChange): string {
	return `${start}-${end} ${kind} ${sequence}`;
}

const COMPLEMENTS: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };

/** The other strand. */
export function reversed(sequence: string): string {
	return [...sequence]
		.reverse()
		.map((letter) => COMPLEMENTS[letter] ?? letter)
		.join('');
}

/** Sequence of a haplotype, in pieces that know what of the reference they stand for. */
export interface NaiveHaplotype {
	sequence: string;
	/** Alleles that the overlap rule dropped. */
	dropped: number;
	/** The changes that were made. */
	changes: PlainChange[];
}

/** One haplotype of a contig with the overlap rule applied to the alleles that are `allowed`. */
export function naiveHaplotype(
	reference: string,
	records: PlainRecord[],
	haplotype: number,
	allowed: (change: PlainChange) => boolean = () => true,
): NaiveHaplotype {
	const changes = records.map((record) => changesOf(reference, record)[(record.genotypes[haplotype] ?? 0) - 1]);
	return applyChanges(
		reference,
		changes.filter((change) => change !== undefined && allowed(change)) as (PlainChange & { key: string })[],
	);
}

/** All haplotypes of many records, one after the other. */
export function* naiveHaplotypes(reference: string, records: PlainRecord[], count: number): Generator<NaiveHaplotype> {
	const carried = Array.from({ length: count }, (): (PlainChange & { key: string })[] => []);
	for (const record of records) {
		const changes = changesOf(reference, record);
		for (let h = 0; h < count; h++) {
			const change = changes[(record.genotypes[h] ?? 0) - 1];
			if (change !== undefined) carried[h]!.push(change);
		}
	}
	for (const changes of carried) yield applyChanges(reference, changes);
}

function applyChanges(reference: string, all: (PlainChange & { key: string })[]): NaiveHaplotype {
	const changes = [...new Map(all.map((change) => [change.key, change])).values()];
	changes.sort(
		(a, b) =>
			a.start - b.start ||
			a.end - b.end ||
			(a.kind === b.kind ? 0 : a.kind === 'replaced' ? -1 : 1) ||
			(a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0),
	);
	const made: PlainChange[] = [];
	let sequence = '';
	let at = 0;
	let insertedAt = -1;
	for (const change of changes) {
		const { start, end } = change;
		if (start < at || (start === end && insertedAt === start)) continue;
		made.push(change);
		const instead = change.kind === 'inverted' ? reversed(reference.slice(start, end)) : change.sequence;
		sequence += reference.slice(at, start) + instead;
		at = end;
		if (start === end) insertedAt = start;
	}
	return { sequence: sequence + reference.slice(at), dropped: changes.length - made.length, changes: made };
}

/** A GFA as plain maps. */
export interface PlainGfa {
	segments: Map<string, string>;
	/** As `1+>2-`, in one of its two readings. */
	links: Set<string>;
	walks: { sample: string; haplotype: string; contig: string; start: number; end: number; steps: string[] }[];
}

/** Reads GFA text, where steps are names with `+` or `-`; throws on anything that a build does not write. */
export function parseGfa(text: string): PlainGfa {
	const gfa: PlainGfa = { segments: new Map(), links: new Set(), walks: [] };
	if (!text.endsWith('\n')) throw new Error('the last line has no end');
	for (const line of text.slice(0, -1).split('\n')) {
		const [kind, ...fields] = line.split('\t');
		if (kind === 'S') {
			if (gfa.segments.has(fields[0]!)) throw new Error(`segment ${fields[0]} twice`);
			gfa.segments.set(fields[0]!, fields[1]!);
		} else if (kind === 'L') {
			const [from, fromStrand, to, toStrand, overlap] = fields;
			if (overlap !== '0M') throw new Error(line);
			const link = linkOf(`${from}${fromStrand}`, `${to}${toStrand}`);
			if (gfa.links.has(link)) throw new Error(`link ${link} twice`);
			gfa.links.add(link);
		} else if (kind === 'W') {
			const [sample, haplotype, contig, start, end, path] = fields;
			const steps = path!.match(/[<>][^<>]+/g) ?? [];
			if (fields.length !== 6 || steps.join('') !== path) throw new Error(line);
			gfa.walks.push({
				sample: sample!,
				haplotype: haplotype!,
				contig: contig!,
				start: Number(start),
				end: Number(end),
				steps: steps.map((step) => `${step.slice(1)}${step[0] === '>' ? '+' : '-'}`),
			});
		} else if (kind !== 'H') throw new Error(line);
	}
	return gfa;
}

/** The link between two steps, the same text for both readings. */
export function linkOf(from: string, to: string): string {
	const flipped = (step: string) => step.slice(0, -1) + (step.endsWith('+') ? '-' : '+');
	const [one, other] = [`${from}>${to}`, `${flipped(to)}>${flipped(from)}`];
	return one < other ? one : other;
}

/** The sequence of a walk. */
export function spell(gfa: PlainGfa, walk: PlainGfa['walks'][number]): string {
	return walk.steps
		.map((step) => {
			const letters = gfa.segments.get(step.slice(0, -1))!;
			return step.endsWith('+') ? letters : reversed(letters);
		})
		.join('');
}
/** A record with its place, as text says it. */
export interface TextRecord extends PlainRecord {
	contig: string;
	info: string;
}

/** Reads VCF text of phased or haploid genotypes. */
export function parseVcf(text: string): { samples: string[]; records: TextRecord[] } {
	const lines = text.trimEnd().split('\n');
	const columns = lines.find((line) => line.startsWith('#CHROM'))!.split('\t');
	const records = lines.flatMap((line) => {
		if (line.startsWith('#')) return [];
		const [contig, position, , ref, alts, , , info, , ...genotypes] = line.split('\t');
		const place = { contig: contig!, position: Number(position) - 1, ref: ref!, alts: alts!.split(','), info: info! };
		const alleles = genotypes.flatMap((field) => field.split(':')[0]!.split('|'));
		return [{ ...place, genotypes: alleles.map((allele) => (allele === '.' ? undefined : Number(allele))) }];
	});
	return { samples: columns.slice(9), records };
}

/** Reads FASTA text: sequences by name. */
export function parseFasta(text: string): Map<string, string> {
	const entries = text.split('>').slice(1);
	return new Map(
		entries.map((entry) => [entry.slice(0, entry.search(/\s/)), entry.slice(entry.indexOf('\n')).replaceAll('\n', '')]),
	);
}
