package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Averages each channel over windows; what a window covers of the padding is not counted, unless said otherwise. */
public final class AveragePool extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int kernel;
	@JsonProperty
	private final int stride;
	@JsonProperty
	private final int padding;
	@JsonProperty
	private final boolean ceil;
	@JsonProperty
	private final boolean countPadding;

	/** Windows of kernel x kernel, stride apart, over a map that is padded on all sides; only those that fit, and without counting the padding. */
	public AveragePool(int kernel, int stride, int padding) {
		this(kernel, stride, padding, false, false);
	}

	/**
	 * Windows of kernel x kernel, stride apart, over a map that is padded on all sides. In ceil mode the last ones may lack rows and columns, which never count;
	 * the padding's zeros count where said.
	 */
	@JsonCreator
	public AveragePool(@JsonProperty("kernel") int kernel, @JsonProperty("stride") int stride, @JsonProperty("padding") int padding,
			@JsonProperty("ceil") boolean ceil, @JsonProperty("countPadding") boolean countPadding) {
		super(1);
		this.kernel = kernel;
		this.stride = stride;
		this.padding = padding;
		this.ceil = ceil;
		this.countPadding = countPadding;
		windows(); // checks them
	}

	private PoolWindows windows() {
		return new PoolWindows(kernel, stride, padding, ceil);
	}

	@Override
	public Operation operation(DataType type) {
		return new Average();
	}

	@Override
	protected List<Object> settings() {
		return List.of(windows(), countPadding);
	}

	private final class Average implements Operation {

		private static final int ROOMY = 0;
		private static final int SCALED = 1;

		private final PoolWindows windows = windows();
		private final Buffers buffers = new Buffers();
		private long[] factorsShape;
		private INDArray factors;

		@Override
		public long[] outputShape(long[]... inputs) {
			return windows.outputShape(inputs[0]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			INDArray input = inputs[0];
			if (windows.fit(input)) {
				NativeOperation.run("avgpool2d", inputs, NativeOperation.of(output), windows.arguments(false, countPadding ? 1 : 0));
				return;
			}
			INDArray roomy = windows.roomy(input, buffers, ROOMY);
			windows.interior(roomy, input).assign(input); // all around it stays 0
			NativeOperation.run("avgpool2d", NativeOperation.of(roomy), NativeOperation.of(output), windows.arguments(true, 1));
			NativeOperation.run("multiply", output, factors(input), output);
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray input = inputs[0];
			if (windows.fit(input)) {
				NativeOperation.run("avgpool2d_bp", NativeOperation.of(input, outputGradient), inputGradients, windows.arguments(false, countPadding ? 1 : 0));
				return;
			}
			INDArray scaled = buffers.get(SCALED, input.dataType(), outputGradient.shape());
			NativeOperation.run("multiply", outputGradient, factors(input), scaled);
			INDArray roomy = windows.roomy(input, buffers, ROOMY);
			INDArray gradient = windows.roomy(input, buffers, ROOMY + 1);
			NativeOperation.run("avgpool2d_bp", NativeOperation.of(roomy, scaled), NativeOperation.of(gradient), windows.arguments(true, 1));
			inputGradients[0].assign(windows.interior(gradient, input));
		}

		/** For each window, by how much its mean over kernel x kernel values must grow to be the mean of those that count. */
		private INDArray factors(INDArray input) {
			if (!Arrays.equals(factorsShape, input.shape())) {
				factorsShape = input.shape().clone();
				INDArray rows = Nd4j.createFromArray(windows.counts(input.size(2), countPadding));
				INDArray columns = Nd4j.createFromArray(windows.counts(input.size(3), countPadding));
				INDArray counts = rows.reshape(rows.length(), 1).mmul(columns.reshape(1, columns.length()));
				factors = counts.rdiv(kernel * kernel).castTo(input.dataType()).reshape('c', 1, 1, rows.length(), columns.length());
			}
			return factors;
		}
	}
}
