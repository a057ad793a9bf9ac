/** Seeds of plain text, as those of a read: the seed table is made of them. */
import { set32 } from './memory';
import { lengths, pack } from './reads';
import { seedsOfText } from './seeds';

/** Seeds of `length` (at most READ_MAX) letters at `text`: see seedsOfText. */
export function seedText(text: usize, length: u32, out: usize): u32 {
	if (pack(text, length, 0) >= 0) return 0;
	set32(lengths, 0, length);
	return seedsOfText(0, out);
}
