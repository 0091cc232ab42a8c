package io.spadework.engine.metrics;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.runs.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How far label maps predicted from images agree with the true ones, from one confusion matrix over all samples: pixel accuracy = agreeing / counted pixels, and
 * mean intersection over union = mean over classes of pixels that both maps give the class / pixels that either does. Pixels whose true label is don't-care are
 * not counted, nor are those whose label the network cannot find; classes that occur in neither map are left out of the mean.
 */
public final class SegmentationAccuracy {

	private static final int RESAMPLES = 200;

	private final Dataset dataset;
	private final Map<String, String> network;
	private final String images;
	private final String suffix;
	private final ClassMap classMap;
	/** One for each label, and a last one for other classes where the network has such. */
	private final List<String> names;
	private final int labels;
	/** Pixels by true label * labels + predicted one, for each sample, where there are any. */
	private final List<Map<Integer, Long>> perSample = new ArrayList<>();

	private SegmentationAccuracy(Dataset dataset, Map<String, String> network, ClassMap classMap, String images, String suffix) {
		this.dataset = dataset;
		this.network = network;
		this.classMap = classMap;
		this.images = images;
		this.suffix = suffix;
		names = new ArrayList<>(dataset.labelNames());
		if (!classMap.isSame()) {
			names.add(ClassMap.OTHER);
		}
		labels = names.size();
	}

	/**
	 * For held-out samples of a data set and their real images.
	 *
	 * @param network what the protocol says about the network that predicts
	 */
	public SegmentationAccuracy(Dataset dataset, Map<String, String> network) {
		this(dataset, network, ClassMap.SAME, "real images", "");
	}

	/** Of images that a generator makes from held-out label maps. */
	public static SegmentationAccuracy ofGenerated(Dataset dataset, Map<String, String> network, ClassMap classMap) {
		return new SegmentationAccuracy(dataset, network, classMap, "generated from held-out label maps", "");
	}

	/** Of the real images that generated ones are held against, {@code pixel_accuracy_real} and {@code mean_iou_real}: the most that can be reached. */
	public static SegmentationAccuracy ceiling(Dataset dataset, Map<String, String> network, ClassMap classMap) {
		return new SegmentationAccuracy(dataset, network, classMap, "real images", "_real");
	}

	/** Takes in the label indices that were predicted for a sample's image, row by row; throws IllegalArgumentException where there are fewer or more than pixels. */
	public void add(Sample sample, short[] predicted) {
		if (predicted.length != sample.labels().length) {
			throw new IllegalArgumentException("the prediction for " + sample.name() + " has " + predicted.length + " labels; expected " + sample.height() + " x " + sample.width());
		}
		Map<Integer, Long> pixels = new TreeMap<>();
		for (int i = 0; i < predicted.length; i++) {
			if (sample.labels()[i] != dataset.dontCare() && classMap.finds(sample.labels()[i])) {
				pixels.merge(sample.labels()[i] * labels + predicted[i], 1L, Long::sum);
			}
		}
		perSample.add(pixels);
	}

	/** {@code pixel_accuracy} and {@code mean_iou}, NaN where no pixel was counted; throws IllegalStateException where no sample was taken in. */
	public List<Evaluation> evaluations() {
		if (perSample.isEmpty()) {
			throw new IllegalStateException("segmentation accuracy needs at least one sample; none was taken in");
		}
		long[] confusion = confusion();
		double[][] intervals = intervals();
		return List.of(evaluation("pixel_accuracy", "agreeing / counted pixels", pixelAccuracy(confusion), intervals[0]),
				evaluation("mean_iou", "mean over classes of intersection / union", meanOverlap(confusion), intervals[1]));
	}

	/** The table behind the numbers: {samples, labels, confusion: rows of true labels, classes: [{label, pixels, accuracy, iou}]}; null where a class does not occur. */
	public JsonObject classes() {
		long[] confusion = confusion();
		JsonObject table = new JsonObject();
		table.addProperty("images", images);
		table.addProperty("samples", perSample.size());
		JsonArray all = new JsonArray();
		JsonArray rows = new JsonArray();
		JsonArray classes = new JsonArray();
		for (int k = 0; k < labels; k++) {
			all.add(names.get(k));
			JsonArray row = new JsonArray();
			for (int other = 0; other < labels; other++) {
				row.add(confusion[k * labels + other]);
			}
			rows.add(row);
			if (isLabel(k)) {
				JsonObject one = new JsonObject();
				one.addProperty("label", names.get(k));
				one.addProperty("pixels", ofClass(confusion, k));
				one.add("accuracy", ofClass(confusion, k) == 0 ? JsonNull.INSTANCE : new JsonPrimitive((double) confusion[k * labels + k] / ofClass(confusion, k)));
				one.add("iou", union(confusion, k) == 0 ? JsonNull.INSTANCE : new JsonPrimitive(overlap(confusion, k)));
				classes.add(one);
			}
		}
		table.add("labels", all);
		table.add("classes", classes);
		table.add("confusion", rows);
		return table;
	}

	private long[] confusion() {
		long[] confusion = new long[labels * labels];
		perSample.forEach(pixels -> pixels.forEach((at, count) -> confusion[at] += count));
		return confusion;
	}

	/** Over images, of both numbers; none for a single image. */
	private double[][] intervals() {
		Resampling resampling = new Resampling(perSample.size() < 2 ? 0 : RESAMPLES, 1);
		long[] whole = confusion();
		return new double[][] { resampling.interval(pixelAccuracy(whole), random -> pixelAccuracy(drawn(random))),
				resampling.interval(meanOverlap(whole), random -> meanOverlap(drawn(random))) };
	}

	private long[] drawn(SplittableRandom random) {
		long[] confusion = new long[labels * labels];
		for (int i : Resampling.draw(random, perSample.size())) {
			perSample.get(i).forEach((at, count) -> confusion[at] += count);
		}
		return confusion;
	}

	private double pixelAccuracy(long[] confusion) {
		long right = 0;
		long counted = 0;
		for (int k = 0; k < labels; k++) {
			right += confusion[k * labels + k];
			counted += ofClass(confusion, k);
		}
		return (double) right / counted;
	}

	private double meanOverlap(long[] confusion) {
		double sum = 0;
		int classes = 0;
		for (int k = 0; k < labels; k++) {
			if (isLabel(k) && union(confusion, k) > 0) {
				sum += overlap(confusion, k);
				classes++;
			}
		}
		return sum / classes;
	}

	/** Neither don't-care nor another class. */
	private boolean isLabel(int k) {
		return k != dataset.dontCare() && k < dataset.labels();
	}

	private double overlap(long[] confusion, int k) {
		return (double) confusion[k * labels + k] / union(confusion, k);
	}

	private long union(long[] confusion, int k) {
		long asClass = 0;
		for (int other = 0; other < labels; other++) {
			asClass += confusion[other * labels + k];
		}
		return ofClass(confusion, k) + asClass - confusion[k * labels + k];
	}

	private long ofClass(long[] confusion, int k) {
		long pixels = 0;
		for (int other = 0; other < labels; other++) {
			pixels += confusion[k * labels + other];
		}
		return pixels;
	}

	private Evaluation evaluation(String metric, String formula, double value, double[] interval) {
		Map<String, String> protocol = new LinkedHashMap<>(dataset.provenance());
		protocol.putAll(network);
		protocol.put("definition", "segmentation accuracy, version 1: " + formula + ", from one confusion matrix over all samples");
		protocol.put("images", images);
		protocol.put("samples", Integer.toString(perSample.size()));
		protocol.put("size", dataset.width() + " x " + dataset.height());
		protocol.put("classes", "those that occur in true or predicted maps; don't-care pixels not counted");
		protocol.put("interval", "95 %, bootstrap over images, " + RESAMPLES + " resamples, around the value");
		return new Evaluation(metric + suffix, value, interval, perSample.size(), protocol);
	}
}
