/** What a pangenome is: the columnar store and everything on it that needs no file, thread or clock. */
export * from './container/format.ts';
export * from './container/graph-sections.ts';
export * from './errors.ts';
export * from './fasta/fasta-parser.ts';
export * from './gfa/gfa-parser.ts';
export * from './gfa/gfa-writer.ts';
export * from './progress.ts';
export * from './store/base-letters.ts';
export * from './store/graph.ts';
export * from './store/graph-builder.ts';
export * from './store/nucleotides.ts';
export * from './store/walk-builder.ts';
export * from './vcf/genotypes.ts';
export * from './vcf/vcf-header.ts';
export * from './vcf/vcf-record.ts';
export * from './vcf/vcf-writer.ts';
