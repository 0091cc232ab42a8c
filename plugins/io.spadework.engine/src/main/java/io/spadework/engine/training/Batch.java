package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Samples as arrays that networks and losses read: the semantic input (one-hot labels, then edges; N x S x H x W), the edges alone (N x 1 x H x W, 0 where the data have none),
 * where there is a label (N x 1 x H x W, 0 where it is don't-care) and the images (N x 3 x H x W), filled again for each batch.
 */
public final class Batch {

	private static final int COLOURS = 3;
	/** Of one array, in Java and as bytes behind it. */
	private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

	private final Dataset data;
	private final int height;
	private final int width;
	private final int size;
	private final INDArray labelMap;
	private final INDArray edgeMap;
	private final INDArray labelled;
	private final INDArray image;
	private final float[] semantic;
	private final float[] edges;
	private final float[] cares;
	private final float[] colours;

	/** For so many samples of a data set. */
	Batch(Dataset data, int size, DataType type) {
		this(data, data.height(), data.width(), size, type);
	}

	/** For so many samples with the labels of a data set, at a size of their own; throws IllegalArgumentException where they are too many values. */
	public Batch(Dataset data, int height, int width, int size, DataType type) {
		this.data = data;
		this.height = height;
		this.width = width;
		this.size = size;
		long pixels = (long) height * width;
		semantic = array(size * data.labelChannels() * pixels);
		edges = array(size * pixels);
		cares = array(size * pixels);
		colours = array(size * COLOURS * pixels);
		labelMap = Nd4j.create(type, new long[] { size, data.labelChannels(), height, width }, 'c');
		edgeMap = Nd4j.create(type, new long[] { size, 1, height, width }, 'c');
		labelled = Nd4j.create(type, new long[] { size, 1, height, width }, 'c');
		image = Nd4j.create(type, new long[] { size, COLOURS, height, width }, 'c');
	}

	private static float[] array(long values) {
		if (values > MOST_VALUES) {
			throw new IllegalArgumentException("A batch of " + values + " values is more than one array holds, " + MOST_VALUES + ": a smaller batch or crop is needed.");
		}
		return new float[(int) values];
	}

	/** Takes over at most as many samples as the batch holds; missing ones are filled up with the last. */
	public void fill(List<Sample> samples) {
		int pixels = height * width;
		Arrays.fill(semantic, 0);
		Arrays.fill(edges, 0);
		for (int i = 0; i < size; i++) {
			Sample sample = samples.get(Math.min(i, samples.size() - 1));
			check(sample);
			int first = i * data.labelChannels() * pixels;
			for (int p = 0; p < pixels; p++) {
				int label = sample.labels()[p];
				if (label < 0 || label >= data.labels()) {
					throw new IllegalArgumentException(sample.name() + " has label " + label + " at row " + p / width + ", column " + p % width
							+ "; labels run from 0 to " + (data.labels() - 1) + ".");
				}
				semantic[first + label * pixels + p] = 1;
				cares[i * pixels + p] = label == data.dontCare() ? 0 : 1;
				if (data.edges() && sample.edges()[p]) {
					semantic[first + data.labels() * pixels + p] = 1;
					edges[i * pixels + p] = 1;
				}
			}
			System.arraycopy(sample.image(), 0, colours, i * COLOURS * pixels, COLOURS * pixels);
		}
		labelMap.data().setData(semantic);
		edgeMap.data().setData(edges);
		labelled.data().setData(cares);
		image.data().setData(colours);
	}

	private void check(Sample sample) {
		if (sample.height() != height || sample.width() != width) {
			throw new IllegalArgumentException(sample.name() + " was prepared to " + sample.height() + " x " + sample.width() + " pixels; the batch is of "
					+ height + " x " + width + ".");
		}
	}

	/** One-hot labels, then edges. */
	public INDArray labelMap() {
		return labelMap;
	}

	/** The edges alone. */
	public INDArray edgeMap() {
		return edgeMap;
	}

	INDArray labelled() {
		return labelled;
	}

	INDArray image() {
		return image;
	}
}
