/** What a graph holds, in numbers. */
import { findSnarls } from './snarls/find-snarls.ts';
import type { Graph } from './store/graph.ts';
import { KIND_PATH } from './store/walk-builder.ts';

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
	/** W lines. */
	walks: number;
	/** Snarls that hold more than a single link, nested ones too: those of `vg snarls`. */
	snarls: number;
	/** Connected components. */
	components: number;
}

/** Counts what `graph` holds. O(nodes + edges + walks). */
export function graphStats(graph: Graph): GraphStats {
	const { count, isTrivial, componentCount } = findSnarls(graph);
	const paths = graph.walks.kind.reduce((sum, kind) => sum + (kind === KIND_PATH ? 1 : 0), 0);
	return {
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		length: graph.baseCount,
		paths,
		walks: graph.walks.count - paths,
		snarls: count - isTrivial.reduce((sum, trivial) => sum + trivial, 0),
		components: componentCount,
	};
}
