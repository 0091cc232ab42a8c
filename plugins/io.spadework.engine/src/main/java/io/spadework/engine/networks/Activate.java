package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.RectifierKernel;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Applies an activation function to every value. */
public final class Activate extends Vertex {

	private static final long serialVersionUID = 1L;

	private enum Function {
		RECTIFIER, TANH
	}

	@JsonProperty
	private final Function function;
	@JsonProperty
	private final double slope;

	@JsonCreator
	private Activate(@JsonProperty("function") Function function, @JsonProperty("slope") double slope) {
		super(1);
		this.function = function;
		this.slope = slope;
	}

	/** max(x, 0). */
	public static Activate relu() {
		return new Activate(Function.RECTIFIER, 0);
	}

	/** max(x, slope x), with a slope from 0 to below 1. */
	public static Activate leakyRelu(double slope) {
		if (!(slope >= 0 && slope < 1)) {
			throw new IllegalArgumentException("Leaky ReLU with slope " + slope + ": the slope is at least 0 and below 1.");
		}
		return new Activate(Function.RECTIFIER, slope);
	}

	/** The hyperbolic tangent. */
	public static Activate tanh() {
		return new Activate(Function.TANH, 0);
	}

	@Override
	public Operation operation(DataType type) {
		return function == Function.TANH ? new HyperbolicTangent() : new Rectifier(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(function, slope);
	}

	private final class Rectifier implements Operation {

		private final DataType type;
		private RectifierKernel kernel;

		Rectifier(DataType type) {
			this.type = type;
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			if (kernel == null) {
				kernel = Kernels.of(type).rectifier(slope);
			}
			kernel.forward(inputs[0], output);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			kernel.backward(inputs[0], outputGradient, inputGradients[0]);
		}
	}

	private static final class HyperbolicTangent implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			Nd4j.getExecutioner().exec(new Tanh(inputs[0], output));
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray gradient = inputGradients[0]; // (1 - y^2) g
			output.muli(output, gradient);
			gradient.rsubi(1);
			gradient.muli(outputGradient);
		}
	}
}
