/** What of the genotyper touches files: the whole of a command in one call. */
export * from './call-variants.ts';
export * from './compare-calls.ts';
