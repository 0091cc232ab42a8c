package io.spadework.engine.training;

import io.spadework.engine.networks.RandomStream;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The style codes of a batch, N x z x 1 x 1, normally distributed with mean 0 and variance 1: drawn anew for each painting of a training from a stream that follows from
 * its seed, and always the same ones for images that are shown or measured.
 */
public final class StyleCode {

	private static final String NAME = "style code";

	private final INDArray codes;
	private final float[] values;
	private final RandomStream stream;

	StyleCode(int batch, int size, long seed, DataType type) {
		codes = Nd4j.create(type, new long[] { batch, size, 1, 1 }, 'c');
		values = new float[batch * size];
		stream = RandomStream.named(seed, NAME);
	}

	/** Draws the codes of the training's next painting. */
	void draw() {
		Nd4j.getExecutioner().exec(new GaussianDistribution(codes, 0.0, 1.0), stream.next());
	}

	/** Takes the codes of shown images, beginning with one of this number: whatever training, batch and step they are shown in, the same. */
	void show(int first) {
		int size = values.length / Math.toIntExact(codes.size(0));
		for (int row = 0; row * size < values.length; row++) {
			System.arraycopy(numbered(first + row, size), 0, values, row * size, size);
		}
		codes.data().setData(values);
	}

	/** The style code of a number, one of those that shown and measured images have: so many independent values, normally distributed with mean 0 and variance 1. */
	public static float[] numbered(long number, int size) {
		Random random = new Random(new SplittableRandom(number).nextLong()); // neighbouring seeds of Random begin alike
		float[] code = new float[size];
		for (int i = 0; i < size; i++) {
			code[i] = (float) random.nextGaussian();
		}
		return code;
	}

	INDArray codes() {
		return codes;
	}

	/** How far the stream is, by name: live arrays. */
	Map<String, INDArray> arrays() {
		return NamedArrays.of(NAME, stream.state());
	}

	/** Takes over what {@link #arrays()} once gave; throws IllegalArgumentException naming what is missing. */
	void restore(Map<String, INDArray> arrays) {
		stream.restore(NamedArrays.required(NAME, stream.state().keySet(), arrays));
	}
}
