package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.NormKernel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameter-free normalisation of one vertex with the statistics it keeps.
 * <p>
 * In training it uses the input's own statistics; a batch norm then moves its running mean and running unbiased variance a tenth of the way there, and
 * uses those in evaluation, where they are constants in the gradient.
 */
final class Statistics {

	private static final double MOMENTUM = 0.1;
	/** A variance beyond this many squares of the mean is none of equal values. */
	private static final double ROUNDING = 1e-8;
	private static final int MEAN = 0;
	private static final int VARIANCE = 1;
	private static final int STEP = 2;
	private static final int INVERSE = 3;

	private final Norm norm;
	private final double epsilon;
	private final DataType type;
	private final Buffers buffers = new Buffers();
	private NormKernel kernel;
	private INDArray runningMean;
	private INDArray runningVariance;
	private INDArray mean;
	private INDArray variance;
	private boolean constant;

	Statistics(Norm norm, double epsilon, DataType type) {
		this.norm = norm;
		this.epsilon = epsilon;
		this.type = type;
	}

	/** Made when first needed: shapes are inferred where no kernels load. */
	private NormKernel kernel() {
		if (kernel == null) {
			kernel = Kernels.of(type).norm(norm, epsilon);
		}
		return kernel;
	}

	/** Writes the normalised input; in evaluation exactly 0 for values that are all the same. */
	void normalise(INDArray input, INDArray normalised, boolean training) {
		normalise(kernel(), input, normalised, training);
		if (mayBeLevel(training)) {
			level(normalised);
		}
	}

	/** Whether in the last pass some values may all have been the same, which {@link #level} is for. */
	boolean mayBeLevel(boolean training) {
		if (training || norm == Norm.BATCH) {
			return false;
		}
		double[] means = mean.toDoubleVector();
		double[] variances = variance.toDoubleVector();
		for (int i = 0; i < means.length; i++) {
			if (isSmall(variances[i], means[i])) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSmall(double variance, double mean) {
		return variance <= ROUNDING * mean * mean;
	}

	/**
	 * Makes 0 of what was all the same before it was normalised. Rounding leaves a mean of equal values slightly beside them. Divided by the root of a small epsilon, that
	 * difference grows a hundredfold, and again in each norm that follows behind a padded convolution: what should say nothing about the label map would come out as a pattern of
	 * its own.
	 */
	void level(INDArray normalised) {
		double[] means = mean.toDoubleVector();
		double[] variances = variance.toDoubleVector();
		INDArray planes = normalised.reshape('c', means.length, normalised.length() / means.length);
		for (int i = 0; i < means.length; i++) {
			if (isSmall(variances[i], means[i])) {
				INDArray plane = planes.getRow(i);
				if (plane.maxNumber().doubleValue() == plane.minNumber().doubleValue()) {
					plane.assign(0);
				}
			}
		}
	}

	/** Writes the normalised input, by a kernel for the layout that both lie in. */
	void normalise(NormKernel by, INDArray input, INDArray normalised, boolean training) {
		if (norm == Norm.BATCH && runningMean == null) {
			start(input);
		}
		constant = norm == Norm.BATCH && !training;
		if (constant) {
			by.forwardWith(runningMean, runningVariance, input, normalised);
			return;
		}
		mean = buffers.get(MEAN, input.dataType(), norm.statistics(input.shape()));
		variance = buffers.get(VARIANCE, input.dataType(), norm.statistics(input.shape()));
		by.forward(input, mean, variance, normalised);
		follow(input.length() / input.size(1));
	}

	/** Lets the running statistics follow those of the last pass, which were taken over so many values. */
	private void follow(long values) {
		if (norm == Norm.BATCH) {
			follow(runningMean, mean, 1);
			follow(runningVariance, variance, values > 1 ? values / (values - 1.0) : 1);
		}
	}

	/** Takes the statistics that another one of this kind took of the same input. */
	void normaliseAs(Statistics other, INDArray input) {
		if (norm == Norm.BATCH && runningMean == null) {
			start(input);
		}
		constant = false;
		mean = other.mean;
		variance = other.variance;
		follow(input.length() / input.size(1));
	}

	/** Whether the last pass normalised by running statistics. */
	boolean constant() {
		return constant;
	}

	/** 1 / sqrt(variance + epsilon) of the last pass, in an array that the next one writes over. */
	INDArray inverseDeviation() {
		INDArray used = constant ? runningVariance : variance;
		INDArray inverse = used.addi(epsilon, buffers.get(INVERSE, used.dataType(), used.shape()));
		return Nd4j.getExecutioner().exec(new RSqrt(inverse, inverse));
	}

	/** Writes the gradient with respect to the input times the deviation, by a kernel that reads the normalised values. */
	void backward(NormKernel by, INDArray normalised, INDArray outputGradient, INDArray inputGradient) {
		by.backward(null, mean, variance, normalised, outputGradient, inputGradient);
	}

	private void start(INDArray input) {
		runningMean = Nd4j.zeros(input.dataType(), input.size(1));
		runningVariance = Nd4j.ones(input.dataType(), input.size(1));
	}

	private void follow(INDArray running, INDArray current, double factor) {
		INDArray step = buffers.get(STEP, current.dataType(), current.shape());
		current.muli(MOMENTUM * factor, step);
		running.muli(1 - MOMENTUM).addi(step);
	}

	/** Writes the gradient with respect to the input of the last pass. */
	void backward(INDArray input, INDArray normalised, INDArray outputGradient, INDArray inputGradient) {
		if (constant) {
			kernel().forwardWith(Nd4j.zerosLike(runningMean), runningVariance, outputGradient, inputGradient); // divides by the deviation
			return;
		}
		kernel().backward(input, mean, variance, normalised, outputGradient, inputGradient);
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
