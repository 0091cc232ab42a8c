package io.spadework.engine.metrics;

import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.weights.NetworkFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns images into features: the mean over all places of a network's last activation. */
public final class FeatureExtractor {

	/** The feature network that comes with the program. */
	public static final String LANDSCAPE_FEATURES = "landscape-features";
	/** The network of FID. */
	public static final String INCEPTION = "FID Inception";

	private static final String DEEPEST = "relu5";
	private static final int INCEPTION_SIDE = 299;

	private final NetworkFile file;
	private final ImageNetwork network;
	private final ImageNetwork.Sight sight;
	private final String weights;

	private FeatureExtractor(NetworkFile file, ImageNetwork network, ImageNetwork.Sight sight, String weights) {
		this.file = file;
		this.network = network;
		this.sight = sight;
		this.weights = weights;
	}

	/** The one that comes with the program: it sees images of any size as they are. */
	public static FeatureExtractor landscapeFeatures() throws IOException {
		NetworkFile file = NetworkFile.builtIn(LANDSCAPE_FEATURES);
		return new FeatureExtractor(file, new ImageNetwork(file, Graphs.cut(file.configuration(), DEEPEST)), new ImageNetwork.Sight(ImageResizing.NONE, 0), file.hash());
	}

	/**
	 * FID's, which sees squares of 299 pixels.
	 *
	 * @param weights SHA-256 of the file that its weights were given in
	 */
	public static FeatureExtractor inception(NetworkFile file, ImageResizing resizing, String weights) {
		return new FeatureExtractor(file, new ImageNetwork(file, file.configuration()), new ImageNetwork.Sight(resizing, INCEPTION_SIDE), weights);
	}

	/** What it is called. */
	public String name() {
		return file.name();
	}

	/** Whether what is measured with it may be called FID and KID. */
	public boolean isInception() {
		return name().equals(INCEPTION);
	}

	/** What the protocol of a number that rests on its features says about it. */
	public Map<String, String> protocol() {
		Map<String, String> protocol = new LinkedHashMap<>();
		protocol.put("extractor", name() + ", weights " + weights);
		protocol.put("image pipeline", "8-bit sRGB; " + (sight.side() == 0 ? "at its own size" : "to " + sight.side() + " x " + sight.side() + ", " + sight.resizing().description())
				+ "; in [-1, 1]; mean over all places of the last activation");
		return protocol;
	}

	/** An empty list for features of this extractor. */
	public Gathering gather() {
		return new Gathering();
	}

	/** Features of one image after the other. */
	public final class Gathering {

		private final List<double[]> rows = new ArrayList<>();

		/** Looks at some more images. */
		public void add(List<PlanarImage> images) {
			network.look(images, sight, (given, first) -> {
				INDArray means = given.mean(2, 3);
				for (int i = 0; i < means.size(0); i++) {
					rows.add(means.getRow(i).toDoubleVector());
				}
			});
		}

		/** How many images were looked at. */
		public int count() {
			return rows.size();
		}

		/** All that was seen so far; throws IllegalStateException where that is nothing. */
		public Features features() {
			if (rows.isEmpty()) {
				throw new IllegalStateException("No image was looked at.");
			}
			int dimension = rows.getFirst().length;
			double[] values = new double[Math.multiplyExact(rows.size(), dimension)];
			for (int i = 0; i < rows.size(); i++) {
				System.arraycopy(rows.get(i), 0, values, i * dimension, dimension);
			}
			return new Features(rows.size(), dimension, values);
		}
	}
}
