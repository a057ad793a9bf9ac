/** Names in the order of their S lines, where other lines named segments before. */
import { GrowingBytes, GrowingUint32 } from '../store/columns.ts';
import type { StringTable } from '../store/graph.ts';
import { makeStringTable } from '../store/string-table.ts';
import type { SegmentNames } from './segment-names.ts';

/** The names of `nodeCount` nodes; `nodes` is by number of name: its node plus one, 0 where it has none. Linear. */
export function namesByNode({ bytes, offsets, count }: SegmentNames, nodes: Uint32Array, nodeCount: number): StringTable {
	const numbers = new Uint32Array(nodeCount);
	for (let number = 0; number < count; number++) {
		const node = nodes[number]! - 1;
		if (node >= 0) numbers[node] = number;
	}
	const ordered = new GrowingBytes(bytes.length);
	const starts = new GrowingUint32(count + 1);
	starts.push(0);
	for (const number of numbers) {
		ordered.append(bytes.values, offsets.values[number]!, offsets.values[number + 1]!);
		starts.push(ordered.length);
	}
	return makeStringTable(ordered, starts);
}
