/** Containers on disk alone, without the rest of what touches files: a program that opens one starts sooner. */
export * from './container-file.ts';
export * from './section-reader.ts';
