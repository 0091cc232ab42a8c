package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.BernoulliDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** In training sets a random part of all values to 0 and divides the others by 1 - rate (Srivastava et al. 2014); in evaluation it changes nothing. */
public final class Dropout extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final double rate;

	/** With this chance of becoming 0, from 0 to below 1. */
	@JsonCreator
	public Dropout(@JsonProperty("rate") double rate) {
		super(1);
		if (!(rate >= 0 && rate < 1)) {
			throw new IllegalArgumentException("Dropout with rate " + rate + ": the rate is at least 0 and below 1.");
		}
		this.rate = rate;
	}

	@Override
	public Operation operation(DataType type) {
		return new Dropping();
	}

	@Override
	protected List<Object> settings() {
		return List.of(rate);
	}

	private final class Dropping implements Operation {

		private static final int FACTORS = 0;

		private final Buffers buffers = new Buffers();
		private final RandomStream numbers = new RandomStream();
		private boolean dropping;

		@Override
		public void seed(long seed) {
			numbers.seed(seed);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			dropping = training;
			if (!dropping) {
				output.assign(inputs[0]);
				return;
			}
			INDArray factors = buffers.get(FACTORS, output.dataType(), output.shape());
			Nd4j.getExecutioner().exec(new BernoulliDistribution(factors, 1 - rate), numbers.next());
			factors.divi(1 - rate);
			inputs[0].muli(factors, output);
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			if (!dropping) {
				inputGradients[0].assign(outputGradient);
				return;
			}
			outputGradient.muli(buffers.get(FACTORS, output.dataType(), output.shape()), inputGradients[0]);
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
