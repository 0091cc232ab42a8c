package io.spadework.model.templates;

import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;

/** The nodes that the field's networks are made of, in the way that they mostly are. */
final class Layers {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private Layers() {
	}

	/** A convolution with a bias, zero padding and no spectral norm. */
	static Convolution convolution(String filters, int kernel, int stride, int padding) {
		return kernel(FACTORY.createConvolution(), filters, kernel, stride, padding);
	}

	/** A convolution that keeps the size and reflects at the border. */
	static Convolution reflecting(String filters, int kernel) {
		Convolution convolution = convolution(filters, kernel, 1, kernel / 2);
		convolution.setPaddingMode(PaddingMode.REFLECT);
		return convolution;
	}

	/** A transposed convolution that doubles the size, or, with a kernel of 3, that is given an output padding to do so. */
	static TransposedConvolution doubling(String filters, int kernel) {
		TransposedConvolution convolution = kernel(FACTORY.createTransposedConvolution(), filters, kernel, 2, 1);
		convolution.setOutputPadding(kernel % 2 == 0 ? "0" : "1");
		return convolution;
	}

	static Linear linear(String filters) {
		Linear linear = FACTORY.createLinear();
		linear.setFilters(filters);
		return linear;
	}

	/** The same node without a bias. */
	static <N extends WeightedNode> N unbiased(N node) {
		node.setBias(false);
		return node;
	}

	/** The same node with spectral norm. */
	static <N extends WeightedNode> N spectral(N node) {
		node.setSpectralNorm(true);
		return node;
	}

	/** Leaky ReLU of slope 0.2. */
	static Activation leakyRelu() {
		return activation(ActivationFunction.LEAKY_RELU);
	}

	static Activation relu() {
		return activation(ActivationFunction.RELU);
	}

	static Activation tanh() {
		return activation(ActivationFunction.TANH);
	}

	/** Instance norm without an affine part. */
	static Normalisation instanceNorm() {
		return normalisation(NormKind.INSTANCE, false);
	}

	/** Batch norm with an affine part. */
	static Normalisation batchNorm() {
		return normalisation(NormKind.BATCH, true);
	}

	/** Layer norm with an affine part. */
	static Normalisation layerNorm() {
		return normalisation(NormKind.LAYER, true);
	}

	/** SPADE on batch norm; its hidden width is a parameter of the study. */
	static Spade spade() {
		Spade spade = FACTORY.createSpade();
		spade.setHidden("hidden");
		return spade;
	}

	/** Twice the size, each pixel four times. */
	static Upsample upsample() {
		Upsample upsample = FACTORY.createUpsample();
		upsample.setFactor("2");
		return upsample;
	}

	static Resize resize(Interpolation mode, String height, String width) {
		Resize resize = FACTORY.createResize();
		resize.setMode(mode);
		resize.setHeight(height);
		resize.setWidth(width);
		return resize;
	}

	/** Windows of 2 x 2 side by side. */
	static Pooling pooling(PoolingKind kind) {
		Pooling pooling = FACTORY.createPooling();
		pooling.setKind(kind);
		return pooling;
	}

	/** Half the size by means of 3 x 3 that do not count the border, as a discriminator's next scale sees its input. */
	static Pooling halving() {
		Pooling pooling = pooling(PoolingKind.AVERAGE);
		pooling.setKernel("3");
		pooling.setPadding("1");
		pooling.setCountPadding(false);
		return pooling;
	}

	/** The same node as a tap for feature matching. */
	static <N extends Node> N tap(N node) {
		node.setTap(true);
		return node;
	}

	private static <N extends KernelNode> N kernel(N node, String filters, int kernel, int stride, int padding) {
		node.setFilters(filters);
		node.setKernel(String.valueOf(kernel));
		node.setStride(String.valueOf(stride));
		node.setPadding(String.valueOf(padding));
		return node;
	}

	private static Activation activation(ActivationFunction function) {
		Activation activation = FACTORY.createActivation();
		activation.setFunction(function);
		return activation;
	}

	private static Normalisation normalisation(NormKind kind, boolean affine) {
		Normalisation normalisation = FACTORY.createNormalisation();
		normalisation.setKind(kind);
		normalisation.setAffine(affine);
		return normalisation;
	}
}
