package io.spadework.engine.synthesis;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.PictureSource;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SynthesisInputs;
import io.spadework.engine.networks.EncoderGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.GraphInput;
import io.spadework.engine.networks.Network;
import io.spadework.engine.training.Batch;
import io.spadework.engine.training.Phase;
import io.spadework.engine.training.StyleCode;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.Checkpoint;
import io.spadework.engine.weights.ModelWeights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained generator, with the encoder that finds style codes for it where it has one: what makes images of label maps. No data set is opened. */
public final class Model {

	private static final int COLOURS = 3;
	private static final int LARGEST_MULTIPLE = 1024;
	/** Values of the semantic input: 1 GB of floats. */
	private static final long MOST_VALUES = 1L << 28;
	private static final int REMEMBERED_STYLES = 64;

	private final Dataset data;
	private final SynthesisInputs inputs;
	private final List<GraphInput> fed;
	private final Network generator;
	private final Network encoder;
	private final int codeSize;
	private final int multiple;
	private final Checkpoint.Moment moment;
	private final Map<String, Distribution> styles = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Distribution> eldest) {
			return size() > REMEMBERED_STYLES;
		}
	};
	private Batch batch;
	private int[] batchSize = {};

	/** What an encoder finds in an image: a normal distribution of each value of the style code. */
	private record Distribution(float[] mean, float[] logVariance) {
	}

	private Model(Dataset data, GeneratorGraph graph, Network generator, Network encoder, int codeSize, Checkpoint.Moment moment) {
		this.data = data;
		this.generator = generator;
		this.encoder = encoder;
		this.codeSize = codeSize;
		this.moment = moment;
		inputs = new SynthesisInputs(data);
		fed = graph.inputs();
		multiple = multiple(graph, data, codeSize);
	}

	/**
	 * The networks of an experiment with the weights of a file; throws IllegalArgumentException where they don't fit together, and where the experiment has no generator.
	 *
	 * @throws IOException naming an array that can't be read
	 */
	public static Model load(Training training, ModelWeights weights) throws IOException {
		if (training.generator() == null) {
			throw new IllegalArgumentException("The experiment \"" + training.experiment() + "\" trains a segmenter; only a generator makes images.");
		}
		Checkpoint.Moment moment = weights.moment();
		Phase phase = training.phases().stream().filter(each -> moment != null && each.name().equals(moment.phase())).findFirst().orElse(training.phases().getLast());
		Dataset data = phase.data();
		GeneratorGraph graph = phase.generator().stretching(data.height(), data.width());
		int codeSize = training.styleCodeSize(phase);
		Network generator = network(graph.configuration(), "generator", training, weights);
		EncoderGraph finds = training.encoder();
		Network encoder = finds == null || codeSize == 0 ? null : network(finds.configuration(), "encoder", training, weights);
		return new Model(data, graph, generator, encoder, codeSize, moment);
	}

	private static Network network(ComputationGraphConfiguration configuration, String name, Training training, ModelWeights weights) throws IOException {
		Network network = new Network(configuration, training.initialisation(), training.seed(), name);
		Map<String, INDArray> arrays = weights.of(name);
		if (arrays.isEmpty()) {
			throw new IOException(weights.path() + " has no weights of the " + name + ".");
		}
		try {
			network.load(arrays);
		} catch (IllegalArgumentException e) {
			throw new IllegalArgumentException(weights.path() + " does not fit the " + name + ": " + e.getMessage(), e);
		}
		return network;
	}

	/** The smallest power of two whose multiples the generator makes images of, up to the whole image; 0 where it makes them at the trained size alone. */
	private static int multiple(GeneratorGraph graph, Dataset data, int codeSize) {
		for (int step = 1; step <= LARGEST_MULTIPLE; step *= 2) {
			if (makes(graph, data, codeSize, 3 * step, 2 * step) && makes(graph, data, codeSize, 4 * step, 5 * step)) {
				return step;
			}
		}
		return 0;
	}

	private static boolean makes(GeneratorGraph graph, Dataset data, int codeSize, int height, int width) {
		InputType[] types = graph.inputs().stream().map(input -> switch (input) {
		case STYLE_CODE -> InputType.convolutional(1, 1, codeSize);
		case EDGE_MAP -> InputType.convolutional(height, width, 1);
		default -> InputType.convolutional(height, width, data.labelChannels());
		}).toArray(InputType[]::new);
		try {
			InputTypeConvolutional image = (InputTypeConvolutional) graph.configuration().getLayerActivationTypes(false, false, types).get(graph.image());
			return image.getHeight() == height && image.getWidth() == width;
		} catch (RuntimeException e) {
			return false; // a part of the graph does not take this size
		}
	}

	/** What it was trained on: labels, their names and colours, size. */
	public Dataset data() {
		return data;
	}

	/** Where its style codes come from. */
	public StyleSource styleSource() {
		return codeSize == 0 ? StyleSource.NONE : encoder == null ? StyleSource.CODE : StyleSource.ENCODER;
	}

	/** Values of a style code; 0 where it has none. */
	public int codeSize() {
		return codeSize;
	}

	/** The number whose multiples an image's sides may be; 0: the trained size alone. */
	public int multiple() {
		return multiple;
	}

	/** When its checkpoint was made; null where it is of none. */
	public Checkpoint.Moment moment() {
		return moment;
	}

	/** Throws IllegalArgumentException, saying which sizes there are, unless images of this size can be made. */
	public void requireSize(int height, int width) {
		boolean trained = height == data.height() && width == data.width();
		if (!trained && (multiple == 0 || height < multiple || width < multiple || height % multiple != 0 || width % multiple != 0)) {
			throw new IllegalArgumentException("The model makes images of " + data.width() + " x " + data.height()
					+ (multiple == 0 ? "" : ", or of multiples of " + multiple) + ", not of " + width + " x " + height + ".");
		}
		if ((long) height * width * data.labelChannels() > MOST_VALUES) {
			throw new IllegalArgumentException("An image of " + width + " x " + height + " takes more memory than is used for one: with " + data.labelChannels()
					+ " label channels at most " + MOST_VALUES / data.labelChannels() + " pixels.");
		}
	}

	/** A label map from anywhere, for {@link #paint}; throws a DataException naming picture, place, value and range for one that can't be used. */
	public Sample labelMap(PictureSource map, PictureSource instances, int height, int width) throws DataException {
		return inputs.labelMap(map, instances, height, width);
	}

	/**
	 * The code of a style, null where the model has none. Without an image it is the mean of all codes, 0, or a draw from them; a model without encoder draws the code that the
	 * sample of this number has in a training, 0 if none is named. Throws IllegalArgumentException where images are given and nothing finds a style in them.
	 */
	public float[] code(Style style) throws DataException {
		if (encoder == null && !style.images().isEmpty()) {
			throw new IllegalArgumentException(codeSize == 0 ? "The model has no style: a map always becomes the same image."
					: "The model has no style encoder, so no image gives it a style; its styles are drawn, by the sample's number.");
		}
		if (codeSize == 0) {
			return null;
		}
		if (encoder == null) {
			return StyleCode.numbered(style.sample() == null ? 0 : style.sample(), codeSize);
		}
		if (style.images().isEmpty()) {
			return style.sample() == null ? new float[codeSize] : StyleCode.numbered(style.sample(), codeSize);
		}
		float[] first = draw(distribution(style.images().getFirst()), style.sample());
		if (style.images().size() == 1) {
			return first;
		}
		float[] second = draw(distribution(style.images().getLast()), style.sample());
		float share = (float) style.mix();
		for (int i = 0; i < codeSize; i++) {
			first[i] = (1 - share) * first[i] + share * second[i];
		}
		return first;
	}

	/** The mean, or mean + exp(log variance / 2) * noise of a seed. */
	private static float[] draw(Distribution distribution, Long seed) {
		float[] code = distribution.mean().clone();
		if (seed != null) {
			Random noise = new Random(new SplittableRandom(seed).nextLong());
			for (int i = 0; i < code.length; i++) {
				code[i] += (float) (Math.exp(0.5 * distribution.logVariance()[i]) * noise.nextGaussian());
			}
		}
		return code;
	}

	private Distribution distribution(PictureSource image) throws DataException {
		Distribution known = styles.get(image.identity());
		if (known == null) {
			float[] values = inputs.image(image, data.height(), data.width());
			INDArray array = Nd4j.createFromArray(values).reshape('c', 1, COLOURS, data.height(), data.width()).castTo(encoder.type());
			float[] found = encoder.forward(false, array).getFirst().dup('c').data().asFloat();
			known = new Distribution(Arrays.copyOf(found, codeSize), Arrays.copyOfRange(found, codeSize, 2 * codeSize));
			styles.put(image.identity(), known);
		}
		return known;
	}

	/** Makes an image that nobody sees, so that the first one that somebody waits for takes no longer than the others. */
	public void warmUp() {
		int pixels = data.height() * data.width();
		Sample map = new Sample("a map of one label", data.height(), data.width(), new short[pixels], new boolean[pixels], new float[COLOURS * pixels]);
		List<float[]> codes = new ArrayList<>();
		codes.add(codeSize == 0 ? null : new float[codeSize]);
		paint(List.of(map), codes);
	}

	/**
	 * Images for label maps of one size, as the generator makes them in evaluation: 3 * height * width values in [-1, 1] each.
	 *
	 * @param codes a style code for each, null where the model has none
	 * @throws IllegalArgumentException where its weights give values that are no numbers
	 */
	public List<float[]> paint(List<Sample> maps, List<float[]> codes) {
		int height = maps.getFirst().height();
		int width = maps.getFirst().width();
		int[] size = { maps.size(), height, width };
		if (!Arrays.equals(batchSize, size)) {
			batch = new Batch(data, height, width, maps.size(), generator.type());
			batchSize = size;
		}
		batch.fill(maps);
		Map<GraphInput, INDArray> given = new EnumMap<>(GraphInput.class);
		given.put(GraphInput.LABEL_MAP, batch.labelMap());
		given.put(GraphInput.EDGE_MAP, batch.edgeMap());
		if (codeSize > 0) {
			float[][] rows = codes.toArray(float[][]::new);
			given.put(GraphInput.STYLE_CODE, Nd4j.createFromArray(rows).reshape('c', maps.size(), codeSize, 1, 1).castTo(generator.type()));
		}
		float[] values = generator.forward(false, GraphInput.arrays(fed, given)).getFirst().data().asFloat();
		for (float value : values) {
			if (!Float.isFinite(value)) {
				throw new IllegalArgumentException("The model's weights are damaged or have diverged: its image has values that are no numbers.");
			}
		}
		List<float[]> images = new ArrayList<>();
		int length = COLOURS * height * width;
		for (int i = 0; i < maps.size(); i++) {
			images.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
		}
		return images;
	}
}
