/**
 * Placements of simulated reads against their true places, read by read, by the rule of place.py in the data's tools: a read is right
 * where its primary alignment lies on the true contig and strand and its interval on the reference comes within TOLERANCE of the true
 * one. A segment off the reference stands where a walk that holds it leaves and rejoins the reference; either end counts.
 */
import { type Graph, nodeLength, referenceWalks, stringAt, walkSteps } from '@pangraf/graph';
import type { GafBatch } from '../../packages/mapper/src/records/gaf-reader.ts';

/** Bases between a placement and the true place that still count as right. */
const TOLERANCE = 100;
/** Fields of each mate in a truth table: with the class of the read's place, or without. */
const MATE_FIELDS = 5;
const MATE_FIELDS_CLASSED = 8;

/** Where a read and its mate come from: intervals 0-based, half-open. */
export interface TruePlace {
	readonly contig: string;
	readonly mates: readonly { readonly start: number; readonly end: number; readonly reverse: boolean }[];
}

/** Rows of a truth table by the pair's name. */
export function readTruth(text: string): Map<string, TruePlace> {
	let width = MATE_FIELDS;
	const places = new Map<string, TruePlace>();
	for (const line of text.split('\n')) {
		if (line.startsWith('#')) width = line.includes('class1') ? MATE_FIELDS_CLASSED : MATE_FIELDS;
		if (line === '' || line.startsWith('#')) continue;
		const fields = line.split('\t');
		const mates = [3, 3 + width].map((at) => ({
			start: Number(fields[at]) - 1,
			end: Number(fields[at + 1]),
			reverse: fields[at + 2] === '-',
		}));
		places.set(fields[0]!, { contig: fields[1]!, mates });
	}
	return places;
}

/** By node: where it stands on the reference. */
export interface ReferencePlaces {
	/** Index into `names`, -1 where it stands nowhere. */
	readonly contigs: Int32Array;
	readonly starts: Float64Array;
	readonly ends: Float64Array;
	/** 1 on the reference itself; else the interval is what it replaces. */
	readonly onReference: Uint8Array;
	/** 1 where the reference runs against the node's forward strand. */
	readonly reverse: Uint8Array;
	readonly names: readonly string[];
}

/** Places of all nodes of a graph. Linear in its steps. */
export function referencePlaces(graph: Graph): ReferencePlaces {
	const { walks } = graph;
	const contigs = new Int32Array(graph.nodeCount).fill(-1);
	const starts = new Float64Array(graph.nodeCount);
	const ends = new Float64Array(graph.nodeCount);
	const onReference = new Uint8Array(graph.nodeCount);
	const reverse = new Uint8Array(graph.nodeCount);
	const references = referenceWalks(graph);
	const names = references.map((walk) => stringAt(graph.strings, walks.contig[walk]!));
	for (const [contig, walk] of references.entries()) {
		let at = 0;
		for (const handle of walkSteps(graph, walk)) {
			const node = handle >> 1;
			contigs[node] = contig;
			starts[node] = at;
			ends[node] = at += nodeLength(graph, node);
			onReference[node] = 1;
			reverse[node] = handle & 1;
		}
	}
	const isReference = new Set(references);
	for (let walk = 0; walk < walks.count; walk++) {
		if (isReference.has(walk)) continue;
		let last = -1;
		let between: number[] = [];
		for (const handle of walkSteps(graph, walk)) {
			const node = handle >> 1;
			if (onReference[node] === 0) {
				between.push(handle);
				continue;
			}
			for (const other of last < 0 ? [] : between) {
				if (contigs[other >> 1] !== -1) continue;
				contigs[other >> 1] = contigs[node]!;
				starts[other >> 1] = Math.min(ends[last]!, starts[node]!);
				ends[other >> 1] = Math.max(ends[last]!, starts[node]!);
				reverse[other >> 1] = (other & 1) ^ (handle & 1) ^ reverse[node]!;
			}
			last = node;
			between = [];
		}
	}
	return { contigs, starts, ends, onReference, reverse, names };
}

/** A read's alignment: handles along its path, the aligned interval of that path, and whether the read runs against it. */
export interface AlignedPath {
	readonly steps: ArrayLike<number>;
	/** Handles [stepStart, stepEnd) of `steps`. */
	readonly stepStart: number;
	readonly stepEnd: number;
	readonly pathStart: number;
	readonly pathEnd: number;
	readonly reversed: boolean;
}

/** Whether alignment `i` of a batch lies where mate `mate` (0 or 1) of `truth` comes from. */
export function isRight(
	graph: Graph,
	places: ReferencePlaces,
	{ steps, stepStarts, pathStarts, pathEnds, reversed }: GafBatch,
	i: number,
	truth: TruePlace,
	mate: 0 | 1,
): boolean {
	const path = {
		steps,
		stepStart: stepStarts[i]!,
		stepEnd: stepStarts[i + 1]!,
		pathStart: pathStarts[i]!,
		pathEnd: pathEnds[i]!,
		reversed: reversed[i] === 1,
	};
	return liesAt(graph, places, path, truth.contig, truth.mates[mate]!);
}

/** Whether a path lies where a read of this place comes from. */
export function liesAt(
	graph: Graph,
	{ contigs, starts, ends, onReference, reverse, names }: ReferencePlaces,
	{ steps, stepStart, stepEnd, pathStart, pathEnd, reversed }: AlignedPath,
	trueContig: string,
	{ start, end, reverse: trueReverse }: TruePlace['mates'][number],
): boolean {
	let contig = -1;
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	let votes = 0;
	let at = 0;
	for (let step = stepStart; step < stepEnd; step++) {
		const handle = steps[step]!;
		const node = handle >> 1;
		const length = nodeLength(graph, node);
		const before = Math.max(0, pathStart - at);
		const behind = Math.max(0, at + length - pathEnd);
		at += length;
		if (contigs[node] === -1 || before + behind >= length) continue;
		if (contig < 0) contig = contigs[node]!;
		const along = (handle & 1) === reverse[node];
		votes += (along ? 1 : -1) * (length - before - behind);
		const isOn = onReference[node] === 1;
		low = Math.min(low, isOn ? starts[node]! + (along ? before : behind) : starts[node]! - 1);
		high = Math.max(high, isOn ? ends[node]! - (along ? behind : before) : ends[node]! + 1);
	}
	if (contig < 0 || names[contig] !== trueContig) return false;
	const isReverse = votes < 0 !== reversed;
	return isReverse === trueReverse && low + 1 <= end + TOLERANCE && high >= start + 1 - TOLERANCE;
}
