package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.NormKernel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameter-free normalisation of one vertex with the statistics it keeps.
 * <p>
 * In training it uses the input's own statistics; a batch norm then moves its running mean and running unbiased variance a tenth of the way there, and
 * uses those in evaluation, where they are constants in the gradient.
 */
final class Statistics {

	private static final double MOMENTUM = 0.1;
	private static final int MEAN = 0;
	private static final int VARIANCE = 1;
	private static final int STEP = 2;

	private final Norm norm;
	private final NormKernel kernel;
	private final Buffers buffers = new Buffers();
	private INDArray runningMean;
	private INDArray runningVariance;
	private INDArray mean;
	private INDArray variance;
	private boolean constant;

	Statistics(Norm norm, double epsilon, DataType type) {
		this.norm = norm;
		kernel = Kernels.of(type).norm(norm, epsilon);
	}

	/** Writes the normalised input. */
	void normalise(INDArray input, INDArray normalised, boolean training) {
		if (norm == Norm.BATCH && runningMean == null) {
			runningMean = Nd4j.zeros(input.dataType(), input.size(1));
			runningVariance = Nd4j.ones(input.dataType(), input.size(1));
		}
		constant = norm == Norm.BATCH && !training;
		if (constant) {
			kernel.forwardWith(runningMean, runningVariance, input, normalised);
			return;
		}
		mean = buffers.get(MEAN, input.dataType(), norm.statistics(input.shape()));
		variance = buffers.get(VARIANCE, input.dataType(), norm.statistics(input.shape()));
		kernel.forward(input, mean, variance, normalised);
		if (norm == Norm.BATCH) {
			long values = input.length() / input.size(1);
			follow(runningMean, mean, 1);
			follow(runningVariance, variance, values > 1 ? values / (values - 1.0) : 1);
		}
	}

	private void follow(INDArray running, INDArray current, double factor) {
		INDArray step = buffers.get(STEP, current.dataType(), current.shape());
		current.muli(MOMENTUM * factor, step);
		running.muli(1 - MOMENTUM).addi(step);
	}

	/** Writes the gradient with respect to the input of the last pass. */
	void backward(INDArray input, INDArray normalised, INDArray outputGradient, INDArray inputGradient) {
		if (constant) {
			kernel.forwardWith(Nd4j.zerosLike(runningMean), runningVariance, outputGradient, inputGradient); // divides by the deviation
			return;
		}
		kernel.backward(input, mean, variance, normalised, outputGradient, inputGradient);
	}

	/** The running statistics; none before the first pass, and none for an instance norm. */
	Map<String, INDArray> state() {
		Map<String, INDArray> state = new LinkedHashMap<>();
		if (runningMean != null) {
			state.put("mean", runningMean);
			state.put("variance", runningVariance);
		}
		return state;
	}

	/** Takes over running statistics; throws IllegalArgumentException where one is missing. */
	void restore(Map<String, INDArray> state) {
		runningMean = Network.required(state, "mean").dup();
		runningVariance = Network.required(state, "variance").dup();
	}
}
