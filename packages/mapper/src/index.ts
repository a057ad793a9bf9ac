/** Short reads to alignments on a graph: what computes and needs no file and no thread. */
export * from './clusters/coordinates.ts';
export * from './pairs/fragment-lengths.ts';
export * from './records/gaf-reader.ts';
export * from './records/read-classes.ts';
export * from './seeds/schemes.ts';
