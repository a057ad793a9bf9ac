/** The course of a way through a tube map, as an SVG path. */

/** A straight stretch of a course, from left to right; `direction` is -1 where it is taken from right to left. */
export interface Stretch {
	readonly left: number;
	readonly right: number;
	readonly y: number;
	readonly direction: 1 | -1;
}

/** How far a curve that turns back reaches beyond what it connects, px, and more where that is far apart. */
const TURN = 24;

/** Path data through the stretches, curved in between. */
export function ribbonPath(stretches: readonly Stretch[]): string {
	const [first] = stretches;
	if (first === undefined) return '';
	let path = `M${px(entry(first))} ${px(first.y)}`;
	for (const [i, stretch] of stretches.entries()) {
		if (i > 0) path += curve(stretches[i - 1]!, stretch);
		path += `H${px(exit(stretch))}`;
	}
	return path;
}

/** A coordinate with at most one decimal. */
export function px(value: number): string {
	return String(Math.round(value * 10) / 10);
}

function entry({ left, right, direction }: Stretch): number {
	return direction === 1 ? left : right;
}

function exit({ left, right, direction }: Stretch): number {
	return direction === 1 ? right : left;
}

function curve(before: Stretch, after: Stretch): string {
	const [from, to] = [exit(before), entry(after)];
	const ahead = (to - from) * before.direction;
	const isStraightOn = before.direction === after.direction && ahead >= 0;
	if (before.y === after.y && isStraightOn) return '';
	// What turns back swings out above, so that it does not hide in its own lane.
	const reach = isStraightOn ? ahead / 2 : TURN + Math.abs(to - from) / 6;
	const swing = isStraightOn ? 0 : TURN + Math.abs(to - from) / 12;
	const [x1, x2] = [from + reach * before.direction, to - reach * after.direction];
	return `C${px(x1)} ${px(before.y - swing)} ${px(x2)} ${px(after.y - swing)} ${px(to)} ${px(after.y)}`;
}
