package io.spadework.engine.networks;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Normally distributed noise with mean 0 and variance 1, N x channels x height x width: other values in each training pass, the same ones in every evaluation.
 * <p>
 * Its input says only how many samples N there are; no gradient flows to it.
 */
public final class NoiseSource extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int channels;
	@JsonProperty
	private final int height;
	@JsonProperty
	private final int width;

	/** Noise of this shape for each sample. */
	@JsonCreator
	public NoiseSource(@JsonProperty("channels") int channels, @JsonProperty("height") int height, @JsonProperty("width") int width) {
		super(1);
		if (channels < 1 || height < 1 || width < 1) {
			throw new IllegalArgumentException("Noise of " + channels + " x " + height + " x " + width + ": all sizes are at least 1.");
		}
		this.channels = channels;
		this.height = height;
		this.width = width;
	}

	@Override
	public Operation operation(DataType type) {
		return new Drawing();
	}

	@Override
	protected List<Object> settings() {
		return List.of(channels, height, width);
	}

	private final class Drawing implements Operation {

		private final RandomStream numbers = new RandomStream();

		@Override
		public void seed(long seed) {
			numbers.seed(seed);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return new long[] { inputs[0][0], channels, height, width };
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			Nd4j.getExecutioner().exec(new GaussianDistribution(output, 0.0, 1.0), training ? numbers.next() : numbers.resting());
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			inputGradients[0].assign(0);
		}

		@Override
		public Map<String, INDArray> state() {
			return numbers.state();
		}

		@Override
		public void restore(Map<String, INDArray> state) {
			numbers.restore(state);
		}
	}
}
