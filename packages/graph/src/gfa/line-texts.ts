/** The text that lines carry beyond what the graph holds, as it is read. */
import type { ItemTexts, PairLines } from '../store/annotations.ts';
import { GrowingUint32, toShared } from '../store/columns.ts';
import { sortedTexts, TextColumn } from '../store/item-texts.ts';

/** Texts of some items: tags of segments, overlaps and tags of links, and so on. */
export class LineTexts {
	readonly items: GrowingUint32 = new GrowingUint32(16);
	readonly texts: TextColumn = new TextColumn();

	/** Adds a whole text. Error: E_MEMORY. */
	add(item: number, bytes: Uint8Array, from: number, to: number): void {
		this.texts.append(bytes, from, to);
		this.end(item);
	}

	/** Ends the text that was appended to `texts`, less its last `dropped` bytes, as that of `item`. */
	end(item: number, dropped = 0): void {
		this.texts.end(dropped);
		this.items.push(item);
	}

	/** The texts by item; undefined where there are none. `itemCount` is above all items. */
	finish(itemCount: number): ItemTexts | undefined {
		return this.items.length === 0 ? undefined : sortedTexts(this.items.view(), this.texts.finish(), itemCount);
	}
}

/** J or C lines: two oriented segments and the columns behind them. */
export class PairColumns {
	readonly from: GrowingUint32 = new GrowingUint32(16);
	readonly to: GrowingUint32 = new GrowingUint32(16);
	readonly lines: GrowingUint32 = new GrowingUint32(16);
	readonly texts: TextColumn = new TextColumn();

	/** The lines; undefined where there are none. */
	finish(): PairLines | undefined {
		if (this.from.length === 0) return undefined;
		return { from: toShared(this.from.view()), to: toShared(this.to.view()), texts: this.texts.finish() };
	}
}
