/**
 * The diagnostic variants: a list of them (VCF) or the genes that they lie in (BED), and which variants of a set belong.
 *
 * A variant belongs to a list when it matches one of its entries, whatever the genotype, or when it spells one together with
 * others (panel-spelling.ts); of an entry of several parts, such as an MNV, all must be there. It belongs to a gene when any base
 * that it changes lies in one of the gene's intervals, so that a deletion that begins outside counts.
 */
import type { Reference } from '@pangraf/graph';
import { type BedInterval, IntervalSet } from './intervals.ts';
import type { Matcher } from './matching.ts';
import { PanelSpelling } from './panel-spelling.ts';
import type { VariantSet } from './variant-set.ts';

/** What a panel says of one variant. */
export interface PanelEntry {
	/** Gene symbols, in the order of the panel's file; empty where it names none. */
	readonly genes: readonly string[];
	/** The diagnostic variant's own name; empty for a panel of genes. */
	readonly id: string;
}

/** Variants of a set that belong to the panel. */
export type PanelMembers = ReadonlyMap<number, PanelEntry>;

export interface Panel {
	readonly kind: 'variants' | 'genes';
	/** Diagnostic variants or genes in the file. */
	readonly entryCount: number;
	/** All genes, in the order of the file. */
	readonly genes: readonly string[];
	membersOf(set: VariantSet): PanelMembers;
}

/** What an entry of a panel VCF names. */
export interface PanelLine {
	readonly id: string;
	readonly genes: readonly string[];
}

/** Diagnostic variants in normal form; `line` of a set is the number of the entry, the index of its {@link PanelLine}. */
export interface PanelSites {
	/** Entries of one part. */
	readonly single: VariantSet;
	/** Each entry of several parts, such as the SNVs of an MNV: a set of its own. */
	readonly composite: readonly VariantSet[];
	readonly lines: readonly PanelLine[];
}

/** A panel of diagnostic variants. */
export function variantPanel({ single, composite, lines }: PanelSites, matcher: Matcher, reference: Reference): Panel {
	return {
		kind: 'variants',
		entryCount: lines.length,
		genes: [...new Set(lines.flatMap((line) => line.genes))],
		membersOf(set) {
			const { truthOfCall, callOfTruth } = matcher(single, set, reference);
			const members = new Map<number, PanelEntry>();
			truthOfCall.forEach((site, i) => {
				if (site !== -1) members.set(i, lines[single.line[site]!]!);
			});
			const spelling = new PanelSpelling(reference);
			const addSpelt = (entries: VariantSet, parts: readonly number[]): void => {
				for (const i of spelling.spelledBy(entries, parts, set))
					if (!members.has(i)) members.set(i, lines[entries.line[parts[0]!]!]!);
			};
			callOfTruth.forEach((call, site) => {
				if (call === -1) addSpelt(single, [site]);
			});
			for (const parts of composite) addSpelt(parts, [...parts.position.keys()].slice(0, parts.count));
			return members;
		},
	};
}

/** A panel of genes: intervals with the gene's name in column 4. An interval without a name belongs to no gene. */
export function genePanel(intervals: readonly BedInterval[], reference: Reference): Panel {
	const genes = [...new Set(intervals.flatMap(({ name }) => (name === undefined ? [] : [name])))];
	const rank = new Map(genes.map((gene, i) => [gene, i]));
	// Per contig the intervals by start, and how far the earlier ones reach: what may overlap a place is then a short run.
	const byContig = reference.names.map((contig) => sortByStart(intervals.filter((interval) => interval.contig === contig)));
	const covered = new IntervalSet(intervals, reference);
	return {
		kind: 'genes',
		entryCount: genes.length,
		genes,
		membersOf(set) {
			const members = new Map<number, PanelEntry>();
			for (let i = 0; i < set.count; i++) {
				const contig = set.contig[i]!;
				const start = set.position[i]!;
				const end = Math.max(start + set.refLength[i]!, start + 1);
				if (end - start === 1 && !covered.contains(contig, start, end)) continue;
				const names = overlappingNames(byContig[contig]!, start, end);
				if (names === undefined) continue;
				members.set(i, { id: '', genes: [...names].toSorted((a, b) => rank.get(a)! - rank.get(b)!) });
			}
			return members;
		},
	};
}

interface SortedIntervals {
	readonly intervals: readonly BedInterval[];
	/** Largest end of the intervals up to each. */
	readonly reach: Int32Array;
}

function sortByStart(intervals: readonly BedInterval[]): SortedIntervals {
	const sorted = intervals.toSorted((a, b) => a.start - b.start);
	let furthest = 0;
	const reach = Int32Array.from(sorted, ({ end }) => (furthest = Math.max(furthest, end)));
	return { intervals: sorted, reach };
}

/** Names of the intervals that overlap `[start, end)`; `undefined` where none does, empty where they have no name. */
function overlappingNames({ intervals, reach }: SortedIntervals, start: number, end: number): Set<string> | undefined {
	let low = 0;
	let high = intervals.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (intervals[middle]!.start < end) low = middle + 1;
		else high = middle;
	}
	let names: Set<string> | undefined;
	for (let k = low - 1; k >= 0 && reach[k]! > start; k--) {
		const interval = intervals[k]!;
		if (interval.end <= start) continue;
		names ??= new Set();
		if (interval.name !== undefined) names.add(interval.name);
	}
	return names;
}

/** Gene symbols of a VCF record's INFO: `GENE`, `SYMBOL`, or ClinVar's `GENEINFO` (`BRCA2:675|…`). */
export function genesOfInfo(info: string): string[] {
	for (const field of info.split(';')) {
		const [key, value = ''] = field.split('=', 2);
		if (key === 'GENE' || key === 'SYMBOL') return value.split(/[,|&]/).filter((gene) => gene !== '');
		if (key === 'GENEINFO')
			return value
				.split('|')
				.map((part) => part.replace(/:.*/s, ''))
				.filter((gene) => gene !== '');
	}
	return [];
}
