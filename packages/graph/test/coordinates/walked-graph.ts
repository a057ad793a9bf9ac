/** Small random graphs whose walks follow their links. */
import * as fc from 'fast-check';
import type { Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { KIND_WALK } from '../../src/store/walk-builder.ts';

/** How large, and whose walks. */
export interface WalkedGraphSize {
	maxNodes: number;
	maxLinks: number;
	maxSteps: number;
	/** One walk each. */
	samples: readonly string[];
}

/** Graphs with links of any kind; each walk takes any link on, until it comes to an end or is long enough. */
export function walkedGraph({ maxNodes, maxLinks, maxSteps, samples }: WalkedGraphSize): fc.Arbitrary<Graph> {
	return fc.integer({ min: 1, max: maxNodes }).chain((nodeCount) => {
		const handle = fc.nat(nodeCount * 2 - 1);
		return fc
			.record({
				segments: fc.array(fc.stringMatching(/^[ACGT]{1,4}$/), { minLength: nodeCount, maxLength: nodeCount }),
				links: fc.array(fc.tuple(handle, handle), { maxLength: maxLinks }),
				walks: fc.tuple(
					...samples.map(() =>
						fc.record({
							first: handle,
							choices: fc.array(fc.nat(), { maxLength: maxSteps }),
							start: fc.integer({ min: 0, max: 50 }),
						}),
					),
				),
			})
			.map(({ segments, links, walks }) => {
				const onward = new Map<number, number[]>();
				const add = (from: number, to: number) => onward.set(from, [...(onward.get(from) ?? []), to]);
				for (const [from, to] of links) {
					add(from, to);
					add(to ^ 1, from ^ 1);
				}
				return graphFromArrays({
					segments: segments.map((letters, i) => [`${i + 1}`, letters]),
					links,
					walks: walks.map(({ first, choices, start }, i) => {
						const steps = [first];
						for (const choice of choices) {
							const targets = onward.get(steps.at(-1)!);
							if (targets === undefined) break;
							steps.push(targets[choice % targets.length]!);
						}
						const end = start + steps.reduce((sum, step) => sum + segments[step >>> 1]!.length, 0);
						const contig = `c${i}`;
						return { kind: KIND_WALK, sample: samples[i]!, haplotype: 0, contig, name: contig, start, end, steps };
					}),
				});
			});
	});
}
