/** Things beside the reference, each with room of its own. */
import { GAP } from './tube-columns.ts';
import type { TubeItem } from './tube-items.ts';

/** Room between two things above each other, px. */
export const ROW_GAP = 9;

/** What is placed on one side of the reference, by its distance from it. */
export class Side {
	readonly #placed: { from: number; to: number; low: number; high: number }[] = [];
	/** How far it reaches. */
	extent = 0;

	/** The least offset from `least` on at which all items have room. */
	fit(items: readonly TubeItem[], least: number): number {
		let offset = least;
		for (let isFree = false; !isFree; ) {
			isFree = true;
			for (const { roomStart, roomEnd, height } of items) {
				for (const { from, to, low, high } of this.#placed) {
					if (roomStart - GAP / 2 >= to || roomEnd + GAP / 2 <= from) continue;
					if (offset >= high + ROW_GAP || offset + height + ROW_GAP <= low) continue;
					offset = high + ROW_GAP;
					isFree = false;
				}
			}
		}
		return offset;
	}

	add({ roomStart, roomEnd, height }: TubeItem, offset: number): void {
		this.#placed.push({ from: roomStart - GAP / 2, to: roomEnd + GAP / 2, low: offset, high: offset + height });
		this.extent = Math.max(this.extent, offset + height + ROW_GAP);
	}
}
