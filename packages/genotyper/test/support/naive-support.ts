/** What a read says of the sites it passes, the slow and obvious way: with strings and sets. */
import type { Sites } from '../../src/sites/sites.ts';
import { type RandomGraph, spell } from '../sites/random-graph.ts';

/** A read in the reference's direction: its path, and the bases of it that the alignment covers. */
export interface NaiveRead {
	steps: number[];
	start: number;
	end: number;
}

/** Alleles that the read can come from, by site; sites of which it says nothing are absent. An empty set is discordant. */
export function naiveSupport(random: RandomGraph, sites: Sites, read: NaiveRead): Map<number, Set<number>> {
	const support = new Map<number, Set<number>>();
	for (let site = 0; site < sites.count; site++) {
		const alleles = siteAllelesOf(random, sites, site, read);
		if (alleles !== undefined) support.set(site, alleles);
	}
	return support;
}

function siteAllelesOf(random: RandomGraph, sites: Sites, site: number, read: NaiveRead): Set<number> | undefined {
	const { reference, letters } = random;
	const [left, right] = [sites.left[site]!, sites.right[site]!];
	const [from, to] = [reference[left]!, reference[right]!];
	const first = sites.alleleStarts[site]!;
	const listed = sites.alleleStarts[site + 1]! - first - 1;
	const paths = Array.from({ length: listed }, (_, i) =>
		Array.from(sites.paths.subarray(sites.pathStarts[first + i], sites.pathStarts[first + i + 1])),
	);
	const edgesOf = (path: number[]): string[] => [from, ...path].map((handle, i) => `${handle}>${[...path, to][i]}`);
	const edges = paths.map((path, i) => {
		const own = edgesOf(path);
		return i === 0 && site >= sites.shortCount ? [own[0]!, own.at(-1)!] : own;
	});
	let alleles: Set<number> | undefined;
	let [reachRight, reachLeft] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	let offset = 0;
	for (let i = 0; i + 1 < read.steps.length; i++) {
		offset += letters[read.steps[i]! >> 1]!.length;
		const edge = `${read.steps[i]}>${read.steps[i + 1]}`;
		const using = new Set(edges.flatMap((own, allele) => (own.includes(edge) ? [allele] : [])));
		const atAnchor = read.steps[i] === from || read.steps[i + 1] === to;
		if ((using.size === 0 && atAnchor) || using.has(0)) using.add(listed);
		if (using.size === 0) continue;
		alleles = alleles === undefined ? using : alleles.intersection(using);
		if (read.steps[i] === from) reachRight = read.end - offset;
		if (read.steps[i + 1] === to) reachLeft = offset - read.start;
	}
	if (alleles === undefined || Math.min(reachRight, reachLeft) === Number.POSITIVE_INFINITY) return undefined;
	const after = spell(letters, reference.slice(right));
	const before = spell(letters, reference.slice(0, left + 1));
	const widened = new Set(alleles);
	for (const i of alleles) {
		if (i === listed) continue;
		for (let j = 0; j < listed; j++) {
			const [a, b] = [spell(letters, paths[i]!), spell(letters, paths[j]!)];
			if ((a + after).slice(0, reachRight) === (b + after).slice(0, reachRight) && reachRight < Number.POSITIVE_INFINITY)
				widened.add(j);
			if ((before + a).slice(-reachLeft) === (before + b).slice(-reachLeft) && reachLeft < Number.POSITIVE_INFINITY)
				widened.add(j);
		}
	}
	return paths.every((_, i) => widened.has(i)) ? undefined : widened;
}
