import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CycleList } from '../../src/snarls/cycle-list.ts';

it('cuts and adds as arrays of their own would be', () => {
	const cycle = fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 });
	const cut = fc.tuple(fc.nat(7), fc.nat(8), fc.nat(8));
	fc.assert(
		fc.property(fc.array(cycle, { minLength: 1, maxLength: 8 }), fc.array(cut, { maxLength: 6 }), cycle, (given, cuts, added) => {
			const starts = given.map((_, c) => given.slice(0, c).flat().length);
			const list = new CycleList(Uint32Array.of(...starts, given.flat().length), Uint32Array.from(given.flat()));
			const expected = given.map((handles) => [...handles]);
			for (const [c, a, b] of cuts) {
				const handles = expected[c % expected.length]!;
				const [first, end] = [Math.min(a, b, handles.length), Math.min(Math.max(a, b), handles.length)];
				list.cut(c % expected.length, first, end);
				expected[c % expected.length] = handles.slice(first, end);
				expected.push([...handles.slice(end), ...handles.slice(0, first)]);
			}
			list.add(Uint32Array.from(added));
			expected.push(added);
			const found = Array.from({ length: list.count }, (_, c) => [
				...list.handles.values.subarray(list.starts.values[c], list.ends.values[c]),
			]);
			expect(found).toEqual(expected);
		}),
		{ numRuns: 300 },
	);
});
