/**
 * Where each chain stands beside the reference.
 *
 * A chain of the reference stands at its own place. Any other stands at the last place of the reference from which a walk comes
 * to it, straight or through other alternatives; its depth is the largest number of alternatives that a walk takes between
 * that place and the chain.
 */
import { GrowingUint32 } from '../store/columns.ts';
import type { Chains } from './chains.ts';
import type { UnnumberedGraph } from './unnumbered-graph.ts';

/** Place and depth by chain; the depth of reference chains is 0. */
export interface Anchors {
	readonly places: Uint32Array;
	readonly depths: Uint32Array;
}

/** Links from alternative to alternative, by chain. */
class AlternativeLinks {
	readonly targets: GrowingUint32 = new GrowingUint32();
	/** Link that has the same source, plus one. */
	readonly nexts: GrowingUint32 = new GrowingUint32();
	/** By chain: one link that it is the source of, plus one. */
	readonly heads: Uint32Array;
	/** By chain: links to it. */
	readonly incoming: Uint32Array;

	constructor(chainCount: number) {
		this.heads = new Uint32Array(chainCount);
		this.incoming = new Uint32Array(chainCount);
	}

	add(from: number, to: number): void {
		this.targets.push(to);
		this.nexts.push(this.heads[from]!);
		this.heads[from] = this.targets.length;
		this.incoming[to]!++;
	}
}

/** Anchors all chains. Linear in nodes and links. */
export function anchorChains(graph: UnnumberedGraph, chains: Chains): Anchors {
	const { linkFrom, linkTo, places, onReference } = graph;
	const { starts, members, chainOf } = chains;
	const anchors: Anchors = { places: new Uint32Array(chains.count), depths: new Uint32Array(chains.count) };
	for (let chain = 0; chain < chains.count; chain++) anchors.places[chain] = places[members[starts[chain]!]!]!;
	const links = new AlternativeLinks(chains.count);
	const addLink = (from: number, to: number) => {
		const chain = chainOf[to >>> 1]!;
		if ((to & 1) === 1 || onReference[to >>> 1] === 1 || members[starts[chain]!] !== to >>> 1) return;
		const source = chainOf[from >>> 1]!;
		if (onReference[from >>> 1] === 1) anchors.places[chain] = Math.max(anchors.places[chain]!, anchors.places[source]!);
		else if ((from & 1) === 0) links.add(source, chain);
	};
	for (let i = 0; i < linkFrom.length; i++) {
		addLink(linkFrom[i]!, linkTo[i]!);
		addLink(linkTo[i]! ^ 1, linkFrom[i]! ^ 1);
	}
	if (links.targets.length > 0) passOn(links, anchors);
	return anchors;
}

/** Hands places and depths on from alternative to alternative, each when all that come before it are done. */
function passOn(links: AlternativeLinks, { places, depths }: Anchors): void {
	const { heads, incoming } = links;
	const ready: number[] = [];
	for (let chain = 0; chain < heads.length; chain++) if (incoming[chain] === 0 && heads[chain] !== 0) ready.push(chain);
	for (let chain = ready.pop(); chain !== undefined; chain = ready.pop()) {
		const place = places[chain]!;
		const depth = depths[chain]! + 1;
		for (let link = heads[chain]!; link !== 0; link = links.nexts.values[link - 1]!) {
			const target = links.targets.values[link - 1]!;
			if (place > places[target]!) {
				places[target] = place;
				depths[target] = depth;
			} else if (place === places[target] && depth > depths[target]!) depths[target] = depth;
			if (--incoming[target]! === 0) ready.push(target);
		}
	}
}
