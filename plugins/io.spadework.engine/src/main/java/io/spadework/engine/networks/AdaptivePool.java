package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.NativeOperation;
import io.spadework.engine.networks.kernels.ResamplingKernel;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Pools each channel to a size, 1 x 1 for all of it: row i of n stands for the rows from floor(i in / n) to ceil((i + 1) in / n), the last one excluded, and columns
 * likewise, so that neighbouring windows may overlap.
 */
public final class AdaptivePool extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final Pooling kind;
	@JsonProperty
	private final int height;
	@JsonProperty
	private final int width;

	/** Pools to height x width. */
	@JsonCreator
	public AdaptivePool(@JsonProperty("kind") Pooling kind, @JsonProperty("height") int height, @JsonProperty("width") int width) {
		super(1);
		if (height < 1 || width < 1) {
			throw new IllegalArgumentException("Pooling to " + height + " x " + width + ": height and width are at least 1.");
		}
		this.kind = Objects.requireNonNull(kind);
		this.height = height;
		this.width = width;
	}

	@Override
	public Operation operation(DataType type) {
		return kind == Pooling.MAX ? new Largest() : new Mean(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(kind, height, width);
	}

	private long[] pooled(long[] input) {
		return new long[] { input[0], input[1], height, width };
	}

	private final class Mean implements Operation {

		private final DataType type;
		private ResamplingKernel kernel;

		Mean(DataType type) {
			this.type = type;
		}

		/** Made when first needed: shapes are inferred where no kernels load. */
		private ResamplingKernel kernel() {
			if (kernel == null) {
				kernel = Kernels.of(type).resampling(Interpolation.AREA);
			}
			return kernel;
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return pooled(inputs[0]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			kernel().forward(inputs[0], output);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			kernel().backward(outputGradient, inputGradients[0]);
		}
	}

	/** Where all windows are squares of one size, that of a plain pooling; else window by window. */
	private final class Largest implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			return pooled(inputs[0]);
		}

		private MaxPool.Largest plain(INDArray input) {
			long side = input.size(2) / height;
			boolean squares = side * height == input.size(2) && side * width == input.size(3) && side > 0;
			return squares ? new MaxPool.Largest(new PoolWindows((int) side, (int) side, 0, false)) : null;
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			INDArray input = inputs[0];
			MaxPool.Largest plain = plain(input);
			if (plain != null) {
				plain.forward(inputs, output, training);
				return;
			}
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					cell(output, y, x).assign(window(input, y, x).max(2, 3));
				}
			}
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			MaxPool.Largest plain = plain(inputs[0]);
			if (plain != null) {
				plain.backward(inputs, output, outputGradient, inputGradients);
				return;
			}
			INDArray gradient = inputGradients[0].assign(0);
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					INDArray window = window(inputs[0], y, x);
					long planes = window.size(0) * window.size(1);
					long places = window.size(2) * window.size(3);
					INDArray place = Nd4j.argMax(window.dup('c').reshape('c', planes, places), 1);
					INDArray chosen = Nd4j.create(gradient.dataType(), planes, places);
					NativeOperation.run("onehot", NativeOperation.of(place), NativeOperation.of(chosen), new int[] { 1, (int) places }, 1, 0);
					NativeOperation.run("multiply", chosen, cell(outputGradient, y, x).dup('c').reshape('c', planes, 1), chosen);
					window(gradient, y, x).addi(chosen.reshape('c', window.shape()));
				}
			}
		}

		private INDArray cell(INDArray pooled, int y, int x) {
			return pooled.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(y), NDArrayIndex.point(x));
		}

		private INDArray window(INDArray map, int y, int x) {
			return map.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(y * map.size(2) / height, Math.ceilDiv((y + 1) * map.size(2), height)),
					NDArrayIndex.interval(x * map.size(3) / width, Math.ceilDiv((x + 1) * map.size(3), width)));
		}
	}
}
