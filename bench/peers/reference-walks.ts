/** The walks of one sample of a GFA as FASTA: the linear reference that a graph itself holds. */

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

function reverseComplement(bases: string): string {
	return Array.from(bases, (base) => COMPLEMENT[base] ?? 'N')
		.reverse()
		.join('');
}

/** FASTA of a sample's W lines; a sequence is named `contig:start-end`, 1-based and inclusive, as samtools names a piece. */
export function walkSequences(gfa: string, sample: string): string {
	const segments = new Map<string, string>();
	const walks: string[][] = [];
	for (const line of gfa.split('\n')) {
		const fields = line.trimEnd().split('\t');
		if (fields[0] === 'S') segments.set(fields[1]!, fields[2]!.toUpperCase());
		else if (fields[0] === 'W' && fields[1] === sample) walks.push(fields);
	}
	if (walks.length === 0) throw new Error(`the graph has no walk of sample ${sample}`);
	const records = walks.map(([, , , contig, start, , walk]) => {
		let bases = '';
		for (const [, orientation, name] of walk!.matchAll(/([<>])([^<>]+)/g)) {
			const segment = segments.get(name!);
			if (segment === undefined) throw new Error(`a walk of ${sample} has segment ${name}, which the graph does not have`);
			bases += orientation === '>' ? segment : reverseComplement(segment);
		}
		const from = start === '*' ? 0 : Number(start);
		return `>${contig}:${from + 1}-${from + bases.length}\n${bases}\n`;
	});
	return records.join('');
}
