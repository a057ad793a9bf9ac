/** Clusters of the seeds that tell a place apart: what occurs often is passed over, with a second chance where there is nothing else. */
import { get32 } from './memory';
import { seedEntries, seedStarts } from './seeds';
import { ANY_STRAND } from './hits';
import { clusterCounts, findClusters } from './clusters';
import { isSettled } from './samples';
import { CLUSTERS, count } from './read-classes';

/** Seeds with more entries than this are passed over where RARE_SEEDS others are found: repeats share what tells nothing apart. */
const FREQUENCY_RARE: u32 = 8;
const RARE_SEEDS: u32 = 4;
/** Seeds with more entries than this are passed over, until nothing else is left. */
const FREQUENCY_MAX: u32 = 128;
/** The second chance for a read that has only frequent seeds. */
const FREQUENCY_LAST: u32 = 1024;

/** Number of seeds of a read that are in the graph, and there rare. */
function rareSeeds(read: u32): u32 {
	const end = get32(seedStarts, read + 1);
	let rare: u32 = 0;
	for (let i = get32(seedStarts, read); i < end; i++) rare += <u32>(seedEntries(i) - 1 < FREQUENCY_RARE);
	return rare;
}

/** Finds the clusters of a read, wherever they lie, unless its sample settled it. */
export function findClustersOf(read: u32): void {
	if (!isSettled(read)) findClustersOfAll(read);
	count(CLUSTERS, get32(clusterCounts, read));
}

function findClustersOfAll(read: u32): void {
	findClusters(read, rareSeeds(read) >= RARE_SEEDS ? FREQUENCY_RARE : FREQUENCY_MAX, ANY_STRAND, 0, 0);
	if (get32(clusterCounts, read) == 0) findClusters(read, FREQUENCY_LAST, ANY_STRAND, 0, 0);
}
