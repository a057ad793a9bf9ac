/** What of the graph package touches files: reading, writing, and the whole of a command in one call. */
export * from './build-graph.ts';
export type { BlockInflaters } from './bgzf-ahead.ts';
export * from './container-file.ts';
export * from './convert.ts';
export * from './deconstruct-graph.ts';
export * from './fasta.ts';
export * from './gfa.ts';
export * from './graph-file.ts';
export * from './input.ts';
export * from './lines.ts';
export * from './list-paths.ts';
export * from './output.ts';
export * from './output-folder.ts';
export { type ColumnStream, paddedBytes, readSections, readSideBySide, type TakeSteps } from './section-reader.ts';
export * from './simulate.ts';
export * from './vcf.ts';
export * from './view-graph.ts';
