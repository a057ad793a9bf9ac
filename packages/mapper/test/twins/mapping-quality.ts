/** Twin of assembly/pairs.ts: the choice among placements and its mapping quality, by the formulas. */

/** Root of exp(x) / 4 + 3 exp(-4 x) / 4 = 1. */
export const LAMBDA = 1.383325;
const UNPAIRED_PENALTY = 17;
const SCORE_MIN = 30;

/** A placement as the choice sees it. */
export interface Placement {
	readonly score: number;
	readonly low: number;
	readonly high: number;
	readonly descending: boolean;
	/** How many of its ends lie on the reference. */
	readonly referenceEnds: number;
}

/** A read with its placements. */
export interface PlacedRead {
	readonly length: number;
	readonly placements: readonly Placement[];
	/** Places that were not looked at. */
	readonly unseen: number;
}

/** Index of the chosen placement, or -1, and its quality without rounding. */
export interface Choice {
	readonly chosen: number;
	readonly mapq: number;
}

const NONE: Choice = { chosen: -1, mapq: 0 };

function quality(right: number, all: number, score: number, length: number): number {
	const wrong = Math.max(0, all - right) / all;
	const phred = Math.min(60, -10 * Math.log10(wrong));
	return phred * Math.min(1, score / (0.4 * length));
}

/** The best of the indices by score, then by ends on the reference, then the first. */
function bestOf<T>(items: readonly T[], score: (item: T) => number, ends: (item: T) => number): T | undefined {
	let best: T | undefined;
	for (const item of items) {
		if (best === undefined || score(item) > score(best) || (score(item) === score(best) && ends(item) > ends(best))) best = item;
	}
	return best;
}

/** The choice for a read by itself. */
export function chooseAlone({ length, placements, unseen }: PlacedRead): Choice {
	const indices = placements.map((_, i) => i).filter((i) => placements[i]!.score >= SCORE_MIN);
	const best = bestOf(
		indices,
		(i) => placements[i]!.score,
		(i) => placements[i]!.referenceEnds,
	);
	if (best === undefined) return NONE;
	const top = placements[best]!.score;
	const all = placements.reduce((sum, { score }) => sum + Math.exp((score - top) * LAMBDA), unseen);
	return { chosen: best, mapq: quality(1, all, top, length) };
}

/** Length of the fragment of two placements; 0 where they do not face each other. */
export function fragmentLength(a: Placement, b: Placement): number {
	if (a.descending === b.descending) return 0;
	return a.descending ? a.high - b.low : b.high - a.low;
}

/** The choice for two mates together. */
export function chooseTogether(
	first: PlacedRead,
	second: PlacedRead,
	fragment: { mean: number; stdev: number },
): { choices: [Choice, Choice]; proper: boolean } {
	const low = Math.max(1, Math.trunc(fragment.mean - 4 * fragment.stdev));
	const high = Math.trunc(fragment.mean + 4 * fragment.stdev);
	const pairs = first.placements.flatMap((a, i) =>
		second.placements.map((b, j) => {
			const length = fragmentLength(a, b);
			const proper = length >= low && length <= high;
			const z = (length - fragment.mean) / fragment.stdev;
			const penalty = proper ? Math.min((z * z) / (2 * LAMBDA), UNPAIRED_PENALTY) : UNPAIRED_PENALTY;
			return { i, j, proper, score: a.score + b.score - penalty, ends: a.referenceEnds + b.referenceEnds };
		}),
	);
	const best = bestOf(
		pairs.filter(({ score }) => score >= 0),
		({ score }) => score,
		({ ends }) => ends,
	);
	const alone = { choices: [chooseAlone(first), chooseAlone(second)] as [Choice, Choice], proper: false };
	if (best === undefined) return alone;
	const [a, b] = [first.placements[best.i]!, second.placements[best.j]!];
	if (a.score < SCORE_MIN || b.score < SCORE_MIN) return alone;
	const weight = (pair: (typeof pairs)[number]): number => Math.exp((pair.score - best.score) * LAMBDA);
	const sum = (some: typeof pairs): number => some.reduce((total, pair) => total + weight(pair), 0);
	const unseen = best.proper ? Math.min(first.unseen, second.unseen) : undefined;
	const all = sum(pairs);
	return {
		proper: best.proper,
		choices: [
			{
				chosen: best.i,
				mapq: quality(sum(pairs.filter(({ i }) => i === best.i)), all + (unseen ?? first.unseen), a.score, first.length),
			},
			{
				chosen: best.j,
				mapq: quality(sum(pairs.filter(({ j }) => j === best.j)), all + (unseen ?? second.unseen), b.score, second.length),
			},
		],
	};
}
