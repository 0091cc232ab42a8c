package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.SegmenterGraph;
import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a segmenter: it gives real images scores for each label and pixel, and descends on their cross-entropy with the label maps. Don't-care pixels don't count. */
public final class Segmentation implements Course {

	private static final int LABEL_MAP = 0;
	private static final int GRADIENT = 1;
	private static final int LABELS_AXIS = 1;

	private final Training training;
	private final Dataset data;
	private final Player segmenter;
	private final Batch batch;
	private final Batch shown;
	private final Buffers buffers = new Buffers();
	private final INDArray predicted;

	/** For a training whose data are open. Throws IllegalArgumentException where network and data don't fit together. */
	Segmentation(Training training, Dataset data) {
		this.training = training;
		this.data = data;
		SegmenterGraph graph = training.segmenter();
		int scored = graph.labels(data.height(), data.width());
		boolean dontCareLast = data.dontCare() == data.labels() - 1;
		if (scored != data.labels() && !(dontCareLast && scored == data.labels() - 1)) {
			throw new IllegalArgumentException("The segmenter scores " + scored + " labels; the data set has " + (dontCareLast ? data.labels() - 1 + ", and don't-care" : data.labels())
					+ ". Its last convolution needs as many filters.");
		}
		segmenter = new Player("segmenter", new Network(graph.configuration(), training.initialisation(), training.seed(), "segmenter"), training.generatorUpdater(), 0);
		batch = new Batch(data, training.batch(), segmenter().type());
		shown = new Batch(data, training.batch(), segmenter().type());
		predicted = Nd4j.create(DataType.INT64, training.batch(), data.height(), data.width());
	}

	/** The network that finds label maps in images. */
	public Network segmenter() {
		return segmenter.network();
	}

	@Override
	public Map<String, BlockWatch> watch() {
		BlockWatch watch = new BlockWatch();
		segmenter.watch(watch);
		return Map.of(segmenter.name(), watch);
	}

	@Override
	public Map<String, Double> step(List<Sample> samples, int steps, double factor) {
		batch.fill(samples);
		segmenter().advance();
		INDArray scores = segmenter().forward(true, batch.image()).getFirst();
		INDArray counted = buffers.get(LABEL_MAP, scores.dataType(), batch.labelMap().shape());
		NativeOperation.run("multiply", batch.labelMap(), batch.labelled(), counted);
		INDArray gradient = buffers.get(GRADIENT, scores.dataType(), scores.shape());
		double loss = training.crossEntropy().segmenter(scores, counted, gradient);
		double accuracy = accuracy(samples, labels(scores));
		INDArray weightGradients = segmenter().backward(List.of(gradient));
		double rate = factor * segmenter.learningRate();
		double length = segmenter.length(weightGradients, loss, steps + 1);
		segmenter.descend(weightGradients, rate);
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("loss/S/cross_entropy", loss);
		values.put("accuracy/S", accuracy);
		values.put("lr/S", rate);
		values.put("gradient/S", length);
		return values;
	}

	/** The label with the highest score for each pixel of a batch. */
	private long[] labels(INDArray scores) {
		NativeOperation.run("argmax", NativeOperation.of(scores), NativeOperation.of(predicted), new int[] { LABELS_AXIS });
		return predicted.data().asLong();
	}

	/** Share of the pixels that count whose label was predicted. */
	private double accuracy(List<Sample> samples, long[] labels) {
		int pixels = data.height() * data.width();
		int counted = 0;
		int right = 0;
		for (int i = 0; i < samples.size(); i++) {
			for (int p = 0; p < pixels; p++) {
				int label = samples.get(i).labels()[p];
				if (label != data.dontCare()) {
					counted++;
					right += label == labels[i * pixels + p] ? 1 : 0;
				}
			}
		}
		return (double) right / Math.max(1, counted);
	}

	/** The labels that the segmenter finds in the samples' images in evaluation, row by row. Changes nothing that is trained. */
	public List<short[]> predict(List<Sample> samples) {
		segmenter().settle();
		int pixels = data.height() * data.width();
		List<short[]> found = new ArrayList<>();
		for (int first = 0; first < samples.size(); first += training.batch()) {
			List<Sample> some = samples.subList(first, Math.min(first + training.batch(), samples.size()));
			shown.fill(some);
			long[] labels = labels(segmenter().forward(false, shown.image()).getFirst());
			for (int i = 0; i < some.size(); i++) {
				short[] map = new short[pixels];
				for (int p = 0; p < pixels; p++) {
					map[p] = (short) labels[i * pixels + p];
				}
				found.add(map);
			}
		}
		return found;
	}

	/** The predicted label maps in the labels' colours. */
	@Override
	public List<float[]> show(List<Sample> samples) {
		int[] colours = data.labelColours();
		return predict(samples).stream().map(map -> coloured(map, colours)).toList();
	}

	private static float[] coloured(short[] map, int[] colours) {
		float[] image = new float[3 * map.length];
		for (int p = 0; p < map.length; p++) {
			int colour = colours[map[p]];
			image[p] = (colour >> 16 & 0xff) / 127.5f - 1;
			image[map.length + p] = (colour >> 8 & 0xff) / 127.5f - 1;
			image[2 * map.length + p] = (colour & 0xff) / 127.5f - 1;
		}
		return image;
	}

	@Override
	public long parameters() {
		return segmenter().weights().length();
	}

	@Override
	public Map<String, INDArray> arrays() {
		return segmenter.arrays();
	}

	@Override
	public Map<String, Integer> updates() {
		return Map.of(segmenter.name(), segmenter.updates());
	}

	@Override
	public void restore(Map<String, INDArray> arrays, Map<String, Integer> updates) {
		segmenter.restore(arrays, updates);
	}
}
