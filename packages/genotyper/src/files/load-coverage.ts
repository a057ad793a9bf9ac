import { type Graph, PangrafError, type Reference } from '@pangraf/graph';
import { readBytes, readLineBatches, readWholeLines } from '@pangraf/graph/files';
import { readGaf } from '@pangraf/mapper';
import { parseBedLine } from '../comparison/intervals.ts';
import type { VariantSet } from '../comparison/variant-set.ts';
import type { AlignmentCounts } from '../depth/alignment-counts.ts';
import { BAM_MAGIC, BamIntervals } from '../depth/bam-intervals.ts';
import { type Coverage, CoverageCounter } from '../depth/coverage.ts';
import { addTrackLine } from '../depth/depth-track.ts';
import { GafIntervals } from '../depth/gaf-intervals.ts';
import { SamIntervals } from '../depth/sam-intervals.ts';
import { segmentFinder } from '../support/segment-finder.ts';

/** Depth at the truth's variants, and what of the file could not be used. */
export interface LoadedCoverage {
	readonly coverage: Coverage;
	/** Alignments or intervals on contigs that the reference does not hold. */
	readonly foreignCount: number;
}

type Format = 'bam' | 'sam' | 'gaf' | 'track';

/**
 * Reads an arm's alignments, in any order, or a depth track: BAM, SAM, GAF, bedGraph or BED (depth-track.ts), told apart by what
 * they hold. A GAF goes with the graph that its reads were mapped to, which `openGraph` gives; it is asked for where it is needed.
 *
 * Errors: those of the readers; E_COMPARE_GRAPH_INDEX (a GAF without its graph); E_ALIGNMENTS_CONTIGS (nothing lies on the
 * reference); E_ALIGNMENTS_FORMAT (CRAM).
 */
export async function loadCoverage(
	path: string,
	truth: VariantSet,
	reference: Reference,
	openGraph?: () => Promise<Graph>,
): Promise<LoadedCoverage> {
	const contigs = new Map(reference.names.map((name, i) => [name, i]));
	const counter = new CoverageCounter(truth);
	const format = await formatOf(path);
	const counts = await readInto(format, path, counter, contigs, openGraph);
	if (counts.used === 0 && counts.foreign > 0) {
		throw new PangrafError('E_ALIGNMENTS_CONTIGS', {
			file: path,
			found: 'nothing on a contig of the reference',
			expected: `contigs such as ${reference.names.slice(0, 3).join(', ')}`,
			remedy: 'give alignments to the reference of the comparison',
		});
	}
	return { coverage: counter.finish(), foreignCount: counts.foreign };
}

async function readInto(
	format: Format,
	path: string,
	counter: CoverageCounter,
	contigs: ReadonlyMap<string, number>,
	openGraph: (() => Promise<Graph>) | undefined,
): Promise<Pick<AlignmentCounts, 'used' | 'foreign'>> {
	if (format === 'bam') {
		const intervals = new BamIntervals(counter, contigs, path);
		for await (const chunk of readBytes(path)) intervals.add(chunk);
		intervals.finish();
		return intervals.counts;
	}
	if (format === 'sam') {
		const intervals = new SamIntervals(counter, contigs, path);
		for await (const chunk of readWholeLines(path)) intervals.add(chunk);
		return intervals.counts;
	}
	if (format === 'gaf') {
		if (openGraph === undefined) {
			throw new PangrafError('E_COMPARE_GRAPH_INDEX', {
				file: path,
				found: 'alignments to a graph, and no graph',
				expected: 'the index or GFA that the reads were mapped to',
				remedy: 'give it with --graph-index',
			});
		}
		const graph = await openGraph();
		const intervals = new GafIntervals(counter, graph, contigs, path);
		for await (const batch of readGaf(readBytes(path), segmentFinder(graph), path)) intervals.add(batch);
		return intervals.counts;
	}
	const counts = { used: 0, foreign: 0 };
	for await (const { lines, firstLine } of readLineBatches(path)) {
		for (const [k, text] of lines.entries()) {
			const interval = parseBedLine(text, firstLine + k, path);
			if (interval === undefined) continue;
			const contig = contigs.get(interval.contig);
			if (contig === undefined) {
				counts.foreign++;
				continue;
			}
			counts.used++;
			addTrackLine(counter, contig, interval, path, firstLine + k);
		}
	}
	return counts;
}

/** By the first bytes, and of text by the columns of the first line. Errors: E_ALIGNMENTS_FORMAT. */
async function formatOf(path: string): Promise<Format> {
	if (path === '-') {
		throw new PangrafError('E_ALIGNMENTS_FORMAT', {
			file: path,
			found: 'standard input',
			expected: 'a file: it is read twice',
			remedy: 'write the alignments to a file',
		});
	}
	for await (const chunk of readBytes(path, { allowTruncated: true })) {
		if (BAM_MAGIC.every((byte, k) => chunk[k] === byte)) return 'bam';
		const [first = ''] = new TextDecoder().decode(chunk.subarray(0, 1 << 16)).split(/\r?\n/, 1);
		if (first.startsWith('CRAM')) {
			throw new PangrafError('E_ALIGNMENTS_FORMAT', {
				file: path,
				found: 'a CRAM file',
				expected: 'BAM, SAM, GAF, bedGraph or BED',
				remedy: "convert it with 'samtools view -b'",
			});
		}
		if (/^@(HD|SQ|RG|PG|CO)\t/.test(first)) return 'sam';
		const columns = first.split('\t');
		if (columns.length >= 12 && /^[+*-]$/.test(columns[4]!)) return 'gaf';
		return columns.length >= 11 ? 'sam' : 'track';
	}
	return 'track';
}
