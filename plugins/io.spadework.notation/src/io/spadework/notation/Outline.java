package io.spadework.notation;

/** The outlines of nodes, so that kinds can be told apart without colour and text. */
public enum Outline {
	/** A layer with weights. */
	ROUNDED_BOX,
	/** A block: a box in a box. */
	DOUBLE_BOX,
	/** A block several times in a row: boxes in a pile. */
	PILE,
	/** A coarser generator: a box with a band along its side. */
	BANDED_BOX,
	/** An elementwise step, a normalisation, or what gives single pixels. */
	PILL,
	/** Height and width fall. */
	NARROWING,
	/** Height and width rise. */
	WIDENING,
	/** Height and width are stated. */
	HEXAGON,
	/** A loss. */
	OCTAGON,
	/** Edges meet, or chance enters. */
	CIRCLE,
	/** What enters or leaves the graph. */
	PARALLELOGRAM
}
