package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Spatially-adaptive modulation, the heart of SPADE (arXiv 1903.07291): (1 + gamma) * normalised(x) + beta.
 * <p>
 * Its inputs are x, gamma and beta, all N x C x H x W; the normalisation has no parameters of its own. The 1 is the published code's, so that gamma and beta
 * of 0 leave the normalised x as it is.
 */
public final class Modulate extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final Norm norm;
	@JsonProperty
	private final double epsilon;

	@JsonCreator
	public Modulate(@JsonProperty("norm") Norm norm, @JsonProperty("epsilon") double epsilon) {
		super(3);
		this.norm = norm;
		this.epsilon = epsilon;
	}

	@Override
	public Operation operation(DataType type) {
		return new Modulation(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(norm, epsilon);
	}

	private final class Modulation implements Operation {

		private static final int X = 0;
		private static final int GAMMA = 1;
		private static final int BETA = 2;
		private static final int NORMALISED = 0;
		private static final int SCALED_GRADIENT = 1;

		private final DataType type;
		private final Buffers buffers = new Buffers();
		private final Statistics statistics;

		Modulation(DataType type) {
			this.type = type;
			statistics = new Statistics(norm, epsilon, type);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			requireSameShape("Modulation", inputs);
			return inputs[X];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			statistics.normalise(inputs[X], normalised, training);
			inputs[GAMMA].addi(1, output);
			output.muli(normalised).addi(inputs[BETA]);
		}

		@Override
		public Form form() {
			return new Form.Modulating(norm, epsilon, statistics);
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			if (inputGradients[GAMMA] != null) {
				outputGradient.muli(normalised, inputGradients[GAMMA]);
			}
			if (inputGradients[X] != null) {
				INDArray scaled = buffers.get(SCALED_GRADIENT, type, inputs[X].shape());
				inputs[GAMMA].addi(1, scaled);
				scaled.muli(outputGradient);
				statistics.backward(inputs[X], normalised, scaled, inputGradients[X]);
			}
		}

		@Override
		public int passedOn() {
			return BETA;
		}

		@Override
		public Map<String, INDArray> state() {
			return statistics.state();
		}

		@Override
		public void restore(Map<String, INDArray> state) {
			statistics.restore(state);
		}
	}
}
