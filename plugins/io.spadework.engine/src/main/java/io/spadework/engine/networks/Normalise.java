package io.spadework.engine.networks;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Normalises a feature map to (x - mean) / sqrt(variance + epsilon), without parameters to learn. */
public final class Normalise extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final Norm norm;
	@JsonProperty
	private final double epsilon;

	@JsonCreator
	public Normalise(@JsonProperty("norm") Norm norm, @JsonProperty("epsilon") double epsilon) {
		super(1);
		this.norm = norm;
		this.epsilon = epsilon;
	}

	@Override
	public Operation operation(DataType type) {
		return new Normalisation(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(norm, epsilon);
	}

	private final class Normalisation implements Operation {

		private final Statistics statistics;

		Normalisation(DataType type) {
			statistics = new Statistics(norm, epsilon, type);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			statistics.normalise(inputs[0], output, training);
		}

		@Override
		public Form form() {
			return new Form.Normalising(norm, epsilon, statistics);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			statistics.backward(inputs[0], output, outputGradient, inputGradients[0]);
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
