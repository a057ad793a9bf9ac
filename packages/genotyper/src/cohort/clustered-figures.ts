/**
 * The figures of a stratum over several people, with the dependence of its units taken into account: variants of one person,
 * and carriers of one variant.
 *
 * Variances of both kinds of clusters are joined as A. C. Cameron, J. B. Gelbach and D. L. Miller do for two ways of clustering
 * (2011, doi:10.1198/jbes.2010.07136): their sum less the variance of independent units, or the larger of them where that is
 * more. Their quotient with the variance of independent units, the design effect, then divides all counts before Wilson's or
 * Newcombe's interval is taken of them (effective sample sizes: Rao and Scott 1992, doi:10.2307/2532311). Variances between
 * fewer than ten or so people are themselves uncertain: that of people is widened by Student's t.
 */
import type { StratumTally } from '../comparison/tally.ts';
import { ClusterMoments } from '../statistics/cluster-moments.ts';
import { fUpperTail } from '../statistics/f-distribution.ts';
import { f1Interval } from '../statistics/f1-interval.ts';
import { type PairedTable, pairedDifferenceInterval } from '../statistics/paired-difference.ts';
import { signFlipTest } from '../statistics/sign-flip-test.ts';
import { studentQuantile } from '../statistics/student-quantile.ts';
import { type Interval, wilsonInterval, Z_95 } from '../statistics/wilson-interval.ts';
import type { VariantClusters } from './cohort.ts';

/** With fewer people, the spread between them cannot be told; figures then speak of these people alone. */
export const MIN_PEOPLE_AS_CLUSTERS = 5;

export interface ClusteredArm {
	readonly recallInterval: Interval | undefined;
	/** Units that are worth one independent unit, 1 or more. */
	readonly recallDesignEffect: number;
	/** Variance of recall that the interval stands for. */
	readonly recallVariance: number;
	/** By people as clusters alone: calls that are not true have no carriers. */
	readonly precisionInterval: Interval | undefined;
	readonly f1Interval: Interval | undefined;
}

export interface ClusteredFigures {
	readonly graph: ClusteredArm;
	readonly linear: ClusteredArm;
	readonly differenceInterval: Interval | undefined;
	readonly differenceDesignEffect: number;
	/** Sign-flip test by variants, and t-test by people where there are enough: the larger p. */
	readonly p: number;
	/** Whether that p is an exact one. */
	readonly isExact: boolean;
}

/** `tallies` are those of the people, `total` is their sum. */
export function clusteredFigures(
	tallies: readonly StratumTally[],
	total: StratumTally,
	variants: VariantClusters,
): ClusteredFigures {
	const units = total.truthTotal;
	const { both, graphOnly, linearOnly, neither } = total;
	const difference = units === 0 ? 0 : (graphOnly - linearOnly) / units;
	const squares =
		graphOnly * (1 - difference) ** 2 + linearOnly * (1 + difference) ** 2 + (both + neither) * difference * difference;
	const people = personMoments(tallies, (tally) => [tally.truthTotal, tally.graphOnly - tally.linearOnly]);
	const effect = combinedEffect(variants.difference, people, units === 0 ? 0 : squares / (units * units));
	const table: PairedTable = {
		both: both / effect,
		onlyFirst: graphOnly / effect,
		onlySecond: linearOnly / effect,
		neither: neither / effect,
	};
	const byVariant = signFlipTest(variants.differences);
	const byPerson = people === undefined ? 0 : personTest(people);
	const test = byPerson > byVariant.p ? { p: byPerson, isExact: false } : byVariant;
	return {
		graph: clusteredArm(tallies, total, 'graph', variants.graph),
		linear: clusteredArm(tallies, total, 'linear', variants.linear),
		differenceInterval: pairedDifferenceInterval(table),
		differenceDesignEffect: effect,
		p: test.p,
		isExact: test.isExact,
	};
}

/**
 * Two-sided p of the difference with people as clusters: N. A. Obuchowski's statistic (1998), held against Student's t. A
 * sign-flip test of few people could not reach a small p at all.
 */
function personTest(people: ClusterMoments): number {
	const difference = people.sum / people.units;
	const variance = people.variance() ?? 0;
	if (variance === 0) return difference === 0 ? 1 : 0;
	return fUpperTail((difference * difference) / variance, 1, people.clusters - 1);
}

function clusteredArm(
	tallies: readonly StratumTally[],
	total: StratumTally,
	arm: 'graph' | 'linear',
	variants: ClusterMoments,
): ClusteredArm {
	const { tp, fn, fp } = total[arm];
	const simple = (successes: number, trials: number): number =>
		trials === 0 ? 0 : ((successes / trials) * (1 - successes / trials)) / trials;
	const recallEffect = combinedEffect(
		variants,
		personMoments(tallies, (tally) => [tally.truthTotal, tally[arm].tp]),
		simple(tp, tp + fn),
	);
	const precisionEffect = personEffect(
		personMoments(tallies, (tally) => [tally[arm].tp + tally[arm].fp, tally[arm].tp]),
		simple(tp, tp + fp),
	);
	const overlapMoments = personMoments(tallies, (tally) => [tally[arm].tp + tally[arm].fn + tally[arm].fp, tally[arm].tp]);
	// True variants are shared in F1 as they are in recall.
	const overlapEffect = Math.max(recallEffect, personEffect(overlapMoments, simple(tp, tp + fn + fp)));
	return {
		recallInterval: wilsonInterval(tp / recallEffect, (tp + fn) / recallEffect),
		recallDesignEffect: recallEffect,
		recallVariance: recallEffect * simple(tp, tp + fn),
		precisionInterval: wilsonInterval(tp / precisionEffect, (tp + fp) / precisionEffect),
		f1Interval: f1Interval(tp / overlapEffect, fn / overlapEffect, fp / overlapEffect),
	};
}

/** Moments with people as clusters; `undefined` where there are too few. */
function personMoments(
	tallies: readonly StratumTally[],
	figures: (tally: StratumTally) => readonly [size: number, sum: number],
): ClusterMoments | undefined {
	const moments = new ClusterMoments();
	for (const tally of tallies) moments.add(...figures(tally));
	return moments.clusters < MIN_PEOPLE_AS_CLUSTERS ? undefined : moments;
}

function combinedEffect(variants: ClusterMoments, people: ClusterMoments | undefined, simpleVariance: number): number {
	const { clusters, units } = variants;
	if (clusters === 0) return 1;
	// Where all agree no spread can be seen: the carriers of a variant then count as one.
	if (simpleVariance <= 0) return units / clusters;
	const byVariant = variants.variance() ?? 0;
	const byPerson = widenedVariance(people);
	return Math.max(1, Math.max(byVariant, byPerson, byVariant + byPerson - simpleVariance) / simpleVariance);
}

function personEffect(people: ClusterMoments | undefined, simpleVariance: number): number {
	return simpleVariance <= 0 ? 1 : Math.max(1, widenedVariance(people) / simpleVariance);
}

function widenedVariance(people: ClusterMoments | undefined): number {
	if (people === undefined) return 0;
	return (people.variance() ?? 0) * (studentQuantile(people.clusters - 1) / Z_95) ** 2;
}
