package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.ResamplingKernel;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Resizes a feature map bilinearly, by a factor or to a size: each value is a weighted mean of the four next to its place.
 * <p>
 * Row i of n lies at (i + 0.5) in / n - 0.5 of the input or, aligned, at i (in - 1) / (n - 1), so that corners stay corners; columns likewise. Shrinking takes no
 * wider means.
 */
public final class ResizeBilinear extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int factor;
	@JsonProperty
	private final int height;
	@JsonProperty
	private final int width;
	@JsonProperty
	private final boolean aligned;

	@JsonCreator
	private ResizeBilinear(@JsonProperty("factor") int factor, @JsonProperty("height") int height, @JsonProperty("width") int width,
			@JsonProperty("aligned") boolean aligned) {
		super(1);
		this.factor = factor;
		this.height = height;
		this.width = width;
		this.aligned = aligned;
	}

	/** Makes height and width so many times as large. */
	public ResizeBilinear(int factor, boolean aligned) {
		this(factor, 0, 0, aligned);
		if (factor < 1) {
			throw new IllegalArgumentException("Upsampling by " + factor + ": the factor is at least 1.");
		}
	}

	/** Makes feature maps of this size. */
	public ResizeBilinear(int height, int width, boolean aligned) {
		this(0, height, width, aligned);
		if (height < 1 || width < 1) {
			throw new IllegalArgumentException("Resizing to " + height + " x " + width + ": height and width are at least 1.");
		}
	}

	@Override
	public Operation operation(DataType type) {
		return new Resizing(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(factor, height, width, aligned);
	}

	private final class Resizing implements Operation {

		private final DataType type;
		private ResamplingKernel kernel;

		Resizing(DataType type) {
			this.type = type;
		}

		/** Made when first needed: shapes are inferred where no kernels load. */
		private ResamplingKernel kernel() {
			if (kernel == null) {
				kernel = Kernels.of(type).resampling(aligned ? Interpolation.BILINEAR_ALIGNED : Interpolation.BILINEAR);
			}
			return kernel;
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			long[] input = inputs[0];
			return factor > 0 ? new long[] { input[0], input[1], factor * input[2], factor * input[3] } : new long[] { input[0], input[1], height, width };
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
}
