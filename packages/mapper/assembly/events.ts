/** Differences of an alignment that the read does not explain: the more of them, the likelier it comes from where the graph has nothing. */
import { get32 } from './memory';
import { hasOthers, isTrusted, lengths, othersAt, readBases } from './reads';
import { DELETION, editAt, editCountOf, editsOf, MATCH, MISMATCH, readEndOf, readStartOf, strandOf } from './candidates';

/** An end that is cut counts as so many differences, if it has a base that can be trusted. */
const CLIP_EVENTS: u32 = 2;
/** A read that runs through its fragment may stop agreeing so many bases before the fragment's end. */
const THROUGH_SLACK: u32 = 10;

/**
 * Differences that a read's qualities do not explain: mismatches at trusted bases, gaps, and CLIP_EVENTS for an end that is cut. Other
 * letters than A, C, G and T explain themselves.
 */
export function countEvents(read: u32, candidate: usize): u32 {
	const length = get32(lengths, read);
	const flipped = strandOf(candidate) != 0;
	const from = editsOf(candidate);
	const end = from + editCountOf(candidate);
	let at = readStartOf(candidate);
	let events = CLIP_EVENTS * (trustedIn(read, flipped, 0, at, 1) + trustedIn(read, flipped, readEndOf(candidate), length, 1));
	let previous: u32 = MATCH;
	for (let i = from; i < end; i++) {
		const kind = editAt(i) & 3;
		const size = editAt(i) >> 2;
		if (kind == MISMATCH) {
			events += trustedIn(read, flipped, at, at + size, size);
		} else if (kind != MATCH && kind != previous) events++;
		if (kind != DELETION) at += size;
		previous = kind;
	}
	return events;
}

/**
 * Of the events of a proper pair, those of ends that were cut because reads run through their fragment, which is `fragment` bp long, into
 * what was ligated to it. None where one of the mates is cut before: then something else is amiss.
 */
export function throughEvents(first: u32, a: usize, second: u32, b: usize, fragment: u32): u32 {
	if (cutOff(first, a) == 0 && cutOff(second, b) == 0) return 0;
	if (isCutBefore(first, a, fragment) || isCutBefore(second, b, fragment)) return 0;
	return CLIP_EVENTS * (trustedBehind(first, a) + trustedBehind(second, b));
}

/** Number of bases at the end of the read that are cut off. */
function cutOff(read: u32, candidate: usize): u32 {
	return strandOf(candidate) != 0 ? readStartOf(candidate) : get32(lengths, read) - readEndOf(candidate);
}

/** Whether a read is cut at its start, or at its end before that of the fragment. */
function isCutBefore(read: u32, candidate: usize, fragment: u32): bool {
	const cut = cutOff(read, candidate);
	const aligned = readEndOf(candidate) - readStartOf(candidate);
	return aligned + cut < get32(lengths, read) || (cut > 0 && aligned + THROUGH_SLACK < fragment);
}

/** 1 where a base that is cut off at the end of the read can be trusted, else 0. */
function trustedBehind(read: u32, candidate: usize): u32 {
	const flipped = strandOf(candidate) != 0;
	const end = readEndOf(candidate);
	return flipped ? trustedIn(read, true, 0, readStartOf(candidate), 1) : trustedIn(read, false, end, get32(lengths, read), 1);
}

/** Number of bases [from, end) of a strand that can be trusted, at most `most`. */
function trustedIn(read: u32, flipped: bool, from: u32, end: u32, most: u32): u32 {
	const length = get32(lengths, read);
	const others = get32(hasOthers, read) != 0 ? othersAt(read, flipped ? 1 : 0) : 0;
	let found: u32 = 0;
	for (let i = from; i < end && found < most; i++) {
		if (others != 0 && (readBases(others, i) & 1) != 0) continue;
		found += <u32>isTrusted(read, flipped ? length - 1 - i : i);
	}
	return found;
}
