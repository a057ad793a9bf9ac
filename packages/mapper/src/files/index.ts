/** What of the mapper touches files and threads: making and opening an index, mapping reads. */
export * from './build-index.ts';
export * from './kernel-file.ts';
export * from './map-reads.ts';
export * from './open-index.ts';
export * from './withdraw-from-index.ts';
export * from './write-index.ts';
