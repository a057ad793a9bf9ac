/** Rules by which one of several ways is chosen, and what each would come to. */
import type { Kind, Origin } from './tie-origins.ts';

/** ln odds per unit of score. SYNC: LAMBDA in assembly/mapping-quality.ts */
const LAMBDA = 1.383325;
/** SYNC: NEAR in assembly/choices.ts */
const NEAR = 12;

/** A read or pair that not all of its ways place alike. */
export interface Tie {
	readonly kinds: readonly Kind[];
	readonly ways: readonly TiedWay[];
	readonly origins: readonly Origin[];
	/** Index of the way that the kernel chose. */
	readonly chosen: number;
}

/** A way, and by mate whether it is right: in truth, and if the read came from each of its origins. */
export interface TiedWay {
	readonly worth: number;
	readonly takers: number;
	/** Share of its ends that lie on the reference. */
	readonly referenceShare: number;
	readonly right: readonly boolean[];
	readonly rightOf: readonly (readonly boolean[])[];
	/** Where it first leaves the reference: contig and place there; empty where it does not. */
	readonly locus: string;
}

/** Index of the way that is taken. */
export type Rule = (tie: Tie) => number;

/** Misplaced reads by kind. */
export type Misplaced = Record<Kind, number>;

const indexOfMost = (values: readonly number[]): number =>
	values.reduce((best, value, i) => (value > values[best]! * (1 + 1e-9) ? i : best), 0);

/** What haplotypes of the panel say of each way: its likelihood times those that take it, and one. */
export function weightsOf({ ways }: Tie): number[] {
	const top = Math.max(...ways.map(({ worth }) => worth));
	return ways.map(({ worth, takers }) => Math.exp((worth - top) * LAMBDA) * (top - worth <= NEAR ? takers + 1 : 1));
}

/** The rule of the kernel, with the reference `favour` times as strong as what is off it. */
export const byFavour =
	(favour: number): Rule =>
	(tie) => {
		const weights = weightsOf(tie);
		return indexOfMost(tie.ways.map(({ referenceShare }, i) => weights[i]! * (1 + (favour - 1) * referenceShare)));
	};

/** What the kernel did. */
export const asMapped: Rule = ({ chosen }) => chosen;

/** Of ways that are right, if there are any, the one that is right for most mates. */
export const rightOne: Rule = ({ ways }) => indexOfMost(ways.map(({ right }) => right.filter(Boolean).length));

/** Probability, by way and mate, that it is right for whoever knows the person's haplotypes. */
function expectation(tie: Tie, svWorth: number): number[] {
	return tie.ways.map(({ rightOf }) =>
		tie.origins.reduce(
			(sum, { weight, kinds }, o) =>
				sum + weight * kinds.reduce((n, kind, mate) => n + (rightOf[o]![mate] ? (kind === 'sv' ? svWorth : 1) : 0), 0),
			0,
		),
	);
}

/** What knowing the person's haplotypes gives, where a read over an SV that is placed right counts as `svWorth` others. */
export const knowingHaplotypes =
	(svWorth: number): Rule =>
	(tie) =>
		tie.origins.length === 0 ? tie.chosen : indexOfMost(expectation(tie, svWorth));

/** Misplaced reads among ties. */
export function misplacedBy(ties: readonly Tie[], rule: Rule): Misplaced {
	const misplaced: Misplaced = { sv: 0, indel: 0, snv: 0, no_variant: 0 };
	for (const tie of ties) {
		const { right } = tie.ways[rule(tie)]!;
		for (const [mate, kind] of tie.kinds.entries()) if (!right[mate]) misplaced[kind]++;
	}
	return misplaced;
}

const locusOf = ({ ways }: Tie): string => ways.find(({ locus }) => locus !== '')?.locus ?? '';

/**
 * What one decision for each place would come to, taken by who knows how many reads each gains and loses there, with at most `budget`
 * reads without a variant misplaced: the places that gain most over SVs for what they lose are taken first.
 */
export function misplacedByLocus(ties: readonly Tie[], budget: number): Misplaced {
	const loci = Map.groupBy(ties, locusOf);
	const sum: Misplaced = { sv: 0, indel: 0, snv: 0, no_variant: 0 };
	const changes: Misplaced[] = [];
	for (const [locus, those] of loci) {
		const onReference = misplacedBy(those, locus === '' ? asMapped : byFavour(1e6));
		for (const kind of Object.keys(sum) as Kind[]) sum[kind] += onReference[kind];
		if (locus === '') continue;
		const off = misplacedBy(those, byFavour(1e-6));
		for (const kind of Object.keys(off) as Kind[]) off[kind] -= onReference[kind];
		if (off.sv < 0) changes.push(off);
	}
	const price = ({ sv, no_variant: lost }: Misplaced): number => lost / -sv;
	for (const change of changes.sort((a, b) => price(a) - price(b))) {
		if (sum.no_variant + Math.max(0, change.no_variant) > budget) continue;
		for (const kind of Object.keys(sum) as Kind[]) sum[kind] += change[kind];
	}
	return sum;
}
