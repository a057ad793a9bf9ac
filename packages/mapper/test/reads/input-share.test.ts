import { expect, it } from 'vitest';
import { InputShare } from '../../src/reads/input-share.ts';

it('is the share of the bytes of all files, once all have a size', () => {
	const share = new InputShare(2);
	const [first, second] = [share.ofFile(0), share.ofFile(1)];
	expect(share.known()).toEqual({});
	first(50, 100);
	expect(share.known()).toEqual({});
	second(0, 300);
	expect(share.known()).toEqual({ share: 0.125 });
	first(120, 100); // it grew while it was read
	second(300, 300);
	expect(share.known()).toEqual({ share: 1 });
	second(400, undefined);
	expect(share.known()).toEqual({});
});
