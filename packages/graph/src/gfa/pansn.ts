/**
 * Names of P lines.
 *
 * PanSN (https://github.com/pangenome/PanSN-spec) names are `sample#haplotype#contig`. vg adds `[start-end]` or `[start]`
 * (0-based, end exclusive) where a path is a piece of its contig.
 */

/** What the name of a P line says. */
export interface PathName {
	/** The PanSN sample; the name less its range where it is no PanSN name. */
	sample: string;
	/** -1 where the name is no PanSN name. */
	haplotype: number;
	/** The PanSN contig; the name less its range where it is no PanSN name. */
	contig: string;
	/** First base on the contig, 0-based; 0 where the name has no range. */
	start: number;
}

/** Takes the name of a P line apart. */
export function parsePathName(name: string): PathName {
	const range = /^(.+)\[(\d+)(?:-\d+)?\]$/.exec(name);
	const whole = range?.[1] ?? name;
	const start = Number(range?.[2] ?? 0);
	const parts = /^([^#]+)#(\d+)#(.+)$/.exec(whole);
	if (parts === null) return { sample: whole, haplotype: -1, contig: whole, start };
	return { sample: parts[1]!, haplotype: Number(parts[2]), contig: parts[3]!, start };
}
