/**
 * What the seeds of a read that were passed over for their frequency say of other places: copies of a repeat that hold them all, and that
 * only the seeds which were not passed over tell from the read's place.
 *
 * As many copies as the least frequent of them has places may hold all seeds that were passed over. The others tell those copies from the
 * read's place by as many differences as they need to be explained, at least: as there are seeds among them that share no base. One
 * difference may as well be an error of the sequencer that happens to spell an allele.
 */
import { allocate, BATCH, get32, set32 } from './memory';
import { frequentSeeds } from './hits';
import { k, seedEntries, seedPosition, seedStarts } from './seeds';

/** By read: places of the least frequent seed that was passed over; 0 where none was. */
let copies: usize = 0;
/** By read: differences that tell the read's place from these. */
let differences: usize = 0;

export function allocatePassedOver(): void {
	copies = allocate(BATCH * 4);
	differences = allocate(BATCH * 4);
}

/** Notes what it means for `read` that seeds with more than `frequencyMax` entries were passed over, when its hits have been found. */
export function notePassedOver(read: u32, frequencyMax: u32): void {
	set32(copies, read, 0);
	if (get32(frequentSeeds, read) == 0) return;
	const end = get32(seedStarts, read + 1);
	let least: u32 = 0xffffffff;
	let apart: u32 = 0;
	let free: u32 = 0;
	for (let i = get32(seedStarts, read); i < end; i++) {
		const entries = seedEntries(i);
		if (entries > frequencyMax) {
			least = min<u32>(least, entries);
			continue;
		}
		const position = seedPosition(i) & 0x7fffffff;
		if (entries == 0 || position < free) continue;
		apart++;
		free = position + k;
	}
	set32(copies, read, least);
	set32(differences, read, apart);
}

/** Number of copies of a repeat that were passed over for `read`. */
// @ts-ignore: decorator
@inline export function copiesPassedOver(read: u32): u32 {
	return get32(frequentSeeds, read) == 0 ? 0 : get32(copies, read);
}
/** How many differences, at least, tell them from its place. */
// @ts-ignore: decorator
@inline export function differencesFromCopies(read: u32): u32 {
	return get32(differences, read);
}
