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
interface Change {
	start: number;
	end: number;
	sequence: string;
}

/** The change that an ALT makes: anchor set aside, suffix and then prefix removed. */
export function naiveTrim(position: number, ref: string, alt: string): Change {
	let [start, left, right] = [position, ref, alt];
	if (left[0] === right[0]) [start, left, right] = [start + 1, left.slice(1), right.slice(1)];
	while (left !== '' && right !== '' && left.at(-1) === right.at(-1)) [left, right] = [left.slice(0, -1), right.slice(0, -1)];
	while (left !== '' && right !== '' && left[0] === right[0]) [start, left, right] = [start + 1, left.slice(1), right.slice(1)];
	return { start, end: start + left.length, sequence: right };
}

const known = new WeakMap<PlainRecord, ((Change & { key: string }) | undefined)[]>();

/** What each ALT of a record changes; undefined where it changes nothing. */
function changesOf(record: PlainRecord): ((Change & { key: string }) | undefined)[] {
	const found =
		known.get(record) ??
		record.alts.map((alt) => {
			if (alt === '*') return undefined;
			const change = naiveTrim(record.position, record.ref, alt);
			return change.start < change.end || change.sequence !== '' ? { ...change, key: JSON.stringify(change) } : undefined;
		});
	known.set(record, found);
	return found;
}

/** One haplotype of a contig with the overlap rule applied; also how many alleles the rule dropped. */
export function naiveHaplotype(
	reference: string,
	records: PlainRecord[],
	haplotype: number,
): { sequence: string; dropped: number } {
	const changes = new Map<string, Change>();
	for (const record of records) {
		const change = changesOf(record)[(record.genotypes[haplotype] ?? 0) - 1];
		if (change !== undefined) changes.set(change.key, change);
	}
	const sorted = [...changes.values()].sort(
		(a, b) => a.start - b.start || a.end - b.end || (a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0),
	);
	let sequence = '';
	let at = 0;
	let insertedAt = -1;
	let dropped = 0;
	for (const { start, end, sequence: letters } of sorted) {
		if (start < at || (start === end && insertedAt === start)) {
			dropped++;
			continue;
		}
		sequence += reference.slice(at, start) + letters;
		at = end;
		if (start === end) insertedAt = start;
	}
	return { sequence: sequence + reference.slice(at), dropped };
}

/** A GFA as plain maps. */
export interface PlainGfa {
	segments: Map<string, string>;
	links: Set<string>;
	walks: { sample: string; haplotype: string; contig: string; start: number; end: number; steps: string[] }[];
}

/** Reads GFA text of forward steps; throws on anything that a build does not write. */
export function parseGfa(text: string): PlainGfa {
	const gfa: PlainGfa = { segments: new Map(), links: new Set(), walks: [] };
	if (!text.endsWith('\n')) throw new Error('the last line has no end');
	for (const line of text.slice(0, -1).split('\n')) {
		const [kind, ...fields] = line.split('\t');
		if (kind === 'S') {
			if (gfa.segments.has(fields[0]!)) throw new Error(`segment ${fields[0]} twice`);
			gfa.segments.set(fields[0]!, fields[1]!);
		} else if (kind === 'L') {
			if (fields[1] !== '+' || fields[3] !== '+' || fields[4] !== '0M') throw new Error(line);
			const link = `${fields[0]}>${fields[2]}`;
			if (gfa.links.has(link)) throw new Error(`link ${link} twice`);
			gfa.links.add(link);
		} else if (kind === 'W') {
			const [sample, haplotype, contig, start, end, steps] = fields;
			if (fields.length !== 6 || !steps!.startsWith('>')) throw new Error(line);
			const range = { start: Number(start), end: Number(end) };
			gfa.walks.push({ sample: sample!, haplotype: haplotype!, contig: contig!, ...range, steps: steps!.slice(1).split('>') });
		} else if (kind !== 'H') throw new Error(line);
	}
	return gfa;
}

/** The sequence of a walk. */
export function spell(gfa: PlainGfa, walk: PlainGfa['walks'][number]): string {
	return walk.steps.map((name) => gfa.segments.get(name)!).join('');
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
