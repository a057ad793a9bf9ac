/**
 * Taking samples out of a graph.
 *
 * Their walks go, and with them the nodes, edges and jumps that no other walk uses. What no walk ever used stays.
 *
 * A graph in canonical form, as `build` makes it, is brought to that form again: it is then the graph that a build without the
 * samples gives. Of any other graph the segments keep their names and bounds: it is then what reading its GFA gives less the
 * samples' lines and the segments and links that only they used.
 */
import { PangrafError } from '../errors.ts';
import type { Graph, WalkTable } from '../store/graph.ts';
import { canonicalGraph, isCanonical } from './canonical-graph.ts';
import { findUse, GOES, type GraphUse } from './graph-use.ts';
import { findStayingJumps } from './jump-use.ts';
import { countMentions } from './mentions.ts';
import { countPrivateAlleles } from './private-alleles.ts';
import { subgraph } from './subgraph.ts';
import { findWithdrawnWalks, walkLabel } from './withdrawn-walks.ts';

/** What a withdrawal did to a graph. */
export interface Withdrawal {
	/** Names in PanSN form with places, P lines by their names, in the order of the graph. */
	walks: string[];
	/** What no other walk used. */
	nodes: number;
	edges: number;
	bases: number;
	/** Runs of edges that no other walk used, with the nodes between them; see private-alleles.ts. */
	privateAlleles: number;
	/** Nodes that became part of a neighbour because no walk tells the two apart any more. */
	mergedNodes: number;
	/** Whether the graph has the canonical form and was brought to it again; else segments kept their names and bounds. */
	isCanonical: boolean;
	/** How often a name of the samples still stands in names, tags or comments of what stays. */
	mentions: number;
}

/**
 * The graph without the samples, and what went. Linear in steps; `file` is for messages.
 * @throws PangrafError E_WITHDRAW_EMPTY and those of {@link findWithdrawnWalks}
 */
export function withdrawSamples(
	stored: Graph,
	samples: readonly string[],
	file: string,
): { graph: Graph; withdrawal: Withdrawal } {
	const graph = { ...stored, walks: spelledWalks(stored) };
	const withdrawn = findWithdrawnWalks(graph, samples, file);
	const use = findUse(graph, withdrawn);
	const nodes = countPrivate(use.nodes);
	if (nodes === graph.nodeCount) {
		throw new PangrafError('E_WITHDRAW_EMPTY', {
			file,
			found: 'no segment that others use',
			expected: 'something to stay',
			remedy: 'delete the file',
		});
	}
	const canonical = isCanonical(graph);
	const left = canonical ? canonicalGraph(graph, withdrawn) : subgraph(graph, selectionOf(graph, withdrawn, use));
	const edges = graph.edgeCount - left.edgeCount;
	const mergedNodes = graph.nodeCount - nodes - left.nodeCount;
	const withdrawal = {
		walks: Array.from(withdrawn.keys())
			.filter((walk) => withdrawn[walk] === 1)
			.map((walk) => walkLabel(graph, walk)),
		nodes,
		edges: edges - mergedNodes,
		bases: graph.baseCount - left.baseCount,
		privateAlleles: countPrivateAlleles(graph, withdrawn, use),
		mergedNodes,
		isCanonical: canonical,
		mentions: countMentions(left, samples),
	};
	return { graph: left, withdrawal };
}

/** The walks with their steps in memory: each is gone over several times. */
function spelledWalks({ walks }: Graph): WalkTable {
	const spelled = { ...walks };
	delete spelled.stepsOf;
	delete spelled.firstStepOf;
	return spelled;
}

function countPrivate(use: Uint8Array): number {
	let count = 0;
	for (const bits of use) if (bits === GOES) count++;
	return count;
}

/** What stays where segments keep their bounds: all but what only withdrawn walks use, and edges of nodes that go. */
function selectionOf(graph: Graph, withdrawn: Uint8Array, use: GraphUse): Parameters<typeof subgraph>[1] {
	const nodes = use.nodes.map((bits) => (bits === GOES ? 0 : 1));
	const edges = new Uint8Array(use.edges.length);
	for (let handle = 0; handle < 2 * graph.nodeCount; handle++) {
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++) {
			const stays = use.edges[edge] !== GOES && nodes[handle >>> 1] === 1 && nodes[graph.edgeTargets[edge]! >>> 1] === 1;
			edges[edge] = stays ? 1 : 0;
		}
	}
	return { nodes, edges, walks: withdrawn.map((goes) => 1 - goes), jumps: findStayingJumps(graph, withdrawn) };
}
