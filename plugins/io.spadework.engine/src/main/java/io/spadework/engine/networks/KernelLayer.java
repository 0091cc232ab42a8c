package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Window;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A layer whose weights are kernels that move over the rows and columns of a feature map. */
abstract class KernelLayer extends WeightedLayer {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private int kernelHeight;
	@JsonProperty
	private int kernelWidth;
	@JsonProperty
	private int strideHeight;
	@JsonProperty
	private int strideWidth;
	@JsonProperty
	private int dilation;
	@JsonProperty
	private int groups;
	@JsonProperty
	private int top;
	@JsonProperty
	private int bottom;
	@JsonProperty
	private int left;
	@JsonProperty
	private int right;

	/** For reading from JSON. */
	KernelLayer() {
	}

	KernelLayer(Builder<?> builder) {
		super(builder);
		kernelHeight = builder.kernelHeight;
		kernelWidth = builder.kernelWidth;
		strideHeight = builder.strideHeight;
		strideWidth = builder.strideWidth;
		dilation = builder.dilation;
		groups = builder.groups;
		top = builder.top;
		bottom = builder.bottom;
		left = builder.left;
		right = builder.right;
	}

	/** The windows that the kernels look through. */
	final Window window() {
		return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, top, bottom, left, right);
	}

	final int kernelHeight() {
		return kernelHeight;
	}

	final int kernelWidth() {
		return kernelWidth;
	}

	final int groups() {
		return groups;
	}

	/** Throws IllegalArgumentException, naming the layer, for an input with other channels. */
	final void requireChannels(long[] input) {
		require(input[1] == getNIn(), "it expects " + getNIn() + " channels, but was given " + input[1] + ".");
		require(input[1] % groups == 0, input[1] + " channels don't fall into " + groups + " equal groups.");
	}

	@Override
	List<Object> settings() {
		return List.of(super.settings(), window(), groups);
	}

	/**
	 * Collects the settings that all layers with kernels have: a 1 x 1 kernel, stride 1, no padding and one group unless said otherwise.
	 *
	 * @param <T> the layer's own builder
	 */
	@SuppressWarnings("unchecked") // DL4J's way: T is the class itself
	abstract static class Builder<T extends Builder<T>> extends WeightedLayer.Builder<T> {

		private int kernelHeight = 1;
		private int kernelWidth = 1;
		private int strideHeight = 1;
		private int strideWidth = 1;
		private int dilation = 1;
		private int groups = 1;
		private int top;
		private int bottom;
		private int left;
		private int right;

		/** Side of a square kernel. */
		public T kernel(int side) {
			return kernel(side, side);
		}

		/** Rows and columns of the kernel. */
		public T kernel(int height, int width) {
			kernelHeight = height;
			kernelWidth = width;
			return (T) this;
		}

		/** Distance of neighbouring windows. */
		public T stride(int distance) {
			return stride(distance, distance);
		}

		/** Distance of neighbouring windows, downwards and to the right. */
		public T stride(int height, int width) {
			strideHeight = height;
			strideWidth = width;
			return (T) this;
		}

		/** Distance of the values that neighbouring weights of the kernel see; 1: adjacent. */
		public T dilation(int distance) {
			dilation = distance;
			return (T) this;
		}

		/** Number of equal runs of channels and filters that are kept apart. */
		public T groups(int number) {
			groups = number;
			return (T) this;
		}

		/** Border on each side: zeros added to the input of a convolution, rows and columns cut off the output of a transposed one. */
		public T padding(int border) {
			return padding(border, border, border, border);
		}

		/** Rows and columns of border on each side. */
		public T padding(int top, int bottom, int left, int right) {
			this.top = top;
			this.bottom = bottom;
			this.left = left;
			this.right = right;
			return (T) this;
		}

		/** Throws IllegalArgumentException, saying whose they are, for settings out of range. */
		final void check(String whose) {
			if (nOut < 1 || kernelHeight < 1 || kernelWidth < 1 || strideHeight < 1 || strideWidth < 1 || dilation < 1 || groups < 1) {
				throw new IllegalArgumentException(whose + " with " + nOut + " filters, kernel " + kernelHeight + " x " + kernelWidth + ", stride " + strideHeight + " x "
						+ strideWidth + ", dilation " + dilation + ", " + groups + " groups: all of them are at least 1.");
			}
			if (top < 0 || bottom < 0 || left < 0 || right < 0) {
				throw new IllegalArgumentException(whose + " with padding " + top + ", " + bottom + ", " + left + ", " + right + ": it is at least 0 on each side.");
			}
			if (nOut % groups != 0) {
				throw new IllegalArgumentException(whose + " with " + nOut + " filters in " + groups + " groups: the filters fall into equal groups.");
			}
		}

		final int strideHeight() {
			return strideHeight;
		}

		final int strideWidth() {
			return strideWidth;
		}
	}
}
