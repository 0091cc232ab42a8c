package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.NativeOperation;
import io.spadework.engine.networks.kernels.RectifierKernel;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Applies an activation function to every value. */
public final class Activate extends Vertex {

	private static final long serialVersionUID = 1L;

	private enum Function {
		RECTIFIER, TANH, SIGMOID, SOFTMAX, ELU, IDENTITY
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

	/** The logistic function 1 / (1 + exp(-x)). */
	public static Activate sigmoid() {
		return new Activate(Function.SIGMOID, 0);
	}

	/** exp(x) divided by its sum over the channels of each pixel. */
	public static Activate softmax() {
		return new Activate(Function.SOFTMAX, 0);
	}

	/** x where it is above 0, exp(x) - 1 elsewhere (arXiv 1511.07289). */
	public static Activate elu() {
		return new Activate(Function.ELU, 0);
	}

	/** x as it is. */
	public static Activate identity() {
		return new Activate(Function.IDENTITY, 0);
	}

	@Override
	public Operation operation(DataType type) {
		return switch (function) {
			case RECTIFIER -> new Rectifier(type);
			case TANH -> new HyperbolicTangent();
			case SIGMOID -> new Logistic();
			case SOFTMAX -> new Softmax();
			case ELU -> new ExponentialUnit();
			case IDENTITY -> new Identity();
		};
	}

	@Override
	protected List<Object> settings() {
		return List.of(function, slope);
	}

	private final class Rectifier implements Elementwise {

		private static final int SLOPES = 0;

		private final DataType type;
		private final Buffers buffers = new Buffers();
		private RectifierKernel kernel;
		private boolean held;
		private INDArray slopes;

		Rectifier(DataType type) {
			this.type = type;
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			if (kernel == null) {
				kernel = Kernels.of(type).rectifier(slope);
			}
			if (slopes != null) {
				inputs[0].muli(slopes, output);
				return;
			}
			kernel.forward(inputs[0], output);
			if (held) {
				slopes = buffers.get(SLOPES, type, output.shape()).assign(1);
				kernel.backward(inputs[0], slopes, slopes);
			}
		}

		@Override
		public Form form() {
			return new Form.Rectifying(slope);
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			if (slopes != null) {
				outputGradient.muli(slopes, inputGradients[0]);
			} else {
				kernel.backward(inputs[0], outputGradient, inputGradients[0]);
			}
		}

		@Override
		public void hold(boolean hold) {
			held = hold;
			slopes = null;
		}
	}

	/** What all functions have in common: the output has the input's shape. */
	private interface Elementwise extends Operation {

		@Override
		default long[] outputShape(long[]... inputs) {
			return inputs[0];
		}
	}

	private static final class HyperbolicTangent implements Elementwise {

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			Nd4j.getExecutioner().exec(new Tanh(inputs[0], output));
		}

		@Override
		public Reads reads() {
			return Reads.OUTPUT;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray gradient = inputGradients[0]; // (1 - y^2) g
			output.muli(output, gradient);
			gradient.rsubi(1);
			gradient.muli(outputGradient);
		}
	}

	private static final class Logistic implements Elementwise {

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			Nd4j.getExecutioner().exec(new Sigmoid(inputs[0], output));
		}

		@Override
		public Reads reads() {
			return Reads.OUTPUT;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray gradient = inputGradients[0]; // y (1 - y) g
			output.rsubi(1, gradient);
			gradient.muli(output).muli(outputGradient);
		}
	}

	private static final class Softmax implements Elementwise {

		private static final int CHANNELS = 1;
		private static final int REDUCED = 0;

		private final Buffers buffers = new Buffers();

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			// by parts: ND4J's own operation is wrong for this axis where oneDNN stands behind it
			INDArray reduced = buffers.get(REDUCED, output.dataType(), output.size(0), 1, output.size(2), output.size(3));
			Nd4j.getExecutioner().exec(new Max(inputs[0], reduced, true, CHANNELS)); // exp of no more than 0 stays finite
			NativeOperation.run("subtract", inputs[0], reduced, output);
			Nd4j.getExecutioner().exec(new Exp(output, output));
			output.sum(reduced, true, CHANNELS);
			NativeOperation.run("divide", output, reduced, output);
		}

		@Override
		public Reads reads() {
			return Reads.OUTPUT;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray gradient = inputGradients[0]; // y (g - sum over channels of y g)
			INDArray sum = buffers.get(REDUCED, output.dataType(), output.size(0), 1, output.size(2), output.size(3));
			output.muli(outputGradient, gradient);
			gradient.sum(sum, true, CHANNELS);
			NativeOperation.run("subtract", outputGradient, sum, gradient);
			gradient.muli(output);
		}
	}

	private static final class ExponentialUnit implements Elementwise {

		private static final int POSITIVE = 0;

		private final Buffers buffers = new Buffers();

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			NativeOperation.run("elu", inputs, NativeOperation.of(output), new int[0], 1);
		}

		@Override
		public Reads reads() {
			return Reads.OUTPUT;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray gradient = inputGradients[0]; // (min(y, 0) + 1) g: g above 0, exp(x) g below
			INDArray positive = buffers.get(POSITIVE, output.dataType(), output.shape());
			NativeOperation.run("relu", NativeOperation.of(output), NativeOperation.of(positive), new int[0], 0);
			output.subi(positive, gradient);
			gradient.addi(1).muli(outputGradient);
		}
	}

	private static final class Identity implements Elementwise {

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			output.assign(inputs[0]);
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			// its one gradient is passed on
		}

		@Override
		public int passedOn() {
			return 0;
		}
	}
}
