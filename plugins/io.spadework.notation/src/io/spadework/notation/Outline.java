package io.spadework.notation;

/** The outlines of blocks, so that kinds can be told apart without colour and text. */
public enum Outline {
	/** A layer with weights. */
	ROUNDED_BOX,
	/** A residual block: a box in a box. */
	DOUBLE_BOX,
	/** An elementwise step or a normalisation. */
	PILL,
	/** The resolution falls. */
	NARROWING,
	/** The resolution rises. */
	WIDENING,
	/** Edges meet. */
	CIRCLE,
	/** What enters or leaves the network. */
	PARALLELOGRAM
}
