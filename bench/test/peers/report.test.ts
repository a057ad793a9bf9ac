import { expect, test } from 'vitest';
import { reportTable, type ToolResult } from '../../peers/report.ts';

const spread = { median: 10, min: 8, max: 13 };
const result: ToolResult = {
	tool: 'mapper',
	version: '1.2',
	mapCommand: [],
	index: undefined,
	speed: {
		cpuMicrosPerRead: spread,
		wallMicrosPerRead: spread,
		ratio: { median: 2, min: 1.5, max: 2.25 },
		readsPerCpuSecond: 100_000,
		loadCpuSeconds: 0.25,
		peakBytes: 3 * 2 ** 20,
	},
	counts: { records: 4, mapped: 3, exact: 1 },
	placements: [{ category: 'all', n: 4, mapped: 75, right: 75, wrong20: 2, wrong30: 1, wrong60: 0 }],
};

/** Head and cell of every column. */
function cells(results: ToolResult[], readCount: number): Record<string, string> {
	const [head, , row] = reportTable(results, readCount)
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));
	return Object.fromEntries(head!.map((name, i) => [name, row![i]!]));
}

test('counts shares of all reads, also of those that the output lost', () => {
	expect(cells([result], 6)).toMatchObject({
		tool: 'mapper 1.2',
		'reads per CPU s': '100,000',
		'CPU µs a read': '10.0 (8.0–13.0)',
		ratio: '2.00 (1.50–2.25)',
		'mapped %': '50.000',
		'right %': '50.000',
		'wrong at MAPQ ≥ 20 / 30 / 60': '2 / 1 / 0',
		'index MiB': '–',
		'peak MiB': '3.00',
	});
});

test('leaves placements out for reads without truth', () => {
	expect(cells([{ ...result, placements: undefined }], 4)).not.toHaveProperty('right %');
});
