package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The windows of a pooling: kernel x kernel, stride apart, on a feature map with padding on all sides.
 * <p>
 * A last window that lacks some rows or columns is left out or, in ceil mode, taken if it starts inside the map or its padding above and left. ND4J's poolings
 * know no ceil mode: for them the map is copied into one on which all windows fit.
 */
record PoolWindows(int kernel, int stride, int padding, boolean ceil) {

	private static final int PADDED = 100;

	/** Throws IllegalArgumentException for settings out of range. */
	PoolWindows {
		if (kernel < 1 || stride < 1 || padding < 0 || 2 * padding > kernel) {
			throw new IllegalArgumentException("Pooling with kernel " + kernel + ", stride " + stride + ", padding " + padding
					+ ": kernel and stride are at least 1, the padding at most half the kernel.");
		}
	}

	/** The rows or columns that a window spans. */
	Picks.Span span(long window) {
		long first = window * stride - padding;
		return new Picks.Span(first, first + kernel);
	}

	/** Shape of the output; throws IllegalArgumentException where no window fits. */
	long[] outputShape(long[] input) {
		long[] output = { input[0], input[1], windows(input[2]), windows(input[3]) };
		if (output[2] < 1 || output[3] < 1) {
			throw new IllegalArgumentException("Pooling with kernel " + kernel + " does not fit on " + Vertex.text(input) + " values with padding " + padding + ".");
		}
		return output;
	}

	private long windows(long input) {
		long room = input + 2L * padding - kernel;
		if (!ceil) {
			return Math.floorDiv(room, (long) stride) + 1;
		}
		long windows = Math.ceilDiv(room, (long) stride) + 1;
		return (windows - 1) * stride >= input + padding ? windows - 1 : windows;
	}

	/** Rows or columns that the last window lacks. */
	private long missing(long input) {
		return Math.max(0, (windows(input) - 1) * stride + kernel - input - 2L * padding);
	}

	/** Whether all windows fit, so that the operation can add the padding by itself. */
	boolean fit(INDArray input) {
		return missing(input.size(2)) == 0 && missing(input.size(3)) == 0;
	}

	/** An array on which all windows fit without padding. */
	INDArray roomy(INDArray input, Buffers buffers, int slot) {
		return buffers.get(PADDED + slot, input.dataType(), input.size(0), input.size(1), input.size(2) + 2L * padding + missing(input.size(2)),
				input.size(3) + 2L * padding + missing(input.size(3)));
	}

	/** The part of such an array where the input lies. */
	INDArray interior(INDArray roomy, INDArray input) {
		return Slice.of(Slice.of(roomy, 2, padding, padding + input.size(2)), 3, padding, padding + input.size(3));
	}

	/** Kernel, stride, padding, dilation, then: padding as given, a setting of the operation, N x C x H x W. */
	int[] arguments(boolean padded, int setting) {
		int added = padded ? 0 : padding;
		return new int[] { kernel, kernel, stride, stride, added, added, 1, 1, 0, setting, 0 };
	}

	/** How many values of each window along an axis count, for a map of this size: those on it, or those on its padding too. */
	double[] counts(long input, boolean countPadding) {
		double[] counts = new double[Math.toIntExact(windows(input))];
		for (int i = 0; i < counts.length; i++) {
			Picks.Span span = span(i);
			long end = Math.min(span.end(), input + padding);
			counts[i] = countPadding ? end - span.first() : Math.min(end, input) - Math.max(span.first(), 0);
		}
		return counts;
	}
}
