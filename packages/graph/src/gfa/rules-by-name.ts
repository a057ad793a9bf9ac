/** Which names are meta-segments. */
import type { MetaSegments, RuleFault } from './meta-segments.ts';
import type { SegmentNames } from './segment-names.ts';

const AT_SIGN = 64;

/** By number of name: its meta-segment plus one, or 0. `nodes` is by number of name: its node plus one, or 0. */
export function rulesByName(
	{ numbers, lines, count }: MetaSegments,
	names: SegmentNames,
	nodes: Uint32Array,
	fail: (fault: RuleFault) => never,
): Uint32Array {
	const table = new Uint32Array(names.count);
	for (let rule = 0; rule < count; rule++) {
		const number = numbers.values[rule]!;
		const isSegment = nodes[number] !== 0;
		if (table[number] === 0 && !isSegment) {
			table[number] = rule + 1;
			continue;
		}
		fail({
			code: 'E_GFA_META_SEGMENT',
			line: lines.values[rule]!,
			found: `meta-segment ${names.nameOf(number)}, ${isSegment ? 'which is a segment' : 'again'}`,
			expected: 'each name once among segments and meta-segments',
			remedy: 'compress the walks again',
		});
	}
	if (count === 0) return table;
	// Names that have the @ in walks alone.
	for (let number = 0; number < table.length; number++) {
		const start = names.offsets.values[number]!;
		if (table[number] !== 0 || nodes[number] !== 0 || names.bytes.values[start] !== AT_SIGN) continue;
		const bare = names.find(names.bytes.values, start + 1, names.offsets.values[number + 1]!);
		if (bare !== -1) table[number] = table[bare]!;
	}
	return table;
}
