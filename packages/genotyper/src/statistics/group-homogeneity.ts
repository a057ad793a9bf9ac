/**
 * Whether groups of people fare alike: the test behind "no group is served worse".
 *
 * People are what was drawn into the groups, not variants: the variants of one person rise and fall together with the quality
 * of that person's sample. So people are what is exchanged between groups, or the clusters of Rao and Scott's test.
 */
import { ClusterMoments, designEffect } from './cluster-moments.ts';
import { fUpperTail } from './f-distribution.ts';

/** One person: the index of the group, the true variants, and how many of them are found. */
export interface PersonCount {
	readonly group: number;
	readonly found: number;
	readonly total: number;
}

export interface HomogeneityResult {
	/** `undefined` where fewer than two groups hold anything. */
	readonly p: number | undefined;
	readonly method: 'exact permutation' | 'Rao-Scott';
	/** Rao and Scott's is a rough test here: fewer than five effective finds or misses are expected in some group. */
	readonly isRough: boolean;
}

/** Ways to share people out that are gone through; about a tenth of a second. */
const MAX_ARRANGEMENTS = 500_000;
/** Expected counts below this make the test a rough one (Cochran 1954, doi:10.2307/3001616). */
const MIN_EXPECTED = 5;

/** The exact test where its arrangements can be gone through, else Rao and Scott's. People without variants do not count. */
export function groupHomogeneity(people: readonly PersonCount[]): HomogeneityResult {
	const counted = people.filter(({ total }) => total > 0);
	if (new Set(counted.map(({ group }) => group)).size < 2) return { p: undefined, method: 'exact permutation', isRough: false };
	const exact = permutationP(counted);
	return exact === undefined ? raoScott(counted) : { p: exact, method: 'exact permutation', isRough: false };
}

/**
 * Exact permutation test: the share of all ways to share the people out to groups of these sizes in which the groups' mean
 * recalls lie at least as far apart (sum of squares between groups) as they do. `undefined` where there are too many ways.
 *
 * People of the same recall are interchangeable, so that only the number of them in each group is gone through; with few
 * misses, nearly all people are.
 *
 * Source: E. J. G. Pitman 1938, doi:10.1093/biomet/29.3-4.322 (analysis of variance by permutations).
 */
export function permutationP(people: readonly PersonCount[]): number | undefined {
	const groups = [...new Set(people.map(({ group }) => group))].toSorted((a, b) => a - b);
	const classes = new Map<number, number[]>(); // misses as a share, and people by group who have it
	for (const { group, found, total } of people) {
		const share = (total - found) / total;
		const counts = classes.get(share) ?? groups.map(() => 0);
		counts[groups.indexOf(group)]!++;
		classes.set(share, counts);
	}
	const sizes = groups.map((_, g) => [...classes.values()].reduce((sum, counts) => sum + counts[g]!, 0));
	// The largest class fills up what the others leave, and needs no loop of its own.
	const byCount = [...classes].toSorted(([, a], [, b]) => total(b) - total(a));
	const [[filler, fillerCounts], ...looped] = byCount as [[number, number[]], ...[number, number[]][]];
	if (looped.reduce((product, [, counts]) => product * compositions(total(counts), groups.length), 1) > MAX_ARRANGEMENTS) {
		return undefined;
	}
	const values = looped.map(([share]) => share - filler);
	const spread = (sums: readonly number[]): number => sums.reduce((sum, s, g) => sum + (s * s) / sizes[g]!, 0);
	const observed = spread(sizes.map((_, g) => looped.reduce((sum, [, counts], v) => sum + counts[g]! * values[v]!, 0)));
	// What differs by rounding alone is equal.
	const threshold = observed - 1e-9 * Math.abs(observed) - 1e-15;
	const logFactorials = logFactorialTable(people.length);
	let all = 0;
	let extreme = 0;
	const room = [...sizes];
	const sums = sizes.map(() => 0);
	const walk = (v: number, g: number, left: number, logWeight: number): void => {
		if (v === looped.length) {
			// Relative to the arrangement of a table of the same margins; the margins cancel.
			const weight = Math.exp(
				logWeight - room.reduce((sum, free) => sum + logFactorials[free]!, 0) + logFactorials[total(fillerCounts)]!,
			);
			all += weight;
			if (spread(sums) >= threshold) extreme += weight;
			return;
		}
		const isLast = g === groups.length - 1;
		if (isLast && left > room[g]!) return;
		for (let x = isLast ? left : 0; x <= Math.min(left, room[g]!); x++) {
			room[g]! -= x;
			sums[g]! += x * values[v]!;
			const weight = logWeight - logFactorials[x]!;
			if (isLast) walk(v + 1, 0, v + 1 < looped.length ? total(looped[v + 1]![1]) : 0, weight);
			else walk(v, g + 1, left - x, weight);
			room[g]! += x;
			sums[g]! -= x * values[v]!;
		}
	};
	// Weights are kept near 1, so that their sum loses nothing.
	const logStart = looped.reduce((sum, [, counts]) => sum + logFactorials[total(counts)]!, 0);
	const logMargins = logFactorials[people.length]! - sizes.reduce((sum, size) => sum + logFactorials[size]!, 0);
	walk(0, 0, looped.length === 0 ? 0 : total(looped[0]![1]), logStart - logMargins);
	return Math.min(1, extreme / all);
}

/**
 * Test of equal proportions with people as clusters: Pearson's statistic of counts that are divided by each group's design
 * effect (at least 1). Design effects are themselves estimated from few people: so the statistic, over its degrees of freedom,
 * is held against the F distribution with as many residual degrees as there are people less groups.
 *
 * Source: J. N. K. Rao, A. J. Scott 1992, doi:10.2307/2532311; the F distribution: D. R. Thomas, J. N. K. Rao 1987,
 * doi:10.1080/01621459.1987.10478472.
 */
export function raoScott(people: readonly PersonCount[]): HomogeneityResult {
	const groups = [...new Set(people.map(({ group }) => group))];
	const effective = groups.map((wanted) => {
		const moments = new ClusterMoments();
		for (const { group, found, total } of people) if (group === wanted) moments.add(total, found);
		const proportion = moments.sum / moments.units;
		const simple = (proportion * (1 - proportion)) / moments.units;
		// A group in which everything or nothing is found shows no spread, and its people none of their own.
		const effect = simple === 0 ? 1 : designEffect(moments, simple);
		return { found: moments.sum / effect, total: moments.units / effect };
	});
	const found = effective.reduce((sum, group) => sum + group.found, 0);
	const units = effective.reduce((sum, group) => sum + group.total, 0);
	const pooled = found / units;
	if (pooled === 0 || pooled === 1) return { p: 1, method: 'Rao-Scott', isRough: false };
	const statistic = effective.reduce((sum, group) => {
		const expected = group.total * pooled;
		return sum + (group.found - expected) ** 2 / (expected * (1 - pooled));
	}, 0);
	const isRough = effective.some((group) => group.total * Math.min(pooled, 1 - pooled) < MIN_EXPECTED);
	const degrees = groups.length - 1;
	const residual = people.length - groups.length;
	return { p: residual < 1 ? 1 : fUpperTail(statistic / degrees, degrees, residual), method: 'Rao-Scott', isRough };
}

function total(counts: readonly number[]): number {
	return counts.reduce((sum, count) => sum + count, 0);
}

/** Ways to write `n` as a sum of `parts` numbers from 0. */
function compositions(n: number, parts: number): number {
	let ways = 1;
	for (let i = 1; i < parts; i++) ways = (ways * (n + i)) / i;
	return ways;
}

function logFactorialTable(n: number): Float64Array {
	const table = new Float64Array(n + 1);
	for (let i = 2; i <= n; i++) table[i] = table[i - 1]! + Math.log(i);
	return table;
}
