package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Takes the largest value of each channel in windows; the padding is never the largest. */
public final class MaxPool extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int kernel;
	@JsonProperty
	private final int stride;
	@JsonProperty
	private final int padding;
	@JsonProperty
	private final boolean ceil;

	/** Windows of kernel x kernel, stride apart, over a map that is padded on all sides; only those that fit. */
	public MaxPool(int kernel, int stride, int padding) {
		this(kernel, stride, padding, false);
	}

	/** Windows of kernel x kernel, stride apart, over a map that is padded on all sides; in ceil mode the last ones may lack rows and columns. */
	@JsonCreator
	public MaxPool(@JsonProperty("kernel") int kernel, @JsonProperty("stride") int stride, @JsonProperty("padding") int padding,
			@JsonProperty("ceil") boolean ceil) {
		super(1);
		this.kernel = kernel;
		this.stride = stride;
		this.padding = padding;
		this.ceil = ceil;
		windows(); // checks them
	}

	private PoolWindows windows() {
		return new PoolWindows(kernel, stride, padding, ceil);
	}

	@Override
	public Operation operation(DataType type) {
		return new Largest(windows());
	}

	@Override
	protected List<Object> settings() {
		return List.of(windows());
	}

	/** The largest values of windows. */
	static final class Largest implements Operation {

		private static final double LOWEST = -Float.MAX_VALUE;
		private static final int ROOMY = 0;
		private static final int ROOMY_GRADIENT = 1;

		private final PoolWindows windows;
		private final Buffers buffers = new Buffers();
		private boolean held;
		private Picks picks;

		Largest(PoolWindows windows) {
			this.windows = windows;
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return windows.outputShape(inputs[0]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			if (picks != null) {
				picks.forward(inputs[0], output);
				return;
			}
			boolean fit = windows.fit(inputs[0]);
			NativeOperation.run("maxpool2d", NativeOperation.of(fit ? inputs[0] : roomy(inputs[0])), NativeOperation.of(output), windows.arguments(!fit, 1));
			if (held) {
				picks = new Picks(inputs[0], output, windows::span, windows::span);
			}
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			if (picks != null) {
				picks.backward(outputGradient, inputGradients[0]);
				return;
			}
			if (windows.fit(inputs[0])) {
				NativeOperation.run("maxpool2d_bp", NativeOperation.of(inputs[0], outputGradient), inputGradients, windows.arguments(false, 1));
				return;
			}
			INDArray gradient = windows.roomy(inputs[0], buffers, ROOMY_GRADIENT);
			NativeOperation.run("maxpool2d_bp", NativeOperation.of(roomy(inputs[0]), outputGradient), NativeOperation.of(gradient), windows.arguments(true, 1));
			inputGradients[0].assign(windows.interior(gradient, inputs[0]));
		}

		@Override
		public void hold(boolean hold) {
			held = hold;
			picks = null;
		}

		private INDArray roomy(INDArray input) {
			INDArray roomy = windows.roomy(input, buffers, ROOMY);
			roomy.assign(LOWEST);
			windows.interior(roomy, input).assign(input);
			return roomy;
		}
	}
}
