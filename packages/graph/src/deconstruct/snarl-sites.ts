/**
 * Sites: the snarls that the reference passes through once, from one boundary to the other.
 *
 * A snarl that it does not pass through has no place on it; one that it passes through several times has several, and its haplotypes
 * cannot be told apart by them: both are counted and left out. Of nested sites the level is the number of sites around it, and the
 * parent the innermost of them, whether or not snarls that are no sites lie in between.
 *
 * Sites stand in the order of a VCF, by contig, position and, where two begin at one node, the longer first; top-level sites before
 * all nested ones, so that a haplotype that runs along the reference passes through a row of sites that are numbered in a row.
 */
import { contigPosition, type ReferenceSteps } from '../coordinates/reference-steps.ts';
import { NO_SNARL, type SnarlTree, snarlParents, snarlsAhead } from '../snarls/snarl-tree.ts';

/** No site. */
export const NO_SITE = -1;

/** Sites as columns. */
export interface SnarlSites {
	readonly count: number;
	/** Sites below this number lie in no other. */
	readonly topCount: number;
	/** Reference ranks of the boundary nodes. */
	readonly left: Uint32Array;
	readonly right: Uint32Array;
	/** Contig (index), and 0-based position on it of the first base between the boundary nodes; where there is none, of the right one's. */
	readonly contigs: Uint32Array;
	readonly positions: Float64Array;
	/** Number of sites that a site lies in. */
	readonly levels: Uint32Array;
	/** The innermost of them, or {@link NO_SITE}. */
	readonly parents: Int32Array;
	/** By handle: the site that it reads into, from either side, or {@link NO_SITE}. */
	readonly ahead: Int32Array;
	/** Snarls with more than a link that are no sites: those that the reference does not pass through, and those it does repeatedly. */
	readonly offReference: number;
	readonly repeated: number;
}

/** The sites of the snarls that hold more than a single link. O(snarls log snarls + reference steps). */
export function snarlSites(reference: ReferenceSteps, tree: SnarlTree): SnarlSites {
	const { handles, graph } = reference;
	const passages = referencePassages(reference, tree);
	const order: number[] = [];
	let repeated = 0;
	let offReference = 0;
	for (let snarl = 0; snarl < tree.count; snarl++) {
		if (tree.isTrivial[snarl] === 1) continue;
		if (passages.counts[snarl] === 1) order.push(snarl);
		else if (passages.counts[snarl] === 0) offReference++;
		else repeated++;
	}
	const isSite = new Uint8Array(tree.count);
	for (const snarl of order) isSite[snarl] = 1;
	const { levels, parents } = siteNesting(tree, isSite);
	const places = new Map(order.map((snarl) => [snarl, contigPosition(reference, reference.starts[passages.left[snarl]! + 1]!)]));
	order.sort((a, b) => {
		const [placeA, placeB] = [places.get(a)!, places.get(b)!];
		return (
			Math.min(levels[a]!, 1) - Math.min(levels[b]!, 1) ||
			placeA.contig - placeB.contig ||
			placeA.position - placeB.position ||
			passages.right[b]! - passages.right[a]!
		);
	});
	const siteOf = new Int32Array(tree.count).fill(NO_SITE);
	for (const [site, snarl] of order.entries()) siteOf[snarl] = site;
	const ahead = new Int32Array(graph.nodeCount * 2).fill(NO_SITE);
	for (const [site, snarl] of order.entries()) {
		ahead[handles[passages.left[snarl]!]!] = site;
		ahead[handles[passages.right[snarl]!]! ^ 1] = site;
	}
	return {
		count: order.length,
		topCount: order.filter((snarl) => levels[snarl] === 0).length,
		left: Uint32Array.from(order, (snarl) => passages.left[snarl]!),
		right: Uint32Array.from(order, (snarl) => passages.right[snarl]!),
		contigs: Uint32Array.from(order, (snarl) => places.get(snarl)!.contig),
		positions: Float64Array.from(order, (snarl) => places.get(snarl)!.position),
		levels: Uint32Array.from(order, (snarl) => levels[snarl]!),
		parents: Int32Array.from(order, (snarl) => (parents[snarl] === NO_SNARL ? NO_SITE : siteOf[parents[snarl]!]!)),
		ahead,
		offReference,
		repeated,
	};
}

/** By snarl: how often the reference passes through it, and the ranks of the boundary nodes the first time. */
function referencePassages(
	{ graph, handles, pieceRanks, pieceCount }: ReferenceSteps,
	tree: SnarlTree,
): { counts: Uint32Array; left: Uint32Array; right: Uint32Array } {
	const ahead = snarlsAhead(tree, graph.nodeCount);
	const counts = new Uint32Array(tree.count);
	const left = new Uint32Array(tree.count);
	const right = new Uint32Array(tree.count);
	for (let piece = 0; piece < pieceCount; piece++) {
		const steps = handles.subarray(pieceRanks[piece], pieceRanks[piece + 1]);
		forEachPassage(steps, ahead, (snarl, from, to) => {
			if (counts[snarl] === 0) {
				left[snarl] = pieceRanks[piece]! + from;
				right[snarl] = pieceRanks[piece]! + to;
			}
			counts[snarl]!++;
		});
	}
	return { counts, left, right };
}

/**
 * Calls `onPassage(snarl, from, to)` whenever steps pass through a snarl: `steps[from]` reads into it at one boundary and
 * `steps[to]` out of it at the other. Nested snarls come before what they lie in. `ahead` gives the snarl that a handle reads into, or
 * -1; snarls that it leaves out are not reported. Linear in the steps.
 */
export function forEachPassage(
	steps: Uint32Array,
	ahead: Int32Array,
	onPassage: (snarl: number, from: number, to: number) => void,
): void {
	/** Snarls that the walk is in and came into at a boundary, and where; the outermost first. */
	const open: number[] = [];
	const entries: number[] = [];
	for (let i = 0; i < steps.length; i++) {
		const handle = steps[i]!;
		const behind = ahead[handle ^ 1]!;
		if (behind >= 0) {
			let depth = open.length - 1;
			while (depth >= 0 && open[depth] !== behind) depth--;
			// Back out where it came in is no passage.
			if (depth >= 0 && steps[entries[depth]!] !== (handle ^ 1)) onPassage(behind, entries[depth]!, i);
			// What was open inside is left too; where the walk began inside, that is all there is.
			open.length = Math.max(depth, 0);
			entries.length = open.length;
		}
		if (ahead[handle]! >= 0) {
			open.push(ahead[handle]!);
			entries.push(i);
		}
	}
}

/** By snarl: the number of sites around it and the innermost of them as a snarl. */
function siteNesting(tree: SnarlTree, isSite: Uint8Array): { levels: Uint32Array; parents: Int32Array } {
	const parents = snarlParents(tree);
	const levels = new Uint32Array(tree.count);
	// Parents come before children.
	for (let snarl = 0; snarl < tree.count; snarl++) {
		const outer = parents[snarl]!;
		if (outer === NO_SNARL) continue;
		if (isSite[outer] === 0) parents[snarl] = parents[outer]!;
		levels[snarl] = levels[outer]! + isSite[outer]!;
	}
	return { levels, parents };
}
