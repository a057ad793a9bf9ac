/**
 * Whether the figures of groups by several columns, put together, give away those of a few people.
 *
 * Each shown group is an equation for the people's figures. The sum over some people can be worked out just where the indicator
 * of these people is a linear combination of the groups' indicators. People who stand in the same groups throughout cannot be told
 * apart, so that only unions of such *cells* come into question. To find out without trying all combinations, a vector without
 * pattern is freed of everything in the groups' span: over a union that can be worked out it then adds up to nothing, over any
 * other one to some number.
 */

/** Sums this small are nothing: the vector's entries are about 1, and rounding leaves some 1e-14. */
const NOTHING = 1e-9;
/** A union of fewer than five people is of at most this many cells. */
const MOST_CELLS = 4;

/** People who stand in the same groups. */
interface Cell {
	readonly size: number;
	/** Entry of the vector. */
	readonly residue: number;
}

/**
 * Whether the sum over 1 to `minSize - 1` people (of `peopleCount`; `minSize` at most 5) follows from the sums over all people and
 * over the groups of these partitions. Every partition holds each person once.
 */
export function giveAway(partitions: readonly (readonly (readonly number[])[])[], peopleCount: number, minSize: number): boolean {
	if (minSize - 1 > MOST_CELLS) throw new RangeError(`a least size of ${minSize}`);
	const small = cellsOf(partitions, peopleCount).filter(({ size }) => size < minSize);
	const isNothing = (residue: number): boolean => Math.abs(residue) < NOTHING;
	if (small.some(({ residue }) => isNothing(residue))) return true;
	// Pairs by residue: two of them, or one and a cell, that cancel make a union of three or four cells.
	const pairs: { a: number; b: number; size: number; residue: number }[] = [];
	for (const [a, first] of small.entries()) {
		for (let b = 0; b < a; b++) {
			const size = first.size + small[b]!.size;
			if (size >= minSize) continue;
			const residue = first.residue + small[b]!.residue;
			if (isNothing(residue)) return true;
			pairs.push({ a, b, size, residue });
		}
	}
	const others = [...small.map((cell, a) => ({ a, b: a, ...cell })), ...pairs].sort((x, y) => x.residue - y.residue);
	for (const pair of pairs) {
		let low = 0;
		let high = others.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (others[middle]!.residue < -pair.residue - NOTHING) low = middle + 1;
			else high = middle;
		}
		for (; low < others.length && others[low]!.residue < -pair.residue + NOTHING; low++) {
			const { a, b, size } = others[low]!;
			if (pair.size + size < minSize && a !== pair.a && a !== pair.b && b !== pair.a && b !== pair.b) return true;
		}
	}
	return false;
}

function cellsOf(partitions: readonly (readonly (readonly number[])[])[], peopleCount: number): Cell[] {
	const keys = Array<string>(peopleCount).fill('');
	for (const groups of partitions)
		for (const [g, people] of groups.entries()) for (const person of people) keys[person] += `${g} `;
	const sizes = new Map<string, number>();
	for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
	const cells = [...sizes.keys()];
	const numbers = new Map(cells.map((key, k) => [key, k]));

	const vectors = partitions.flatMap((groups) =>
		groups.map((people) => {
			const vector = new Float64Array(cells.length);
			for (const person of people) vector[numbers.get(keys[person]!)!] = 1;
			return vector;
		}),
	);
	const basis: Float64Array[] = [];
	for (const vector of [new Float64Array(cells.length).fill(1), ...vectors]) {
		// Twice, so that rounding leaves nothing of what is in the span.
		for (let round = 0; round < 2; round++) for (const unit of basis) takeOut(vector, unit);
		const length = Math.sqrt(dot(vector, vector));
		if (length > 1e-6) basis.push(vector.map((value) => value / length));
	}
	const residues = Float64Array.from(cells, (_, k) => withoutPattern(k));
	for (let round = 0; round < 2; round++) for (const unit of basis) takeOut(residues, unit);
	return cells.map((key, k) => ({ size: sizes.get(key)!, residue: residues[k]! }));
}

function takeOut(vector: Float64Array, unit: Float64Array): void {
	const share = dot(vector, unit);
	for (let k = 0; k < vector.length; k++) vector[k]! -= share * unit[k]!;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
	return sum;
}

/** A number from 1 to 2 by a hash of `k`; the same on every machine. */
function withoutPattern(k: number): number {
	let hash = Math.imul(k + 1, 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca77);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae3d);
	return 1 + ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
