/** Raw options, as commander hands them over, to options that are known to be good; before any work. */
import { PangrafError } from '@pangraf/graph/errors';
import { z } from 'zod';

/** Checks options and arguments against a schema; the first that does not fit is an `E_USAGE` error of `command`. */
export function checkOptions<Schema extends z.ZodType>(
	command: string,
	schema: Schema,
	raw: Record<string, unknown>,
): z.infer<Schema> {
	const checked = schema.safeParse(raw);
	if (checked.success) return checked.data;
	const issue = checked.error.issues[0];
	const name = String(issue?.path[0] ?? '');
	const given = raw[name];
	const value = Array.isArray(given) ? given[Number(issue?.path[1] ?? 0)] : given;
	const place = `pangraf ${command}`;
	const flag = name.length === 1 ? `-${name}` : `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
	const found = value === undefined ? `no ${flag}` : `${flag} '${String(value)}'`;
	throw new PangrafError('E_USAGE', {
		place,
		found,
		expected: issue?.message ?? 'another value',
		remedy: `see '${place} --help'`,
	});
}

/** A whole number in a range, written in decimal digits. */
export function wholeNumber(least: number, most: number): z.ZodType<number> {
	const expected = `a whole number from ${least} to ${most}`;
	return z
		.string()
		.regex(/^\d{1,15}$/, expected)
		.transform(Number)
		.refine((value) => value >= least && value <= most, expected);
}

/** A number above zero, or from zero with `orZero`. */
export function positiveNumber(orZero = false): z.ZodType<number> {
	const expected = orZero ? 'a number that is 0 or more' : 'a number above 0';
	return z
		.string()
		.regex(/^\d{1,12}(\.\d+)?$/, expected)
		.transform(Number)
		.refine((value) => value > 0 || (orZero && value === 0), expected);
}

/** A name that VCF and PanSN can carry: no blank, no `#`, not empty. */
export const sampleName: z.ZodType<string> = z.string().regex(/^[^\s#]+$/, "a name without blanks and without '#'");

/** Path of a file, or `-`. */
export const filePath: z.ZodType<string> = z.string().min(1, 'the path of a file');
