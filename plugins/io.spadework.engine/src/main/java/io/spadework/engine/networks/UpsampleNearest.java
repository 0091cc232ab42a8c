package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Repeats every value factor x factor times. */
public final class UpsampleNearest extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int factor;

	@JsonCreator
	public UpsampleNearest(@JsonProperty("factor") int factor) {
		super(1);
		if (factor < 1) {
			throw new IllegalArgumentException("Upsampling by " + factor + ": the factor is at least 1.");
		}
		this.factor = factor;
	}

	@Override
	public Operation operation(DataType type) {
		return new Repeat();
	}

	@Override
	protected List<Object> settings() {
		return List.of(factor);
	}

	private final class Repeat implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			return new long[] { inputs[0][0], inputs[0][1], factor * inputs[0][2], factor * inputs[0][3] };
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			NativeOperation.run("upsampling2d", inputs, NativeOperation.of(output), new int[] { factor, factor, 1 });
		}

		@Override
		public Form form() {
			return new Form.Repeating();
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			NativeOperation.run("upsampling2d_bp", NativeOperation.of(inputs[0], outputGradient), inputGradients, new int[] { 1 });
		}
	}
}
