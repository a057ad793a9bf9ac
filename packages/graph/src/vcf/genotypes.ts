/** GT values straight from the bytes of a record's sample columns. */

/** The allele is not known (`.`). */
export const MISSING_ALLELE = -1;
/** There is no second allele: the genotype is haploid. */
export const NO_ALLELE = -2;
/** Both alleles of a genotype of more than two, where these are let pass. */
export const POLYPLOID = -3;

const TAB = 9;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const PIPE = 124;

/**
 * Reads the genotypes of columns that start at `at` and end at `end`, where a line end must stand.
 *
 * `field` is the place of GT in FORMAT, -1 where it has none: all genotypes are then missing, as they are where a column has
 * fewer fields. `alleles` gets two values a sample: allele index, {@link MISSING_ALLELE}, or {@link NO_ALLELE} as the second of
 * a haploid genotype; `phased` gets 1 for `|` and for haploid genotypes, else 0. A leading `|` or `/` (VCF 4.4) is skipped.
 *
 * Returns the number of columns found, or, as -1 - sample, the first sample whose genotype cannot be read: more than two
 * alleles (with `allowPolyploid` they become {@link POLYPLOID}), an allele above `altCount`, or no genotype at all. Reads as many
 * columns as `phased` is long and counts the rest.
 */
export function scanGenotypes(
	bytes: Uint8Array,
	at: number,
	end: number,
	field: number,
	altCount: number,
	alleles: Int16Array,
	phased: Uint8Array,
	allowPolyploid = false,
): number {
	const sampleCount = phased.length;
	for (let sample = 0; ; at++) {
		if (sample === sampleCount) return countColumns(bytes, at, end, sample);
		let byte = bytes[at]!;
		let skip = field;
		for (; skip > 0 && at < end && byte !== TAB; byte = bytes[++at]!) if (byte === COLON) skip--;
		let first = MISSING_ALLELE;
		let second = MISSING_ALLELE;
		let isPhased = 0;
		const isEmpty = at >= end || byte === TAB;
		if (isEmpty && skip === 0) return -1 - sample;
		if (!isEmpty && skip === 0) {
			if (byte === PIPE || byte === SLASH) byte = bytes[++at]!;
			if (byte === DOT) byte = bytes[++at]!;
			else {
				first = byte - 48;
				if (first >>> 0 > 9) return -1 - sample;
				for (byte = bytes[++at]!; (byte - 48) >>> 0 < 10; byte = bytes[++at]!) first = first * 10 + byte - 48;
			}
			second = NO_ALLELE;
			isPhased = 1;
			if (byte === PIPE || byte === SLASH) {
				isPhased = byte === PIPE ? 1 : 0;
				byte = bytes[++at]!;
				second = MISSING_ALLELE;
				if (byte === DOT) byte = bytes[++at]!;
				else {
					second = byte - 48;
					if (second >>> 0 > 9) return -1 - sample;
					for (byte = bytes[++at]!; (byte - 48) >>> 0 < 10; byte = bytes[++at]!) second = second * 10 + byte - 48;
				}
			}
			if (first > altCount || second > altCount) return -1 - sample;
			if (allowPolyploid && (byte === PIPE || byte === SLASH) && second !== NO_ALLELE) {
				at = skipAlleles(bytes, at, altCount);
				if (at === -1) return -1 - sample;
				byte = bytes[at]!;
				first = POLYPLOID;
				second = POLYPLOID;
			}
			if (byte !== TAB && byte !== COLON && at < end) return -1 - sample;
		}
		alleles[sample * 2] = first;
		alleles[sample * 2 + 1] = second;
		phased[sample] = isPhased;
		sample++;
		while (at < end && bytes[at] !== TAB) at++;
		if (at >= end) return sample;
	}
}

/** Reads `/1|2…` from `at` on and returns where it ends, or -1 where an allele is none. */
function skipAlleles(bytes: Uint8Array, at: number, altCount: number): number {
	while (bytes[at] === PIPE || bytes[at] === SLASH) {
		at++;
		if (bytes[at] === DOT) {
			at++;
			continue;
		}
		const start = at;
		let allele = 0;
		for (; (bytes[at]! - 48) >>> 0 < 10; at++) allele = allele * 10 + bytes[at]! - 48;
		if (at === start || allele > altCount) return -1;
	}
	return at;
}

/** Columns in all, where `before` came before `at`. */
function countColumns(bytes: Uint8Array, at: number, end: number, before: number): number {
	let count = before + 1;
	for (; at < end; at++) if (bytes[at] === TAB) count++;
	return count;
}
