import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalForm } from '../../src/canonical/canonical-form.ts';
import type { UnnumberedGraph } from '../../src/canonical/unnumbered-graph.ts';

/** A graph of walks over named nodes, such as `a b- c`; the first walk is the reference. Names are sequences too. */
function graphOf(walks: readonly string[], order: readonly number[] = []): { graph: UnnumberedGraph; names: string[] } {
	const steps = walks.map((walk) => walk.split(' '));
	const sorted = [...new Set(steps.flat().map((step) => step.replace('-', '')))];
	const names = sorted.map((name, i) => ({ name, key: order[i] ?? 0 })).toSorted((a, b) => a.key - b.key);
	const nodes = names.map(({ name }) => name);
	const handles = steps.map((walk) =>
		walk.map((step) => 2 * nodes.indexOf(step.replace('-', '')) + (step.endsWith('-') ? 1 : 0)),
	);
	const links = new Map<string, [number, number]>();
	const begins = new Uint8Array(2 * nodes.length);
	const firstWalks = new Uint32Array(nodes.length).fill(99);
	const places = new Uint32Array(nodes.length);
	const onReference = new Uint8Array(nodes.length);
	for (const [walk, path] of handles.entries()) {
		begins[path[0]!] = 1;
		begins[path.at(-1)! ^ 1] = 1;
		for (const [i, handle] of path.entries()) {
			const node = handle >> 1;
			firstWalks[node] = Math.min(firstWalks[node]!, walk);
			if (walk === 0) {
				onReference[node] = 1;
				places[node] = i + 1;
			}
			if (i === 0) continue;
			const [from, to] = [path[i - 1]!, handle];
			if (!links.has(`${to ^ 1} ${from ^ 1}`)) links.set(`${from} ${to}`, [from, to]);
		}
	}
	const letters = (run: Uint32Array) => Array.from(run, (node) => nodes[node]).join('');
	const graph = {
		nodeCount: nodes.length,
		onReference,
		places,
		placeCount: handles[0]!.length + 1,
		linkFrom: Uint32Array.from([...links.values()], ([from]) => from),
		linkTo: Uint32Array.from([...links.values()], ([, to]) => to),
		begins,
		firstWalks,
		compareSequences: (a: Uint32Array, b: Uint32Array) => (letters(a) < letters(b) ? -1 : letters(a) > letters(b) ? 1 : 0),
	};
	return { graph, names: nodes };
}

/** The nodes of the form, as the names of what they are made of. */
function formOf(walks: readonly string[], order?: readonly number[]): string[] {
	const { graph, names } = graphOf(walks, order);
	const form = canonicalForm(graph);
	const runs = Array.from({ length: form.count }, (_, i) => form.members.subarray(form.starts[i], form.starts[i + 1]));
	for (const [i, run] of runs.entries()) for (const node of run) expect(form.nodes[node]).toBe(i);
	return runs.map((run) => Array.from(run, (node) => names[node]).join('+'));
}

describe('canonicalForm', () => {
	it('makes one node of what every walk takes together', () => {
		expect(formOf(['a b c d', 'a x y d'])).toEqual(['a', 'x+y', 'b+c', 'd']);
		expect(formOf(['a b c d'])).toEqual(['a+b+c+d']);
	});

	it('parts nodes where a walk begins or ends, in either direction', () => {
		expect(formOf(['a b c d', 'c d', 'a'])).toEqual(['a', 'b', 'c+d']);
		expect(formOf(['a b c d', 'b- a-'])).toEqual(['a+b', 'c+d']);
	});

	it('takes inversions through the same nodes', () => {
		expect(formOf(['a b c d', 'a c- b- d'])).toEqual(['a', 'b+c', 'd']);
		expect(formOf(['a b c d', 'a c- b- x d', 'a b d'])).toEqual(['a', 'b', 'x', 'c', 'd']);
	});

	it('puts alternatives behind the last reference node before them, by depth, sequence and first walk', () => {
		expect(formOf(['a b c', 'a q c', 'a p c', 'a b r'])).toEqual(['a', 'p', 'q', 'b', 'r', 'c']);
		// `m` follows `n`, so that it comes behind it whatever its sequence.
		expect(formOf(['a b c', 'a n m c', 'a n c', 'a k c'])).toEqual(['a', 'k', 'n', 'm', 'b', 'c']);
		// Reached from b too, it stands behind b.
		expect(formOf(['a b c', 'a m c', 'b m c', 'a n m c'])).toEqual(['a', 'n', 'b', 'm', 'c']);
		// Before the first reference node.
		expect(formOf(['a b', 'x b', 'w x b'])).toEqual(['w', 'x', 'a', 'b']);
	});

	it('does not depend on how the nodes are numbered', () => {
		const step = fc.constantFrom('p', 'q', 'r', 's', 't');
		const haplotype = fc.array(fc.tuple(fc.nat(4), fc.option(step)), { maxLength: 5 }).map((jumps) => {
			let at = 0;
			const walk = ['0'];
			for (const [length, alternative] of jumps) {
				if (alternative !== null) walk.push(`${at}${alternative}`);
				at += length + 1;
				if (at < 9) walk.push(String(at));
			}
			return [...new Set(walk)].join(' ');
		});
		fc.assert(
			fc.property(fc.array(haplotype, { maxLength: 5 }), fc.array(fc.nat(), { minLength: 60 }), (haplotypes, order) => {
				const walks = ['0 1 2 3 4 5 6 7 8', ...haplotypes];
				expect(formOf(walks, order)).toEqual(formOf(walks));
			}),
		);
	});
});
