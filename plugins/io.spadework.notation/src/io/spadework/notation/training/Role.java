package io.spadework.notation.training;

/** What stands in a training diagram; one element of the study may stand in several places. */
public enum Role {
	/** The label map of a sample, one-hot. */
	LABEL_MAP,
	/** The edges between instances, a channel of the label map. */
	EDGE_MAP,
	/** The real image of a sample. */
	REAL_IMAGE,
	/** The image whose style the encoder reads: the real one. */
	STYLE_IMAGE,
	/** The style encoder. */
	ENCODER,
	/** The style code, drawn by chance or from what the encoder answers. */
	STYLE_CODE,
	/** A coarser generator at work in a finer one. */
	STAGE,
	/** The generator that trains. */
	GENERATOR,
	/** What the generator answers. */
	GENERATED_IMAGE,
	/** What the discriminators see: label map and image together. */
	JUDGED,
	/** A discriminator at one scale. */
	DISCRIMINATOR,
	/** The frozen network by whose activations images are compared. */
	FEATURE_NETWORK,
	/** The segmenter that trains. */
	SEGMENTER,
	/** The adversarial loss as the generator sees it. */
	GENERATOR_ADVERSARIAL,
	/** The adversarial loss as the discriminator sees it. */
	DISCRIMINATOR_ADVERSARIAL,
	/** The feature matching loss. */
	FEATURE_MATCHING,
	/** The perceptual loss. */
	PERCEPTUAL,
	/** The L1 loss. */
	L1,
	/** The divergence of style codes. */
	DIVERGENCE,
	/** The cross-entropy loss of a segmenter. */
	CROSS_ENTROPY,
	/** The sum that the generator, or the segmenter, descends. */
	GENERATOR_TOTAL,
	/** The sum that the discriminators descend. */
	DISCRIMINATOR_TOTAL
}
