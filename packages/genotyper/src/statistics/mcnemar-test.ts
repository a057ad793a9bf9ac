import { binomialLowerTail } from './binomial.ts';

/**
 * Two-sided p of the exact McNemar test: the chance of a split of the discordant pairs at least as uneven as this one, were
 * both arms as likely to be the one that is right. 1 where there are no discordant pairs or they split evenly.
 *
 * Source: Q. McNemar 1947, doi:10.1007/BF02295996; the exact form is the sign test on the discordant pairs, twice the
 * smaller tail of the binomial distribution with probability 1/2.
 */
export function mcnemarExactP(onlyFirst: number, onlySecond: number): number {
	const fewer = Math.min(onlyFirst, onlySecond);
	return Math.min(1, 2 * binomialLowerTail(fewer, onlyFirst + onlySecond, 0.5));
}
