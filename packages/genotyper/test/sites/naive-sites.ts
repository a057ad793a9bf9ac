/** Sites the slow and obvious way: the oracle of the property tests. */
import { flip, type RandomGraph, spell } from './random-graph.ts';

/** A walk turned into the reference's direction piece by piece: successive anchors and the path between. */
interface Stretch {
	left: number;
	right: number;
	path: number[];
	/** Which walk, and how many anchors came before. */
	walk: number;
}

/** All collinear stretches of all haplotypes, with the number of places that are not collinear. */
export function naiveStretches({ reference, haplotypes }: RandomGraph): { stretches: Stretch[]; broken: number } {
	const stretches: Stretch[] = [];
	let broken = 0;
	for (const [walk, steps] of haplotypes.entries()) {
		const anchors = steps.flatMap((handle, at) => {
			const rank = reference.findIndex((own) => own >> 1 === handle >> 1);
			return rank < 0 ? [] : [{ at, rank, reverse: reference[rank] !== handle }];
		});
		for (let i = 1; i < anchors.length; i++) {
			const [a, b] = [anchors[i - 1]!, anchors[i]!];
			const path = steps.slice(a.at + 1, b.at);
			if (!a.reverse && !b.reverse && b.rank > a.rank) stretches.push({ left: a.rank, right: b.rank, path, walk });
			else if (a.reverse && b.reverse && b.rank < a.rank) stretches.push({ left: b.rank, right: a.rank, path: flip(path), walk });
			else broken++;
		}
	}
	return { stretches, broken };
}

/** Distinct excursions as `left,right:path` with the number of walks that take them. */
export function naiveExcursions(random: RandomGraph): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { left, right, path } of naiveStretches(random).stretches) {
		if (path.join() === random.reference.slice(left + 1, right).join()) continue;
		const key = `${left},${right}:${path.join()}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

/** Whether an excursion, as a key of {@link naiveExcursions}, is long. */
export function isLong({ letters, reference }: RandomGraph, key: string): boolean {
	const [anchors, path] = key.split(':') as [string, string];
	const [left, right] = anchors.split(',').map(Number) as [number, number];
	const steps = path === '' ? [] : path.split(',').map(Number);
	return spell(letters, steps).length >= 50 || spell(letters, reference.slice(left + 1, right)).length >= 50;
}

/** Rank intervals of the short sites: transitive unions of excursions that share a reference edge. */
export function naiveShortSites(random: RandomGraph): [number, number][] {
	let intervals = [...naiveExcursions(random).keys()]
		.filter((key) => !isLong(random, key))
		.map((key) => key.split(':')[0]!.split(',').map(Number) as [number, number]);
	for (let merged = true; merged; ) {
		merged = false;
		for (let i = 0; i < intervals.length && !merged; i++) {
			for (let j = 0; j < i && !merged; j++) {
				const [a, b] = [intervals[i]!, intervals[j]!];
				if (a[0] >= b[1] || b[0] >= a[1]) continue;
				intervals = intervals.filter((_, k) => k !== i && k !== j);
				intervals.push([Math.min(a[0], b[0]), Math.max(a[1], b[1])]);
				merged = true;
			}
		}
	}
	return intervals.sort((a, b) => a[0] - b[0]);
}

/** Ways of the walks through an interval of ranks, as `path` with counts, the reference's own left out. */
export function naiveAlleles(random: RandomGraph, left: number, right: number): Map<string, number> {
	const counts = new Map<string, number>();
	const { reference } = random;
	for (const steps of random.haplotypes) {
		for (const own of [steps, flip(steps)]) {
			// Places of the left anchor in the reference's direction; the walk has to reach the right one through rising ranks.
			for (let at = 0; at < own.length; at++) {
				if (own[at] !== reference[left]) continue;
				const path: number[] = [];
				let last = left;
				for (let i = at + 1; i < own.length; i++) {
					const rank = reference.findIndex((handle) => handle >> 1 === own[i]! >> 1);
					if (rank >= 0 && (rank <= last || reference[rank] !== own[i] || rank > right)) break;
					if (rank === right) {
						if (path.join() !== reference.slice(left + 1, right).join())
							counts.set(path.join(), (counts.get(path.join()) ?? 0) + 1);
						break;
					}
					if (rank >= 0) last = rank;
					path.push(own[i]!);
				}
			}
		}
	}
	return counts;
}
