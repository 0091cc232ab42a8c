package io.spadework.engine.metrics;

import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Network;
import io.spadework.engine.weights.NetworkFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained network that looks at images as they come, a few of one size at a time. */
final class ImageNetwork {

	private static final int BATCH = 16;

	private final Network network;

	/** A network at work with the weights of its file. */
	ImageNetwork(NetworkFile file, ComputationGraphConfiguration configuration) {
		network = new Network(configuration, Initialisation.normal(1), 1, file.name());
		network.load(file.arrays());
	}

	/** What it gives last for each image, and the image's place in the list. The array is written again afterwards. */
	void look(List<PlanarImage> images, Sight sight, ObjIntConsumer<INDArray> answer) {
		int first = 0;
		while (first < images.size()) {
			PlanarImage one = images.get(first);
			int count = 1;
			while (count < BATCH && first + count < images.size() && images.get(first + count).height() == one.height() && images.get(first + count).width() == one.width()) {
				count++;
			}
			List<float[]> seen = new ArrayList<>();
			for (PlanarImage image : images.subList(first, first + count)) {
				seen.add(sight.of(image));
			}
			int height = sight.height(one);
			int width = sight.width(one);
			float[] values = new float[count * 3 * height * width];
			for (int i = 0; i < count; i++) {
				System.arraycopy(seen.get(i), 0, values, i * 3 * height * width, 3 * height * width);
			}
			try (INDArray input = Nd4j.createFromArray(values).reshape('c', count, 3, height, width)) {
				INDArray given = network.forward(false, input).getLast();
				answer.accept(given, first);
			}
			first += count;
		}
	}

	/**
	 * How an image comes before the network.
	 *
	 * @param resizing how
	 * @param side     to squares of so many pixels; 0: as large as it is
	 */
	record Sight(ImageResizing resizing, int side) {

		float[] of(PlanarImage image) {
			return resizing.resize(image.values(), image.height(), image.width(), height(image), width(image));
		}

		int height(PlanarImage image) {
			return side == 0 ? image.height() : side;
		}

		int width(PlanarImage image) {
			return side == 0 ? image.width() : side;
		}
	}
}
