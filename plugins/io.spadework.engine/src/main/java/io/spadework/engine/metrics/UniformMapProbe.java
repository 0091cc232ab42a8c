package io.spadework.engine.metrics;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.GraphInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How much of the label survives, layer by layer, when a generator is fed with label maps of a single class each: section 3.1 of SPADE (arXiv 1903.07291) argues that instance
 * norm washes it away, and this measures it. There are no edges, and style codes are 0.
 */
public final class UniformMapProbe {

	/** Pixels that a linear probe learns from, and as many that it is tested on, of each class and layer. */
	private static final int PIXELS = 16;
	/** Differences below this share of a layer's size are rounding errors, from which a probe must not learn. */
	private static final double GRAIN = 1e-3;

	/**
	 * What is left of the label behind a layer.
	 *
	 * @param name       the layer's vertex
	 * @param shape      of its activation, C x H x W
	 * @param difference the spread of the classes' activations around their mean over the activations' size, from 0, where all classes give the same, to 1
	 * @param accuracy   share of pixels whose class the nearest mean tells, a linear probe; 1 / classes where nothing is left
	 */
	public record Layer(String name, long[] shape, double difference, double accuracy) {

		JsonObject toJson() {
			JsonObject json = new JsonObject();
			json.addProperty("name", name);
			json.addProperty("channels", shape[0]);
			json.addProperty("height", shape[1]);
			json.addProperty("width", shape[2]);
			json.addProperty("difference", difference);
			json.addProperty("probeAccuracy", accuracy);
			return json;
		}
	}

	private final Dataset data;
	private final List<Layer> layers = new ArrayList<>();
	private final List<float[]> images = new ArrayList<>();

	/**
	 * Feeds a generator with a map of each class of an opened data set but don't-care.
	 *
	 * @param styleCode   values of its style code, all 0; 0 where it has none
	 * @param activations what all vertices give for inputs in the graph's order, by name, inputs before what uses them
	 */
	public UniformMapProbe(GeneratorGraph graph, Dataset data, int styleCode, Function<INDArray[], Map<String, INDArray>> activations) {
		this.data = data;
		Map<String, Gathered> gathered = new LinkedHashMap<>();
		List<GraphInput> inputs = graph.inputs();
		for (int label = 0; label < data.labels(); label++) {
			if (label == data.dontCare()) {
				continue;
			}
			INDArray map = Nd4j.zeros(1, data.labelChannels(), data.height(), data.width());
			map.get(NDArrayIndex.point(0), NDArrayIndex.point(label)).assign(1);
			INDArray[] fed = inputs.stream().map(input -> switch (input) {
			case EDGE_MAP -> Nd4j.zeros(1, 1, data.height(), data.width());
			case STYLE_CODE -> Nd4j.zeros(1, styleCode, 1, 1);
			default -> map;
			}).toArray(INDArray[]::new);
			Map<String, INDArray> given = activations.apply(fed);
			given.forEach((name, activation) -> {
				if (activation.rank() == 4 && !graph.configuration().getNetworkInputs().contains(name)) {
					gathered.computeIfAbsent(name, first -> new Gathered(activation)).add(activation);
				}
			});
			images.add(given.get(graph.image()).data().asFloat());
		}
		gathered.forEach((name, layer) -> layers.add(layer.measured(name)));
	}

	/** What is left behind each layer, in the order of the graph. */
	public List<Layer> layers() {
		return List.copyOf(layers);
	}

	/** The largest difference between any two classes' images, of values in [-1, 1]. */
	public double largestDifference() {
		double largest = 0;
		for (int i = 0; i < images.getFirst().length; i++) {
			float least = Float.POSITIVE_INFINITY;
			float most = Float.NEGATIVE_INFINITY;
			for (float[] image : images) {
				least = Math.min(least, image[i]);
				most = Math.max(most, image[i]);
			}
			largest = Math.max(largest, most - least);
		}
		return largest;
	}

	/** The images, 3 * height * width values in [-1, 1] each, one for each class but don't-care. */
	public List<float[]> images() {
		return List.copyOf(images);
	}

	/** {classes, layers, output: {largestDifference, colourAccuracy}}; the latter is the share of pixels that have the nearest colour of their class, null where it is not known. */
	public JsonObject toJson(Double colourAccuracy) {
		JsonObject document = new JsonObject();
		document.addProperty("classes", images.size());
		document.addProperty("size", data.width() + " x " + data.height());
		JsonArray all = new JsonArray();
		layers.forEach(layer -> all.add(layer.toJson()));
		document.add("layers", all);
		JsonObject output = new JsonObject();
		output.addProperty("largestDifference", largestDifference());
		output.addProperty("colourAccuracy", colourAccuracy);
		document.add("output", output);
		return document;
	}

	/** The activations of one layer, class by class: differences from the first class's, and some pixels. */
	private static final class Gathered {

		private final INDArray first;
		private final INDArray sum;
		private final List<double[][]> learned = new ArrayList<>();
		private final List<double[][]> tested = new ArrayList<>();
		private double squaredDifferences;
		private double squares;
		private int classes;

		Gathered(INDArray activation) {
			first = activation.dup('c');
			sum = Nd4j.zeros(activation.dataType(), activation.shape());
		}

		void add(INDArray activation) {
			INDArray difference = activation.sub(first);
			squaredDifferences += squared(difference);
			squares += squared(activation);
			sum.addi(difference);
			classes++;
			long pixels = activation.size(2) * activation.size(3);
			int some = (int) Math.max(1, Math.min(PIXELS, pixels / 2));
			learned.add(pixels(activation, some, 0));
			tested.add(pixels(activation, some, pixels > 1 ? pixels / some / 2 : 0));
		}

		private static double squared(INDArray array) {
			double norm = array.norm2Number().doubleValue();
			return norm * norm;
		}

		/** Every so many pixels, from a place on: a row of channels each. */
		private static double[][] pixels(INDArray activation, int some, long from) {
			long pixels = activation.size(2) * activation.size(3);
			INDArray flat = activation.dup('c').reshape(activation.size(1), pixels);
			double[][] rows = new double[some][];
			for (int i = 0; i < some; i++) {
				rows[i] = flat.getColumn(Math.min(pixels - 1, i * (pixels / some) + from)).toDoubleVector();
			}
			return rows;
		}

		Layer measured(String name) {
			double spread = Math.max(0, squaredDifferences - squared(sum) / classes);
			double size = Math.sqrt(squares / (classes * (double) first.length()));
			return new Layer(name, new long[] { first.size(1), first.size(2), first.size(3) }, squares == 0 ? 0 : Math.min(1, Math.sqrt(spread / squares)), accuracy(size * GRAIN));
		}

		private double accuracy(double grain) {
			List<double[]> means = learned.stream().map(rows -> mean(rows, grain)).toList();
			int right = 0;
			int all = 0;
			for (int k = 0; k < classes; k++) {
				for (double[] pixel : tested.get(k)) {
					right += nearest(means, rounded(pixel, grain)) == k ? 1 : 0;
					all++;
				}
			}
			return (double) right / all;
		}

		private static double[] mean(double[][] rows, double grain) {
			double[] mean = new double[rows[0].length];
			for (double[] row : rows) {
				double[] rounded = rounded(row, grain);
				for (int c = 0; c < mean.length; c++) {
					mean[c] += rounded[c] / rows.length;
				}
			}
			return mean;
		}

		private static double[] rounded(double[] row, double grain) {
			double[] rounded = new double[row.length];
			for (int c = 0; c < row.length; c++) {
				rounded[c] = grain == 0 ? row[c] : Math.rint(row[c] / grain) * grain;
			}
			return rounded;
		}

		/** The first of those means that are nearest. */
		private static int nearest(List<double[]> means, double[] pixel) {
			int nearest = 0;
			double least = Double.POSITIVE_INFINITY;
			for (int k = 0; k < means.size(); k++) {
				double distance = 0;
				for (int c = 0; c < pixel.length; c++) {
					distance += (means.get(k)[c] - pixel[c]) * (means.get(k)[c] - pixel[c]);
				}
				if (distance < least) {
					least = distance;
					nearest = k;
				}
			}
			return nearest;
		}
	}
}
