import { describe, expect, it } from 'vitest';
import { parseSampleSheet } from '../../src/cohort/sample-sheet.ts';

const HEADER = 'sample\tgroup\tsex\tpatient_group\ttruth\tgraph\tlinear';

function parse(text: string): ReturnType<typeof parseSampleSheet> {
	return parseSampleSheet(text.split('\n'), 'samples.tsv');
}

describe('a sheet of samples', () => {
	it('is read by the names of its columns, whatever their order and whatever else is there', () => {
		const rows = parse(
			'#linear\tnote\tsample\tgroup\tsex\tpatient_group\ttruth\tgraph\n\n# a remark\nl.vcf\tx\tP1\tDanish\tF\t.\tt.vcf\tg.vcf\n',
		);
		const groups = { sample: 'P1', group: 'Danish', sex: 'F', patientGroup: '' };
		const files = { truth: 't.vcf', graph: 'g.vcf', linear: 'l.vcf', graphAlignments: '', linearAlignments: '' };
		expect(rows).toEqual([{ line: 4, ...groups, ...files }]);
	});

	it('takes a dot, NA and nothing as not stated', () => {
		const [row] = parse(`${HEADER}\nP1\t\tNA\t.\tt\tg\tl`);
		expect([row!.group, row!.sex, row!.patientGroup]).toEqual(['', '', '']);
	});

	it('takes alignments where a column names them', () => {
		const rows = parse(
			`${HEADER}\tlinear_alignments\tgraph_alignments\nP1\t.\t.\t.\tt\tg\tl\tl.bam\t.\nP2\t.\t.\t.\tt\tg\tl\tNA\tg.gaf`,
		);
		expect(rows.map((row) => [row.graphAlignments, row.linearAlignments])).toEqual([
			['', 'l.bam'],
			['g.gaf', ''],
		]);
	});

	it.each([
		['no lines', '', 'E_SAMPLES_EMPTY', 'no header line'],
		['no samples', `${HEADER}\n`, 'E_SAMPLES_EMPTY', 'no sample'],
		[
			'a missing column',
			'sample\tgroup\tsex\ttruth\tgraph\tlinear\n',
			'E_SAMPLES_HEADER',
			'line 1: found no column patient_group',
		],
		['an optional column twice', `${HEADER}\tgraph_alignments\tgraph_alignments\n`, 'E_SAMPLES_HEADER', 'graph_alignments twice'],
		['a column twice', `${HEADER}\tsex\n`, 'E_SAMPLES_HEADER', 'the column sex twice'],
		['blanks for tabs', `${HEADER.replaceAll('\t', ' ')}\n`, 'E_SAMPLES_HEADER', 'no column sample'],
		['a short line', `${HEADER}\nP1\tx\n`, 'E_SAMPLES_COLUMNS', 'line 2: found 2 columns; expected 7'],
		[
			'a sample twice',
			`${HEADER}\nP1\t.\t.\t.\tt\tg\tl\nP1\t.\t.\t.\tt\tg\tl\n`,
			'E_SAMPLES_DUPLICATE',
			'line 3: found the sample P1, as on line 2',
		],
		['a path that is missing', `${HEADER}\nP1\t.\t.\t.\tt\t.\tl\n`, 'E_SAMPLES_VALUE', "line 2: found graph '.'"],
		['a name that leads out of the folder', `${HEADER}\n../P1\t.\t.\t.\tt\tg\tl\n`, 'E_SAMPLES_VALUE', "sample '../P1'"],
		['a group that looks like a row of ours', `${HEADER}\nP1\t(other)\t.\t.\tt\tg\tl\n`, 'E_SAMPLES_VALUE', "group '(other)'"],
	])('refuses %s', (_, text, code, message) => {
		expect(() => parse(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
	});
});
