/** What a graph holds, in numbers. */
import { findSnarls } from './snarls/find-snarls.ts';
import type { SnarlTree } from './snarls/snarl-tree.ts';
import type { Graph } from './store/graph.ts';
import { KIND_PATH, KIND_WALK } from './store/walk-builder.ts';

/** Counts of a graph; the names are those of `pangraf stats`. */
export interface GraphStats {
	/** Segments. */
	nodes: number;
	/** Links, each once. */
	edges: number;
	/** Of all segments, in bp. */
	length: number;
	/** P lines. */
	paths: number;
	/** W lines, compressed ones (Z) too. */
	walks: number;
	/** Snarls that hold more than a single link, nested ones too: those of `vg snarls`. */
	snarls: number;
	/** Connected components. */
	components: number;
}

/** Counts what `graph` holds, whose snarls are `tree`. O(walks + snarls), and where these are to be found O(nodes + edges). */
export function graphStats(graph: Graph, tree: SnarlTree = findSnarls(graph)): GraphStats {
	const { count, isTrivial, componentCount } = tree;
	const ofKind = (wanted: number): number => graph.walks.kind.reduce((sum, kind) => sum + (kind === wanted ? 1 : 0), 0);
	return {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		length: graph.baseCount,
		// A P line with jumps is several walks.
		paths: ofKind(KIND_PATH) - (graph.annotations?.continuedWalks?.length ?? 0),
		walks: ofKind(KIND_WALK),
		snarls: count - isTrivial.reduce((sum, trivial) => sum + trivial, 0),
		components: componentCount,
	};
}
