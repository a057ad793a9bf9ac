/** A picture of a locus of a graph file. */
import { referencePlaces, referenceSampleNames } from '../coordinates/reference-places.ts';
import type { OnProgress } from '../progress.ts';
import { stringAt } from '../store/graph.ts';
import { findLocus } from '../view/locus.ts';
import { locusWays } from '../view/locus-ways.ts';
import { tubeMap } from '../view/tube-map.ts';
import { tubeSvg } from '../view/tube-svg.ts';
import { openGraph } from './graph-file.ts';
import { createOutput } from './output.ts';

/** What to draw. */
export interface ViewOptions {
	/** Index or GFA; `-` is a GFA on standard input. */
	graph: string;
	/** `contig:from-to`, 1-based and inclusive, on the reference; or a contig's name. */
	region: string;
	/** SVG; standard output when undefined or `-`. */
	output: string | undefined;
	/** Sample whose walks are the reference; by default the graph's own. */
	refSample?: string;
	/** How many ways beside the reference's have a ribbon of their own; by default {@link WAYS_SHOWN}. */
	ways?: number;
	onProgress?: OnProgress;
}

/** Ways with ribbons of their own, where nobody says how many. */
export const WAYS_SHOWN = 8;

/** What the picture shows. */
export interface ViewSummary {
	segments: number;
	haplotypes: number;
	ways: number;
	/** px */
	width: number;
	height: number;
}

/**
 * Draws a tube map and writes it as SVG, which appears under its name only when it is whole. Its bytes depend on the graph and the
 * options alone.
 *
 * Errors: those of reading the graph, E_VIEW_REGION, E_VIEW_TOO_LARGE, E_REFERENCE_OVERLAP, and those of outputs.
 */
export async function viewGraph(options: ViewOptions): Promise<ViewSummary> {
	const output = await createOutput(options.output);
	try {
		const { graph, haplotypes } = await openGraph(
			options.graph,
			options.onProgress === undefined ? {} : { onProgress: options.onProgress },
		);
		const locus = findLocus(graph, options.region, options.refSample);
		const map = tubeMap(locus, locusWays(haplotypes(), locus), options.ways ?? WAYS_SHOWN);
		const own = stringAt(graph.strings, graph.walks.sample[locus.reference.walks[0]!]!);
		const others = referenceSampleNames(graph).filter((sample) => sample !== own);
		const svg = tubeSvg(
			map,
			others.map((sample) => ({ sample, places: referencePlaces(graph, sample) })),
		);
		await output.write(svg);
		await output.close();
		return {
			segments: map.nodes.length,
			haplotypes: map.ways.reduce((sum, { walks }) => sum + walks.length, 0),
			ways: map.ways.length,
			width: Math.round(map.width),
			height: Math.round(map.height),
		};
	} catch (error) {
		await output.abort();
		throw error;
	}
}
