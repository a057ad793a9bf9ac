/** What a tube map says of itself: title, subtitle, description. */
import { counted } from './svg-text.ts';
import type { TubeMap } from './tube-map.ts';
import { type LaneName, referenceName } from './way-names.ts';

/** The reference and the region. */
export function titleOf(map: TubeMap): string {
	const { contig, from, to } = map.locus;
	const reference = referenceName(map);
	const region = `${contig}:${(from + 1).toLocaleString('en-US')}–${to.toLocaleString('en-US')}`;
	return reference === contig ? region : `${reference} ${region}`;
}

/** What the region holds, in numbers. */
export function subtitleOf({ ways, nodes, lanes, locus }: TubeMap): string {
	const passages = ways.reduce((sum, { walks }) => sum + walks.length, 0);
	const haplotypes = new Set(ways.flatMap(({ walks }) => walks)).size;
	const again = passages === haplotypes ? '' : ` (${counted(passages, 'passage')})`;
	const rest = lanes.find(({ kind }) => kind === 'rest');
	const shown = rest === undefined ? '' : `, the ${rest.ways.length === 1 ? '' : `${rest.ways.length} `}rarest in grey`;
	const bases = (locus.to - locus.from).toLocaleString('en-US');
	const who = `${counted(haplotypes, 'haplotype')}${again} on ${counted(ways.length, 'way')}${shown}`;
	return `${bases} bp of the reference, ${counted(nodes.length, 'segment')}, ${who}`;
}

/** What the picture shows, for who does not see it. */
export function describe({ lanes, nodes }: TubeMap, names: readonly LaneName[]): string {
	const off = nodes.filter(({ rank }) => rank < 0).length;
	const parts = lanes.map((lane, i) => {
		const { name, haplotypes, ways } = names[i]!;
		if (lane.kind === 'reference') return `${counted(haplotypes.length, 'haplotype')} take the way of ${name}`;
		if (lane.kind === 'rest') return `${counted(haplotypes.length, 'haplotype')} take ${counted(ways, 'other way')}`;
		return `${haplotypes.length} take way ${name}`;
	});
	return `Tube map: the reference as a straight row of ${nodes.length - off} segments, ${off} segments beside it, haplotypes as ribbons from left to right. ${parts.join('; ')}.`;
}
