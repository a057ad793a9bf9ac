/**
 * Where in a person's own two haplotypes a read or pair may come from: all places that spell what its best way spells, with mates that
 * face each other as a fragment does. Who knows the haplotypes knows no more than this of where the read comes from.
 */
import { type Graph, handleSequence } from '@pangraf/graph';
import type { FragmentLengths } from '../../packages/mapper/src/pairs/fragment-lengths.ts';
import { basesFrom, INDEL, type PersonHaplotype, SNV, SV } from './person-haplotypes.ts';
import type { ReferencePlaces, TruePlace } from './true-places.ts';
import type { PlacedMate, Way } from './ways.ts';

/** Kinds of read by what it touches, as place.py has them. */
export type Kind = 'sv' | 'indel' | 'snv' | 'no_variant';

/** A place of the person's haplotypes. */
export interface Origin {
	readonly contig: string;
	readonly mates: TruePlace['mates'];
	readonly kinds: readonly Kind[];
	/** How likely it is beside the others: by the length of its fragment. */
	readonly weight: number;
}

/** Bases beyond a way's place in which its read is looked for; no fragment is longer. */
const MARGIN = 900;

const COMPLEMENTS: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };
const reverseComplement = (text: string): string =>
	Array.from(text, (letter) => COMPLEMENTS[letter] ?? letter)
		.reverse()
		.join('');

function spelled(graph: Graph, { steps, pathStart, pathEnd }: PlacedMate): string {
	return Array.from(steps, (handle) => handleSequence(graph, handle))
		.join('')
		.slice(pathStart, pathEnd);
}

/** By contig, the parts of the reference around the places of all ways, joined where they meet. */
function windowsOf(ways: readonly Way[], { contigs, starts, ends, names }: ReferencePlaces): Map<string, [number, number][]> {
	const windows = new Map<string, [number, number][]>();
	for (const { steps } of ways.flatMap(({ mates }) => mates)) {
		const nodes = Array.from(steps, (handle) => handle >> 1).filter((node) => contigs[node]! >= 0);
		if (nodes.length === 0) continue;
		const name = names[contigs[nodes[0]!]!]!;
		const window: [number, number] = [
			Math.min(...nodes.map((node) => starts[node]!)) - MARGIN,
			Math.max(...nodes.map((node) => ends[node]!)) + MARGIN,
		];
		windows.set(name, [...(windows.get(name) ?? []), window]);
	}
	for (const [name, all] of windows) {
		const joined: [number, number][] = [];
		for (const [low, high] of all.sort((a, b) => a[0] - b[0])) {
			const last = joined.at(-1);
			if (last !== undefined && low <= last[1]) last[1] = Math.max(last[1], high);
			else joined.push([low, high]);
		}
		windows.set(name, joined);
	}
	return windows;
}

function kindOf(touches: Uint8Array, start: number, end: number): Kind {
	let bits = 0;
	for (let i = start; i < end; i++) bits |= touches[i]!;
	return bits & SV ? 'sv' : bits & INDEL ? 'indel' : bits & SNV ? 'snv' : 'no_variant';
}

interface Found {
	readonly start: number;
	readonly end: number;
	readonly reverse: boolean;
}

function occurrences(text: string, word: string, reverse: boolean): Found[] {
	const found: Found[] = [];
	for (const [spelling, turned] of [
		[word, reverse],
		[reverseComplement(word), !reverse],
	] as const) {
		for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
			found.push({ start: at, end: at + word.length, reverse: turned });
		}
	}
	return found;
}

/** All origins; none where the person spells it nowhere, as of a read with an error that no way explains. */
export function originsOf(
	graph: Graph,
	places: ReferencePlaces,
	person: ReadonlyMap<string, readonly PersonHaplotype[]>,
	ways: readonly Way[],
	fragment: FragmentLengths | undefined,
): Origin[] {
	const best = ways.reduce((a, b) => (b.worth > a.worth ? b : a));
	const words = best.mates.map((mate) => spelled(graph, mate));
	const origins: Origin[] = [];
	for (const [contig, windows] of windowsOf(ways, places)) {
		for (const haplotype of person.get(contig)!) {
			for (const [low, high] of windows) {
				const { start, end } = basesFrom(haplotype, low, high);
				const text = Buffer.from(haplotype.bases.buffer, haplotype.bases.byteOffset + start, end - start).toString('latin1');
				const found = words.map((word, mate) => occurrences(text, word, best.mates[mate]!.reversed));
				const add = (mates: readonly Found[], weight: number): void => {
					origins.push({
						contig,
						weight,
						mates: mates.map((mate) => ({
							start: haplotype.places[start + mate.start]!,
							end: haplotype.places[start + mate.end - 1]! + 1,
							reverse: mate.reverse,
						})),
						kinds: mates.map((mate) => kindOf(haplotype.touches, start + mate.start, start + mate.end)),
					});
				};
				if (fragment === undefined) for (const only of found[0]!) add([only], 1);
				else
					for (const a of found[0]!)
						for (const b of found[1]!) {
							if (a.reverse === b.reverse) continue;
							const length = a.reverse ? a.end - b.start : b.end - a.start;
							const deviation = (length - fragment.mean) / fragment.stdev;
							if (Math.abs(deviation) <= 4) add([a, b], Math.exp(-(deviation * deviation) / 2));
						}
			}
		}
	}
	return origins;
}
