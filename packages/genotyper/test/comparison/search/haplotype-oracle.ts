/**
 * The most variants of two sets that can be chosen so that both spell the same haplotypes, by trying everything: the slow and
 * obvious twin of haplotype-search.ts.
 */

/** `[start, end)` of the reference becomes `alt` on the first haplotype of its record (1), the second (2) or both (3). */
export interface Change {
	readonly start: number;
	readonly end: number;
	readonly alt: string;
	/** Of an insertion: it follows on one at its place that is not. */
	readonly isUnanchored: boolean;
	readonly carriers: 1 | 2 | 3;
	/** Changes of one set and record keep their phase; -1 is a record of its own. */
	readonly record: number;
}

interface Placed {
	readonly set: 0 | 1;
	readonly start: number;
	readonly end: number;
	readonly alt: string;
	readonly isUnanchored: boolean;
}

/** Number of variants of both sets that take part in the best choice. */
export function mostMatched(reference: string, truth: readonly Change[], calls: readonly Change[]): number {
	const all = [...truth.map((change) => ({ set: 0, change }) as const), ...calls.map((change) => ({ set: 1, change }) as const)];
	let best = 0;
	// By set and record: whether its first haplotype is ours (0) or the other way round (1).
	const turned = new Map<string, number>();
	const choose = (k: number, haplotypes: readonly [Placed[], Placed[]], count: number): void => {
		if (count + all.length - k <= best) return;
		if (k === all.length) {
			if (haplotypes.every((placed) => spellsTheSame(reference, placed))) best = count;
			return;
		}
		const { set, change } = all[k]!;
		const record = `${set}:${change.record}`;
		for (const turn of change.carriers === 3 ? [0] : [0, 1]) {
			const known = change.record === -1 || change.carriers === 3 ? undefined : turned.get(record);
			if (known !== undefined && known !== turn) continue;
			const isFirst = change.record !== -1 && change.carriers !== 3 && known === undefined;
			if (isFirst) turned.set(record, turn);
			const mask = change.carriers === 3 ? 3 : turn === 0 ? change.carriers : 3 - change.carriers;
			const next = haplotypes.map((placed, h) => ((mask >> h) & 1 ? [...placed, { set, ...change }] : placed));
			choose(k + 1, next as [Placed[], Placed[]], count + 1);
			if (isFirst) turned.delete(record);
		}
		choose(k + 1, haplotypes, count);
	};
	choose(0, [[], []], 0);
	return best;
}

/** Whether the changes of each set do not overlap, both sets spell one sequence, and neither changes something by itself. */
function spellsTheSame(reference: string, placed: readonly Placed[]): boolean {
	const sets = [0, 1].map((set) => placed.filter((change) => change.set === set).toSorted((a, b) => keyOf(a) - keyOf(b))) as [
		Placed[],
		Placed[],
	];
	for (const changes of sets) {
		for (let k = 1; k < changes.length; k++) if (lastKeyOf(changes[k - 1]!) > keyOf(changes[k]!)) return false;
	}
	const [a, b] = sets;
	if (spell(reference, a, Infinity) !== spell(reference, b, Infinity)) return false;
	// Places, in quarters of bases, up to which both spell the same and that no change crosses.
	let from = -1;
	for (let cut = 0; cut <= 4 * reference.length + 3; cut++) {
		if (placed.some((change) => keyOf(change) < cut && lastKeyOf(change) > cut)) continue;
		if (spell(reference, a, cut) !== spell(reference, b, cut)) continue;
		const within = placed.filter((change) => keyOf(change) >= from && lastKeyOf(change) <= cut && keyOf(change) < cut);
		if (new Set(within.map((change) => change.set)).size === 1) return false;
		from = cut;
	}
	return true;
}

/**
 * An insertion before base p takes the quarters `[4p, 4p + 1)`, one without an anchor `[4p + 1, 4p + 2)`, a change of `[s, e)`
 * takes `[4s + 2, 4e)`.
 */
function keyOf({ start, end, isUnanchored }: Placed): number {
	return 4 * start + (start === end ? (isUnanchored ? 1 : 0) : 2);
}

function lastKeyOf(change: Placed): number {
	return change.start === change.end ? keyOf(change) + 1 : 4 * change.end;
}

/** The sequence up to quarter `cut`, of which those from 4p + 2 on belong to base p. */
function spell(reference: string, changes: readonly Placed[], cut: number): string {
	let text = '';
	let position = 0;
	for (const change of changes) {
		if (lastKeyOf(change) > cut) break;
		text += reference.slice(position, change.start) + change.alt;
		position = change.end;
	}
	return text + reference.slice(position, Math.max(position, Math.min(reference.length, Math.floor(cut / 4))));
}
