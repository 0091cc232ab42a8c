package io.spadework.engine.metrics;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.weights.NetworkFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained segmenter that finds label maps in images, real or generated. */
public final class LabelFinder {

	/** The segmenter that comes with the program. */
	public static final String LANDSCAPE_SEGMENTER = "landscape-segmenter";

	/** It halves images three times. */
	private static final int UNIT = 8;

	private final NetworkFile file;
	private final String weights;
	private final int unit;
	private final ClassMap classes;
	private final ImageNetwork network;

	private LabelFinder(NetworkFile file, String weights, int unit, ClassMap classes) {
		this.file = file;
		this.weights = weights;
		this.unit = unit;
		this.classes = classes;
		network = new ImageNetwork(file, file.configuration());
	}

	/** The one that comes with the program, for the built-in landscapes. */
	public static LabelFinder landscapeSegmenter() throws IOException {
		NetworkFile file = NetworkFile.builtIn(LANDSCAPE_SEGMENTER);
		return new LabelFinder(file, file.hash(), UNIT, ClassMap.SAME);
	}

	/**
	 * Another one.
	 *
	 * @param weights SHA-256 of the file that its weights were given in
	 * @param classes which labels its classes stand for
	 */
	public static LabelFinder of(NetworkFile file, String weights, ClassMap classes) {
		return new LabelFinder(file, weights, 1, classes);
	}

	/** What it is called. */
	public String name() {
		return file.name();
	}

	/** Whether it can look at images of this size, as far as is known beforehand. */
	public boolean sees(int height, int width) {
		return height % unit == 0 && width % unit == 0;
	}

	/** Counts how far what it finds in generated images agrees with their maps; the protocol says how they are made, too. */
	public SegmentationAccuracy ofGenerated(Dataset data, Map<String, String> making) {
		Map<String, String> protocol = new LinkedHashMap<>(making);
		protocol.putAll(protocol());
		return SegmentationAccuracy.ofGenerated(data, protocol, classes);
	}

	/** The same of the real images. */
	public SegmentationAccuracy ceiling(Dataset data) {
		return SegmentationAccuracy.ceiling(data, protocol(), classes);
	}

	/**
	 * The label of the class with the highest score for each pixel, row by row, for each image.
	 *
	 * @param most labels of the data set, and what is found for a class that has none; throws IllegalArgumentException where the segmenter has other classes, or has no
	 *             score for each pixel
	 */
	public List<short[]> find(List<PlanarImage> images, int most) {
		List<short[]> maps = new ArrayList<>();
		network.look(images, new ImageNetwork.Sight(ImageResizing.NONE, 0), (given, first) -> {
			PlanarImage image = images.get(first);
			classes.check(name(), given.size(1), most);
			if (given.size(2) != image.height() || given.size(3) != image.width()) {
				throw new IllegalArgumentException("The segmenter " + name() + " gives scores for " + given.size(3) + " x " + given.size(2) + " pixels of an image of " + image.width() + " x "
						+ image.height() + "; it needs images of another size.");
			}
			INDArray best = given.argMax(1);
			long pixels = best.length() / best.size(0);
			long[] flat = best.data().asLong();
			for (int i = 0; i < best.size(0); i++) {
				short[] map = new short[(int) pixels];
				for (int p = 0; p < pixels; p++) {
					map[p] = classes.label((int) flat[(int) (i * pixels + p)], most);
				}
				maps.add(map);
			}
		});
		return maps;
	}

	/** What the protocol of a number that rests on its maps says about it. */
	Map<String, String> protocol() {
		Map<String, String> protocol = new LinkedHashMap<>();
		protocol.put("segmenter", name() + ", weights " + weights);
		protocol.put("classes map", classes.description());
		protocol.put("image pipeline", "8-bit sRGB; at its own size; in [-1, 1]");
		return protocol;
	}
}
