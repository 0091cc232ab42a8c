package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Reads the values of each sample, channel by channel and row by row, as channels x height x width. */
public final class Reshape extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int channels;
	@JsonProperty
	private final int height;
	@JsonProperty
	private final int width;

	/** To a shape of as many values as the input has. */
	@JsonCreator
	public Reshape(@JsonProperty("channels") int channels, @JsonProperty("height") int height, @JsonProperty("width") int width) {
		super(1);
		if (channels < 1 || height < 1 || width < 1) {
			throw new IllegalArgumentException("Reshaping to " + channels + " x " + height + " x " + width + ": all sizes are at least 1.");
		}
		this.channels = channels;
		this.height = height;
		this.width = width;
	}

	/** How many times smaller than an image its result is; 0 where that is no whole number, the same for rows and columns. */
	int reduction(int imageHeight, int imageWidth) {
		int reduction = imageHeight / height;
		return reduction * height == imageHeight && reduction * width == imageWidth ? reduction : 0;
	}

	@Override
	public Operation operation(DataType type) {
		return new Reading();
	}

	@Override
	protected List<Object> settings() {
		return List.of(channels, height, width);
	}

	private final class Reading implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			long[] output = { inputs[0][0], channels, height, width };
			if (inputs[0][1] * inputs[0][2] * inputs[0][3] != (long) channels * height * width) {
				throw new IllegalArgumentException("Reshaping " + text(inputs[0]) + " values to " + text(output) + ": both must have as many.");
			}
			return output;
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			output.assign(inputs[0].reshape('c', output.shape()));
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			inputGradients[0].assign(outputGradient.reshape('c', inputs[0].shape()));
		}
	}
}
