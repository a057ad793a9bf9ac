/** Where ways leave the reference and come back. */
import { linkKey, type TubeCourse, type TubeItem } from './tube-items.ts';

/** Stretches off the reference, as they are placed: items from one reference node to the next. */
export interface Detour {
	items: TubeItem[];
	lanes: Set<number>;
	count: number;
}

/** Detours of all ways, the shortest first, of those as long the most common. */
export function findDetours({ nodes, ways, steps, laneOf }: TubeCourse, items: ReadonlyMap<string, TubeItem>): Detour[] {
	const detours = new Map<string, Detour>();
	for (const [way, { walks }] of ways.entries()) {
		let keys: string[] = [];
		const close = (): void => {
			const own = keys.flatMap((key) => items.get(key) ?? []);
			if (own.length > 0) {
				const detour = detours.get(keys.join()) ?? { items: own, lanes: new Set(), count: 0 };
				detour.lanes.add(laneOf[way]!);
				detour.count += walks.length;
				detours.set(keys.join(), detour);
			}
			keys = [];
		};
		const visited = steps[way]!;
		for (const [i, at] of visited.entries()) {
			if (i > 0) keys.push(linkKey(visited[i - 1]!, at));
			if (nodes[at]!.rank >= 0) close();
			else keys.push(String(at));
		}
		close();
	}
	const span = ({ items: own }: Detour) =>
		Math.max(...own.map(({ roomEnd }) => roomEnd)) - Math.min(...own.map(({ roomStart }) => roomStart));
	const found = [...detours.values()].sort((a, b) => span(a) - span(b) || b.count - a.count);
	// What no way visits has a detour of its own, behind all others.
	const visited = new Set(found.flatMap((detour) => detour.items));
	const alone = [...items.values()].filter((item) => !visited.has(item));
	return [...found, ...alone.map((item): Detour => ({ items: [item], lanes: new Set(), count: 0 }))];
}
