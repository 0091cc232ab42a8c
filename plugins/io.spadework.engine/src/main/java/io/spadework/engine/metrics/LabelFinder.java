package io.spadework.engine.metrics;

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
	private final ImageNetwork network;

	private LabelFinder(NetworkFile file) {
		this.file = file;
		network = new ImageNetwork(file, file.configuration());
	}

	/** The one that comes with the program, for the built-in landscapes. */
	public static LabelFinder landscapeSegmenter() throws IOException {
		return new LabelFinder(NetworkFile.builtIn(LANDSCAPE_SEGMENTER));
	}

	/** Whether it can look at images of this size. */
	public boolean sees(int height, int width) {
		return height % UNIT == 0 && width % UNIT == 0;
	}

	/** The label with the highest score for each pixel, row by row, for each image. */
	public List<short[]> find(List<PlanarImage> images) {
		List<short[]> maps = new ArrayList<>();
		network.look(images, new ImageNetwork.Sight(ImageResizing.NONE, 0), (given, first) -> {
			INDArray labels = given.argMax(1);
			long pixels = labels.length() / labels.size(0);
			long[] flat = labels.data().asLong();
			for (int i = 0; i < labels.size(0); i++) {
				short[] map = new short[(int) pixels];
				for (int p = 0; p < pixels; p++) {
					map[p] = (short) flat[(int) (i * pixels + p)];
				}
				maps.add(map);
			}
		});
		return maps;
	}

	/** What the protocol of a number that rests on its maps says about it. */
	public Map<String, String> protocol() {
		Map<String, String> protocol = new LinkedHashMap<>();
		protocol.put("segmenter", file.name() + ", weights " + file.hash());
		protocol.put("classes map", "the data set's labels are the segmenter's");
		protocol.put("image pipeline", "8-bit sRGB; at its own size; in [-1, 1]");
		return protocol;
	}
}
