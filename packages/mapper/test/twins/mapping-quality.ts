/** Twin of assembly/choices.ts, pairs.ts and mapping-quality.ts: the choice among placements and its mapping quality, by the formulas. */

/** Root of exp(x) / 4 + 3 exp(-4 x) / 4 = 1. */
export const LAMBDA = 1.383325;
const UNPAIRED_PENALTY = 17;
const SCORE_MIN = 30;
/** Score that a placement loses for each switch, in the tests. */
export const SWITCH_PENALTY = 4;
const NEAR = 12;
const REFERENCE_CLAIM = 0.25;
const HAPLOTYPE_MAPQ_MAX = 15;

/** A placement as the choice sees it. */
export interface Placement {
	readonly score: number;
	readonly low: number;
	readonly high: number;
	readonly descending: boolean;
	/** How many of its ends lie on the reference. */
	readonly referenceEnds: number;
	/** Switches between haplotypes along its path. */
	readonly switches: number;
	/** Haplotypes that take its path. */
	readonly takers: number;
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

/** One way to place a read or a pair. */
interface Way {
	/** Score less what switches cost, and the score alone. */
	readonly worth: number;
	readonly score: number;
	readonly takers: number;
	/** Share of its ends that lie on the reference. */
	readonly reference: number;
	/** Whether it may be chosen. */
	readonly eligible: boolean;
}

interface WeighedWay extends Way {
	/** Likelihood by the scores alone, and by worth and haplotypes, of the best: 1. */
	readonly scored: number;
	readonly weighed: number;
}

/** exp(-x) in the steps of the kernel's table. */
const expOf = (x: number): number => (x * 64 >= 4096 ? 0 : Math.exp(-Math.floor(x * 64) / 64));

/** Likelihoods of all ways relative to the chosen one, and its index; -1 where there is none. */
function weigh<T extends Way>(ways: readonly T[]): { ways: (T & WeighedWay)[]; best: number } {
	const top = Math.max(...ways.filter(({ eligible }) => eligible).map(({ worth }) => worth));
	const topScore = Math.max(0, ...ways.map(({ score }) => score));
	const isNear = ({ worth }: Way): boolean => top - worth <= NEAR;
	const several = ways.filter(isNear).length > 1;
	const raw = ways.map((way) => ({
		...way,
		scored: expOf((topScore - way.score) * LAMBDA),
		weighed: expOf(Math.max(0, top - way.worth) * LAMBDA) * (several && isNear(way) ? way.takers + 1 : 1),
	}));
	const claims = raw.map(({ weighed, reference, eligible }) => (eligible ? weighed * (1 + 2 * REFERENCE_CLAIM * reference) : -1));
	const best = claims.indexOf(Math.max(...claims));
	const unit = raw[best];
	if (unit === undefined) return { ways: [], best: -1 };
	const relative = raw.map((way) => ({
		...way,
		scored: several ? way.scored / unit.scored : way.weighed / unit.weighed,
		weighed: way.weighed / unit.weighed,
	}));
	return { ways: relative, best };
}

function quality(
	ways: readonly WeighedWay[],
	isRight: (i: number) => boolean,
	unseen: number,
	score: number,
	length: number,
): number {
	const phred = (kind: 'scored' | 'weighed'): number => {
		const all = ways.reduce((sum, way) => sum + way[kind], unseen);
		const right = ways.reduce((sum, way, i) => sum + (isRight(i) ? way[kind] : 0), 0);
		return Math.min(60, -10 * Math.log10(Math.max(0, all - right) / all));
	};
	return Math.min(phred('weighed'), Math.max(phred('scored'), HAPLOTYPE_MAPQ_MAX)) * Math.min(1, score / (0.4 * length));
}

const worthOf = ({ score, switches }: Placement): number => score - SWITCH_PENALTY * switches;

/** The choice for a read by itself. */
export function chooseAlone({ length, placements, unseen }: PlacedRead): Choice {
	if (!placements.some(({ score }) => score >= SCORE_MIN)) return NONE;
	const { ways, best } = weigh(
		placements.map((placement) => ({
			worth: worthOf(placement),
			score: placement.score,
			takers: placement.takers,
			reference: placement.referenceEnds / 2,
			eligible: placement.score >= SCORE_MIN,
		})),
	);
	return { chosen: best, mapq: quality(ways, (i) => i === best, unseen, placements[best]!.score, length) };
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
			return {
				i,
				j,
				proper,
				worth: worthOf(a) + worthOf(b) - penalty,
				score: a.score + b.score - penalty,
				takers: Math.min(a.takers, b.takers),
				reference: (a.referenceEnds + b.referenceEnds) / 4,
				eligible: true,
			};
		}),
	);
	const alone = { choices: [chooseAlone(first), chooseAlone(second)] as [Choice, Choice], proper: false };
	if (!pairs.some(({ worth }) => worth >= 0)) return alone;
	const { ways, best } = weigh(pairs);
	const chosen = ways[best]!;
	const [a, b] = [first.placements[chosen.i]!, second.placements[chosen.j]!];
	if (a.score < SCORE_MIN || b.score < SCORE_MIN) return alone;
	const unseen = chosen.proper ? Math.min(first.unseen, second.unseen) : undefined;
	const choice = (side: 'i' | 'j', read: PlacedRead, { score }: Placement): Choice => ({
		chosen: chosen[side],
		mapq: quality(ways, (k) => ways[k]![side] === chosen[side], unseen ?? read.unseen, score, read.length),
	});
	return { proper: chosen.proper, choices: [choice('i', first, a), choice('j', second, b)] };
}
