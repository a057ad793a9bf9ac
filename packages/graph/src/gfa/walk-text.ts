/** The columns behind the steps of W, Z and P lines. */
import type { GfaColumns } from './gfa-columns.ts';
import { columnEnd, tagFault } from './tags.ts';

const STAR = 42;

/**
 * Ends the text of the walk that was begun last, which stands in `columns.walkTexts` up to `to`: the overlaps of a path, then tags. Kept
 * unless it says nothing.
 * Errors: E_GFA_TAG.
 */
export function endWalkText(columns: GfaColumns, isPath: boolean, to: number): void {
	const { texts } = columns.walkTexts;
	const { bytes, start } = texts;
	const tags = isPath ? columnEnd(bytes, start, to) + 1 : start;
	const fault = tagFault(bytes, tags, to);
	if (fault !== undefined) columns.fail(fault);
	const saysNothing = to === start || (isPath && to === start + 1 && bytes[start] === STAR);
	if (saysNothing) texts.discard();
	else columns.walkTexts.end(columns.firstPart(), texts.sizeBytes - to);
}
