/** A small plot of lines on logarithmic axes, as SVG: what the growth benchmarks show in docs. */

/** One line of a plot. */
export interface Series {
	readonly name: string;
	/** Ascending in x, all above 0. */
	readonly points: readonly (readonly [x: number, y: number])[];
}

/** What stands on and beside a plot. */
export interface PlotLabels {
	readonly title: string;
	readonly x: string;
	readonly y: string;
}

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 80;
const RIGHT = 150;
const TOP = 48;
const BOTTOM = 56;
/** Okabe and Ito's colours, told apart by all eyes; the marks differ too. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];
const DASHES = ['', '6 3', '2 3', '8 3 2 3'];

/** The plot as one SVG document: powers of ten on both axes, a name at the end of each line. */
export function linePlot(labels: PlotLabels, series: readonly Series[]): string {
	const points = series.flatMap((line) => line.points);
	const xAxis = decades(points.map(([x]) => x));
	const yAxis = decades(points.map(([, y]) => y));
	const x = (value: number): number => LEFT + ((Math.log10(value) - xAxis[0]) / (xAxis[1] - xAxis[0])) * (WIDTH - LEFT - RIGHT);
	const y = (value: number): number =>
		HEIGHT - BOTTOM - ((Math.log10(value) - yAxis[0]) / (yAxis[1] - yAxis[0])) * (HEIGHT - TOP - BOTTOM);
	const parts = [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13">`,
		`<title>${escaped(labels.title)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
		`<text x="${LEFT}" y="26" font-size="16" font-weight="bold">${escaped(labels.title)}</text>`,
		...ticks(xAxis).map(
			(tick) =>
				`<line x1="${fixed(x(tick))}" x2="${fixed(x(tick))}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/>` +
				`<text x="${fixed(x(tick))}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${shown(tick)}</text>`,
		),
		...ticks(yAxis).map(
			(tick) =>
				`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(tick))}" y2="${fixed(y(tick))}" stroke="#ddd"/>` +
				`<text x="${LEFT - 8}" y="${fixed(y(tick) + 4)}" text-anchor="end">${shown(tick)}</text>`,
		),
		`<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${escaped(labels.x)}</text>`,
		`<text transform="translate(18 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escaped(labels.y)}</text>`,
		...series.map((line, i) => {
			const colour = COLOURS[i % COLOURS.length]!;
			const path = line.points.map(([px, py]) => `${fixed(x(px))},${fixed(y(py))}`).join(' ');
			const [lastX, lastY] = line.points.at(-1)!;
			return (
				`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${DASHES[i % DASHES.length]}"/>` +
				line.points.map(([px, py]) => `<circle cx="${fixed(x(px))}" cy="${fixed(y(py))}" r="3.5" fill="${colour}"/>`).join('') +
				`<text x="${fixed(x(lastX) + 8)}" y="${fixed(y(lastY) + 4)}" fill="${colour}">${escaped(line.name)}</text>`
			);
		}),
		'</svg>',
	];
	return `${parts.join('\n')}\n`;
}

/** Exponents of the powers of ten around the values, at least one decade apart. */
function decades(values: readonly number[]): [number, number] {
	// A value that is a power of ten but for rounding begins no decade below it.
	const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
	return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))];
}

function ticks([low, high]: readonly [number, number]): number[] {
	return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}

const fixed = (value: number): string => value.toFixed(1);
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const shown = (value: number): string => {
	if (value >= 1) return value.toLocaleString('en');
	const exponent = -Math.round(Math.log10(value));
	return exponent < 4 ? String(value) : `10⁻${Array.from(String(exponent), (digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
};
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
