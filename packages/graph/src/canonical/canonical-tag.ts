/** How a graph says that it has the canonical form. */

/**
 * Header tag (H line) of a graph in canonical form, whose segment names are numbers from 1 on in the order of the form. The
 * number is the version of the form's rules: graphs of another version keep their nodes and names as any GFA does.
 */
export const CANONICAL_TAG = 'cf:Z:pangraf-1';
