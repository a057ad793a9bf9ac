/** The comparison of graph and linear calls with the truth, in parts that need no file, thread or clock. */
export * from './comparison/call-set.ts';
export * from './comparison/compare.ts';
export * from './comparison/exclusions.ts';
export * from './comparison/intervals.ts';
export * from './comparison/matching.ts';
export * from './comparison/miss-reasons.ts';
export * from './comparison/panel.ts';
export * from './comparison/thresholds.ts';
export * from './comparison/variant-set.ts';
export * from './report/diagnostic-changes.ts';
export * from './report/gates.ts';
export * from './report/page/page.ts';
export * from './report/recall-table.ts';
export * from './report/summary.ts';
export * from './report/summary-table.ts';
