/** The snarl tree as sections of a container and back; see docs/formats.md. */
import type { SnarlTree } from '../snarls/snarl-tree.ts';
import type { SectionData } from './format.ts';
import { columnBytes, type Container, sectionRange } from './graph-sections.ts';

/** Sections of a snarl tree. */
export function snarlSections(tree: SnarlTree): SectionData[] {
	return [
		{ name: 'snarl.start', bytes: columnBytes(tree.starts) },
		{ name: 'snarl.end', bytes: columnBytes(tree.ends) },
		{ name: 'snarl.trivial', bytes: columnBytes(tree.isTrivial) },
		{ name: 'chain.start', bytes: columnBytes(tree.chainStarts) },
		{ name: 'chain.parent', bytes: columnBytes(tree.chainParents) },
		{ name: 'component.count', bytes: columnBytes(Uint32Array.of(tree.componentCount)) },
	];
}

/** The snarl tree in a container, as views of its buffer. Errors: E_PGX_SECTION. */
export function snarlTreeOf(container: Container): SnarlTree {
	const view = (name: string): [ArrayBufferLike, number, number] => {
		const { address, sizeBytes } = sectionRange(container, name);
		return [container.buffer, address, sizeBytes];
	};
	const words = (name: string): Uint32Array => {
		const [buffer, address, sizeBytes] = view(name);
		return new Uint32Array(buffer, address, sizeBytes / 4);
	};
	const starts = words('snarl.start');
	const parents = words('chain.parent');
	return {
		count: starts.length,
		starts,
		ends: words('snarl.end'),
		isTrivial: new Uint8Array(...view('snarl.trivial')),
		chainStarts: words('chain.start'),
		chainParents: new Int32Array(parents.buffer, parents.byteOffset, parents.length),
		componentCount: words('component.count')[0]!,
	};
}
