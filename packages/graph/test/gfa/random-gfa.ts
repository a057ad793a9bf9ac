/** Random GFA text for properties: any names, any line order, links in either direction and repeated, lower case. */
import * as fc from 'fast-check';

const letters = fc.string({ unit: fc.constantFrom(...'ACGTacgtNnRy'.split('')), minLength: 1, maxLength: 70 });
const decimal = fc
	.oneof(fc.nat(40), fc.integer({ min: 990, max: 1040 }), fc.nat(), fc.constantFrom(0, 999_999_999, 1_000_000_000))
	.map(String);
const odd = fc.oneof(
	fc.stringMatching(/^[!-)+-;=?-~][!-;=?-~]{0,9}$/),
	fc.constantFrom('007', '00', 's1', 'utg+', 'x-', '1e5', '-1', 'æ'),
);
// A name that ends in + or - before a comma, or holds such a comma, cannot stand in a P line.
const name = fc.oneof(
	{ weight: 3, arbitrary: decimal },
	odd.filter((text) => !/,|;|^\*$/.test(text)),
);

/** Lines of a GFA whose walks follow its links. */
export const gfaLines: fc.Arbitrary<string[]> = fc
	.uniqueArray(name, { minLength: 1, maxLength: 12 })
	.chain((names) => {
		const node = fc.nat(names.length - 1);
		const walk = fc.record({
			steps: fc.array(fc.tuple(node, fc.boolean()), { maxLength: 15 }),
			isPath: fc.boolean(),
			start: fc.option(fc.nat(1000), { nil: undefined }),
			sample: fc.constantFrom('GRCh38', 'HG002', 'æ'),
		});
		return fc.record({
			names: fc.constant(names),
			sequences: fc.array(letters, { minLength: names.length, maxLength: names.length }),
			links: fc.array(fc.tuple(node, fc.boolean(), node, fc.boolean(), fc.constantFrom('*', '0M', '')), { maxLength: 20 }),
			walks: fc.array(walk, { maxLength: 4 }),
			flips: fc.infiniteStream(fc.boolean()),
			order: fc.array(fc.nat(), { minLength: 90, maxLength: 90 }),
		});
	})
	.map(({ names, sequences, links, walks, flips, order }) => {
		const link = (a: number, aPlus: boolean, b: number, bPlus: boolean, overlap: string) =>
			['L', names[a], aPlus ? '+' : '-', names[b], bPlus ? '+' : '-', overlap].join('\t');
		const lines = links.map((fields) => link(...fields));
		const walkLines = walks.map(({ steps, isPath, start, sample }, i) => {
			for (let s = 1; s < steps.length; s++) {
				const [[a, aPlus], [b, bPlus]] = [steps[s - 1]!, steps[s]!];
				lines.push(flips.next().value ? link(a, aPlus, b, bPlus, '0M') : link(b, !bPlus, a, !aPlus, '*'));
			}
			if (isPath) {
				return ['P', `${sample}#${i}#c`, steps.map(([n, plus]) => names[n] + (plus ? '+' : '-')).join(',') || '*', '*'].join(
					'\t',
				);
			}
			const length = steps.reduce((sum, [n]) => sum + sequences[n]!.length, 0);
			const range = start === undefined ? ['*', '*'] : [start, start + length];
			return ['W', sample, i, 'c', ...range, steps.map(([n, plus]) => (plus ? '>' : '<') + names[n]).join('') || '*'].join('\t');
		});
		// Walks keep their order among themselves, and so do segments; all else is shuffled.
		const segmentLines = names.map((n, i) => `S\t${n}\t${sequences[i]}\tLN:i:${sequences[i]!.length}`);
		return interleave([segmentLines, lines, walkLines, ['H\tVN:Z:1.1\tRS:Z:GRCh38 HG002', '# a comment', 'x\town']], order);
	});

function interleave(groups: string[][], order: number[]): string[] {
	const left = groups.map((group) => [...group]);
	const lines: string[] = [];
	for (let i = 0; left.some((group) => group.length > 0); i++) {
		const rest = left.filter((group) => group.length > 0);
		lines.push(rest[order[i % order.length]! % rest.length]!.shift()!);
	}
	return lines;
}
