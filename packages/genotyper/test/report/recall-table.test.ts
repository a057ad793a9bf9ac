import { expect, it } from 'vitest';
import { formatRecallTable } from '../../src/report/recall-table.ts';
import { summaryOf } from './summary-fixture.ts';

it('the recall table stands in columns', () => {
	expect(formatRecallTable(summaryOf())).toBe(
		`
stratum          truth  graph recall  linear recall  difference (95 %, Newcombe)  McNemar p
all                  8       37.50 %        37.50 %      0.00 (−41.08 to +41.08)          1
SNV                  7       42.86 %        42.86 %      0.00 (−45.28 to +45.28)          1
INDEL                1        0.00 %         0.00 %      0.00 (−79.35 to +79.35)          1
SV                   0             –              –                            –          –
INDEL insertion      0             –              –                            –          –
INDEL deletion       1        0.00 %         0.00 %      0.00 (−79.35 to +79.35)          1
first                3       66.67 %        66.67 %      0.00 (−63.98 to +63.98)          1
empty                0             –              –                            –          –
panel                5       40.00 %        40.00 %      0.00 (−59.59 to +59.59)          1
`.trimStart(),
	);
});
