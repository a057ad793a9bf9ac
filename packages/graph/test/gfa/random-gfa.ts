/** Random GFA text for properties: any names, any line order, links in either direction and repeated, and everything that a line may carry. */
import * as fc from 'fast-check';

const letters = fc.string({ unit: fc.constantFrom(...'ACGTacgtNnRy'.split('')), minLength: 1, maxLength: 70 });
const masked = fc
	.array(fc.tuple(fc.string({ unit: fc.constantFrom(...'ACGT'.split('')), minLength: 1, maxLength: 30 }), fc.boolean()), {
		minLength: 1,
		maxLength: 4,
	})
	.map((runs) => runs.map(([run, isLower]) => (isLower ? run.toLowerCase() : run)).join(''));
const decimal = fc
	.oneof(fc.nat(40), fc.integer({ min: 990, max: 1040 }), fc.nat(), fc.constantFrom(0, 999_999_999, 1_000_000_000))
	.map(String);
const odd = fc.oneof(
	fc.stringMatching(/^[!-)+-;=?-~][!-;=?-~]{0,9}$/),
	fc.constantFrom('007', '00', 's1', 'utg+', 'x-', '1e5', '-1', 'æ', 'a;b'),
);
// A name that ends in + or - before a comma or semicolon, or holds such a comma, cannot stand in a P line; @ begins meta-segments.
const name = fc.oneof(
	{ weight: 3, arbitrary: decimal },
	odd.filter((text) => !/,|[+-];|^\*$|^@/.test(text)),
);

const tag = fc.oneof(
	fc.tuple(fc.constantFrom('RC:i', 'ab:Z', 'xx:J', 'f1:f'), fc.stringMatching(/^[ -~]{1,12}$/)).map((parts) => parts.join(':')),
	fc.constantFrom('KC:i:7', 'aa:A:x', 'h1:H:1F', 'bb:B:i,1,-2', 'zz:Z:æ'),
);
/** Columns behind a line: mostly none. */
const tags = fc
	.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(tag, { maxLength: 3 }))
	.map((list) => list.map((one) => `\t${one}`).join(''));

const HEADERS = ['H\tVN:Z:1.0', 'H\tRS:Z:GRCh38\txx:i:1', 'H', 'H\tRS:Z:HG002 GRCh38'];

/** Lines of a GFA whose walks follow its links and jumps. */
export const gfaLines: fc.Arbitrary<string[]> = fc
	.uniqueArray(name, { minLength: 1, maxLength: 12 })
	.chain((names) => {
		const node = fc.nat(names.length - 1);
		const walk = fc.record({
			steps: fc.array(fc.tuple(node, fc.boolean()), { maxLength: 15 }),
			kind: fc.constantFrom('P', 'W', 'Z'),
			start: fc.option(fc.nat(1000), { nil: undefined }),
			sample: fc.constantFrom('GRCh38', 'HG002', 'æ'),
			overlaps: fc.constantFrom('*', '*', '0M,0M', '4M,5M'),
			tags,
		});
		return fc.record({
			names: fc.constant(names),
			sequences: fc.array(fc.oneof(letters, masked), { minLength: names.length, maxLength: names.length }),
			unsequenced: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: names.length, maxLength: names.length }),
			segmentTags: fc.array(tags, { minLength: names.length, maxLength: names.length }),
			links: fc.array(fc.tuple(node, fc.boolean(), node, fc.boolean(), fc.constantFrom('*', '0M', '', '0='), tags), {
				maxLength: 20,
			}),
			pairs: fc.array(fc.tuple(fc.constantFrom('J', 'C'), node, fc.boolean(), node, fc.boolean(), tags), { maxLength: 3 }),
			walks: fc.array(walk, { maxLength: 4 }),
			others: fc.subarray(['# a comment', '#', 'a\tmine\t7', 'x', '#\ttwo\ttabs\t'], { maxLength: 3 }),
			seed: fc.nat(),
			order: fc.array(fc.nat(), { minLength: 90, maxLength: 90 }),
		});
	})
	.map((drawn) => {
		const { names, sequences, unsequenced, segmentTags, links, pairs, walks, others, seed, order } = drawn;
		let state = seed;
		const below = (count: number) => {
			state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
			return (state >>> 8) % count;
		};
		const flip = () => below(2) === 1;
		const sign = (plus: boolean) => (plus ? '+' : '-');
		const pair = (letter: string, a: number, aPlus: boolean, b: number, bPlus: boolean) =>
			[letter, names[a], sign(aPlus), names[b], sign(bPlus)].join('\t');
		const lines = links.map(([a, aPlus, b, bPlus, overlap, own]) => `${pair('L', a, aPlus, b, bPlus)}\t${overlap}${own}`);
		lines.push(
			...pairs.map(
				([letter, a, aPlus, b, bPlus, own]) => `${pair(letter, a, aPlus, b, bPlus)}\t${letter === 'J' ? '*' : '7\t3M1D'}${own}`,
			),
		);
		const rules: string[] = [];
		const walkLines = walks.map(({ steps, kind, start, sample, overlaps, tags: own }, i) => {
			const separators: string[] = [];
			for (let s = 1; s < steps.length; s++) {
				const [[a, aPlus], [b, bPlus]] = [steps[s - 1]!, steps[s]!];
				const isJump = kind === 'P' && below(8) === 0;
				separators.push(isJump ? ';' : ',');
				const letter = isJump ? 'J' : 'L';
				const line = flip() ? pair(letter, a, aPlus, b, bPlus) : pair(letter, b, !bPlus, a, !aPlus);
				lines.push(`${line}\t${isJump ? below(50) - 10 : flip() ? '0M' : '*'}`);
			}
			if (kind === 'P') {
				const path = steps.map(([n, plus], s) => names[n] + sign(plus) + (separators[s] ?? '')).join('') || '*';
				return `P\t${sample}#${i}#c\t${path}\t${overlaps}${own}`;
			}
			const length = steps.reduce((sum, [n]) => sum + sequences[n]!.length, 0);
			const range = start === undefined ? ['*', '*'] : [start, start + length];
			const symbols = steps.map(([n, plus]) => (plus ? '>' : '<') + names[n]);
			if (kind === 'Z') compress(symbols, rules, below, flip);
			return `${[kind, sample, i, 'c', ...range, symbols.join('') || '*'].join('\t')}${own}`;
		});
		const segmentLines = names.map((segment, i) => {
			const length = `\tLN:i:${sequences[i]!.length}`;
			const isUnsequenced = unsequenced[i] === 0;
			const tail = isUnsequenced || unsequenced[i] === 1 ? length : '';
			return `S\t${segment}\t${isUnsequenced ? '*' : sequences[i]}${segmentTags[i]}${tail}`;
		});
		// Lines of one kind keep their order among themselves; all else is shuffled.
		return interleave([[...HEADERS], segmentLines, lines, walkLines, rules, others], order);
	});

/** Puts runs of symbols into meta-segments, in place. */
function compress(symbols: string[], rules: string[], below: (count: number) => number, flip: () => boolean): void {
	for (let round = below(4); round > 0 && symbols.length > 1; round--) {
		const from = below(symbols.length - 1);
		const taken = symbols.splice(from, 2 + below(symbols.length - from - 1));
		const isReverse = flip();
		const name = `@q${rules.length}`;
		const walk = isReverse ? taken.toReversed().map((symbol) => (symbol.startsWith('>') ? '<' : '>') + symbol.slice(1)) : taken;
		rules.push(`Q\t${name}\t${walk.join('')}${flip() ? '\tLS:i:3' : ''}`);
		symbols.splice(from, 0, (isReverse ? '<' : '>') + name);
	}
}

function interleave(groups: string[][], order: number[]): string[] {
	const left = groups.map((group) => [...group]);
	const lines: string[] = [];
	for (let i = 0; left.some((group) => group.length > 0); i++) {
		const rest = left.filter((group) => group.length > 0);
		lines.push(rest[order[i % order.length]! % rest.length]!.shift()!);
	}
	return lines;
}
