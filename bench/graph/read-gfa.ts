/** Reads one GFA to columns and prints what it holds: the program that `pnpm bench:formats` measures as a whole process. */
import { readGfa } from '../../packages/graph/src/files/gfa.ts';

const graph = await readGfa(process.argv[2]!);
const { nodeCount, edgeCount, walks } = graph;
process.stdout.write(`${JSON.stringify({ nodeCount, edgeCount, walks: walks.count, steps: walks.steps.length })}\n`);
