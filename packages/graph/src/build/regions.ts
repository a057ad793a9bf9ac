/** Pieces of the reference that a graph is restricted to. */
import { PangrafError } from '../errors.ts';

/** A piece of a contig, 0-based half-open. */
export interface Region {
	contig: string;
	from: number;
	/** Infinity for the end of the contig. */
	to: number;
}

/**
 * Reads regions as samtools writes them, `chr`, `chr:from-to`, `chr:from-` or `chr:from` (to the end), 1-based, both ends
 * included, with or without commas in the numbers. A text that is a contig's name is that contig, colons and all.
 * @returns by contig: its regions in order, those that overlap or touch made one.
 * @throws PangrafError E_BUILD_REGION
 */
export function readRegions(texts: readonly string[], contigs: ReadonlySet<string>): Map<string, Region[]> {
	const byContig = new Map<string, Region[]>();
	for (const text of texts) {
		const region = readRegion(text, contigs);
		byContig.set(region.contig, [...(byContig.get(region.contig) ?? []), region]);
	}
	for (const [contig, regions] of byContig) {
		regions.sort((a, b) => a.from - b.from);
		const joined: Region[] = [];
		for (const region of regions) {
			const last = joined.at(-1);
			if (last !== undefined && region.from <= last.to) last.to = Math.max(last.to, region.to);
			else joined.push(region);
		}
		byContig.set(contig, joined);
	}
	return byContig;
}

function readRegion(text: string, contigs: ReadonlySet<string>): Region {
	if (contigs.has(text)) return { contig: text, from: 0, to: Number.POSITIVE_INFINITY };
	const parts = /^(.+):([\d,]+)(?:-([\d,]*))?$/.exec(text);
	const contig = parts?.[1] ?? text;
	if (!contigs.has(contig)) {
		const names = [...contigs];
		throw regionError(text, `a contig of the FASTA: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`);
	}
	const first = number(parts![2]!);
	const last = parts![3] === undefined || parts![3] === '' ? Number.POSITIVE_INFINITY : number(parts![3]);
	if (!(first >= 1 && last >= first)) throw regionError(text, 'contig:from-to, 1-based, from not above to');
	return { contig, from: first - 1, to: last };
}

function number(text: string): number {
	return Number(text.replaceAll(',', ''));
}

/**
 * The regions of a contig of this length, with their ends.
 * @throws PangrafError E_BUILD_REGION where one does not lie within it
 */
export function withinContig(regions: readonly Region[], contigLength: number): Region[] {
	return regions.map(({ contig, from, to }) => {
		const end = to === Number.POSITIVE_INFINITY ? contigLength : to;
		if (from < contigLength && end <= contigLength) return { contig, from, to: end };
		throw regionError(`${contig}:${from + 1}-${end}`, `a piece of ${contig}, which has ${contigLength} bp`);
	});
}

function regionError(text: string, expected: string): PangrafError {
	return new PangrafError('E_BUILD_REGION', { place: '--region', found: `'${text}'`, expected, remedy: 'correct the region' });
}
