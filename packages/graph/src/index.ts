/** What a pangenome is: the columnar store and everything on it that needs no file, thread or clock. */
export * from './errors.ts';
export * from './progress.ts';
export * from './store/graph.ts';
