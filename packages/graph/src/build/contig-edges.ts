/** The links between parts as edges between the nodes that the parts make. */
import { type CanonicalForm, handleInForm, leavesRun } from '../canonical/canonical-form.ts';
import { isWrittenFrom } from '../gfa/canonical-link.ts';
import type { PartLinks } from './part-links.ts';

/**
 * Edges as CSR over handles: `targets[starts[h] .. starts[h + 1])`, ascending, are entered from handle `h`. An edge stands
 * under the reading in which its link is written.
 */
export interface ContigEdges {
	readonly count: number;
	readonly starts: Uint32Array;
	readonly targets: Uint32Array;
}

/** Edges of the form; links inside a node fall away. Linear but for the sorting of each handle's targets. */
export function makeContigEdges(form: CanonicalForm, links: PartLinks): ContigEdges {
	const from = new Uint32Array(links.from.length);
	const to = new Uint32Array(links.from.length);
	const starts = new Uint32Array(2 * form.count + 1);
	let count = 0;
	for (let i = 0; i < from.length; i++) {
		if (!leavesRun(form, links.from[i]!)) continue;
		const a = handleInForm(form, links.from[i]!);
		const b = handleInForm(form, links.to[i]!);
		const isForward = isWrittenFrom(a, b);
		from[count] = isForward ? a : b ^ 1;
		to[count] = isForward ? b : a ^ 1;
		starts[from[count]! + 1]!++;
		count++;
	}
	for (let handle = 0; handle < 2 * form.count; handle++) starts[handle + 1]! += starts[handle]!;
	const next = starts.slice();
	const targets = new Uint32Array(count);
	for (let i = 0; i < count; i++) targets[next[from[i]!]!++] = to[i]!;
	for (let handle = 0; handle < 2 * form.count; handle++) sortRange(targets, starts[handle]!, starts[handle + 1]!);
	return { count, starts, targets };
}

/** Sorts `values[from .. to)`, by insertion where they are few, as they mostly are. */
function sortRange(values: Uint32Array, from: number, to: number): void {
	if (to - from > 24) {
		values.subarray(from, to).sort();
		return;
	}
	for (let i = from + 1; i < to; i++) {
		const value = values[i]!;
		let at = i;
		for (; at > from && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
		values[at] = value;
	}
}
