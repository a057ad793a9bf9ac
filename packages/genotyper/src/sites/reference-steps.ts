/** The reference's coordinate system, as the graph package has it. */
export {
	contigPosition,
	lastAtMost,
	OFF_REFERENCE,
	pieceOfRank,
	rankAt,
	ReferenceBases,
	type ReferenceContig as Contig,
	type ReferenceSteps,
	referenceSteps,
} from '@pangraf/graph';
