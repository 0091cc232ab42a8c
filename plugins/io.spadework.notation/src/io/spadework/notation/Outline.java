package io.spadework.notation;

/** The outlines of blocks, so that kinds can be told apart without colour and text. */
public enum Outline {
	/** A layer with weights. */
	ROUNDED_BOX,
	/** A residual block: a box in a box. */
	DOUBLE_BOX,
	/** An elementwise step, a normalisation, or what gives single pixels. */
	PILL,
	/** Height and width fall. */
	NARROWING,
	/** Height and width rise. */
	WIDENING,
	/** Edges meet, or chance enters. */
	CIRCLE,
	/** What enters or leaves the network. */
	PARALLELOGRAM
}
