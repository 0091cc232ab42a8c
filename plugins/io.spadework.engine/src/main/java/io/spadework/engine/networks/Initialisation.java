package io.spadework.engine.networks;

import io.spadework.runs.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How weights (outputs x inputs, with a window of rows and columns where they have one) are drawn before training; biases start at 0. */
public final class Initialisation {

	private final boolean xavier;
	private final double scale;

	private Initialisation(boolean xavier, double scale) {
		this.xavier = xavier;
		this.scale = scale;
	}

	/** Normal with standard deviation gain * sqrt(2 / (fan in + fan out)) (Glorot and Bengio 2010). */
	public static Initialisation xavier(double gain) {
		return new Initialisation(true, gain);
	}

	/** Normal with this standard deviation. */
	public static Initialisation normal(double deviation) {
		return new Initialisation(false, deviation);
	}

	/** Standard deviation for weights of a shape. */
	public double deviation(long[] shape) {
		long window = 1;
		for (int axis = 2; axis < shape.length; axis++) {
			window *= shape[axis];
		}
		return xavier ? scale * Math.sqrt(2.0 / ((shape[0] + shape[1]) * window)) : scale;
	}

	/** Fills weights; the values follow from the seed and the parameter's name alone, not from the order of filling. */
	public void fill(INDArray weights, long seed, String name) {
		Random random = random(seed, name);
		double deviation = deviation(weights.shape());
		double[] values = new double[Math.toIntExact(weights.length())];
		for (int i = 0; i < values.length; i++) {
			values[i] = deviation * random.nextGaussian();
		}
		weights.assign(Nd4j.createFromArray(values).reshape('c', weights.shape()).castTo(weights.dataType()));
	}

	/** A random sequence of its own for each seed and name. */
	static Random random(long seed, String name) {
		MessageDigest digest = Sha256.digest();
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
		return new Random(ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong());
	}
}
