/** Withdrawal as text: lines go, and then those of segments, links and jumps that only they used. */

/** The GFA without the P and W lines of the samples and without what no other line of these kinds used but theirs. */
export function naiveWithdrawal(text: string, samples: readonly string[]): string {
	const lines = text.trimEnd().split('\n');
	const goes = lines.map((line) => samples.includes(sampleOf(line) ?? ''));
	const used = { kept: new Set<string>(), gone: new Set<string>() };
	for (const [i, line] of lines.entries()) for (const item of itemsOf(line)) (goes[i] ? used.gone : used.kept).add(item);
	const isPrivate = (item: string) => used.gone.has(item) && !used.kept.has(item);
	const left = lines.filter((line, i) => {
		const [kind, from, fromStrand, to, toStrand] = line.split('\t');
		if (kind === 'S') return !isPrivate(from!);
		if (kind === 'L' || kind === 'J' || kind === 'C') {
			const pair = kind === 'C' ? '' : pairOf(kind, `${from}${fromStrand}`, `${to}${toStrand}`);
			return !isPrivate(from!) && !isPrivate(to!) && !isPrivate(pair);
		}
		return !goes[i];
	});
	return `${left.join('\n')}\n`;
}

/** The sample of a W or P line, for P lines without PanSN their name. */
function sampleOf(line: string): string | undefined {
	const [kind, name] = line.split('\t');
	if (kind === 'W') return name;
	if (kind !== 'P') return undefined;
	return /^[^#]+#\d+#/.test(name!) ? name!.split('#')[0] : name;
}

/** Segments, links and jumps that a walk uses. */
function* itemsOf(line: string): Generator<string> {
	const fields = line.split('\t');
	let steps: string[] = [];
	if (fields[0] === 'W') steps = (fields[6]!.match(/[<>][^<>]+/g) ?? []).map((s) => s.slice(1) + (s[0] === '>' ? '+' : '-'));
	if (fields[0] === 'P') steps = fields[2]!.split(/[,;]/);
	const separators = fields[0] === 'P' ? (fields[2]!.match(/[,;]/g) ?? []) : [];
	for (const [i, step] of steps.entries()) {
		yield step.slice(0, -1);
		if (i > 0) yield pairOf(separators[i - 1] === ';' ? 'J' : 'L', steps[i - 1]!, step);
	}
}

function pairOf(kind: string, from: string, to: string): string {
	const flipped = (step: string) => step.slice(0, -1) + (step.endsWith('+') ? '-' : '+');
	return `${kind} ${[`${from}>${to}`, `${flipped(to)}>${flipped(from)}`].sort()[0]}`;
}
